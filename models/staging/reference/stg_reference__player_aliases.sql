{{ config(materialized='table', partition_by=none, meta={'reach': 'whole'}) }}

-- One row per spelling that stands for another player lookup.
with

aliases as (

    select * from {{ source('nba_reference', 'player_aliases') }}

)

select
    {{ normalised_name('alias_lookup') }} as alias_lookup,
    {{ normalised_name('nba_canonical_lookup') }} as player_lookup

from aliases
where is_active
