{# One row per calendar date of the window, off-days included: game_date. #}
{% macro window_dates() -%}
    {{ return(adapter.dispatch('dates_between')(date_literal(window().first), date_literal(window().last))) }}
{%- endmacro %}

{# The same for the season of the window, up to the window's end. #}
{% macro season_dates_so_far() -%}
    {{ return(adapter.dispatch('dates_between')(date_literal(history_start()), date_literal(window().last))) }}
{%- endmacro %}

{% macro default__dates_between(first, last) -%}
    select game_date from unnest(generate_date_array({{ first }}, {{ last }})) as game_date
{%- endmacro %}

{% macro duckdb__dates_between(first, last) -%}
    select cast(day as date) as game_date
    from generate_series(cast({{ first }} as timestamp), cast({{ last }} as timestamp), interval 1 day) as days (day)
{%- endmacro %}
