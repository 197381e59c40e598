{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per team and game: its own shots by zone, and the zones of the shots it blocked.
with

shots as (

    select * from {{ ref('int_play_by_play__shots') }}

),

shooting as (

    select
        game_date,
        game_id,
        team_abbr,
        count(case when shot_zone is not null then 1 end) as fg_attempts,
        count(case when shot_zone is not null and shot_made then 1 end) as fg_makes,
        count(case when shot_zone = 'three' then 1 end) as three_pt_attempts,
        count(case when shot_zone = 'three' and shot_made then 1 end) as three_pt_makes,
        count(case when shot_zone = 'paint' then 1 end) as paint_attempts,
        count(case when shot_zone = 'paint' and shot_made then 1 end) as paint_makes,
        count(case when shot_zone = 'mid_range' then 1 end) as mid_range_attempts,
        count(case when shot_zone = 'mid_range' and shot_made then 1 end) as mid_range_makes,
        count(case when shot_zone = 'unknown' then 1 end) as unknown_zone_shots,
        count(case when shot_zone is not null and shot_made and is_assisted then 1 end)
            as assisted_fg_makes

    from shots
    where team_abbr is not null
    group by game_date, game_id, team_abbr

),

blocking as (

    select
        game_id,
        opponent_team_abbr as team_abbr,
        count(case when is_blocked then 1 end) as blocks,
        count(case when is_blocked and shot_zone = 'paint' then 1 end) as paint_blocks,
        count(case when is_blocked and shot_zone = 'mid_range' then 1 end) as mid_range_blocks,
        count(case when is_blocked and shot_zone = 'three' then 1 end) as three_pt_blocks

    from shots
    where
        team_abbr is not null
        and shot_zone is not null
    group by game_id, opponent_team_abbr

)

select
    shooting.*,
    coalesce(blocking.blocks, 0) as blocks,
    coalesce(blocking.paint_blocks, 0) as paint_blocks,
    coalesce(blocking.mid_range_blocks, 0) as mid_range_blocks,
    coalesce(blocking.three_pt_blocks, 0) as three_pt_blocks

from shooting
left join blocking
    on
        shooting.game_id = blocking.game_id
        and shooting.team_abbr = blocking.team_abbr
