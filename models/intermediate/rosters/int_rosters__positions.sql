-- One row per player and roster date on which his position became another one: the position and
-- the dates on which it is the newest known, strictly after that roster.
with

roster_rows as (

    select * from {{ ref('stg_espn__team_rosters') }}

),

newest_of_the_day as (

    select
        player_lookup,
        roster_date,
        player_position

    from roster_rows
    qualify row_number() over (
        partition by player_lookup, roster_date
        order by scrape_hour desc, team_abbr desc
    ) = 1

),

compared as (

    select
        *,
        lag(player_position) over rosters as position_before,
        row_number() over rosters as roster_number

    from newest_of_the_day
    window rosters as (
        partition by player_lookup
        order by roster_date
    )

),

changes as (

    select * from compared
    where
        roster_number = 1
        or player_position is distinct from position_before

)

select
    player_lookup,
    player_position,
    roster_date as known_after,
    coalesce(
        lead(roster_date) over (
            partition by player_lookup
            order by roster_date
        ),
        date '9999-12-31'
    ) as known_until

from changes
