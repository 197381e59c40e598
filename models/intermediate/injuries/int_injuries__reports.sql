{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per team and game of the window with a valid injury report: the newest snapshot
-- before tip-off that covers the game and to which the team had submitted.
with

team_games as (

    select * from {{ ref('int_schedule__team_games') }}
    where
        {{ in_window('game_date') }}
        and is_played_or_planned

),

reports as (

    select * from {{ ref('stg_nbac__injury_report') }}

),

snapshots as (

    select distinct
        game_id,
        report_date,
        report_hour,
        published_at

    from reports

),

not_yet_submitted as (

    select
        game_id,
        team_abbr,
        report_date,
        report_hour

    from reports
    where player_lookup is null

)

select
    team_games.game_date,
    team_games.game_id,
    team_games.team_abbr,
    snapshots.report_date,
    snapshots.report_hour

from team_games
inner join snapshots
    on
        team_games.game_id = snapshots.game_id
        and team_games.tipoff_at > snapshots.published_at
left join not_yet_submitted
    on
        team_games.game_id = not_yet_submitted.game_id
        and team_games.team_abbr = not_yet_submitted.team_abbr
        and snapshots.report_date = not_yet_submitted.report_date
        and snapshots.report_hour is not distinct from not_yet_submitted.report_hour
where not_yet_submitted.game_id is null
qualify row_number() over (
    partition by team_games.game_id, team_games.team_abbr
    order by
        snapshots.published_at desc,
        snapshots.report_date desc,
        snapshots.report_hour desc nulls last
) = 1
