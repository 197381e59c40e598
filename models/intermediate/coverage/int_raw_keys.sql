-- One row per raw table, date of the window and key (a game, or a team in a game) that the schedule
-- promises or that is there. A game that other raw tables know is promised of the schedule.
with

games as (

    select * from {{ ref('int_games') }}

),

final_sides as (

    select * from {{ ref('int_team_games') }}
    where
        is_final
        and {{ in_window('game_date') }}

),

final_games as (

    select * from final_sides
    where home_game

),

team_codes as (

    select * from {{ ref('team_codes') }}

),

accepted_gaps as (

    select distinct
        game_id,
        team_abbr,
        table_name

    from {{ ref('int_accepted_gaps') }}

),

refusals as (

    select
        game_id,
        case
            when rule in ('R3', 'R4', 'R5') then 'nbac_play_by_play'
            when rule in ('R1', 'R10') then 'nbac_team_boxscore'
            else 'nbac_gamebook_player_stats'
        end as table_name,
        min(rule || ' ' || team_abbr || ' ' || finding) as refusal

    from {{ ref('int_reconciliation_failures') }}
    where not is_accepted
    group by game_id, table_name

),

-- Copies of a row are harmless; the newest load must not contradict itself.
team_boxscores as (

    select
        raw_rows.game_date,
        raw_rows.nba_game_id,
        raw_rows.is_home,
        raw_rows.points,
        coalesce(team_codes.team_abbr, raw_rows.team_abbr) as team_abbr

    from {{ source('nba_raw', 'nbac_team_boxscore') }} as raw_rows
    left join team_codes on raw_rows.team_abbr = team_codes.alias
    where
        {{ in_window('raw_rows.game_date') }}
        and coalesce(substr(raw_rows.nba_game_id, 1, 3), '002') in ('002', '004', '005')
    qualify rank() over (
        partition by raw_rows.nba_game_id, raw_rows.team_abbr
        order by {{ load_order() }}
    ) = 1

),

gamebook as (

    select
        raw_rows.game_date,
        raw_rows.game_id as raw_game_id,
        raw_rows.player_lookup,
        raw_rows.points,
        raw_rows.player_status,
        coalesce(team_codes.team_abbr, raw_rows.team_abbr) as team_abbr,
        substr(raw_rows.game_id, 1, 8)
        || '_' || away.team_abbr || '_' || home.team_abbr as game_id

    from {{ source('nba_raw', 'nbac_gamebook_player_stats') }} as raw_rows
    left join team_codes on raw_rows.team_abbr = team_codes.alias
    left join team_codes as home on raw_rows.home_team_abbr = home.alias
    left join team_codes as away on raw_rows.away_team_abbr = away.alias
    where
        {{ in_window('raw_rows.game_date') }}
        and lower(raw_rows.player_status) = 'active'
    qualify rank() over (
        partition by raw_rows.game_id, raw_rows.player_lookup, raw_rows.player_name
        order by {{ load_order() }}
    ) = 1

),

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

),

play_by_play as (

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

),

team_boxscores_found as (

    select
        game_date,
        nba_game_id,
        team_abbr,
        count(distinct points) as copies

    from team_boxscores
    group by game_date, nba_game_id, team_abbr

),

gamebook_players as (

    select
        game_date,
        coalesce(game_id, raw_game_id) as game_id,
        team_abbr,
        count(distinct points) as copies

    from gamebook
    group by game_date, coalesce(game_id, raw_game_id), team_abbr, player_lookup

),

gamebook_found as (

    select
        game_date,
        game_id,
        team_abbr,
        max(copies) as copies

    from gamebook_players
    group by game_date, game_id, team_abbr

),

-- The games that box scores and play-by-play know, under the id that the schedule should give them.
box_games as (

    select
        game_date,
        nba_game_id,
        max(case when is_home then team_abbr end) as home_team_abbr,
        max(case when not is_home then team_abbr end) as away_team_abbr

    from team_boxscores
    group by game_date, nba_game_id

),

known_games as (

    select
        game_date,
        nba_game_id,
        replace(cast(game_date as string), '-', '')
        || '_' || away_team_abbr || '_' || home_team_abbr as game_id

    from box_games
    where nba_game_id is not null

    union distinct

    select
        play_by_play.game_date,
        play_by_play.nba_game_id,
        play_by_play.nba_game_id as game_id

    from play_by_play
    left join box_games on play_by_play.nba_game_id = box_games.nba_game_id
    where
        play_by_play.nba_game_id is not null
        and box_games.nba_game_id is null

),

scheduled as (

    select
        game_date,
        game_id,
        min(nba_game_id) as nba_game_id,
        count(*) as copies

    from games
    where {{ in_window('game_date') }}
    group by game_date, game_id

),

-- Where something confirms the date of the schedule, what is of another date is at fault itself.
confirmed as (

    select distinct known_games.nba_game_id

    from known_games
    inner join games
        on
            known_games.nba_game_id = games.nba_game_id
            and known_games.game_date = games.game_date

),

evidence as (

    select known_games.*

    from known_games
    left join confirmed on known_games.nba_game_id = confirmed.nba_game_id
    left join scheduled
        on
            known_games.nba_game_id = scheduled.nba_game_id
            and known_games.game_date = scheduled.game_date
    where
        confirmed.nba_game_id is null
        or scheduled.nba_game_id is not null

),

