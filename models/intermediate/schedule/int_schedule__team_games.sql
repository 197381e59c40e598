{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per team and game of the schedule, whatever the state of the game.
with

games as (

    select * from {{ ref('int_schedule__games') }}

),

sides as (

    select
        *,
        home_team_abbr as team_abbr,
        away_team_abbr as opponent_team_abbr,
        true as home_game,
        home_team_score as team_score,
        away_team_score as opponent_score

    from games

    union all

    select
        *,
        away_team_abbr as team_abbr,
        home_team_abbr as opponent_team_abbr,
        false as home_game,
        away_team_score as team_score,
        home_team_score as opponent_score

    from games

)

select
    game_date,
    game_id,
    nba_game_id,
    team_abbr,
    opponent_team_abbr,
    home_game,
    season_year,
    season_start,
    season_end,
    game_type,
    is_playoffs,
    is_primetime,
    game_status,
    game_state,
    game_state = 'final' as is_final,
    game_state not in ('postponed', 'cancelled') as is_played_or_planned,
    team_score,
    opponent_score,
    team_score - opponent_score as margin,
    tipoff_at,
    is_tipoff_known,
    latitude,
    longitude,
    time_zone

from sides
