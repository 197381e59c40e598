-- One row per team and final game of the window: box score, possessions and shot zones.
with

team_rows as (

    select * from {{ ref('int_box_scores__teams') }}

),

team_shots as (

    select * from {{ ref('int_play_by_play__team_totals') }}

),

-- Zones count only if the play-by-play accounts for every shot of the team.
complete_shots as (

    select team_shots.*

    from team_shots
    inner join team_rows
        on
            team_shots.game_id = team_rows.game_id
            and team_shots.team_abbr = team_rows.team_abbr
    where
        team_shots.fg_attempts = team_rows.fg_attempts
        and team_shots.fg_makes = team_rows.fg_makes
        and team_shots.three_pt_attempts = team_rows.three_pt_attempts
        and team_shots.three_pt_makes = team_rows.three_pt_makes
        and team_shots.unknown_zone_shots = 0

)

select
    team_rows.*,
    complete_shots.game_id is not null as shot_zones_available,
    complete_shots.paint_attempts,
    complete_shots.paint_makes,
    complete_shots.mid_range_attempts,
    complete_shots.mid_range_makes,
    coalesce(team_shots.blocks = team_rows.blocks, false) as block_zones_available,
    team_shots.paint_blocks,
    team_shots.mid_range_blocks,
    team_shots.three_pt_blocks,
    cast((team_rows.team_minutes - 240) / 25 as int64) as overtime_periods,
    {{ possessions(
        'team_rows.fg_attempts',
        'team_rows.ft_attempts',
        'team_rows.turnovers',
        'team_rows.offensive_rebounds',
    ) }} as possessions

from team_rows
left join team_shots
    on
        team_rows.game_id = team_shots.game_id
        and team_rows.team_abbr = team_shots.team_abbr
left join complete_shots
    on
        team_rows.game_id = complete_shots.game_id
        and team_rows.team_abbr = complete_shots.team_abbr
