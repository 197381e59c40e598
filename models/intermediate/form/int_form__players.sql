{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per player and game played: what was known of him once that game was over.
with

games as (

    select * from {{ ref('player_game_summary') }}
    where {{ in_history('game_date') }}

),

with_previous as (

    select
        *,
        lag(game_date) over (
            partition by player_lookup, season_year
            order by game_date
        ) as previous_game_date,
        {{ holds_until('player_lookup') }} as holds_until

    from games

),

dated as (

    select
        *,
        {{ days_between('previous_game_date', 'game_date') }} - 1 as days_rest

    from with_previous

),

-- A game without fourth-quarter points takes no place among the last seven.
fourth_quarters as (

    select
        game_id,
        player_lookup,
        avg(fourth_quarter_points) over (
            partition by player_lookup, season_year
            order by game_date
            rows between 6 preceding and current row
        ) as fourth_quarter_points_avg_last_7

    from games
    where fourth_quarter_points is not null

)

select
    dated.game_date,
    dated.game_id,
    dated.player_lookup,
    dated.team_abbr,
    dated.season_year,
    dated.days_rest,
    dated.holds_until,
    row_number() over career as games_played,
    -- A starter: at least one start, and half of his games of the season so far.
    count(case when dated.starter_flag then 1 end) over so_far > 0
    and count(case when dated.starter_flag then 1 end) over so_far * 2
    >= row_number() over career as is_starter,
    avg(dated.points) over so_far as points_avg_season,
    avg({{ as_double('dated.minutes_played') }}) over so_far as minutes_avg_season,
    avg(dated.points) over last_5 as points_avg_last_5,
    avg(dated.points) over last_10 as points_avg_last_10,
    avg(dated.points) over last_3 as points_avg_last_3,
    avg(dated.points) over games_4_and_5 as points_avg_games_4_and_5,
    stddev_samp(dated.points) over last_10 as points_std_last_10,
    sum(dated.points) over last_10 as points_last_10,
    sum(dated.ft_makes) over last_10 as ft_makes_last_10,
    avg({{ as_double('dated.minutes_played') }}) over last_10 as minutes_avg_last_10,
    avg({{ as_double('dated.usage_rate') }}) over last_7 as usage_rate_avg_last_7,
    avg({{ as_double('dated.usage_rate') }}) over last_10 as usage_rate_avg_last_10,
    avg({{ as_double('dated.usage_rate') }}) over so_far as usage_rate_avg_season,
    avg({{ as_double('dated.ts_pct') }}) over last_10 as ts_pct_avg_last_10,
    sum(dated.fg_makes) over so_far as fg_makes_season,
    sum(dated.fg_attempts) over so_far as fg_attempts_season,
    sum(dated.fg_makes) over last_5 as fg_makes_last_5,
    sum(dated.fg_attempts) over last_5 as fg_attempts_last_5,
    max(case when dated.days_rest >= 2 then dated.game_date end) over so_far
        as last_game_after_2_days_rest,
    last_value(fourth_quarters.fourth_quarter_points_avg_last_7 ignore nulls) over so_far
        as fourth_quarter_points_avg_last_7

from dated
left join fourth_quarters
    on
        dated.game_id = fourth_quarters.game_id
        and dated.player_lookup = fourth_quarters.player_lookup
window
    career as (
        partition by dated.player_lookup, dated.season_year
        order by dated.game_date
    ),
    so_far as (career rows between unbounded preceding and current row),
    last_3 as (career rows between 2 preceding and current row),
    games_4_and_5 as (career rows between 4 preceding and 3 preceding),
    last_5 as (career rows between 4 preceding and current row),
    last_7 as (career rows between 6 preceding and current row),
    last_10 as (career rows between 9 preceding and current row)
