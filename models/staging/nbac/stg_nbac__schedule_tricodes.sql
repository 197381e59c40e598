-- One row per game of the schedule, date and pair of team codes as they are printed.
select distinct
    game_date,
    game_id,
    home_team_tricode,
    away_team_tricode

from {{ source('nba_raw', 'nbac_schedule') }}
where
    {{ in_seasons('game_date') }}
    and substr(game_id, 1, 3) in ('002', '004', '005')
