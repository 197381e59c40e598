-- The schedule is the promise, so a game that it lost would be missed by nobody: a box score or
-- play-by-play of a game that the schedule does not know says that the schedule is not whole.
with

schedule as (

    select * from {{ ref('int_schedule__games') }}

),

raw_games as (

    select distinct
        game_date,
        nba_game_id as raw_id,
        'nbac_team_boxscore' as table_name

    from {{ source('nba_raw', 'nbac_team_boxscore') }}
    where
        {{ in_window('game_date') }}
        and substr(nba_game_id, 1, 3) in ('002', '004', '005')

    union distinct

    select distinct
        game_date,
        nba_game_id as raw_id,
        'nbac_play_by_play' as table_name

    from {{ source('nba_raw', 'nbac_play_by_play') }}
    where
        {{ in_window('game_date') }}
        and substr(nba_game_id, 1, 3) in ('002', '004', '005')

),

boxscores as (

    select distinct
        game_id,
        cast(
            substr(game_id, 1, 4) || '-' || substr(game_id, 5, 2) || '-' || substr(game_id, 7, 2)
            as date
        ) as game_date

    from {{ ref('stg_nbac__gamebook_players') }}

)

select
    raw_games.game_date,
    raw_games.table_name,
    raw_games.raw_id

from raw_games
left join schedule on raw_games.raw_id = schedule.nba_game_id
where schedule.nba_game_id is null

union all

select
    boxscores.game_date,
    'nbac_gamebook_player_stats' as table_name,
    boxscores.game_id as raw_id

from boxscores
left join schedule on boxscores.game_id = schedule.game_id
where
    schedule.game_id is null
    and {{ in_window('boxscores.game_date') }}
