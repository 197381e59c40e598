{#
    How a table is written, on both engines: the dates that it owns are replaced by what the run
    computed, and no other date is touched. The new rows lie in a temporary table by then; those of
    a mart have to pass its gate first. On DuckDB gate, delete and insert are one transaction.
#}
{% macro get_incremental_window_overwrite_sql(arg_dict) -%}
    {%- do audit(arg_dict['temp_relation']) -%}
    {%- set owned = owned_dates(model) -%}
    {%- set columns = get_quoted_csv(arg_dict['dest_columns'] | map(attribute='name')) -%}
    delete from {{ arg_dict['target_relation'] }}
    where {{ date_column(model) }} between {{ date_literal(owned.first) }} and {{ date_literal(owned.last) }};
    insert into {{ arg_dict['target_relation'] }} ({{ columns }})
    select {{ columns }} from {{ arg_dict['temp_relation'] }}
{%- endmacro %}
