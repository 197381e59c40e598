{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per eligible date and team with at least 5 final games behind it, by the schedule, that
-- team_defense_zone_analysis owes.
with

dates as (

    select * from {{ ref('int_schedule__rolling_dates') }}

),

counted as (

    select
        *,
        count(case when is_excused then 1 end) over (
            partition by team_abbr, season_year
            order by game_date
            rows between unbounded preceding and 1 preceding
        ) as excused_games_before

    from {{ ref('int_promises__team_days') }}
    where table_name = 'team_defense_game_summary'

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