schedule_problems as (

    select
        game_date,
        game_id,
        min(rule || ' ' || finding) as refusal

    from {{ ref('int_schedule_problems') }}
    where {{ in_window('game_date') }}
    group by game_date, game_id

),

schedule_keys as (

    select
        'nbac_schedule' as model_name,
        coalesce(scheduled.game_date, evidence.game_date) as game_date,
        coalesce(scheduled.game_id, evidence.game_id, evidence.nba_game_id) as game_id,
        coalesce(scheduled.game_id, evidence.game_id, evidence.nba_game_id) as row_key,
        -- A game whose box score or play-by-play is of another date only is not promised here.
        evidence.nba_game_id is not null or elsewhere.nba_game_id is null as is_promised,
        false as is_excused,
        coalesce(scheduled.copies, 0) as copies,
        cast(null as string) as refusal

    from scheduled
    full outer join evidence
        on
            scheduled.nba_game_id = evidence.nba_game_id
            and scheduled.game_date = evidence.game_date
    left join evidence as elsewhere
        on
            scheduled.nba_game_id = elsewhere.nba_game_id
            and scheduled.game_date <> elsewhere.game_date

    union all

    select
        'nbac_schedule' as model_name,
        game_date,
        game_id,
        coalesce(game_id, '(null)') || ' ' || refusal as row_key,
        true as is_promised,
        false as is_excused,
        0 as copies,
        refusal

    from schedule_problems

),

team_boxscore_keys as (

    select
        'nbac_team_boxscore' as model_name,
        coalesce(final_sides.game_date, found.game_date) as game_date,
        coalesce(final_sides.game_id, found.nba_game_id) as game_id,
        {{ row_key([
            'coalesce(final_sides.game_id, found.nba_game_id)',
            'coalesce(final_sides.team_abbr, found.team_abbr)',
        ]) }} as row_key,
        final_sides.game_id is not null as is_promised,
        accepted_gaps.game_id is not null as is_excused,
        coalesce(found.copies, 0) as copies,
        refusals.refusal

    from final_sides
    full outer join team_boxscores_found as found
        on
            final_sides.nba_game_id = found.nba_game_id
            and final_sides.team_abbr = found.team_abbr
            and final_sides.game_date = found.game_date
    left join accepted_gaps
        on
            final_sides.game_id = accepted_gaps.game_id
            and final_sides.team_abbr = accepted_gaps.team_abbr
            and accepted_gaps.table_name = 'nbac_team_boxscore'
    left join refusals
        on
            final_sides.game_id = refusals.game_id
            and refusals.table_name = 'nbac_team_boxscore'

),

gamebook_keys as (

    select
        'nbac_gamebook_player_stats' as model_name,
        coalesce(final_sides.game_date, found.game_date) as game_date,
        coalesce(final_sides.game_id, found.game_id) as game_id,
        {{ row_key([
            'coalesce(final_sides.game_id, found.game_id)',
            'coalesce(final_sides.team_abbr, found.team_abbr)',
        ]) }} as row_key,
        final_sides.game_id is not null as is_promised,
        accepted_gaps.game_id is not null as is_excused,
        coalesce(found.copies, 0) as copies,
        refusals.refusal

    from final_sides
    full outer join gamebook_found as found
        on
            final_sides.game_id = found.game_id
            and final_sides.team_abbr = found.team_abbr
            and final_sides.game_date = found.game_date
    left join accepted_gaps
        on
            final_sides.game_id = accepted_gaps.game_id
            and final_sides.team_abbr = accepted_gaps.team_abbr
            and accepted_gaps.table_name = 'nbac_gamebook_player_stats'
    left join refusals
        on
            final_sides.game_id = refusals.game_id
            and refusals.table_name = 'nbac_gamebook_player_stats'

),

play_by_play_keys as (

    select
        'nbac_play_by_play' as model_name,
        coalesce(final_sides.game_date, found.game_date) as game_date,
        coalesce(final_sides.game_id, found.nba_game_id) as game_id,
        {{ row_key(['coalesce(final_sides.game_id, found.nba_game_id)']) }} as row_key,
        final_sides.game_id is not null as is_promised,
        accepted_gaps.game_id is not null as is_excused,
        case
            when found.game_date is null then 0
            when found.contradictions > 0 then 2
            else 1
        end as copies,
        refusals.refusal

    from final_games as final_sides
    full outer join play_by_play as found
        on
            final_sides.nba_game_id = found.nba_game_id
            and final_sides.game_date = found.game_date
    -- Of a game whose players nobody has, no play-by-play is asked.
    left join accepted_gaps
        on
            final_sides.game_id = accepted_gaps.game_id
            and final_sides.team_abbr = accepted_gaps.team_abbr
            and accepted_gaps.table_name = 'nbac_gamebook_player_stats'
    left join refusals
        on
            final_sides.game_id = refusals.game_id
            and refusals.table_name = 'nbac_play_by_play'

)

select * from schedule_keys

union all

select * from team_boxscore_keys

union all

select * from gamebook_keys

union all

select * from play_by_play_keys
