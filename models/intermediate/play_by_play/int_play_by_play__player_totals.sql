{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per player of a box score whose game has play-by-play: shots by zone, assists and blocks.
with

shots as (

    select * from {{ ref('int_play_by_play__shots') }}

),

-- A free throw awarded at the moment of his own basket: the and-one.
baskets as (

    select distinct
        game_id,
        shooter_lookup,
        period,
        game_clock_seconds

    from shots
    where
        shot_made
        and shot_type in ('2PT', '3PT')

),

as_shooter as (

    select
        shots.game_id,
        shots.team_abbr,
        shots.shooter_lookup as player_lookup,
        shots.shot_zone,
        shots.shot_made,
        shots.shot_type,
        shots.is_assisted,
        shots.period = 4 as is_fourth_quarter,
        shots.shot_type = 'FT'
        and shots.action_type in ('1 of 1', 'flagrant 1 of 1')
        and baskets.game_id is not null as is_and1

    from shots
    left join baskets
        on
            shots.game_id = baskets.game_id
            and shots.shooter_lookup = baskets.shooter_lookup
            and shots.period = baskets.period
            and shots.game_clock_seconds = baskets.game_clock_seconds

),

shooting as (

    select
        game_id,
        player_lookup,
        count(case when shot_zone is not null then 1 end) as fg_attempts,
        count(case when shot_zone is not null and shot_made then 1 end) as fg_makes,
        count(case when shot_zone = 'three' then 1 end) as three_pt_attempts,
        count(case when shot_zone = 'three' and shot_made then 1 end) as three_pt_makes,
        count(case when shot_zone = 'paint' then 1 end) as paint_attempts,
        count(case when shot_zone = 'paint' and shot_made then 1 end) as paint_makes,
        count(case when shot_zone = 'mid_range' then 1 end) as mid_range_attempts,
        count(case when shot_zone = 'mid_range' and shot_made then 1 end) as mid_range_makes,
        count(case when shot_zone = 'unknown' then 1 end) as unknown_zone_shots,
        count(case when shot_type = 'FT' then 1 end) as ft_attempts,
        count(case when shot_type = 'FT' and shot_made then 1 end) as ft_makes,
        count(case when shot_zone is not null and shot_made and is_assisted then 1 end)
            as assisted_fg_makes,
        count(case when is_and1 then 1 end) as and1_count,
        cast(sum(
            case
                when not (shot_made and is_fourth_quarter) then 0
                when shot_type = '3PT' then 3
                when shot_type = '2PT' then 2
                else 1
            end
        ) as int64) as fourth_quarter_points

    from as_shooter
    group by game_id, player_lookup

),

assisting as (

    select
        game_id,
        assister_lookup as player_lookup,
        count(*) as assists

    from shots
    where
        shot_zone is not null
        and assister_lookup is not null
    group by game_id, assister_lookup

),

blocking as (

    select
        game_id,
        blocker_lookup as player_lookup,
        count(*) as blocks,
        count(case when shot_zone = 'paint' then 1 end) as paint_blocks,
        count(case when shot_zone = 'mid_range' then 1 end) as mid_range_blocks,
        count(case when shot_zone = 'three' then 1 end) as three_pt_blocks,
        count(case when shot_zone = 'unknown' then 1 end) as unknown_zone_blocks

    from shots
    where
        shot_zone is not null
        and blocker_lookup is not null
    group by game_id, blocker_lookup

),

boxscores as (

    select
        games.game_date,
        games.game_id,
        boxscores.player_lookup

    from {{ ref('int_box_scores__players') }} as boxscores
    inner join {{ ref('int_schedule__games') }} as games
        on
            boxscores.game_id = games.game_id
            and {{ in_window('games.game_date') }}
    inner join {{ ref('int_play_by_play__games') }} as play_by_play
        on games.nba_game_id = play_by_play.nba_game_id

)

-- A player of the box score without an event has zeros, not nulls.
select
    boxscores.game_date,
    boxscores.game_id,
    boxscores.player_lookup,
    coalesce(shooting.fg_attempts, 0) as fg_attempts,
    coalesce(shooting.fg_makes, 0) as fg_makes,
    coalesce(shooting.three_pt_attempts, 0) as three_pt_attempts,
    coalesce(shooting.three_pt_makes, 0) as three_pt_makes,
    coalesce(shooting.paint_attempts, 0) as paint_attempts,
    coalesce(shooting.paint_makes, 0) as paint_makes,
    coalesce(shooting.mid_range_attempts, 0) as mid_range_attempts,
    coalesce(shooting.mid_range_makes, 0) as mid_range_makes,
    coalesce(shooting.ft_attempts, 0) as ft_attempts,
    coalesce(shooting.ft_makes, 0) as ft_makes,
    coalesce(shooting.assisted_fg_makes, 0) as assisted_fg_makes,
    coalesce(shooting.and1_count, 0) as and1_count,
    coalesce(shooting.fourth_quarter_points, 0) as fourth_quarter_points,
    coalesce(assisting.assists, 0) as assists,
    coalesce(blocking.blocks, 0) as blocks,
    coalesce(blocking.paint_blocks, 0) as paint_blocks,
    coalesce(blocking.mid_range_blocks, 0) as mid_range_blocks,
    coalesce(blocking.three_pt_blocks, 0) as three_pt_blocks,
    coalesce(shooting.unknown_zone_shots, 0)
    + coalesce(blocking.unknown_zone_blocks, 0) as unknown_zones

from boxscores
left join shooting
    on
        boxscores.game_id = shooting.game_id
        and boxscores.player_lookup = shooting.player_lookup
left join assisting
    on
        boxscores.game_id = assisting.game_id
        and boxscores.player_lookup = assisting.player_lookup
left join blocking
    on
        boxscores.game_id = blocking.game_id
        and boxscores.player_lookup = blocking.player_lookup
