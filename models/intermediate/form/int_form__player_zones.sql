{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per player and game played: where he shot from in his last 10 and last 20 games, this
-- one included, over those of them that have shot zones.
{% set shots = [
    'fg_attempts', 'fg_makes', 'paint_attempts', 'paint_makes', 'mid_range_attempts',
    'mid_range_makes', 'three_pt_attempts', 'three_pt_makes', 'assisted_fg_makes',
    'unassisted_fg_makes',
] %}

with

games as (

    select * from {{ ref('player_game_summary') }}
    where {{ in_history('game_date') }}

),

-- A game without zones takes its place and adds nothing.
zoned as (

    select
        game_date,
        game_id,
        player_lookup,
        season_year,
        {% for column in shots %}
        case when shot_zones_available then {{ column }} end as {{ column }},
        {% endfor %}
        shot_zones_available

    from games

)

select
    game_date,
    game_id,
    player_lookup,
    count(case when shot_zones_available then 1 end) over last_10 as games_in_sample_10,
    count(case when shot_zones_available then 1 end) over last_20 as games_in_sample_20,
    {% for column in shots %}
    coalesce(sum({{ column }}) over last_10, 0) as {{ column }}_last_10,
    {% endfor %}
    coalesce(sum(fg_attempts) over last_20, 0) as fg_attempts_last_20,
    coalesce(sum(paint_attempts) over last_20, 0) as paint_attempts_last_20,
    coalesce(sum(paint_makes) over last_20, 0) as paint_makes_last_20

from zoned
window
    career as (
        partition by player_lookup, season_year
        order by game_date
    ),
    last_10 as (career rows between 9 preceding and current row),
    last_20 as (career rows between 19 preceding and current row)
