{#
    dbt's default__diff_column_data_types with its loop over all pairs of columns replaced by a
    look-up: with a hundred columns the pairs take longer than the table.
#}
{% macro duckdb__diff_column_data_types(source_columns, target_columns) -%}
    {%- set targets, changed = {}, [] -%}
    {%- for column in target_columns -%}
        {%- do targets.update({column.name: column}) -%}
    {%- endfor -%}
    {%- for column in source_columns if column.name in targets -%}
        {%- set found = targets[column.name] -%}
        {%- if column.expanded_data_type != found.expanded_data_type and not column.can_expand_to(other_column=found) -%}
            {%- do changed.append({'column_name': found.name, 'new_type': column.expanded_data_type}) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(changed) }}
{%- endmacro %}
