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


{# What a gate says when it refuses: which table, dates, games, teams and rules; what to run. #}
{% macro refusal_message(mart, problems) -%}
    {%- set own = problems.rows | selectattr('mart', 'equalto', mart) | list -%}
    {%- set culprit = own[0] if own else problems.rows[0] -%}
    {%- set dates = problems.rows | map(attribute='game_date') | list -%}
    {%- set lines = [] -%}
    {%- for row in problems.rows -%}
        {%- if loop.index <= 15 -%}
            {%- do lines.append(
                "  " ~ row['mart'] ~ "  " ~ row['game_date'] ~ "  " ~ row['game_id'] ~ "  " ~ row['team_abbr']
                ~ "  " ~ row['row_count'] ~ " row" ~ ("s" if row['row_count'] > 1) ~ " " ~ row['problem']
                ~ ("  (first key: " ~ row['first_key'] ~ ")" if row['problem'] != 'refused')
                ~ ("\n      " ~ row['reason'] if row['reason'])
            ) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if problems.rows | length > 15 -%}
        {%- do lines.append("  … and " ~ (problems.rows | length - 15) ~ " more") -%}
    {%- endif -%}
    {{ return(
        (mart ~ " refuses to publish " ~ window().first ~ " to " ~ window().last
            ~ ": not all that it owes is whole." if own
            else mart ~ " refuses to build " ~ window().first ~ " to " ~ window().last
            ~ " on a broken " ~ culprit['mart'] ~ ".")
        ~ " Nothing was written.\n" ~ lines | join("\n")
        ~ "\n  "
        ~ "Repair raw where a rule is named (or accept the hole in seeds/known_gaps.csv), then run"
        ~ "\n  dbt build --vars " ~ window_vars(dates | min, window().last)
    ) }}
{%- endmacro %}
