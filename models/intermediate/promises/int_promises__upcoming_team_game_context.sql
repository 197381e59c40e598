{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per team and game, played or planned, that upcoming_team_game_context owes.
with

team_games as (

    select * from {{ ref('int_schedule__team_games') }}
    where
        is_played_or_planned
        and {{ in_season_so_far('game_date') }}

),

accepted_gaps as (

    select * from {{ ref('int_reconciliation__waivers') }}
    where
        table_name = 'upcoming_team_game_context'
        and rule = 'rows'

)

select
    team_games.game_date,
    team_games.season_start,
    team_games.game_id,
    team_games.team_abbr,
    accepted_gaps.game_id is not null as is_excused,
    cast(null as string) as obstacle

from team_games
left join accepted_gaps
    on
        team_games.game_id = accepted_gaps.game_id
        and team_games.team_abbr = accepted_gaps.team_abbr
