-- One row per game and date of the window that the schedule holds or that other raw tables know,
-- and one per game whose problems make the schedule unusable.
with

scheduled as (

    select
        game_date,
        game_id,
        min(nba_game_id) as nba_game_id,
        count(*) as copies

    from {{ ref('int_schedule__games') }}
    where {{ in_window('game_date') }}
    group by game_date, game_id

),

evidence as (

    select * from {{ ref('int_coverage__raw_games') }}

),

problems as (

    select
        game_date,
        game_id,
        min(rule || ' ' || finding) as refusal

    from {{ ref('int_schedule__problems') }}
    where {{ in_window('game_date') }}
    group by game_date, game_id

)

select
    'nbac_schedule' as model_name,
    coalesce(scheduled.game_date, evidence.game_date) as game_date,
    coalesce(scheduled.game_id, evidence.game_id, evidence.nba_game_id) as game_id,
    coalesce(scheduled.game_id, evidence.game_id, evidence.nba_game_id) as row_key,
    -- A game whose box score or play-by-play is of another date only is not promised here.
    evidence.nba_game_id is not null or elsewhere.nba_game_id is null as is_promised,
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
    0 as copies,
    refusal

from problems
