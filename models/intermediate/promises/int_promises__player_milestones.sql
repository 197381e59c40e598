-- One row per player and season: the promised game with which he has enough games for a table,
-- 5 for the daily cache and 10 for shot zones; the `sure_` dates count no excused game.
with

games as (

    select * from {{ ref('int_promises__player_game_summary') }}
    where player_lookup is not null

),

counted as (

    select
        *,
        row_number() over career as games_played,
        {{ count_where("not is_excused") }} over so_far as sure_games_played

    from games
    window
        career as (
            partition by player_lookup, season_start
            order by game_date
        ),
        so_far as (career rows between unbounded preceding and current row)

)

select
    player_lookup,
    season_start,
    min(case when games_played >= 5 then game_date end) as fifth_game_date,
    min(case when sure_games_played >= 5 then game_date end) as sure_fifth_game_date,
    min(case when games_played >= 10 then game_date end) as tenth_game_date,
    min(case when sure_games_played >= 10 then game_date end) as sure_tenth_game_date

from counted
group by player_lookup, season_start
