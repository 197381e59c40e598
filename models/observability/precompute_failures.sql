{{ config(materialized='incremental', meta={'date_column': 'analysis_date'}) }}

-- One row per rolling table (or feature store), date of the window and entity that has no row, or
-- one below quality, with the first reason that holds; one per date as a whole is DATE_LEVEL.
with

entities as (

    select * from {{ ref('int_coverage__rolling_entities') }}

),

cells as (

    select * from {{ ref('coverage') }}
    where {{ in_window('game_date') }}

),

categories as (

    select * from {{ ref('failure_categories') }}

),

above as (

    select
        cells.model_name,
        cells.game_date,
        cells.status,
        cells.root_model,
        cells.root_date,
        root.rows_promised as root_promised,
        root.rows_found as root_found,
        root.status as root_status

    from cells
    inner join cells as root
        on
            cells.root_model = root.model_name
            and cells.root_date = root.game_date
    where
        cells.is_broken
        and (cells.root_model <> cells.model_name or cells.root_date <> cells.game_date)

),

judged as (

    select
        entities.processor_name,
        entities.game_date as analysis_date,
        entities.entity_type,
        entities.entity_id,
        entities.is_delivered as row_delivered,
        case
            when entities.is_delivered and entities.completeness_pct < 90 then 'INCOMPLETE_DATA'
            when entities.is_delivered then null
            when not entities.has_context then 'MISSING_DEPENDENCY'
            when entities.promised_games < entities.needed_games then 'INSUFFICIENT_DATA'
            when entities.found_games < entities.promised_games then 'MISSING_DEPENDENCY'
            when above.root_model is not null then 'MISSING_DEPENDENCY'
            else 'UNEXPLAINED'
        end as failure_category,
        case
            when entities.is_delivered then entities.expected_games_count
            when not entities.has_context then 1
            when entities.promised_games < entities.needed_games then entities.needed_games
            when entities.found_games < entities.promised_games then entities.promised_games
            when above.root_model is not null then above.root_promised
            else 1
        end as expected_count,
        case
            when entities.is_delivered then entities.actual_games_count
            when not entities.has_context then 0
            when entities.promised_games < entities.needed_games then entities.promised_games
            when entities.found_games < entities.promised_games then entities.found_games
            when above.root_model is not null then above.root_found
            else 0
        end as actual_count,
        case
            when entities.is_delivered then 'games upstream'
            when not entities.has_context then 'context rows'
            when entities.promised_games < entities.needed_games then 'games'
            when entities.found_games < entities.promised_games then 'games upstream'
            when above.root_model is not null
                then 'rows of ' || above.root_model || ' on ' || cast(above.root_date as string)
            else 'rows, and nothing is missing upstream'
        end as counted

    from entities
    left join above
        on
            entities.processor_name = above.model_name
            and entities.game_date = above.game_date

),

absent_dates as (

    select
        model_name as processor_name,
        game_date as analysis_date,
        'MISSING_DEPENDENCY' as failure_category,
        root_promised as expected_count,
        root_found as actual_count,
        'rows of ' || root_model || ' on ' || cast(root_date as string) as counted

    from above
    where
        root_status = 'missing'
        and status in ('missing', 'partial')
        and model_name in ({{ "'" ~ rolling_marts() | join("', '") ~ "'" }})

),

season as (

    select distinct
        season_year,
        season_start,
        season_end

    from {{ ref('int_schedule__games') }}

),

bootstrap_dates as (

    select
        cells.model_name as processor_name,
        cells.game_date as analysis_date,
        'BOOTSTRAP' as failure_category,
        seasons.bootstrap_days as expected_count,
        {{ days_between('season.season_start', 'cells.game_date') }} as actual_count,
        'days of the season' as counted

    from cells
    inner join season
        on
            cells.game_date >= season.season_start
            and cells.game_date <= season.season_end
    inner join {{ ref('seasons') }} as seasons on season.season_year = seasons.season_year
    where
        cells.status = 'bootstrap'
        and (
            cells.games > 0
            or cells.model_name in ({{ "'" ~ snapshot_marts() | join("', '") ~ "'" }})
        )

),

failures as (

    select * from judged
    where failure_category is not null

    union all

    select
        processor_name,
        analysis_date,
        'date' as entity_type,
        'DATE_LEVEL' as entity_id,
        false as row_delivered,
        failure_category,
        expected_count,
        actual_count,
        counted

    from absent_dates

    union all

    select
        processor_name,
        analysis_date,
        'date' as entity_type,
        'DATE_LEVEL' as entity_id,
        false as row_delivered,
        failure_category,
        expected_count,
        actual_count,
        counted

    from bootstrap_dates

)

select
    failures.processor_name,
    failures.analysis_date,
    failures.entity_type,
    failures.entity_id,
    failures.failure_category,
    cast(failures.actual_count as string) || ' of ' || cast(failures.expected_count as string)
    || ' ' || failures.counted as failure_reason,
    categories.can_retry,
    cast(failures.expected_count as int64) as expected_count,
    cast(failures.actual_count as int64) as actual_count,
    failures.row_delivered,
    {{ run_time() }} as computed_at

from failures
inner join categories on failures.failure_category = categories.failure_category
