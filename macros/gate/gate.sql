{#
    The gate of a mart, in the order in which things can be wrong. Any difference raises: the table
    stays as it was, whatever is downstream is skipped, dbt exits 1. It runs inside the model, so no
    node selection goes around it (docs/decisions/0003).

    gate(): the pre-hook, before anything is computed. Facts have to be up to date, and the upstream
        marts what they promised, over the dates that are read of them. It also makes the model
        depend on all that is compared.
    audit(): the schedule has to be usable, and the rows that the model is about to write what it
        promised. The incremental strategy calls it, with the temporary table that holds them.
#}
{% macro gate() -%}
    {%- set seasons_seed = ref('seasons') -%}
    {%- do ref('int_schedule__problems') -%}
    {%- do ref('int_reconciliation__blocked_games') -%}
    {%- do ref('int_promises__' ~ this.name) -%}
    {%- if execute and flags.WHICH in ['build', 'run'] -%}
        {%- do refuse_missing(facts_behind(model)) -%}
        {%- do refuse_window_outside_seasons(seasons_seed) -%}
        {%- do refuse_outdated(facts_behind(model, of_marts=false), later=facts_behind(model, of_marts=true)) -%}
        {%- set comparisons = [] -%}
        {%- for upstream in upstream_marts(model) -%}
            {%- do comparisons.append(history_comparison(upstream)) -%}
        {%- endfor -%}
        {%- if comparisons -%}
            {%- do raise_if_broken(comparisons) -%}
        {%- endif -%}
        {%- do refuse_outdated(facts_behind(model, of_marts=true)) -%}
    {%- endif -%}
{%- endmacro %}


{# new_rows: a relation that holds what the model is about to write. Only marts are audited. #}
{% macro audit(new_rows) -%}
    {%- if model.name in mart_names() -%}
        {%- do raise_if_broken([
            schedule_problems(),
            promise_comparison(model.name, '(select * from ' ~ new_rows ~ ')', window().first, window().last),
        ]) -%}
    {%- endif -%}
{%- endmacro %}


{# comparisons: selects of differences, in the columns of promise_comparison. #}
{% macro raise_if_broken(comparisons) -%}
    {%- set broken = run_query(
        'with broken as (\n' ~ comparisons | join('\nunion all\n') ~ '\n)\n\n' ~ grouped_problems('broken')
    ) -%}
    {%- if broken.rows | length > 0 -%}
        {%- do exceptions.raise_compiler_error(refusal_message(model.name, broken)) -%}
    {%- endif -%}
{%- endmacro %}


{#
    One mart's differences over the dates first to last, with its name beside them. Raw is
    reconciled inside the window only, so dates before it cannot be refused.
#}
{% macro promise_comparison(mart, found, first, last) -%}
    {%- set is_reconciled = is_summary(mart) and last >= window().first -%}
    select
        '{{ mart }}' as mart,
        differences.*

    from (
        {{ broken_promises(
            found,
            "(select * from " ~ fact('int_promises__' ~ mart) ~ " where game_date between "
            ~ date_literal(first) ~ " and " ~ date_literal(last) ~ " and game_date >= " ~ seasons_start() ~ ")",
            mart_key(mart),
            refused='(' ~ owned_rows(fact_node('int_reconciliation__blocked_games')) ~ ')' if is_reconciled else none,
        ) }}
    ) as differences
{%- endmacro %}


{# What makes the schedule, and so every promise, unusable: in the same columns. #}
{% macro schedule_problems() -%}
    select
        'nbac_schedule' as mart,
        game_date,
        game_id,
        cast(null as string) as team_abbr,
        game_id as row_key,
        'refused' as problem,
        rule || ': ' || finding as reason

    from {{ fact('int_schedule__problems') }}
    where
        {{ in_season_so_far('game_date') }}
        and game_date >= {{ seasons_start() }}
{%- endmacro %}


{#
    An upstream mart, over the dates that are read of it: the season up to the day before the
    window's last date; or, for one that is read on the same date only, the window.
#}
{% macro history_comparison(upstream) -%}
    {%- set days = modules.datetime.timedelta -%}
    {%- set same_date = upstream in model.config.meta.get('reads_on_same_date', []) -%}
    {%- set first = window().first if same_date else history_start() -%}
    {%- set last = window().last - days(days=0 if same_date else 1) -%}
    {{ promise_comparison(
        upstream,
        "(select * from " ~ mart_node(upstream).relation_name ~ " where game_date between "
        ~ date_literal(first) ~ " and " ~ date_literal(last) ~ " and game_date >= " ~ seasons_start() ~ ")",
        first,
        last,
    ) }}
{%- endmacro %}


{# The first day of the seasons that the window touches: what lies before it is not read. #}
{% macro seasons_start() -%}
    (
        select coalesce(min(games.season_start), {{ date_literal(history_start()) }})
        from {{ fact('int_schedule__games') }} as games
        where
            {{ in_seasons('games.game_date') }}
            and games.season_end >= {{ date_literal(window().first) }}
    )
{%- endmacro %}
