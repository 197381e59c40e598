-- One row per rostered player of the window who played in the last 14 days: games and minutes.
with

players as (

    select * from {{ ref('int_form__rostered_players') }}

),

games as (

    select
        games.game_date,
        games.player_lookup,
        games.season_year,
        games.minutes_played,
        history.days_rest

    from {{ ref('player_game_summary') }} as games
    inner join {{ ref('int_form__players') }} as history
        on
            games.game_id = history.game_id
            and games.player_lookup = history.player_lookup
    where {{ in_history('games.game_date', lookback_days=14) }}

),

recent as (

    select
        players.game_id,
        players.player_lookup,
        games.days_rest,
        {{ as_double('games.minutes_played') }} as minutes_played,
        {{ days_between('games.game_date', 'players.game_date') }} <= 7 as is_last_7_days

    from players
    inner join games
        on
            players.player_lookup = games.player_lookup
            and players.season_year = games.season_year
            and players.game_date > games.game_date
            and {{ days_between('games.game_date', 'players.game_date') }} <= 14

)

select
    game_id,
    player_lookup,
    count(*) as games_in_last_14_days,
    count(case when is_last_7_days then 1 end) as games_in_last_7_days,
    sum(minutes_played) as minutes_in_last_14_days,
    sum(case when is_last_7_days then minutes_played end) as minutes_in_last_7_days,
    count(case when days_rest = 0 then 1 end) as back_to_backs_last_14_days

from recent
group by game_id, player_lookup
