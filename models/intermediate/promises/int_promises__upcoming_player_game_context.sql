{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per rostered player and game of the window, played or planned, that
-- upcoming_player_game_context owes; a team without any roster owes one row without a lookup.
-- Nobody reads the table on another date than the row's own, so no earlier promise is needed.
with

team_games as (

    select * from {{ ref('int_schedule__team_games') }}
    where
        is_played_or_planned
        and {{ in_window('game_date') }}

),

rosters as (

    select * from {{ ref('int_rosters__players') }}

),

accepted_gaps as (

    select * from {{ ref('int_reconciliation__waivers') }}
    where
        table_name = 'upcoming_player_game_context'
        and rule = 'rows'

)

select
    team_games.game_date,
    team_games.season_start,
    team_games.game_id,
    team_games.team_abbr,
    rosters.player_lookup,
    rosters.roster_source,
    accepted_gaps.game_id is not null as is_excused,
    case
        when rosters.game_id is null
            then 'no roster of at most 3 days, and no game of the team this season'
    end as obstacle

from team_games
left join rosters
    on
        team_games.game_id = rosters.game_id
        and team_games.team_abbr = rosters.team_abbr
left join accepted_gaps
    on
        team_games.game_id = accepted_gaps.game_id
        and team_games.team_abbr = accepted_gaps.team_abbr
