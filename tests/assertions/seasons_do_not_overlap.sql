-- F11: three bootstraps and two season starts side by side. A date belongs to one season, and a
-- season has one bootstrap.
with

seasons as (

    select
        *,
        count(*) over (partition by season_year) as rows_of_season,
        max(last_date) over (
            order by first_date
            rows between unbounded preceding and 1 preceding
        ) as last_date_before

    from {{ ref('seasons') }}

)

select
    season_year,
    first_date,
    last_date,
    bootstrap_days

from seasons
where
    rows_of_season > 1
    or (first_date < last_date) is not true
    or first_date <= last_date_before
    or (bootstrap_days >= 0) is not true
