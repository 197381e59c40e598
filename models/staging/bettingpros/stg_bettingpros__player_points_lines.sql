-- One row per raw, active over line of a player at a book, copies and spellings included.
with

lines as (

    select * from {{ source('nba_raw', 'bettingpros_player_points_props') }}
    where
        {{ in_window('game_date', lookback_days=1, lookahead_days=1) }}
        and points_line is not null
        and lower(bet_side) = 'over'
        and is_active

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
        named.game_date,
        coalesce(player_aliases.player_lookup, named.normalised_lookup) as player_lookup,
        player_aliases.alias_lookup is not null as needed_alias,
        team_codes.team_abbr,
        named.bookmaker,
        named.points_line,
        named.opening_line,
        named.bookmaker_last_update as published_at,
        named.processed_at,
        named.source_file_path

    from named
    left join team_codes on named.player_team = team_codes.alias
    left join player_aliases on named.normalised_lookup = player_aliases.alias_lookup

)

select * from canonical
