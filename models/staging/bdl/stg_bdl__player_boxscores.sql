-- One row per player who entered a game, as balldontlie reports it.
with

boxscores as (

    select * from {{ source('nba_raw', 'bdl_player_boxscores') }}
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
        {{ raw_player_lookup('player_lookup', 'player_full_name') }} as normalised_lookup,
        {{ minutes_from_clock('minutes') }} as minutes_played

    from boxscores

),

canonical as (

    select
        named.*,
        coalesce(player_aliases.player_lookup, named.normalised_lookup) as canonical_lookup,
        team.team_abbr as canonical_team_abbr,
        substr(named.game_id, 1, 8)
        || '_' || away.team_abbr || '_' || home.team_abbr as canonical_game_id

    from named
    inner join team_codes as home on named.home_team_abbr = home.alias
    inner join team_codes as away on named.away_team_abbr = away.alias
    inner join team_codes as team on named.team_abbr = team.alias
    left join player_aliases on named.normalised_lookup = player_aliases.alias_lookup

),

deduplicated as (

    select * from canonical
    {{ newest_load(['canonical_game_id', 'canonical_lookup']) }}

),

-- Players who did not play are listed with zeros.
played as (

    select
        canonical_game_id as game_id,
        canonical_team_abbr as team_abbr,
        canonical_lookup as player_lookup,
        player_full_name,
        minutes_played,
        points,
        field_goals_made as fg_makes,
        field_goals_attempted as fg_attempts,
        three_pointers_made as three_pt_makes,
        three_pointers_attempted as three_pt_attempts,
        free_throws_made as ft_makes,
        free_throws_attempted as ft_attempts,
        offensive_rebounds,
        defensive_rebounds,
        assists,
        steals,
        blocks,
        turnovers,
        personal_fouls

    from deduplicated
    where
        minutes_played > 0
        or greatest(
            coalesce(points, 0),
            coalesce(field_goals_attempted, 0),
            coalesce(free_throws_attempted, 0),
            coalesce(offensive_rebounds, 0),
            coalesce(defensive_rebounds, 0),
            coalesce(assists, 0),
            coalesce(steals, 0),
            coalesce(blocks, 0),
            coalesce(turnovers, 0),
            coalesce(personal_fouls, 0)
        ) > 0

)

select * from played
