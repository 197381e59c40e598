{# Post-hook of the seasons seed and part of every gate: a window belongs to a known season. #}
{% macro refuse_window_outside_seasons(seasons_seed) -%}
    {%- if execute -%}
        {%- set window = window() -%}
        {%- set seasons = run_query(
            "select season_year, first_date, last_date from " ~ seasons_seed ~ " order by season_year"
        ).rows -%}
        {%- set touched = [] -%}
        {%- set known = [] -%}
        {%- for season in seasons -%}
            {%- do known.append(season['season_year'] ~ ": " ~ season['first_date'] ~ " to " ~ season['last_date']) -%}
            {%- if season['first_date'] <= window.last and season['last_date'] >= window.first -%}
                {%- do touched.append(season['season_year']) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if not touched -%}
            {%- do exceptions.raise_compiler_error(
                "the window " ~ window.first ~ " to " ~ window.last
                ~ " lies outside every season of seeds/seasons.csv (" ~ known | join('; ')
                ~ "). Choose dates of a season, or add its line to the seed"
            ) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
