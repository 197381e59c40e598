{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per eligible date and player with at least 10 games behind him that
-- player_shot_zone_analysis owes.
with

dates as (

    select * from {{ ref('int_schedule__rolling_dates') }}

),

milestones as (

    select * from {{ ref('int_promises__player_milestones') }}

)

select
    dates.game_date,
    dates.season_start,
    cast(null as string) as game_id,
    cast(null as string) as team_abbr,
    milestones.player_lookup,
    milestones.sure_tenth_game_date is null
    or milestones.sure_tenth_game_date >= dates.game_date as is_excused,
    cast(null as string) as obstacle

from dates
inner join milestones
    on
        dates.season_start = milestones.season_start
        and dates.game_date > milestones.tenth_game_date
