{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per team and game of team_defense_game_summary: what its defence allowed in its last 10
-- and last 15 games, this one included; zones over those of them that have zones.
{% set zone_columns = [
    'opp_paint_attempts', 'opp_paint_makes', 'opp_mid_range_attempts', 'opp_mid_range_makes',
    'opp_three_pt_attempts', 'opp_three_pt_makes', 'points_in_paint_allowed', 'blocks_paint',
    'blocks_mid_range', 'blocks_three_pt',
] %}

with

games as (

    select * from {{ ref('team_defense_game_summary') }}
    where {{ in_history('game_date') }}

)

select
    game_date,
    defending_team_abbr as team_abbr,
    season_year,
    {{ holds_until('defending_team_abbr') }} as holds_until,
    avg({{ as_double('defensive_rating') }}) over last_10 as defensive_rating_avg_last_10,
    sum(opp_ft_attempts) over last_10 as opp_ft_attempts_last_10,
    sum(opp_fg_attempts) over last_10 as opp_fg_attempts_last_10,
    min(game_date) over last_15 as first_sampled_date,
    count(*) over last_15 as sampled_games,
    count(case when shot_zones_available then 1 end) over last_15 as games_with_zones,
    count(case when data_quality_tier = 'bronze' then 1 end) over last_15 as fallback_games,
    {% for column in zone_columns %}
    sum(case when shot_zones_available then {{ column }} end) over last_15 as {{ column }},
    {% endfor %}
    avg({{ as_double('defensive_rating') }}) over last_15 as defensive_rating,
    avg(points_allowed) over last_15 as points_allowed,
    avg({{ as_double('opponent_pace') }}) over last_15 as opponent_pace

from games
window
    season as (
        partition by defending_team_abbr, season_year
        order by game_date
    ),
    last_10 as (season rows between 9 preceding and current row),
    last_15 as (season rows between 14 preceding and current row)
