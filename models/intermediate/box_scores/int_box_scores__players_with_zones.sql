-- One row per player who entered a final game of the window: box score and shot zones.
with

players as (

    select * from {{ ref('int_box_scores__players') }}
    where {{ in_window('game_date') }}

),

player_shots as (

    select * from {{ ref('int_play_by_play__player_totals') }}

)

-- All or nothing: zones count only if the play-by-play accounts for the whole stat line.
select
    players.*,
    player_shots.game_id is not null as shot_zones_available,
    player_shots.paint_attempts,
    player_shots.paint_makes,
    player_shots.mid_range_attempts,
    player_shots.mid_range_makes,
    player_shots.paint_blocks,
    player_shots.mid_range_blocks,
    player_shots.three_pt_blocks,
    player_shots.assisted_fg_makes,
    player_shots.fg_makes - player_shots.assisted_fg_makes as unassisted_fg_makes,
    player_shots.and1_count,
    player_shots.fourth_quarter_points

from players
left join player_shots
    on
        players.game_id = player_shots.game_id
        and players.player_lookup = player_shots.player_lookup
        and player_shots.unknown_zones = 0
        and {{ play_by_play_agrees('players', 'player_shots') }}
