{# An element of an array by its position, counted from zero. #}
{% macro array_element(array, position) -%}
    {{ return(adapter.dispatch('array_element')(array, position)) }}
{%- endmacro %}

{% macro default__array_element(array, position) -%}
    {{ array }}[offset({{ position }})]
{%- endmacro %}

{% macro duckdb__array_element(array, position) -%}
    {{ array }}[{{ position + 1 }}]
{%- endmacro %}
