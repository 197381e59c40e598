-- One row per raw points line of a player at a book, copies and spellings included.
with

lines as (

    select * from {{ source('nba_raw', 'odds_api_player_points_props') }}
    where
        {{ in_window('game_date', lookback_days=1, lookahead_days=1) }}
        and points_line is not null

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
        {{ raw_player_lookup('player_lookup', 'player_name') }} as normalised_lookup

    from lines

),

canonical as (

    select
        substr(named.game_id, 1, 8)
        || '_' || away.team_abbr || '_' || home.team_abbr as game_id,
        coalesce(player_aliases.player_lookup, named.normalised_lookup) as player_lookup,
        player_aliases.alias_lookup is not null as needed_alias,
        named.bookmaker,
        named.points_line,
        named.snapshot_timestamp as published_at,
        named.processed_at,
        named.source_file_path

    from named
    inner join team_codes as home
        on {{ dbt.split_part('named.game_id', "'_'", 3) }} = home.alias
    inner join team_codes as away
        on {{ dbt.split_part('named.game_id', "'_'", 2) }} = away.alias
    left join player_aliases on named.normalised_lookup = player_aliases.alias_lookup

)

select * from canonical
