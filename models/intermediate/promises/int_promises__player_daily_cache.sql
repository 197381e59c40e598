{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per rostered player and game of an eligible date, with at least 5 games behind him, that
-- player_daily_cache owes.
with

dates as (

    select * from {{ ref('int_schedule__rolling_dates') }}

),

context_rows as (

    select * from {{ ref('int_promises__upcoming_player_game_context') }}

),

games_so_far as (

    select * from {{ ref('int_promises__player_games_so_far') }}

)

select
    context_rows.game_date,
    context_rows.season_start,
    context_rows.game_id,
    context_rows.team_abbr,
    context_rows.player_lookup,
    context_rows.is_excused or games_so_far.sure_games < 5 as is_excused,
    context_rows.obstacle

from dates
inner join context_rows on dates.game_date = context_rows.game_date
inner join games_so_far
    on
        context_rows.player_lookup = games_so_far.player_lookup
        and context_rows.season_start = games_so_far.season_start
        and {{ holds_on('games_so_far', 'context_rows.game_date') }}
where games_so_far.promised_games >= 5
