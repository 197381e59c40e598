{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per raw table, date of the window and key (a game, or a team in a game) that the schedule
-- promises or that is there. A game that other raw tables know is promised of the schedule.
with

-- Of a game whose players nobody has, no play-by-play is asked.
game_keys as (

    select
        *,
        {{ row_key(['game_id', 'team_abbr']) }} as row_key,
        model_name as waived_table

    from {{ ref('int_coverage__team_boxscore_keys') }}

    union all

    select
        *,
        {{ row_key(['game_id', 'team_abbr']) }} as row_key,
        model_name as waived_table

    from {{ ref('int_coverage__gamebook_keys') }}

    union all

    select
        *,
        {{ row_key(['game_id']) }} as row_key,
        'nbac_gamebook_player_stats' as waived_table

    from {{ ref('int_coverage__play_by_play_keys') }}

),

waivers as (

    select distinct
        game_id,
        team_abbr,
        table_name

    from {{ ref('int_reconciliation__waivers') }}

),

-- The raw table that is held to have broken a rule.
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

)

select
    game_keys.model_name,
    game_keys.game_date,
    game_keys.game_id,
    game_keys.row_key,
    game_keys.is_promised,
    waivers.game_id is not null as is_excused,
    game_keys.copies,
    refusals.refusal

from game_keys
left join waivers
    on
        game_keys.is_promised
        and game_keys.waived_table = waivers.table_name
        and game_keys.game_id = waivers.game_id
        and game_keys.team_abbr = waivers.team_abbr
left join refusals
    on
        game_keys.is_promised
        and game_keys.model_name = refusals.table_name
        and game_keys.game_id = refusals.game_id

union all

select
    model_name,
    game_date,
    game_id,
    row_key,
    is_promised,
    false as is_excused,
    copies,
    refusal

from {{ ref('int_coverage__schedule_keys') }}
