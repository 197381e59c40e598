-- One row per game of the regular season, play-in and playoffs.
with

schedule as (

    select * from {{ source('nba_raw', 'nbac_schedule') }}
    -- Whole seasons: their start, records and next games come from here.
    where
        {{ in_seasons('game_date') }}
        and substr(game_id, 1, 3) in ('002', '004', '005')

),

team_codes as (

    select * from {{ ref('team_codes') }}

),

-- Two data sources hold the same game, and a rescheduled game sits on two dates:
-- the key is the id alone. A game with a code that nobody knows is dropped here and
-- reported by int_schedule__problems.
canonical as (

    select
        schedule.*,
        home.team_abbr as home_team_abbr,
        away.team_abbr as away_team_abbr

    from schedule
    inner join team_codes as home on schedule.home_team_tricode = home.alias
    inner join team_codes as away on schedule.away_team_tricode = away.alias

),

deduplicated as (

    select * from canonical
    {{ newest_load(['game_id']) }}

),

renamed as (

    select
        game_id as nba_game_id,
        game_date,
        season_year,
        home_team_abbr,
        away_team_abbr,
        home_team_score,
        away_team_score,
        game_status,
        coalesce(is_regular_season, false) as is_regular_season,
        coalesce(is_playoffs, false) as is_playoffs,
        case substr(game_id, 1, 3)
            when '002' then 'regular_season'
            when '004' then 'playoffs'
            when '005' then 'play_in'
        end as game_type,
        coalesce(is_primetime, false) as is_primetime,
        coalesce(neutral_site_flag, false) as is_neutral_site,
        arena_city,
        replace(cast(game_date as string), '-', '')
        || '_' || away_team_abbr || '_' || home_team_abbr as game_id,
        case
            when
                game_status = 3
                and home_team_score <> away_team_score
                then 'final'
            when lower(game_status_text) like 'cancel%' then 'cancelled'
            when
                coalesce(game_status, 0) <> 3
                and (
                    lower(game_status_text) like 'ppd%'
                    or lower(game_status_text) like 'postponed%'
                )
                then 'postponed'
            when game_status in (2, 3) then 'in_progress'
            else 'scheduled'
        end as game_state,
        -- Midnight stands for a tip-off that nobody knows: noon then bounds what was known.
        coalesce(
            {{ hour_and_minute('game_date_est') }} <> '00:00', false
        ) as is_tipoff_known,
        case
            when {{ hour_and_minute('game_date_est') }} <> '00:00'
                then {{ eastern_to_utc('game_date_est') }}
            else {{ eastern_timestamp('game_date', 12) }}
        end as tipoff_at

    from deduplicated

)

select * from renamed
