{# The whole number that a text holds; null for any other text. #}
{% macro whole_number(text) -%}
    {{ return(adapter.dispatch('whole_number')(text)) }}
{%- endmacro %}

{% macro default__whole_number(text) -%}
    safe_cast({{ text }} as int64)
{%- endmacro %}

{% macro duckdb__whole_number(text) -%}
    try_cast({{ text }} as int64)
{%- endmacro %}
