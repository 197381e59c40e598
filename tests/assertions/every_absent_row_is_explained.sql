-- Accounting identity of docs/contracts/precompute.md 6, per rolling table and date: entities that
-- may have a row = rows + failures without a row, each counted by itself; and none is UNEXPLAINED
-- (F12).
with

failures as (

    select * from {{ ref('precompute_failures') }}
    where {{ in_window('analysis_date') }}

),

promised as (

    select
        processor_name,
        game_date,
        count(*) as entities

    from {{ ref('int_coverage__rolling_entities') }}
    group by processor_name, game_date

),

delivered as (

    select
        model_name as processor_name,
        game_date,
        rows_found as rows_delivered

    from {{ ref('coverage') }}
    where
        {{ in_window('game_date') }}
        and model_name in ({{ "'" ~ rolling_marts() | join("', '") ~ "'" }})
        and rows_found > 0

),

failed as (

    select
        processor_name,
        analysis_date,
        count(*) as rows_failed

    from failures
    where
        entity_type <> 'date'
        and not row_delivered
    group by processor_name, analysis_date

),

accounts as (

    select
        coalesce(promised.processor_name, delivered.processor_name) as processor_name,
        coalesce(promised.game_date, delivered.game_date) as game_date,
        coalesce(promised.entities, 0) as entities,
        coalesce(delivered.rows_delivered, 0) as rows_delivered

    from promised
    full outer join delivered
        on
            promised.processor_name = delivered.processor_name
            and promised.game_date = delivered.game_date

)

select
    accounts.game_date,
    accounts.processor_name,
    cast(accounts.entities as string) || ' entities, '
    || cast(accounts.rows_delivered as string) || ' rows, '
    || cast(coalesce(failed.rows_failed, 0) as string) || ' failures' as finding

from accounts
left join failed
    on
        accounts.processor_name = failed.processor_name
        and accounts.game_date = failed.analysis_date
where accounts.entities <> accounts.rows_delivered + coalesce(failed.rows_failed, 0)

union all

select
    analysis_date as game_date,
    processor_name,
    entity_id || ': ' || failure_reason as finding

from failures
where failure_category = 'UNEXPLAINED'
