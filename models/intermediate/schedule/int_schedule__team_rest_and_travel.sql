-- One row per team and game, played or planned: rest, load, travel and what comes next.
-- Facts of the calendar alone, so tomorrow's row is right before tonight's games end.
with

team_games as (

    select
        *,
        {{ day_number('game_date') }} as day_number

    from {{ ref('int_schedule__team_games') }}
    where is_played_or_planned

),

arenas as (

    select * from {{ ref('arenas') }}

),

-- A season begins at home, wherever the first game is.
with_origin as (

    select
        team_games.*,
        lag(team_games.game_date) over season as previous_game_date,
        case
            when lag(team_games.game_id) over season is null then arenas.latitude
            else lag(team_games.latitude) over season
        end as previous_latitude,
        case
            when lag(team_games.game_id) over season is null then arenas.longitude
            else lag(team_games.longitude) over season
        end as previous_longitude,
        case
            when lag(team_games.game_id) over season is null then arenas.time_zone
            else lag(team_games.time_zone) over season
        end as previous_time_zone

    from team_games
    left join arenas
        on
            team_games.team_abbr = arenas.team_abbr
            and team_games.season_year >= coalesce(arenas.first_season_year, 0)
            and team_games.season_year <= coalesce(arenas.last_season_year, 9999)
    window season as (
        partition by team_games.team_abbr, team_games.season_year
        order by team_games.game_date
    )

),

legs as (

    select
        *,
        cast(
            round(
                {{ great_circle_miles(
                    'previous_latitude', 'previous_longitude', 'latitude', 'longitude'
                ) }}
            ) as int64
        ) as travel_miles,
        cast(
            abs(
                {{ utc_offset_minutes('game_date', 'time_zone') }}
                - {{ utc_offset_minutes('game_date', 'previous_time_zone') }}
            ) / 60 as int64
        ) as time_zone_changes,
        count(case when home_game then 1 end) over (
            partition by team_abbr, season_year
            order by game_date
        ) as home_games_so_far

    from with_origin

),

counted as (

    select
        *,
        {{ days_between('previous_game_date', 'game_date') }} - 1 as team_days_rest,
        row_number() over (
            partition by team_abbr, season_year
            order by game_date
        ) as game_number_in_season,
        count(*) over (
            partition by team_abbr, season_year
            order by day_number
            range between 7 preceding and 1 preceding
        ) as games_in_last_7_days,
        count(*) over (
            partition by team_abbr, season_year
            order by day_number
            range between 14 preceding and 1 preceding
        ) as games_in_last_14_days,
        count(case when not home_game then 1 end) over (
            partition by team_abbr, season_year, home_games_so_far
            order by game_date
        ) as road_games_since_home,
        case
            when
                count(case when travel_miles is null then 1 end) over (
                    partition by team_abbr, season_year
                    order by day_number
                    range between 14 preceding and current row
                ) = 0
                then cast(sum(travel_miles) over (
                    partition by team_abbr, season_year
                    order by day_number
                    range between 14 preceding and current row
                ) as int64)
        end as miles_traveled_last_14_days,
        case
            when
                count(case when time_zone_changes is null then 1 end) over (
                    partition by team_abbr, season_year
                    order by day_number
                    range between 14 preceding and current row
                ) = 0
                then cast(sum(time_zone_changes) over (
                    partition by team_abbr, season_year
                    order by day_number
                    range between 14 preceding and current row
                ) as int64)
        end as time_zones_crossed_last_14_days

    from legs

),

-- Which post-season game exists is a result: only regular-season games are looked ahead to.
upcoming as (

    select
        game_id,
        team_abbr,
        lead(game_date) over season as next_game_date,
        lead(opponent_team_abbr) over season as next_opponent_team_abbr,
        lead(is_primetime) over season as next_game_is_primetime,
        count(*) over (
            partition by team_abbr, season_year
            order by day_number
            range between 1 following and 7 following
        ) as games_in_next_7_days

    from team_games
    where game_type = 'regular_season'
    window season as (
        partition by team_abbr, season_year
        order by game_date
    )

)

select
    counted.*,
    case
        when counted.home_game then 0
        else counted.road_games_since_home
    end as consecutive_road_games,
    upcoming.next_game_date,
    upcoming.next_opponent_team_abbr,
    upcoming.next_game_is_primetime,
    upcoming.games_in_next_7_days,
    {{ days_between('counted.game_date', 'upcoming.next_game_date') }} - 1
        as next_game_days_rest,
    case
        when counted.game_type = 'play_in' then 'play_in'
        when counted.game_type = 'playoffs' and counted.is_playoffs then 'playoffs'
        when counted.game_number_in_season <= 27 then 'early'
        when counted.game_number_in_season <= 54 then 'mid'
        else 'late'
    end as season_phase,
    case
        when counted.is_tipoff_known
            then {{ hour_and_minute(wall_clock('counted.tipoff_at', 'counted.time_zone')) }}
    end as game_start_time_local

from counted
left join upcoming
    on
        counted.game_id = upcoming.game_id
        and counted.team_abbr = upcoming.team_abbr
