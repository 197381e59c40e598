-- One row per event of a game.
with

events as (

    select * from {{ source('nba_raw', 'nbac_play_by_play') }}
    where {{ in_window('game_date', lookback_days=1, lookahead_days=1) }}

),

team_codes as (

    select * from {{ ref('team_codes') }}

),

copied_events as (

    select
        nba_game_id,
        event_sequence

    from events
    group by nba_game_id, event_sequence
    having count(*) > 1

),

-- Half a million events a season and few copies: only these are ranked.
newest_events as (

    select events.* from events
    left join copied_events
        on
            events.nba_game_id = copied_events.nba_game_id
            and events.event_sequence = copied_events.event_sequence
    where copied_events.event_sequence is null
    union all
    select events.* from events
    inner join copied_events
        on
            events.nba_game_id = copied_events.nba_game_id
            and events.event_sequence = copied_events.event_sequence
    {{ newest_load(['events.nba_game_id', 'events.event_sequence']) }}

),

deduplicated as (

    select
        nba_game_id,
        event_sequence,
        period,
        game_clock_seconds,
        event_action_type,
        shot_made,
        shot_type,
        shot_x,
        shot_y,
        shot_distance,
        player_1_team_abbr,
        player_1_lookup,
        player_2_lookup,
        player_3_lookup

    from newest_events

),

-- Home and away may be swapped in this source: only the ids and the shooter's team are read.
renamed as (

    select
        deduplicated.nba_game_id,
        deduplicated.event_sequence,
        deduplicated.period,
        deduplicated.game_clock_seconds,
        lower(deduplicated.event_action_type) as action_type,
        deduplicated.shot_made,
        deduplicated.shot_type,
        team_codes.team_abbr,
        nullif(deduplicated.player_1_lookup, '') as shooter,
        case
            when deduplicated.shot_made then nullif(deduplicated.player_2_lookup, '')
        end as assister,
        case
            when not deduplicated.shot_made
                then coalesce(
                    nullif(deduplicated.player_3_lookup, ''),
                    nullif(deduplicated.player_2_lookup, '')
                )
        end as blocker,
        case
            when deduplicated.shot_type = '3PT' then 'three'
            when deduplicated.shot_type <> '2PT' then null
            when
                deduplicated.shot_distance is null
                or (
                    deduplicated.shot_distance = 0
                    and deduplicated.shot_x is null
                    and deduplicated.shot_y is null
                )
                then 'unknown'
            when deduplicated.shot_distance <= 8 then 'paint'
            else 'mid_range'
        end as shot_zone

    from deduplicated
    left join team_codes on deduplicated.player_1_team_abbr = team_codes.alias

)

select * from renamed
