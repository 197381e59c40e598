{# A number in a message, `none` where there is none. #}
{% macro shown(expression) -%}
    coalesce(cast({{ expression }} as string), 'none')
{%- endmacro %}
