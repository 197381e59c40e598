{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per player who entered a scheduled game, as balldontlie reports it.
with

games as (

    select * from {{ ref('int_schedule__games') }}
    where {{ in_season_so_far('game_date') }}

),

boxscores as (

    select * from {{ ref('stg_bdl__player_boxscores') }}

)

select
    games.game_date,
    boxscores.*

from boxscores
inner join games on boxscores.game_id = games.game_id
