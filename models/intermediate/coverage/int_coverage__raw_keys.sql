{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per raw table, date of the window and key (a game, or a team in a game) that the schedule
-- promises or that is there. A game that other raw tables know is promised of the schedule.
with

games as (

    select * from {{ ref('int_schedule__games') }}

),

final_sides as (

    select * from {{ ref('int_schedule__team_games') }}
    where
        is_final
        and {{ in_window('game_date') }}

),

final_games as (

    select * from final_sides
    where home_game

),

accepted_gaps as (

    select distinct
        game_id,
        team_abbr,
        table_name

    from {{ ref('int_reconciliation__waivers') }}

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

    from {{ ref('int_reconciliation__failures') }}
    where not is_accepted
    group by game_id, table_name

),

team_boxscores as (

    select * from {{ ref('stg_nbac__latest_team_boxscores') }}

),

gamebook as (

    select * from {{ ref('stg_nbac__latest_active_players') }}

),

play_by_play as (

    select * from {{ ref('stg_nbac__latest_event_contradictions') }}

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
        game_id,
        team_abbr,
        count(distinct points) as copies

    from gamebook
    group by game_date, game_id, team_abbr, player_lookup

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

evidence as (

    select * from {{ ref('int_coverage__raw_games') }}

),

schedule_problems as (

    select
        game_date,
        game_id,
        min(rule || ' ' || finding) as refusal

    from {{ ref('int_schedule__problems') }}
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
