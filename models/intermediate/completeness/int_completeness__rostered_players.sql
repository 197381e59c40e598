{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per rostered player and game of an eligible date: how much history stands behind it. A
-- player who has not played this season has none.
with

context_rows as (

    select * from {{ ref('int_promises__upcoming_player_game_context') }}
    where player_lookup is not null

),

dates as (

    select * from {{ ref('int_schedule__rolling_dates') }}

),

team_games as (

    select * from {{ ref('int_schedule__team_games') }}

),

completeness as (

    select * from {{ ref('int_completeness__players') }}

),

team_days as (

    select * from {{ ref('int_schedule__team_days') }}

)

select
    context_rows.game_date,
    context_rows.game_id,
    context_rows.player_lookup,
    completeness.last_game_date as last_player_game_date,
    greatest(
        coalesce(completeness.last_game_date, own.last_final_game_date, dates.season_start),
        coalesce(own.last_final_game_date, completeness.last_game_date, dates.season_start),
        coalesce(opponent.last_final_game_date, own.last_final_game_date, dates.season_start)
    ) as last_game_date,
    own.final_games_before as team_final_games_before,
    coalesce(completeness.sampled_games, 0) as sampled_games,
    coalesce(completeness.fallback_games, 0) as fallback_games,
    coalesce(completeness.games_without_zones, 0) as games_without_zones,
    coalesce(completeness.expected_games_count, 0) as expected_games_count,
    coalesce(completeness.actual_games_count, 0) as actual_games_count,
    coalesce(completeness.excused_games_count, 0) as excused_games_count

from context_rows
inner join dates on context_rows.game_date = dates.game_date
inner join team_games
    on
        context_rows.game_id = team_games.game_id
        and context_rows.team_abbr = team_games.team_abbr
inner join team_days as own
    on
        context_rows.team_abbr = own.team_abbr
        and context_rows.game_date = own.game_date
inner join team_days as opponent
    on
        team_games.opponent_team_abbr = opponent.team_abbr
        and context_rows.game_date = opponent.game_date
left join completeness
    on
        context_rows.game_date = completeness.game_date
        and context_rows.player_lookup = completeness.player_lookup
