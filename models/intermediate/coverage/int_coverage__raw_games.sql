{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per game and date of the window that box scores or play-by-play hold evidence of, under
-- the id that the schedule should give it.
with

games as (

    select * from {{ ref('int_schedule__games') }}

),

team_boxscores as (

    select * from {{ ref('stg_nbac__latest_team_boxscores') }}

),

play_by_play as (

    select * from {{ ref('stg_nbac__latest_event_contradictions') }}

),

box_games as (

    select
        game_date,
        nba_game_id,
        max(case when is_home then team_abbr end) as home_team_abbr,
        max(case when not is_home then team_abbr end) as away_team_abbr

    from team_boxscores
    group by game_date, nba_game_id

),

known_games as (

    select
        game_date,
        nba_game_id,
        replace(cast(game_date as string), '-', '')
        || '_' || away_team_abbr || '_' || home_team_abbr as game_id

    from box_games
    where nba_game_id is not null

    union distinct

    select
        play_by_play.game_date,
        play_by_play.nba_game_id,
        play_by_play.nba_game_id as game_id

    from play_by_play
    left join box_games on play_by_play.nba_game_id = box_games.nba_game_id
    where
        play_by_play.nba_game_id is not null
        and box_games.nba_game_id is null

),

scheduled as (

    select distinct
        game_date,
        nba_game_id

    from games
    where {{ in_window('game_date') }}

),

-- Where something confirms the date of the schedule, what is of another date is at fault itself.
confirmed as (

    select distinct known_games.nba_game_id

    from known_games
    inner join games
        on
            known_games.nba_game_id = games.nba_game_id
            and known_games.game_date = games.game_date

)

select known_games.*

from known_games
left join confirmed on known_games.nba_game_id = confirmed.nba_game_id
left join scheduled
    on
        known_games.nba_game_id = scheduled.nba_game_id
        and known_games.game_date = scheduled.game_date
where
    confirmed.nba_game_id is null
    or scheduled.nba_game_id is not null
