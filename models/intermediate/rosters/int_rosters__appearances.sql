-- One row per player and final game that he entered, from raw box scores alone.
-- Rosters fall back to it, so it cannot use what a roster resolves.
with

games as (

    select * from {{ ref('int_schedule__games') }}
    where game_state = 'final'

),

gamebook as (

    select * from {{ ref('int_box_scores__gamebook_rows') }}

),

bdl as (

    select * from {{ ref('int_box_scores__bdl_players') }}

),

active as (

    select distinct
        game_id,
        team_abbr,
        coalesce(own_lookup, printed_lookup) as player_lookup

    from gamebook
    where player_status = 'active'

),

listed_games as (

    select distinct game_id from gamebook

),

entered as (

    select
        game_id,
        team_abbr,
        player_lookup

    from active

    union all

    select
        bdl.game_id,
        bdl.team_abbr,
        bdl.player_lookup

    from bdl
    left join listed_games on bdl.game_id = listed_games.game_id
    where listed_games.game_id is null

),

dated as (

    select
        games.game_date,
        games.season_year,
        entered.game_id,
        entered.team_abbr,
        entered.player_lookup

    from entered
    inner join games on entered.game_id = games.game_id

)

select
    *,
    {{ holds_until('player_lookup') }} as holds_until

from dated
