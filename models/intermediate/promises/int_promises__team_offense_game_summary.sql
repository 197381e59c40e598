{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per team and final game that team_offense_game_summary owes.
select
    game_date,
    season_start,
    game_id,
    team_abbr,
    is_excused,
    obstacle

from {{ ref('int_promises__team_games') }}
where table_name = 'team_offense_game_summary'
