{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per team and final game that team_offense_game_summary owes.
with

team_games as (

    select * from {{ ref('int_promises__team_games') }}

),

accepted_gaps as (

    select * from {{ ref('int_reconciliation__waivers') }}
    where
        table_name = 'team_offense_game_summary'
        and rule = 'rows'

)

select
    team_games.game_date,
    team_games.season_start,
    team_games.game_id,
    team_games.team_abbr,
    accepted_gaps.game_id is not null as is_excused,
    team_games.obstacle

from team_games
left join accepted_gaps
    on
        team_games.game_id = accepted_gaps.game_id
        and team_games.team_abbr = accepted_gaps.team_abbr
