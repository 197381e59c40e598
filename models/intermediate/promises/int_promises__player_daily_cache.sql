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

milestones as (

    select * from {{ ref('int_promises__player_milestones') }}

)

select
    context_rows.game_date,
    context_rows.season_start,
    context_rows.game_id,
    context_rows.team_abbr,
    context_rows.player_lookup,
    context_rows.is_excused
    or milestones.sure_fifth_game_date is null
    or milestones.sure_fifth_game_date >= context_rows.game_date as is_excused,
    context_rows.obstacle

from dates
inner join context_rows on dates.game_date = context_rows.game_date
inner join milestones
    on
        context_rows.player_lookup = milestones.player_lookup
        and context_rows.season_start = milestones.season_start
        and context_rows.game_date > milestones.fifth_game_date
