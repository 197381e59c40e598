{# A value held between two bounds; null stays null (greatest and least skip it on DuckDB). #}
{% macro clamped(expression, low, high) -%}
    case
        when {{ expression }} is not null
            then greatest({{ low }}, least({{ high }}, {{ expression }}))
    end
{%- endmacro %}
