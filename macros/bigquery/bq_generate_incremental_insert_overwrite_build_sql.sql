{#
    dbt-bigquery's macro, with two differences: the gate compares the new rows, which are in a
    temporary table already, before they are merged; and the overwrite is always of the window's
    partitions, since a dynamic one keeps the rows of a date that vanished.
#}
{% macro bq_generate_incremental_insert_overwrite_build_sql(
    tmp_relation, target_relation, sql, unique_key, partition_by, partitions, dest_columns,
    tmp_relation_exists, copy_partitions
) -%}
    {%- if not partitions or not tmp_relation_exists -%}
        {%- do exceptions.raise_compiler_error(
            target_relation ~ " has no partitions=window_partitions(), or on_schema_change is not 'fail'"
        ) -%}
    {%- endif -%}
    {%- do refuse_broken_promises(tmp_relation) -%}
    {{ bq_static_insert_overwrite_sql(
        tmp_relation, target_relation, sql, partition_by, partitions, dest_columns,
        tmp_relation_exists, copy_partitions
    ) }}
{%- endmacro %}
