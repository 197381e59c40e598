{#
    Round once, at the very end, half away from zero (docs/contracts/raw.md 1.1). The detour
    over nine decimals removes binary noise, which would otherwise decide ties.
#}
{% macro rounded(expression, decimals) -%}
    {{ return(adapter.dispatch('rounded')(expression, decimals)) }}
{%- endmacro %}

{% macro default__rounded(expression, decimals) -%}
    round(cast({{ expression }} as numeric), {{ decimals }})
{%- endmacro %}

{% macro duckdb__rounded(expression, decimals) -%}
    {#- A bare numeric holds three decimals on DuckDB. -#}
    cast(
        round(cast({{ expression }} as decimal(38, 9)), {{ decimals }})
        as {{ 'numeric' if decimals <= 3 else 'decimal(18, ' ~ decimals ~ ')' }}
    )
{%- endmacro %}
