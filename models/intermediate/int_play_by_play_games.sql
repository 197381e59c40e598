-- One row per game that has play-by-play: how far it goes.
select
    nba_game_id,
    count(*) as events,
    max(period) as last_period

from {{ ref('stg_nbac__play_by_play') }}
group by nba_game_id
