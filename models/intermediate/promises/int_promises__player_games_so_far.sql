{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per player and promised game: how many games were promised of him with it, how many of
-- those nobody excused, and until when that is the newest state.
with

promised as (

    select * from {{ ref('int_promises__player_game_summary') }}
    where
        player_lookup is not null
        and {{ in_season_so_far('game_date') }}

)

select
    game_date,
    season_start,
    game_id,
    player_lookup,
    count(*) over so_far as promised_games,
    count(case when not is_excused then 1 end) over so_far as sure_games,
    coalesce(lead(game_date) over career, date '9999-12-31') as holds_until

from promised
window
    career as (
        partition by player_lookup, season_start
        order by game_date
    ),
    so_far as (career rows between unbounded preceding and current row)
