{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per player and eligible date of the window, once he has played this season: the game
-- that was his newest one that morning. Cost grows with games and rows, not with their product.
with

dates as (

    select * from {{ ref('int_schedule__rolling_dates') }}

),

history as (

    select * from {{ ref('int_form__players') }}

)

select
    dates.game_date,
    dates.season_year,
    history.player_lookup,
    history.game_id as last_game_id,
    history.game_date as last_game_date,
    history.team_abbr,
    history.games_played

from dates
inner join history
    on
        dates.season_year = history.season_year
        and {{ holds_on('history', 'dates.game_date') }}
