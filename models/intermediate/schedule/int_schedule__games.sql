{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per game of the schedule, with its season and venue.
with

schedule as (

    select * from {{ ref('stg_nbac__schedule') }}

),

arenas as (

    select * from {{ ref('arenas') }}

),

seasons as (

    select
        season_year,
        min(case when is_regular_season then game_date end) as season_start,
        max(game_date) as season_end

    from schedule
    group by season_year

),

-- At a neutral site the arena is that of the city, unknown if the seed has none.
located as (

    select
        schedule.*,
        seasons.season_start,
        seasons.season_end,
        arenas.latitude,
        arenas.longitude,
        arenas.time_zone

    from schedule
    inner join seasons on schedule.season_year = seasons.season_year
    left join arenas
        on
            (
                (not schedule.is_neutral_site and schedule.home_team_abbr = arenas.team_abbr)
                or (
                    schedule.is_neutral_site
                    and arenas.team_abbr is null
                    and schedule.arena_city = arenas.city
                )
            )
            and schedule.season_year >= coalesce(arenas.first_season_year, 0)
            and schedule.season_year <= coalesce(arenas.last_season_year, 9999)

)

select * from located
