-- F40: back-to-backs that are never TRUE, or always. Between 10 and 25 % of the team rows of a
-- regular season are one. Speaks only of a season whose regular games all lie in the window.
with

teams as (

    select * from {{ ref('upcoming_team_game_context') }}
    where
        {{ in_window('game_date') }}
        and substr(nba_game_id, 1, 3) = '002'

),

whole_seasons as (

    select season_year

    from {{ ref('int_schedule__games') }}
    where game_type = 'regular_season'
    group by season_year
    having {{ in_window('min(game_date)') }} and {{ in_window('max(game_date)') }}

)

select
    teams.season_year,
    count(*) as team_games,
    count(case when teams.team_back_to_back then 1 end) as back_to_backs

from teams
inner join whole_seasons on teams.season_year = whole_seasons.season_year
group by teams.season_year
having
    count(case when teams.team_back_to_back then 1 end) * 100 < count(*) * 10
    or count(case when teams.team_back_to_back then 1 end) * 100 > count(*) * 25
