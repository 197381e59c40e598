-- One raw row per player listed in a game book: active, dnp or inactive, copies included.
with

gamebook as (

    select * from {{ source('nba_raw', 'nbac_gamebook_player_stats') }}
    -- A season back: rosters fall back to who played for the team before.
    where {{ in_season_so_far('game_date', lookahead_days=1) }}

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
        coalesce(player_name, player_name_original) as printed_name,
        {{ raw_player_lookup('player_lookup', 'cast(null as string)') }} as own_lookup,
        -- The printed name is read only where there is no lookup.
        case
            when coalesce(player_lookup, '') = ''
                then {{ raw_player_lookup(
                    'cast(null as string)', 'coalesce(player_name, player_name_original)'
                ) }}
        end as printed_lookup

    from gamebook

),

renamed as (

    select
        substr(named.game_id, 1, 8)
        || '_' || away.team_abbr || '_' || home.team_abbr as game_id,
        team.team_abbr,
        named.printed_name as player_full_name,
        coalesce(own_alias.player_lookup, named.own_lookup) as own_lookup,
        coalesce(printed_alias.player_lookup, named.printed_lookup) as printed_lookup,
        named.printed_lookup as printed_as,
        lower(named.player_status) as player_status,
        named.is_starter,
        {{ minutes_from_clock('named.minutes') }} as minutes_played,
        named.points,
        named.field_goals_made as fg_makes,
        named.field_goals_attempted as fg_attempts,
        named.three_pointers_made as three_pt_makes,
        named.three_pointers_attempted as three_pt_attempts,
        named.free_throws_made as ft_makes,
        named.free_throws_attempted as ft_attempts,
        named.offensive_rebounds,
        named.defensive_rebounds,
        named.assists,
        named.steals,
        named.blocks,
        named.turnovers,
        named.personal_fouls,
        named.plus_minus,
        named.processed_at,
        named.source_file_path,
        named.data_hash

    from named
    inner join team_codes as home on named.home_team_abbr = home.alias
    inner join team_codes as away on named.away_team_abbr = away.alias
    inner join team_codes as team on named.team_abbr = team.alias
    left join player_aliases as own_alias on named.own_lookup = own_alias.alias_lookup
    left join player_aliases as printed_alias
        on named.printed_lookup = printed_alias.alias_lookup

)

select * from renamed
