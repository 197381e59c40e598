{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per team and final game that team_defense_game_summary owes.
select
    game_date,
    season_start,
    game_id,
    team_abbr,
    team_abbr as defending_team_abbr,
    is_excused,
    obstacle

from {{ ref('int_promises__team_games') }}
where table_name = 'team_defense_game_summary'
