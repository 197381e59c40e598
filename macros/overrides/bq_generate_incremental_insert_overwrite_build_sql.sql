{#
    dbt-bigquery's macro, with two differences: the gate of a mart compares the new rows, which are
    in a temporary table already, before they are merged; and the overwrite is always of a fixed list
    of partitions, the dates that the table owns, since a dynamic one keeps the rows of a date that
    vanished.
#}
{% macro bq_generate_incremental_insert_overwrite_build_sql(
    tmp_relation, target_relation, sql, unique_key, partition_by, partitions, dest_columns,
    tmp_relation_exists, copy_partitions
) -%}
    {%- if not partition_by or not tmp_relation_exists -%}
        {%- do exceptions.raise_compiler_error(
            target_relation ~ " is not partitioned by date, or its on_schema_change is 'ignore'"
        ) -%}
    {%- endif -%}
    {%- do audit(tmp_relation) -%}
    {%- set owned = owned_dates(model) -%}
    {{ bq_static_insert_overwrite_sql(
        tmp_relation, target_relation, sql, partition_by, partitions_between(owned.first, owned.last),
        dest_columns, tmp_relation_exists, copy_partitions
    ) }}
{%- endmacro %}
