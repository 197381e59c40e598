{#
    The pre-hook of every mart: before anything is written, compare what the model is about
    to write with its promise, and what the marts above it hold with theirs, over the dates
    that are read. Any difference raises: the table stays as it was, whatever is downstream is
    skipped, dbt exits 1. It runs inside the model, so no node selection goes around it
    (docs/decisions/0003).

    Where a table exists, its new rows are compared by the incremental strategy instead, before it
    replaces the window: there they are computed already.
#}
{% macro gate() -%}
    {%- set seasons_seed = ref('seasons') -%}
    {%- if execute and flags.WHICH in ['build', 'run'] -%}
        {%- if load_relation(seasons_seed) is none -%}
            {%- do exceptions.raise_compiler_error(
                seasons_seed ~ " does not exist yet, nor what is built beside it.\n"
                ~ "  run  dbt build --vars " ~ window_vars(window().first, window().last)
            ) -%}
        {%- endif -%}
        {%- do refuse_window_outside_seasons(seasons_seed) -%}
        {%- if load_relation(this) is none -%}
            {%- do refuse_broken_promises() -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}


{#
    The comparison itself. It is appended to the CTEs of the model's compiled query, which hold
    the promises: a mart starts from promised('<mart>') and reads others as published('<mart>').

    new_rows: a relation that holds what the model is about to write; by default its query.
#}
{% macro refuse_broken_promises(new_rows=none) -%}
    {%- set query = model.compiled_code.strip() -%}
    {%- set final = modules.re.search('select \\* from (\\w+)$', query) -%}
    {%- if not final -%}
        {%- do exceptions.raise_compiler_error("a mart ends with: select * from <its last CTE>") -%}
    {%- endif -%}
    {%- set comparisons = [promise_comparison(
        model.name, '(select * from ' ~ (new_rows or final[1]) ~ ')', window().first, window().last
    )] -%}
    {%- do comparisons.append(schedule_problems()) -%}
    {%- for upstream in upstream_marts(model) -%}
        {%- do comparisons.append(history_comparison(upstream)) -%}
    {%- endfor -%}
    {%- set broken = run_query(
        query[:final.start()].rstrip() ~ ',\n\nbroken as (\n' ~ comparisons | join('\nunion all\n')
        ~ '\n)\n\n' ~ grouped_problems('broken')
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
    {%- set promise = '__dbt__cte__int_promised__' ~ mart -%}
    {%- if promise not in model.compiled_code -%}
        {%- do exceptions.raise_compiler_error(
            "nothing to compare " ~ mart ~ " with: " ~ model.name
            ~ " must start from promised('" ~ model.name ~ "') and read other marts as published('<mart>')"
        ) -%}
    {%- endif -%}
    select
        '{{ mart }}' as mart,
        differences.*

    from (
        {{ broken_promises(
            found,
            "(select * from " ~ promise ~ " where game_date between "
            ~ date_literal(first) ~ " and " ~ date_literal(last) ~ ")",
            mart_key(mart),
            refused='__dbt__cte__int_refused_games' if is_summary(mart) and last >= window().first else none,
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

    from __dbt__cte__int_schedule_problems
{%- endmacro %}


{#
    A mart above this one, over the dates that are read of it: the season up to the day before the
    window's last date; or, for one that is read on the same date only, the window.
#}
{% macro history_comparison(upstream) -%}
    {%- set days = modules.datetime.timedelta -%}
    {%- set same_date = upstream in model.config.meta.get('reads_on_same_date', []) -%}
    {%- set first = window().first if same_date else history_start() -%}
    {%- set last = window().last - days(days=0 if same_date else 1) -%}
    {%- set node = mart_node(upstream) -%}
    {%- if adapter.get_relation(node.database, node.schema, node.alias) is none -%}
        {%- do exceptions.raise_compiler_error(
            model.name ~ " cannot be built: " ~ upstream ~ " does not exist yet.\n"
            ~ "  run  dbt build --vars " ~ window_vars(window().first, window().last)
        ) -%}
    {%- endif -%}
    {%- set found = "(select * from " ~ node.relation_name ~ " where game_date between "
        ~ date_literal(first) ~ " and " ~ date_literal(last) -%}
    {%- if not same_date -%}
        {%- set found = found ~ " and game_date >= (select min(season_start) from __dbt__cte__int_promised__"
            ~ upstream ~ ")" -%}
    {%- endif -%}
    {{ promise_comparison(upstream, found ~ ")", first, last) }}
{%- endmacro %}


{# The marts that a node reads, directly or through ephemeral models. #}
{% macro upstream_marts(node) -%}
    {%- set found, seen = [], [] -%}
    {%- set parents = node.depends_on.nodes | list -%}
    {#- The list grows while it is read: an ephemeral model stands for its own parents. -#}
    {%- for id in parents -%}
        {%- if id.startswith('model.') and id not in seen -%}
            {%- do seen.append(id) -%}
            {%- if graph.nodes[id].config.materialized == 'ephemeral' -%}
                {%- do parents.extend(graph.nodes[id].depends_on.nodes) -%}
            {%- else -%}
                {%- do found.append(graph.nodes[id].name) -%}
            {%- endif -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found | sort) }}
{%- endmacro %}
