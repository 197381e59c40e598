{# A number in a message, `none` where there is none. #}
{% macro text_or_none(expression) -%}
    coalesce(cast({{ expression }} as string), 'none')
{%- endmacro %}
