{{ config(materialized='table', partition_by=none, meta={'reach': 'whole'}) }}

-- One row per player lookup: the id that the registry gives him.
with

registry as (

    select * from {{ source('nba_reference', 'nba_players_registry') }}

),

player_aliases as (

    select * from {{ ref('stg_reference__player_aliases') }}

),

named as (

    select
        *,
        {{ raw_player_lookup('player_lookup', 'player_name') }} as normalised_lookup

    from registry

),

canonical as (

    select
        coalesce(player_aliases.player_lookup, named.normalised_lookup) as player_lookup,
        named.universal_player_id,
        named.season,
        named.last_game_date

    from named
    left join player_aliases on named.normalised_lookup = player_aliases.alias_lookup

)

select
    player_lookup,
    universal_player_id

from canonical
qualify row_number() over (
    partition by player_lookup
    order by season desc nulls last, last_game_date desc nulls last, universal_player_id asc
) = 1
