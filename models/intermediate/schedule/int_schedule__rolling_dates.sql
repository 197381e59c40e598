{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per date of the window on which rolling tables exist: after bootstrap, off-days
-- included, and in a live season at most one day past the first open slate.
with

dates as (

    {{ window_dates() }}

),

games as (

    select * from {{ ref('int_schedule__games') }}

),

bootstraps as (

    select * from {{ ref('seasons') }}

),

seasons as (

    select
        season_year,
        min(season_start) as season_start,
        max(season_end) as season_end,
        max(case when game_state = 'final' then game_date end) as newest_final_date

    from games
    group by season_year

),

-- A game left without a score long ago does not hold later dates up.
open_slates as (

    select
        seasons.season_year,
        min(games.game_date) as first_open_date

    from seasons
    inner join games on seasons.season_year = games.season_year
    where
        games.game_state in ('scheduled', 'in_progress')
        and games.game_date >= coalesce(seasons.newest_final_date, seasons.season_start)
    group by seasons.season_year

)

select
    dates.game_date,
    seasons.season_year,
    seasons.season_start,
    seasons.season_end

from dates
inner join seasons
    on
        dates.game_date >= seasons.season_start
        and dates.game_date <= seasons.season_end
inner join bootstraps on seasons.season_year = bootstraps.season_year
left join open_slates on seasons.season_year = open_slates.season_year
where
    {{ days_between('seasons.season_start', 'dates.game_date') }} >= bootstraps.bootstrap_days
    and (
        open_slates.first_open_date is null
        or {{ days_between('open_slates.first_open_date', 'dates.game_date') }} <= 1
    )
