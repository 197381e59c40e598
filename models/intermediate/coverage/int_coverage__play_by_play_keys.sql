-- One row per game of the window that nbac_play_by_play holds or that is final, by its home team.
with

final_games as (

    select * from {{ ref('int_schedule__team_games') }}
    where
        is_final
        and home_game
        and {{ in_window('game_date') }}

),

found as (

    select * from {{ ref('stg_nbac__latest_event_contradictions') }}

)

select
    'nbac_play_by_play' as model_name,
    coalesce(final_games.game_date, found.game_date) as game_date,
    coalesce(final_games.game_id, found.nba_game_id) as game_id,
    final_games.team_abbr,
    final_games.game_id is not null as is_promised,
    case
        when found.game_date is null then 0
        when found.contradictions > 0 then 2
        else 1
    end as copies

from final_games
full outer join found
    on
        final_games.nba_game_id = found.nba_game_id
        and final_games.game_date = found.game_date
