-- One row per mart and date of the window: how its backfill stands, by the data, and what the
-- newest run of that date said.
with

cells as (

    select * from {{ ref('coverage') }}
    where model_name in ({{ "'" ~ mart_names() | join("', '") ~ "'" }})

),

run_log as (

    select * from {{ run_log_or_empty() }}

),

starts as (

    select
        *,
        lead(invocation_id) over (
            order by run_started_at, logged_at
        ) as next_invocation_id

    from run_log
    where event = 'start'

),

ends as (

    select
        invocation_id,
        max(logged_at) as completed_at

    from run_log
    where event = 'end'
    group by invocation_id

),

-- A run that did not say how it ended crashed, as soon as another one began.
runs as (

    select
        starts.invocation_id,
        starts.window_start,
        starts.window_end,
        starts.run_started_at as started_at,
        ends.completed_at,
        case
            when ends.completed_at is not null then 'ended'
            when starts.next_invocation_id is not null then 'crashed'
            else 'running'
        end as run_state

    from starts
    left join ends on starts.invocation_id = ends.invocation_id

),

outcomes as (

    select
        runs.*,
        models.model_name,
        models.outcome,
        models.error_message

    from runs
    left join run_log as models
        on
            runs.invocation_id = models.invocation_id
            and models.event = 'model'

),

newest_runs as (

    select
        cells.model_name,
        cells.game_date,
        outcomes.invocation_id,
        outcomes.started_at,
        outcomes.completed_at,
        outcomes.run_state,
        outcomes.outcome,
        outcomes.error_message

    from cells
    inner join outcomes
        on
            cells.game_date >= outcomes.window_start
            and cells.game_date <= outcomes.window_end
            and cells.model_name = coalesce(outcomes.model_name, cells.model_name)
    qualify row_number() over (
        partition by cells.model_name, cells.game_date
        order by outcomes.started_at desc, outcomes.invocation_id desc
    ) = 1

)

select
    cells.model_name as processor,
    cells.game_date as target_date,
    case
        when newest_runs.run_state = 'running' then 'running'
        when cells.status in ('bootstrap', 'not_scheduled') then 'skipped'
        when not cells.is_broken and cells.status <> 'pending' then 'success'
        when newest_runs.run_state = 'crashed' or newest_runs.outcome = 'error' then 'failed'
        when newest_runs.outcome = 'skipped' then 'skipped'
        when cells.status in ('pending', 'stale') then 'pending'
        when newest_runs.outcome = 'success' then 'failed'
        else 'pending'
    end as status,
    case
        when newest_runs.run_state = 'running' then null
        when not cells.is_broken then null
        when newest_runs.run_state = 'crashed' then 'crashed: the run did not say how it ended'
        else coalesce(newest_runs.error_message, cells.reason)
    end as error_message,
    newest_runs.started_at,
    newest_runs.completed_at,
    cells.rows_found as rows_written

from cells
left join newest_runs
    on
        cells.model_name = newest_runs.model_name
        and cells.game_date = newest_runs.game_date
