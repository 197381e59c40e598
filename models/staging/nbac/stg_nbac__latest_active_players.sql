-- One row per active player and game of the newest load, whatever the schedule or the seeds know of
-- them: copies that differ are all here.
with

team_codes as (

    select * from {{ ref('team_codes') }}

)

select
    raw_rows.game_date,
    raw_rows.player_lookup,
    raw_rows.points,
    coalesce(team_codes.team_abbr, raw_rows.team_abbr) as team_abbr,
    coalesce(
        substr(raw_rows.game_id, 1, 8) || '_' || away.team_abbr || '_' || home.team_abbr,
        raw_rows.game_id
    ) as game_id

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
