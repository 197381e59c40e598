{{ config(materialized='table', partition_by=none, meta={'reach': 'whole'}) }}

-- One row per player on a snapshot of a team's roster.
with

rosters as (

    select * from {{ source('nba_raw', 'espn_team_rosters') }}
    -- All of them: a player's birth date is that of his newest roster row, however old.
    where roster_date between date '1946-11-01' and date '9999-12-31'

),

team_codes as (

    select * from {{ ref('team_codes') }}

),

player_aliases as (

    select * from {{ ref('stg_reference__player_aliases') }}

),

named as (

    select
        *,
        {{ raw_player_lookup('player_lookup', 'player_full_name') }} as normalised_lookup

    from rosters

),

canonical as (

    select
        named.roster_date,
        named.scrape_hour,
        named.birth_date,
        named.age,
        named.processed_at,
        named.source_file_path,
        team_codes.team_abbr,
        named.position as player_position,
        coalesce(player_aliases.player_lookup, named.normalised_lookup) as player_lookup,
        {{ eastern_timestamp('named.roster_date', 'named.scrape_hour') }} as published_at

    from named
    inner join team_codes on named.team_abbr = team_codes.alias
    left join player_aliases on named.normalised_lookup = player_aliases.alias_lookup

)

select
    roster_date,
    scrape_hour,
    published_at,
    team_abbr,
    player_lookup,
    player_position,
    birth_date,
    age

from canonical
{{ newest_load(['roster_date', 'scrape_hour', 'team_abbr', 'player_lookup']) }}
