{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per event of a scheduled game of the window.
with

games as (

    select * from {{ ref('int_schedule__games') }}
    where {{ in_window('game_date') }}

),

events as (

    select * from {{ ref('stg_nbac__play_by_play') }}

)

select
    games.game_date,
    events.*

from events
inner join games on events.nba_game_id = games.nba_game_id
