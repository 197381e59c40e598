-- F33: a lookup with two ids in one season, and the history of a player belongs to whichever was
-- read first (docs/contracts/raw.md 13).
with

registry as (

    select
        universal_player_id,
        season,
        {{ raw_player_lookup('player_lookup', 'player_name') }} as normalised_lookup

    from {{ source('nba_reference', 'nba_players_registry') }}

),

player_aliases as (

    select * from {{ ref('stg_reference__player_aliases') }}

),

canonical as (

    select
        registry.universal_player_id,
        registry.season,
        coalesce(player_aliases.player_lookup, registry.normalised_lookup) as player_lookup

    from registry
    left join player_aliases on registry.normalised_lookup = player_aliases.alias_lookup

)

select
    player_lookup,
    season,
    min(universal_player_id) as first_id,
    max(universal_player_id) as last_id

from canonical
group by player_lookup, season
having min(universal_player_id) <> max(universal_player_id)
