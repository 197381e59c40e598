{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per player listed on the valid injury report of his team for a game.
with

valid_reports as (

    select * from {{ ref('int_injuries__reports') }}

),

reports as (

    select * from {{ ref('stg_nbac__injury_report') }}
    where player_lookup is not null

)

select
    valid_reports.game_date,
    valid_reports.game_id,
    valid_reports.team_abbr,
    reports.player_lookup,
    reports.injury_status,
    reports.reason

from valid_reports
inner join reports
    on
        valid_reports.game_id = reports.game_id
        and valid_reports.team_abbr = reports.team_abbr
        and valid_reports.report_date = reports.report_date
        and valid_reports.report_hour is not distinct from reports.report_hour
