{# One row per calendar date of the window (and of some days before), off-days included: game_date. #}
{% macro window_dates(lookback_days=0) -%}
    {%- set window = window() -%}
    {%- set first = window.first - modules.datetime.timedelta(days=lookback_days) -%}
    {{ return(adapter.dispatch('dates_between')(date_literal(first), date_literal(window.last))) }}
{%- endmacro %}

{% macro default__dates_between(first, last) -%}
    select game_date from unnest(generate_date_array({{ first }}, {{ last }})) as game_date
{%- endmacro %}

{% macro duckdb__dates_between(first, last) -%}
    select cast(day as date) as game_date
    from generate_series(cast({{ first }} as timestamp), cast({{ last }} as timestamp), interval 1 day) as days (day)
{%- endmacro %}
