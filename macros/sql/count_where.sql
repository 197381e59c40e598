{# Rows that satisfy a condition, as int64 (DuckDB's countif is wider). Takes an `over`. #}
{% macro count_where(condition) -%}
    count(case when {{ condition }} then 1 end)
{%- endmacro %}
