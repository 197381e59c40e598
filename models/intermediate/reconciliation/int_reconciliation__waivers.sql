{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per table, rule, game and team that a line of known_gaps excuses today.
with

team_games as (

    select * from {{ ref('int_schedule__team_games') }}
    where {{ in_season_so_far('game_date') }}

),

known_gaps as (

    select * from {{ ref('known_gaps') }}
    where
        expires_on is null
        or expires_on >= {{ run_date() }}

)

select distinct
    known_gaps.table_name,
    known_gaps.rule,
    team_games.game_date,
    team_games.game_id,
    team_games.team_abbr

from team_games
inner join known_gaps
    on
        team_games.game_date >= known_gaps.first_date
        and team_games.game_date <= known_gaps.last_date
        and team_games.game_id = coalesce(known_gaps.game_id, team_games.game_id)
        and team_games.team_abbr = coalesce(known_gaps.team_abbr, team_games.team_abbr)
