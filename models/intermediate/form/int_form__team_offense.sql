{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per team and game of team_offense_game_summary: its last 10 games, this one included.
select
    game_date,
    team_abbr,
    season_year,
    {{ holds_until('team_abbr') }} as holds_until,
    avg({{ as_double('pace') }}) over (
        partition by team_abbr, season_year
        order by game_date
        rows between 9 preceding and current row
    ) as pace_avg_last_10,
    avg({{ as_double('offensive_rating') }}) over (
        partition by team_abbr, season_year
        order by game_date
        rows between 9 preceding and current row
    ) as offensive_rating_avg_last_10

from {{ ref('team_offense_game_summary') }}
where {{ in_history('game_date') }}
