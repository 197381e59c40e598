{#
    What tables of facts are made of, as it is now: one row per table, input and date that the table
    holds: relation, input, fact_date, input_rows and day_content (of that date alone) and
    fingerprint (of all dates of the input that the row of that date depends on).

    nodes: tables of facts and seeds.
#}
{% macro inputs_of(nodes) -%}
    {%- set links, contents = [], {} -%}
    {%- for node in nodes -%}
        {%- do add_inputs(node, links, contents) -%}
    {%- endfor -%}
    with

    links as (
        {{ links | join('\n        union all\n        ') }}
    ),

    dates as (
        select
            game_date,
            {{ day_number('game_date') }} as day_number,
            {{ season_year_of('game_date') }} as season_year,
            {{ in_window('game_date') }} as is_of_window,
            game_date = {{ date_literal(window().last) }} as is_last
        from ({{ season_dates_so_far() }}) as days
    ),

    contents as (
        select
            input,
            input_date,
            input_rows,
            content,
            version,
            {{ day_number('input_date') }} as day_number,
            {{ season_year_of('input_date') }} as season_year
        from (
            {{ contents.values() | join('\n            union all\n            ') }}
        ) as contents_by_date
    ),

    -- What each input holds around each date, once for all tables that depend on it.
    ranges as (
        select distinct
            input,
            is_of_season,
            days_before,
            days_after
        from links
    ),

    totals as (
        select
            ranges.*,
            dates.game_date,
            dates.is_of_window,
            dates.is_last,
            sum(
                case
                    when coalesce(contents.input_date, dates.game_date) = dates.game_date
                        then contents.input_rows
                end
            ) as input_rows,
            sum(case when contents.input_date = dates.game_date then contents.content end) as day_content,
            coalesce(cast(sum(contents.content) as string), max(contents.version)) as fingerprint
        from ranges
        cross join dates
        left join contents
            on
                ranges.input = contents.input
                and (
                    contents.input_date is null
                    or (
                        (not ranges.is_of_season or dates.season_year = contents.season_year)
                        and contents.day_number >= dates.day_number - ranges.days_before
                        and contents.day_number <= dates.day_number + ranges.days_after
                    )
                )
        group by
            ranges.input,
            ranges.is_of_season,
            ranges.days_before,
            ranges.days_after,
            dates.game_date,
            dates.is_of_window,
            dates.is_last
    )

    select
        links.relation,
        links.input,
        totals.game_date as fact_date,
        totals.input_rows,
        totals.day_content,
        totals.fingerprint
    from links
    inner join totals
        on
            links.input = totals.input
            and links.is_of_season = totals.is_of_season
            and links.days_before = totals.days_before
            and links.days_after = totals.days_after
    where
        case links.reach
            when 'window' then totals.is_of_window
            when 'history' then not totals.is_last
            else true
        end
{%- endmacro %}


{#
    The inputs of one table: which dates of each it depends on, and what each holds. Through other
    facts up to raw, seeds and marts; and itself, so that rows which another hand changed are found.
#}
{% macro add_inputs(node, links, contents) -%}
    {%- set held = reach(node) -%}
    {%- set same_date = node.config.meta.get('reads_marts') == 'same_date' -%}
    {%- set behind = models_behind(node) -%}
    {%- set marts, names_of_marts = [], mart_names() -%}
    {%- for parent in behind -%}
        {%- if parent.resource_type == 'seed' -%}
            {%- do add_version(node, held, links, contents, 'seeds/' ~ parent.name ~ '.csv', seed_version(parent)) -%}
        {%- elif parent.name in names_of_marts -%}
            {%- do marts.append(parent) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if marts and held == 'season' and not same_date -%}
        {%- set held = 'history' -%}
    {%- endif -%}
    {%- for mart in marts -%}
        {%- set days_after = -1 if held == 'window' and not same_date else 0 -%}
        {#- Coverage counts rows; whoever reads history reads their values. -#}
        {%- set name = mart.name ~ (" (rows)" if same_date else "") -%}
        {%- set content = "cast(count(*) as " ~ hash_sum_type() ~ ")" if same_date else row_hash_sum(mart.columns.keys() | list) -%}
        {%- do links.append(input_link(node.name, name, held, true, none, days_after)) -%}
        {%- do contents.update({name: contents_by_date(name, mart.relation_name, content, 'game_date', in_season_so_far('game_date'))}) -%}
    {%- endfor -%}
    {%- for raw in sources_behind(behind + [node]) -%}
        {%- set reads = raw.config.meta.get('reads', {}) -%}
        {#- Of a raw table that is read around the window, no table depends on another date. -#}
        {%- do links.append(input_link(
            node.name, raw.name, 'window' if reads.get('since') is number else held, reads.get('since') == 'season',
            reads.since if reads.get('since') is number else none,
            reads.days_after if reads.get('days_after') is number else none,
        )) -%}
        {%- do contents.update({raw.name: "select input, input_date, input_rows, content, cast(null as string) as version from "
            ~ ledger_table('raw_contents') ~ " where invocation_id = '" ~ invocation_id ~ "' and input = '" ~ raw.name ~ "'"}) -%}
    {%- endfor -%}
    {%- if node.resource_type == 'seed' -%}
        {%- do add_version(node, held, links, contents, 'seeds/' ~ node.name ~ '.csv', seed_version(node)) -%}
    {%- else -%}
        {%- do add_version(node, held, links, contents, 'code of ' ~ node.name, "'" ~ code_version(behind + [node]) ~ "'") -%}
    {%- endif -%}
    {%- set dates = {'window': in_window('game_date'), 'season': in_season_so_far('game_date')}.get(reach(node)) -%}
    {%- do links.append(input_link(node.name, node.name, held, false, 0, 0)) -%}
    {%- do contents.update({node.name: contents_by_date(
        node.name, node.relation_name, row_hash_sum(node.columns.keys() | list),
        'game_date' if dates else none, dates or 'true',
    )}) -%}
{%- endmacro %}

{# An input without dates or rows, told by its version: a SQL expression. #}
{% macro add_version(node, held, links, contents, name, version) -%}
    {%- do links.append(input_link(node.name, name, held, false, none, none)) -%}
    {%- do contents.update({name: "select '" ~ name ~ "' as input, cast(null as date) as input_date, cast(null as int64) as input_rows, "
        ~ "cast(null as " ~ hash_sum_type() ~ ") as content, " ~ version ~ " as version"}) -%}
{%- endmacro %}

{#
    One link: of the input, rows from days_before to days_after around the date of a row; none is no
    bound. is_of_season: of the same season only.
#}
{% macro input_link(relation, input, held, is_of_season, days_before, days_after) -%}
    select '{{ relation }}' as relation, '{{ input }}' as input, '{{ held }}' as reach, {{ is_of_season }} as is_of_season, {{ 100000 if days_before is none else days_before }} as days_before, {{ 100000 if days_after is none else days_after }} as days_after
{%- endmacro %}


{# What a seed holds: its file, and of known_gaps how many lines have expired by today. #}
{% macro seed_version(seed) -%}
    {%- set version = "'" ~ seed.checksum.checksum ~ "'" -%}
    {%- if seed.name == 'known_gaps' and load_relation(api.Relation.create(database=seed.database, schema=seed.schema, identifier=seed.alias)) -%}
        {%- set version = version ~ " || ' ' || (select cast(count(*) as string) from " ~ seed.relation_name
            ~ " where expires_on < " ~ run_date() ~ ")" -%}
    {%- endif -%}
    {{ return(version) }}
{%- endmacro %}


{# What a raw table holds of the dates that this run may read. #}
{% macro raw_contents(node) -%}
    {%- set date_column = node.config.meta.get('partitioned_by') -%}
    {%- set reads = node.config.meta.get('reads', {}) -%}
    {%- if not date_column -%}
        {%- set where = 'true' -%}
    {%- elif reads.since == 'ever' -%}
        {%- set where = date_column ~ " between date '1946-11-01' and " ~ date_literal(window().last + modules.datetime.timedelta(days=reads.days_after)) -%}
    {%- elif reads.days_after == 'season' -%}
        {%- set where = in_seasons(date_column) -%}
    {%- elif reads.since == 'season' -%}
        {%- set where = in_season_so_far(date_column, lookahead_days=reads.days_after) -%}
    {%- else -%}
        {%- set where = in_window(date_column, lookback_days=reads.since, lookahead_days=reads.days_after) -%}
    {%- endif -%}
    {{ contents_by_date(node.name, source(node.source_name, node.name), row_hash_sum(node.columns.keys() | list), date_column, where) }}
{%- endmacro %}
