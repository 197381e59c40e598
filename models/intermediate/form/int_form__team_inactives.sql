-- One row per team and final game of the window whose game book lists who did not play.
with

gamebook as (

    select * from {{ ref('int_box_scores__gamebook_players') }}
    where {{ in_window('game_date') }}

),

team_games as (

    select * from {{ ref('int_schedule__team_games') }}
    where {{ in_window('game_date') }}

),

history as (

    select * from {{ ref('int_form__players') }}

),

games_with_a_list as (

    select distinct game_id

    from gamebook
    where player_status in ('inactive', 'dnp')

),

inactive as (

    select
        gamebook.game_id,
        gamebook.team_abbr,
        gamebook.player_lookup,
        coalesce(history.is_starter, false) as is_starter

    from gamebook
    inner join team_games
        on
            gamebook.game_id = team_games.game_id
            and gamebook.team_abbr = team_games.team_abbr
    left join history
        on
            gamebook.player_lookup = history.player_lookup
            and team_games.season_year = history.season_year
            and {{ holds_on('history', 'gamebook.game_date') }}
    where gamebook.player_status = 'inactive'

)

select
    team_games.game_id,
    team_games.team_abbr,
    count(inactive.game_id) as players_inactive,
    count(case when inactive.is_starter then 1 end) as starters_inactive

from team_games
inner join games_with_a_list on team_games.game_id = games_with_a_list.game_id
left join inactive
    on
        team_games.game_id = inactive.game_id
        and team_games.team_abbr = inactive.team_abbr
group by team_games.game_id, team_games.team_abbr
