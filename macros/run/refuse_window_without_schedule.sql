{#
    on-run-start. The schedule is the promise: without one that covers the window nothing could
    be missing, and everything would look complete. An off-day inside a season is fine.
#}
{% macro refuse_window_without_schedule() -%}
    {%- set schedule = source('nba_raw', 'nbac_schedule') -%}
    {%- if run_reads_data() -%}
        {%- set window = window() -%}
        {%- set seasons = run_query(
            "select season_year, min(game_date) as first_date, max(game_date) as last_date from " ~ schedule
            ~ " where " ~ in_window('game_date', lookback_days=366, lookahead_days=366)
            ~ " and substr(game_id, 1, 3) in ('002', '004', '005') group by season_year order by season_year"
        ).rows -%}
        {%- set covered, loaded = [], [] -%}
        {%- for season in seasons -%}
            {%- do loaded.append(season['first_date'] ~ " to " ~ season['last_date']) -%}
            {%- if season['first_date'] <= window.last and season['last_date'] >= window.first -%}
                {%- do covered.append(season['season_year']) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if not covered -%}
            {%- do exceptions.raise_compiler_error(
                "no game is scheduled around " ~ window.first ~ " to " ~ window.last ~ ": nbac_schedule "
                ~ ("holds " ~ loaded | join("; ") if loaded else "is empty there")
                ~ ". Choose dates of a season, or load its schedule first"
            ) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}
