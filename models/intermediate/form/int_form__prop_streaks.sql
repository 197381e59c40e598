-- One row per rostered player of the window with a points line and games before: his current
-- run of games above or below that line. A game equal to the line neither counts nor ends it.
with

players as (

    select * from {{ ref('int_form__rostered_players') }}

),

points_lines as (

    select * from {{ ref('int_betting_lines__player_points') }}

),

games as (

    select
        game_date,
        player_lookup,
        season_year,
        points

    from {{ ref('player_game_summary') }}
    where {{ in_history('game_date') }}

),

compared as (

    select
        players.game_id,
        players.player_lookup,
        games.game_date,
        games.points > points_lines.points_line as is_over,
        max(case when games.points > points_lines.points_line then games.game_date end)
            over (partition by players.game_id, players.player_lookup) as last_over,
        max(case when games.points < points_lines.points_line then games.game_date end)
            over (partition by players.game_id, players.player_lookup) as last_under

    from players
    inner join points_lines
        on
            players.game_id = points_lines.game_id
            and players.player_lookup = points_lines.player_lookup
    inner join games
        on
            players.player_lookup = games.player_lookup
            and players.season_year = games.season_year
            and players.game_date > games.game_date
    where games.points <> points_lines.points_line

)

select
    game_id,
    player_lookup,
    count(case when is_over and (last_under is null or game_date > last_under) then 1 end)
        as prop_over_streak,
    count(case when not is_over and (last_over is null or game_date > last_over) then 1 end)
        as prop_under_streak

from compared
group by game_id, player_lookup
