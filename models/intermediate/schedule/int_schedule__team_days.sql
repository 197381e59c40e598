{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per team and calendar date of the season, up to the window's end: final games before it.
with

dates as (

    {{ season_dates_so_far() }}

),

team_games as (

    select * from {{ ref('int_schedule__team_games') }}

),

final_games as (

    select * from team_games
    where is_final

),

teams as (

    select distinct
        season_year,
        season_start,
        season_end,
        team_abbr

    from team_games

),

team_dates as (

    select
        dates.game_date,
        teams.season_year,
        teams.season_start,
        teams.team_abbr,
        final_games.game_id as final_game_id,
        case when final_games.game_id is not null then dates.game_date end as final_game_date

    from dates
    inner join teams
        on
            dates.game_date >= teams.season_start
            and dates.game_date <= teams.season_end
    left join final_games
        on
            teams.team_abbr = final_games.team_abbr
            and dates.game_date = final_games.game_date

)

select
    game_date,
    season_year,
    season_start,
    team_abbr,
    final_game_id,
    count(final_game_id) over before_the_date as final_games_before,
    max(final_game_date) over before_the_date as last_final_game_date

from team_dates
window before_the_date as (
    partition by team_abbr, season_year
    order by game_date
    rows between unbounded preceding and 1 preceding
)
