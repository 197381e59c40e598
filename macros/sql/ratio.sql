{# A division in doubles: null where the denominator is 0 or null, on both engines. #}
{% macro ratio(numerator, denominator) -%}
    {{ as_double(numerator) }} / nullif({{ as_double(denominator) }}, 0)
{%- endmacro %}
