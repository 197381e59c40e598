-- F41: a venue that is unknown, or known twice, makes travel NULL or doubles every game of a
-- team. Spans of seasons of one arena do not overlap, and every known season has one per team.
with

arenas as (

    select
        *,
        coalesce(team_abbr, city) as venue_of,
        coalesce(first_season_year, 0) as first_season,
        coalesce(last_season_year, 9999) as last_season

    from {{ ref('arenas') }}

),

teams as (

    select distinct team_abbr from {{ ref('team_codes') }}

),

seasons as (

    select season_year from {{ ref('seasons') }}

),

spans as (

    select
        venue_of,
        first_season,
        last_season,
        max(last_season) over (
            partition by venue_of
            order by first_season, last_season
            rows between unbounded preceding and 1 preceding
        ) as last_season_before

    from arenas

)

select
    venue_of,
    first_season as season_year,
    'spans of seasons overlap, or end before they begin' as problem

from spans
where
    first_season <= last_season_before
    or first_season > last_season

union all

select
    teams.team_abbr as venue_of,
    seasons.season_year,
    'no arena in a season of seeds/seasons.csv' as problem

from teams
cross join seasons
left join arenas
    on
        teams.team_abbr = arenas.team_abbr
        and seasons.season_year >= arenas.first_season
        and seasons.season_year <= arenas.last_season
where arenas.team_abbr is null
