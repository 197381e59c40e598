{#
    DuckDB's spelling of BigQuery's insert_overwrite with a fixed list of partitions: whatever
    the run did not produce inside its window is gone, and no other date is touched.
    dbt runs both statements, and the gate before them, in one transaction.
#}
{% macro get_incremental_window_overwrite_sql(arg_dict) -%}
    {%- do refuse_broken_promises(arg_dict['temp_relation']) -%}
    {%- set columns = get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) -%}
    delete from {{ arg_dict['target_relation'] }} where {{ in_window('game_date') }};
    insert into {{ arg_dict['target_relation'] }} ({{ columns }})
    select {{ columns }} from {{ arg_dict['temp_relation'] }}
{%- endmacro %}
