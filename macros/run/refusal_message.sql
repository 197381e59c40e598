{# Broken promises, one row per mart, game, team and problem: what a person can read. #}
{% macro grouped_problems(broken) -%}
    select
        mart,
        game_date,
        game_id,
        coalesce(team_abbr, '') as team_abbr,
        problem,
        coalesce(reason, '') as reason,
        count(*) as row_count,
        min(row_key) as first_key

    from {{ broken }}
    group by mart, game_date, game_id, team_abbr, problem, reason
    order by mart, game_date, game_id, team_abbr, problem
{%- endmacro %}


{#
    What a gate says when it refuses: which table is the root (the first broken one, not those that
    descend from it), dates, games, teams and rules, and what to run.
#}
{% macro refusal_message(mart, problems) -%}
    {%- set rows = [] -%}
    {%- for row in problems.rows -%}
        {%- do rows.append({
            'position': (raw_tables() + mart_names()).index(row['mart']), 'date': row['game_date'] | string, 'row': row
        }) -%}
    {%- endfor -%}
    {%- set rows = rows | sort(attribute='position,date') | map(attribute='row') | list -%}
    {%- set root = rows[0] -%}
    {%- set lines = [] -%}
    {%- for row in rows[:15] -%}
        {%- do lines.append(
            "  " ~ row['mart'] ~ "  " ~ row['game_date'] ~ "  " ~ (row['game_id'] or '') ~ "  " ~ row['team_abbr']
            ~ "  " ~ row['row_count'] ~ " row" ~ ("s" if row['row_count'] > 1) ~ " " ~ row['problem']
            ~ ("  (first key: " ~ row['first_key'] ~ ")" if row['problem'] != 'refused')
            ~ ("\n      " ~ row['reason'] if row['reason'])
        ) -%}
    {%- endfor -%}
    {%- if rows | length > 15 -%}
        {%- do lines.append("  … and " ~ (rows | length - 15) ~ " more") -%}
    {%- endif -%}
    {{ return(
        (mart ~ " refuses to publish " ~ window().first ~ " to " ~ window().last
            ~ ": not all that it owes is whole." if root['mart'] == mart
            else mart ~ " refuses to build " ~ window().first ~ " to " ~ window().last
            ~ " on a broken " ~ root['mart'] ~ " (first on " ~ root['game_date'] ~ ").")
        ~ " Nothing was written.\n" ~ lines | join("\n")
        ~ "\n  "
        ~ "Repair raw where a rule is named (or accept the hole in seeds/known_gaps.csv), then run"
        ~ "\n  dbt build --vars " ~ window_vars(rows | map(attribute='game_date') | min, window().last)
    ) }}
{%- endmacro %}
