{{ config(materialized='incremental', meta={'reach': 'window'}) }}

-- One row per game that has play-by-play: how far it goes.
select
    game_date,
    nba_game_id,
    count(*) as events,
    max(period) as last_period

from {{ ref('int_play_by_play__events') }}
group by game_date, nba_game_id
