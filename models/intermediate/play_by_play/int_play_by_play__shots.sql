{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per field-goal or free-throw attempt of a final game, players resolved in its box score.
with

games as (

    select * from {{ ref('int_schedule__games') }}
    where
        game_state = 'final'
        and {{ in_window('game_date') }}

),

events as (

    select * from {{ ref('int_play_by_play__events') }}
    where shot_made is not null

),

boxscores as (

    select * from {{ ref('int_box_scores__players') }}
    where {{ in_window('game_date') }}

),

player_aliases as (

    select * from {{ ref('stg_reference__player_aliases') }}

),

-- The assister is a team-mate of the shooter, the blocker an opponent.
shots as (

    select
        events.*,
        games.game_id,
        case
            when events.team_abbr = games.home_team_abbr then games.away_team_abbr
            else games.home_team_abbr
        end as opponent_team_abbr

    from events
    inner join games on events.nba_game_id = games.nba_game_id

),

printed as (

    select
        game_id,
        team_abbr,
        shooter as printed_lookup

    from shots

    union distinct

    select
        game_id,
        team_abbr,
        assister as printed_lookup

    from shots

    union distinct

    select
        game_id,
        opponent_team_abbr as team_abbr,
        blocker as printed_lookup

    from shots

),

normalised as (

    select
        printed.*,
        {{ normalised_name('printed.printed_lookup') }} as normalised_lookup

    from printed
    where printed.printed_lookup is not null

),

canonical as (

    select
        normalised.*,
        coalesce(player_aliases.player_lookup, normalised.normalised_lookup) as player_lookup

    from normalised
    left join player_aliases on normalised.normalised_lookup = player_aliases.alias_lookup

),

-- Equal, else equal without suffixes, else the only player who ends with it.
matches as (

    select
        canonical.game_id,
        canonical.team_abbr,
        canonical.printed_lookup,
        boxscores.player_lookup,
        case
            when canonical.player_lookup = boxscores.player_lookup then 1
            when
                {{ without_suffix('canonical.player_lookup') }}
                = {{ without_suffix('boxscores.player_lookup') }}
                then 2
            else 3
        end as match_rank

    from canonical
    inner join boxscores
        on
            canonical.game_id = boxscores.game_id
            and canonical.team_abbr = boxscores.team_abbr
    where
        canonical.player_lookup = boxscores.player_lookup
        or {{ without_suffix('canonical.player_lookup') }}
        = {{ without_suffix('boxscores.player_lookup') }}
        or ends_with(boxscores.player_lookup, canonical.player_lookup)

),

best_matches as (

    select
        game_id,
        team_abbr,
        printed_lookup,
        match_rank,
        min(player_lookup) as player_lookup,
        count(*) as players

    from matches
    group by game_id, team_abbr, printed_lookup, match_rank
    qualify row_number() over (
        partition by game_id, team_abbr, printed_lookup
        order by match_rank
    ) = 1

),

names as (

    select
        game_id,
        team_abbr,
        printed_lookup,
        player_lookup

    from best_matches
    where players = 1

)

select
    shots.game_date,
    shots.game_id,
    shots.nba_game_id,
    shots.event_sequence,
    shots.period,
    shots.game_clock_seconds,
    shots.action_type,
    shots.shot_type,
    shots.shot_zone,
    shots.shot_made,
    shots.team_abbr,
    shots.opponent_team_abbr,
    shooters.player_lookup as shooter_lookup,
    shots.assister is not null as is_assisted,
    assisters.player_lookup as assister_lookup,
    blockers.player_lookup as blocker_lookup,
    shots.blocker is not null as is_blocked

from shots
left join names as shooters
    on
        shots.game_id = shooters.game_id
        and shots.team_abbr = shooters.team_abbr
        and shots.shooter = shooters.printed_lookup
left join names as assisters
    on
        shots.game_id = assisters.game_id
        and shots.team_abbr = assisters.team_abbr
        and shots.assister = assisters.printed_lookup
left join names as blockers
    on
        shots.game_id = blockers.game_id
        and shots.opponent_team_abbr = blockers.team_abbr
        and shots.blocker = blockers.printed_lookup
