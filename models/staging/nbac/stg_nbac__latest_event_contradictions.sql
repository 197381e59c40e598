{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per game and date of the play-by-play: how many events of the newest load contradict one
-- another.
with

play_by_play_rows as (

    select
        game_date,
        nba_game_id,
        event_sequence,
        shot_made,
        player_1_lookup,
        processed_at,
        source_file_path

    from {{ source('nba_raw', 'nbac_play_by_play') }}
    where
        {{ in_window('game_date') }}
        and coalesce(substr(nba_game_id, 1, 3), '002') in ('002', '004', '005')

),

-- Millions of events and few copies: only these need to be ranked.
events as (

    select
        nba_game_id,
        event_sequence,
        min(game_date) as game_date,
        count(*) > 1 and event_sequence is not null and nba_game_id is not null as is_copied

    from play_by_play_rows
    group by nba_game_id, event_sequence

),

newest_copies as (

    select distinct
        play_by_play_rows.game_date,
        play_by_play_rows.nba_game_id,
        play_by_play_rows.event_sequence,
        play_by_play_rows.shot_made,
        play_by_play_rows.player_1_lookup

    from play_by_play_rows
    inner join events
        on
            play_by_play_rows.nba_game_id = events.nba_game_id
            and play_by_play_rows.event_sequence = events.event_sequence
    where events.is_copied
    qualify rank() over (
        partition by play_by_play_rows.nba_game_id, play_by_play_rows.event_sequence
        order by {{ load_order() }}
    ) = 1

)

select
    game_date,
    nba_game_id,
    sum(contradictions) as contradictions

from (
    select
        game_date,
        nba_game_id,
        case when event_sequence is null then 1 else 0 end as contradictions

    from events
    where not is_copied
    union all
    select
        game_date,
        nba_game_id,
        count(*) - count(distinct event_sequence) as contradictions

    from newest_copies
    group by game_date, nba_game_id
) as newest_events
group by game_date, nba_game_id
