{{ config(materialized='incremental', meta={'reach': 'season'}) }}

-- One row per game and problem that makes the schedule, and so every promise, unusable.
with

team_games as (

    select * from {{ ref('int_schedule__team_games') }}
    where
        home_game
        and {{ in_season_so_far('game_date') }}

),

raw_schedule as (

    select * from {{ ref('stg_nbac__schedule_tricodes') }}
    where {{ in_season_so_far('game_date') }}

),

team_codes as (

    select * from {{ ref('team_codes') }}

)

select
    game_date,
    game_id,
    'SCORE' as rule,
    'status 3 without two different scores: '
    || {{ text_or_none('opponent_score') }} || ' at ' || {{ text_or_none('team_score') }} as finding

from team_games
where
    game_status = 3
    and game_state = 'in_progress'

union all

select
    game_date,
    game_id,
    'STATUS' as rule,
    'game_status is ' || {{ text_or_none('game_status') }} || ', not 1, 2 or 3' as finding

from team_games
where game_status is null or game_status not in (1, 2, 3)

union all

select
    raw_schedule.game_date,
    raw_schedule.game_id,
    'TRICODE' as rule,
    {{ text_or_none('raw_schedule.away_team_tricode') }} || ' at '
    || {{ text_or_none('raw_schedule.home_team_tricode') }}
    || ': a code is missing in seeds/team_codes.csv' as finding

from raw_schedule
left join team_codes as home on raw_schedule.home_team_tricode = home.alias
left join team_codes as away on raw_schedule.away_team_tricode = away.alias
where
    home.alias is null
    or away.alias is null

union all

select
    game_date,
    game_id,
    'TWICE' as rule,
    team_abbr || ' plays ' || cast(games_of_the_day as string) || ' games on the date' as finding

from (
    select
        game_date,
        game_id,
        team_abbr,
        count(*) over (partition by game_date, team_abbr) as games_of_the_day

    from {{ ref('int_schedule__team_games') }}
    where
        is_played_or_planned
        and {{ in_season_so_far('game_date') }}
) as sides
where games_of_the_day > 1
