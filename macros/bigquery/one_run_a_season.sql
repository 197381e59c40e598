{#
    On BigQuery two runs may work at once, and a run replaces facts of whole seasons: two of the same
    season would read each other's tables half written. So a run says which dates it replaces, and the
    second of two that overlap is refused. Runs of different seasons do not meet. DuckDB locks its file.

    hold_seasons: on-run-start, before anything is written. A run of more than two hours ago is taken
        for dead: no statement may take that long.
    release_seasons: on-run-end; by hand after a run that died:
        dbt run-operation release_seasons --args '{run: <invocation id>}'
#}
{% macro hold_seasons() -%}
    {%- if target.type == 'bigquery' and run_writes_tables() -%}
        {%- do make_ledger_table('runs_in_progress') -%}
        {%- set runs = ledger_table('runs_in_progress') -%}
        {%- set first, last = history_start(), season_dates(window().last).last -%}
        {%- do run_query(
            "insert into " ~ runs ~ " (" ~ ledger_columns('runs_in_progress') | join(', ') ~ ") values ("
            ~ [
                text_literal(invocation_id), run_time(), date_literal(window().first), date_literal(window().last),
                date_literal(first), date_literal(last), text_literal(env_var('USER', 'somebody')),
            ] | join(', ') ~ ")"
        ) -%}
        {%- set holding = run_query(
            "select * from " ~ runs ~ " where invocation_id <> '" ~ invocation_id ~ "' and first_held <= " ~ date_literal(last)
            ~ " and last_held >= " ~ date_literal(first) ~ " and started_at > " ~ run_time(hours_ago=2)
            ~ " and (started_at < " ~ run_time() ~ " or (started_at = " ~ run_time() ~ " and invocation_id < '" ~ invocation_id
            ~ "')) order by started_at"
        ).rows -%}
        {%- if holding -%}
            {%- do release_seasons(invocation_id) -%}
            {%- set other = holding[0] -%}
            {%- do exceptions.raise_compiler_error(
                "another run holds the warehouse: " ~ other['held_by'] ~ " has been building " ~ other['window_start'] ~ " to "
                ~ other['window_end'] ~ " since " ~ other['started_at'].strftime('%Y-%m-%d %H:%M:%S') ~ " UTC (invocation " ~ other['invocation_id']
                ~ "), and both replace facts of the season " ~ season_dates(window().last).year
                ~ ". Nothing was written. Wait for it to end; if it died:\n  dbt run-operation release_seasons --args '{run: "
                ~ other['invocation_id'] ~ "}'"
            ) -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{% macro release_seasons(run=invocation_id) -%}
    {%- if execute and target.type == 'bigquery' and load_relation(ledger_table('runs_in_progress')) -%}
        {%- do run_query("delete from " ~ ledger_table('runs_in_progress') ~ " where invocation_id = " ~ text_literal(run)) -%}
    {%- endif -%}
{%- endmacro %}

{# Whether this run replaces rows of any table. #}
{% macro run_writes_tables() -%}
    {{ return(execute and (facts_of_run(selected_resources) | length > 0 or run_is_logged())) }}
{%- endmacro %}
