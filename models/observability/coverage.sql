{{ config(materialized='incremental') }}

-- One row per table and date of the window, raw tables included: what was promised, what is there,
-- and the first broken thing above it.
with

cells as (

    select * from {{ ref('int_coverage__cells') }}

),

-- Read from the graph, so that coverage and gates agree on what stands above what.
reads as (

    select
        '' as model_name,
        '' as upstream_name,
        false as of_history,
        false as of_same_date
    {% for mart in mart_names() if execute %}
    {% for read in mart_reads(mart) %}
    union all
    select '{{ mart }}', '{{ read.name }}', {{ read.of_history }}, {{ read.of_same_date }}
    {% endfor %}
    {% endfor %}

),

-- An accepted hole degrades what is computed over it too, but gives way to any other. A stale mart
-- has been so since its first stale date.
broken_marts as (

    select
        *,
        own_status = 'waived' as is_waived,
        case
            when own_status = 'stale'
                then min(case when own_status = 'stale' then game_date end) over (
                    partition by model_name, season_year
                )
            else game_date
        end as root_date

    from cells
    where
        not is_raw
        and own_status in ('missing', 'partial', 'excess', 'stale', 'waived')

),

-- A raw row that a fallback restores needs no repair.
broken_raw as (

    select
        *,
        own_status <> 'excess'
        and rows_refused = 0
        and model_name <> 'nbac_schedule' as is_restored

    from cells
    where
        is_raw
        and own_status in ('missing', 'partial', 'excess')

),

-- Of the raw tables of a date: the schedule, then one whose keys are wrong, then one that another
-- contradicts.
raw_roots as (

    select * from broken_raw
    where not is_restored
    qualify row_number() over (
        partition by game_date
        order by
            case when model_name = 'nbac_schedule' then 0 else 1 end,
            case when rows_missing + rows_excess + rows_duplicated > 0 then 0 else 1 end,
            model_position
    ) = 1

),

first_broken_dates as (

    select
        model_name,
        model_position,
        season_year,
        is_waived,
        min(game_date) as game_date

    from broken_marts
    group by model_name, model_position, season_year, is_waived

),

broken_above as (

    select
        model_name,
        game_date,
        model_name as root_model,
        model_position as root_position,
        root_date,
        is_waived

    from broken_marts

    union all

    select
        cells.model_name,
        cells.game_date,
        first_broken_dates.model_name as root_model,
        first_broken_dates.model_position as root_position,
        first_broken_dates.game_date as root_date,
        first_broken_dates.is_waived

    from cells
    inner join reads on cells.model_name = reads.model_name
    inner join first_broken_dates
        on
            reads.upstream_name = first_broken_dates.model_name
            and cells.season_year = first_broken_dates.season_year
            and cells.game_date > first_broken_dates.game_date
    where reads.of_history

    union all

    select
        cells.model_name,
        cells.game_date,
        broken_marts.model_name as root_model,
        broken_marts.model_position as root_position,
        broken_marts.root_date,
        broken_marts.is_waived

    from cells
    inner join reads on cells.model_name = reads.model_name
    inner join broken_marts
        on
            reads.upstream_name = broken_marts.model_name
            and cells.game_date = broken_marts.game_date
    where reads.of_same_date

),

-- The first in the order of a build, then the earliest.
first_above as (

    select * from broken_above
    qualify row_number() over (
        partition by model_name, game_date
        order by is_waived, root_position, root_date
    ) = 1

),

-- Behind a summary that cannot be built stands raw of its date; behind any mart the schedule.
rooted as (

    select
        first_above.model_name,
        first_above.game_date,
        first_above.root_date,
        coalesce(raw_roots.model_name, first_above.root_model) as root_model,
        coalesce(raw_roots.own_status, root_cells.own_status) as root_status,
        not first_above.is_waived as needs_repair,
        raw_roots.model_name is not null as root_is_raw

    from first_above
    inner join cells as root_cells
        on
            first_above.root_model = root_cells.model_name
            and first_above.root_date = root_cells.game_date
    left join raw_roots
        on
            first_above.root_date = raw_roots.game_date
            and not first_above.is_waived
            and (root_cells.rows_refused > 0 or raw_roots.model_name = 'nbac_schedule')

    union all

    select
        broken_raw.model_name,
        broken_raw.game_date,
        broken_raw.game_date as root_date,
        coalesce(raw_roots.model_name, broken_raw.model_name) as root_model,
        coalesce(raw_roots.own_status, broken_raw.own_status) as root_status,
        not broken_raw.is_restored as needs_repair,
        true as root_is_raw

    from broken_raw
    left join raw_roots
        on
            broken_raw.game_date = raw_roots.game_date
            and (
                raw_roots.model_name = 'nbac_schedule'
                or broken_raw.rows_missing + broken_raw.rows_excess
                + broken_raw.rows_duplicated = 0
            )

)

select
    cells.game_date,
    cells.model_name,
    cells.model_position,
    cells.games,
    cells.final_games,
    cells.rows_promised,
    cells.rows_found,
    cells.rows_missing,
    cells.rows_waived,
    cells.rows_excess,
    cells.rows_duplicated,
    cells.rows_stale,
    cells.rows_by_fallback,
    cells.fallback_games,
    cells.broken_games,
    cells.first_broken_key,
    case
        when
            cells.own_status = 'complete' and rooted.root_model is not null
            or cells.own_status = 'stale' and rooted.root_model <> cells.model_name
            then 'degraded'
        else cells.own_status
    end as status,
    coalesce(rooted.needs_repair, false) as is_broken,
    case
        when rooted.root_model <> cells.model_name or rooted.root_date <> cells.game_date
            then
                rooted.root_model || ' is ' || rooted.root_status
                || ' on ' || cast(rooted.root_date as string)
        when cells.refusal is not null then cells.refusal
        when cells.own_status in ('missing', 'partial', 'excess')
            then
                cast(cells.rows_missing as string) || ' of ' || cast(cells.rows_promised as string)
                || ' rows missing, ' || cast(cells.rows_excess as string) || ' not promised, '
                || cast(cells.rows_duplicated as string) || ' duplicated'
                || case
                    when rooted.needs_repair then ''
                    else '; restored from a second source'
                end
        when cells.own_status = 'stale'
            then
                'an input changed since it was built: ' || cast(cells.rows_stale as string)
                || ' rows would differ now'
        when cells.own_status = 'waived'
            then cast(cells.rows_waived as string) || ' rows accepted in seeds/known_gaps.csv'
    end as reason,
    rooted.root_model,
    rooted.root_date,
    case
        when rooted.needs_repair
            then
                case
                    when rooted.root_is_raw
                        then
                            'reload ' || rooted.root_model || ' of '
                            || cast(rooted.root_date as string)
                            || ' (or accept it in seeds/known_gaps.csv), then '
                    else ''
                end
                || 'dbt build --vars ' || chr(39) || '{start_date: '
                || cast(rooted.root_date as string)
                || ', end_date: {{ window().last }}}' || chr(39)
    end as repair_command,
    {{ run_time() }} as computed_at

from cells
left join rooted
    on
        cells.model_name = rooted.model_name
        and cells.game_date = rooted.game_date
        and cells.own_status not in ('not_scheduled', 'bootstrap')
where {{ in_window('cells.game_date') }}
