{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per rostered player and game of the window, with what his games so far say of him.
with

promised as (

    select * from {{ ref('int_promises__upcoming_player_game_context') }}
    where
        {{ in_window('game_date') }}
        and player_lookup is not null

),

team_games as (

    select * from {{ ref('int_schedule__team_games') }}

),

history as (

    select * from {{ ref('int_form__players') }}

)

select
    promised.game_date,
    promised.game_id,
    promised.player_lookup,
    promised.team_abbr,
    promised.roster_source,
    team_games.nba_game_id,
    team_games.season_year,
    team_games.tipoff_at,
    team_games.opponent_team_abbr,
    coalesce(history.games_played, 0) as games_played,
    history.game_date as last_game_date,
    history.days_rest as days_rest_before_last_game,
    history.last_game_after_2_days_rest,
    history.points_avg_season,
    history.minutes_avg_season,
    history.points_avg_last_5,
    history.points_avg_last_10,
    history.usage_rate_avg_last_7,
    history.fg_makes_season,
    history.fg_attempts_season,
    history.fg_makes_last_5,
    history.fg_attempts_last_5,
    history.fourth_quarter_points_avg_last_7

from promised
inner join team_games
    on
        promised.game_id = team_games.game_id
        and promised.team_abbr = team_games.team_abbr
left join history
    on
        promised.player_lookup = history.player_lookup
        and team_games.season_year = history.season_year
        and {{ holds_on('history', 'promised.game_date') }}
