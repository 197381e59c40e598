{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per eligible date and player with at least 10 games behind him that
-- player_shot_zone_analysis owes.
with

dates as (

    select * from {{ ref('int_schedule__rolling_dates') }}

),

games_so_far as (

    select * from {{ ref('int_promises__player_games_so_far') }}

)

select
    dates.game_date,
    dates.season_start,
    cast(null as string) as game_id,
    cast(null as string) as team_abbr,
    games_so_far.player_lookup,
    games_so_far.sure_games < 10 as is_excused,
    cast(null as string) as obstacle

from dates
inner join games_so_far
    on
        dates.season_start = games_so_far.season_start
        and {{ holds_on('games_so_far', 'dates.game_date') }}
where games_so_far.promised_games >= 10
