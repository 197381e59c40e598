{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per team and game, played or planned, that upcoming_team_game_context owes.
select
    game_date,
    season_start,
    game_id,
    team_abbr,
    is_excused,
    obstacle

from {{ ref('int_promises__team_games') }}
where table_name = 'upcoming_team_game_context'
