-- F30: three namespaces of game ids, so lines were loaded and every spread was NULL. At least
-- 95 % of the final games of a season with any line in raw have a spread. Speaks only of a
-- season whose games all lie in the window.
with

teams as (

    select * from {{ ref('upcoming_team_game_context') }}
    where {{ in_window('game_date') }}

),

games as (

    select * from {{ ref('int_schedule__games') }}

),

lines as (

    select
        min(game_date) as first_line,
        max(game_date) as last_line

    from {{ ref('stg_odds_api__game_lines') }}
    where market_key = 'spreads'

),

whole_seasons as (

    select
        season_year,
        min(game_date) as first_game,
        max(game_date) as last_game

    from games
    group by season_year
    having {{ in_window('min(game_date)') }} and {{ in_window('max(game_date)') }}

)

select
    teams.season_year,
    count(*) as final_team_games,
    count(teams.game_spread) as spreads

from teams
inner join games
    on
        teams.game_id = games.game_id
        and games.game_state = 'final'
inner join whole_seasons on teams.season_year = whole_seasons.season_year
inner join lines
    on
        whole_seasons.last_game >= lines.first_line
        and whole_seasons.first_game <= lines.last_line
group by teams.season_year
having count(teams.game_spread) * 100 < count(*) * 95
