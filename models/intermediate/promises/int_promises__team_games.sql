{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per team and game that the schedule calls final: what summaries are promised for.
select
    *,
    -- Status 3 without a usable score is no final game, but it was promised one.
    case
        when not is_final then 'SCORE: status 3 without a usable score'
    end as obstacle

from {{ ref('int_schedule__team_games') }}
where
    game_status = 3
    and game_state in ('final', 'in_progress')
    and {{ in_season_so_far('game_date') }}
