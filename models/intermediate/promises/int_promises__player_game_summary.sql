{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per player-game that player_game_summary owes; a team without any known player
-- owes one row without a lookup, which nothing can deliver.
with

team_games as (

    select * from {{ ref('int_promises__team_games') }}
    where table_name = 'player_game_summary'

),

players as (

    select * from {{ ref('int_box_scores__players') }}

)

select
    team_games.game_date,
    team_games.season_start,
    team_games.game_id,
    team_games.team_abbr,
    players.player_lookup,
    team_games.is_excused,
    case
        when team_games.obstacle is not null then team_games.obstacle
        when players.game_id is null then 'no box score of the team in raw'
    end as obstacle

from team_games
left join players
    on
        team_games.game_id = players.game_id
        and team_games.team_abbr = players.team_abbr
