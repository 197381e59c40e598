-- One row per team and game of the newest load, whatever the schedule or the seeds know of them:
-- copies that differ are all here.
with

team_codes as (

    select * from {{ ref('team_codes') }}

)

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
