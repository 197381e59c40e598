{# A 64-bit float, so that no intermediate value is rounded. #}
{% macro as_double(expression) -%}
    cast({{ expression }} as {{ double_type() }})
{%- endmacro %}

{% macro double_type() -%}
    {{ return(adapter.dispatch('double_type')()) }}
{%- endmacro %}

{% macro default__double_type() -%} float64 {%- endmacro %}

{% macro duckdb__double_type() -%} double {%- endmacro %}
