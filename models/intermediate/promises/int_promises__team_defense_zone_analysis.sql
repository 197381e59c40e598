{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per eligible date and team with at least 5 final games behind it, by the schedule, that
-- team_defense_zone_analysis owes.
with

dates as (

    select * from {{ ref('int_schedule__rolling_dates') }}

),

team_days as (

    select * from {{ ref('int_schedule__team_days') }}

),

excused_games as (

    select distinct
        game_id,
        team_abbr

    from {{ ref('int_reconciliation__waivers') }}
    where table_name in (
        'team_defense_game_summary', 'nbac_gamebook_player_stats', 'nbac_team_boxscore'
    )

),

counted as (

    select
        team_days.game_date,
        team_days.season_year,
        team_days.team_abbr,
        team_days.final_games_before,
        count(excused_games.game_id) over (
            partition by team_days.team_abbr, team_days.season_year
            order by team_days.game_date
            rows between unbounded preceding and 1 preceding
        ) as excused_games_before

    from team_days
    left join excused_games
        on
            team_days.final_game_id = excused_games.game_id
            and team_days.team_abbr = excused_games.team_abbr

)

select
    dates.game_date,
    dates.season_start,
    cast(null as string) as game_id,
    counted.team_abbr,
    -- With fewer than 5 games that nobody excused the row is owed, but may be impossible.
    counted.final_games_before - counted.excused_games_before < 5 as is_excused,
    cast(null as string) as obstacle

from dates
inner join counted
    on
        dates.season_year = counted.season_year
        and dates.game_date = counted.game_date
where counted.final_games_before >= 5
