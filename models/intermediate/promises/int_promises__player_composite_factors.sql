{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per rostered player and game of an eligible date that player_composite_factors owes.
with

dates as (

    select * from {{ ref('int_schedule__rolling_dates') }}

),

context_rows as (

    select * from {{ ref('int_promises__upcoming_player_game_context') }}

)

select context_rows.*

from dates
inner join context_rows on dates.game_date = context_rows.game_date
