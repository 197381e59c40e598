{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per player listed in the game book of a scheduled game and load of it: equal copies are
-- one row, those that differ are all here.
with

games as (

    select * from {{ ref('int_schedule__games') }}
    where {{ in_season_so_far('game_date') }}

),

gamebook as (

    select * from {{ ref('stg_nbac__gamebook_players') }}

)

select distinct
    games.game_date,
    gamebook.*

from gamebook
inner join games on gamebook.game_id = games.game_id
