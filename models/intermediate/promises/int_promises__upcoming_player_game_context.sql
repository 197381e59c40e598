{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per rostered player and game of the window, played or planned, that
-- upcoming_player_game_context owes; a team without any roster owes one row without a lookup.
-- Nobody reads the table on another date than the row's own, so no earlier promise is needed.
with

team_games as (

    select * from {{ ref('int_promises__team_games') }}
    where
        table_name = 'upcoming_player_game_context'
        and {{ in_window('game_date') }}

),

rosters as (

    select * from {{ ref('int_rosters__players') }}

)

select
    team_games.game_date,
    team_games.season_start,
    team_games.game_id,
    team_games.team_abbr,
    rosters.player_lookup,
    rosters.roster_source,
    team_games.is_excused,
    case
        when rosters.game_id is null
            then 'no roster of at most 3 days, and no game of the team this season'
    end as obstacle

from team_games
left join rosters
    on
        team_games.game_id = rosters.game_id
        and team_games.team_abbr = rosters.team_abbr
