-- One row per player and promised game: how many games were promised of him with it, how many of
-- them player_game_summary holds, and until when that is the newest state.
with

promised as (

    select * from {{ ref('int_promises__player_game_summary') }}
    where
        player_lookup is not null
        and {{ in_season_so_far('game_date') }}

),

found as (

    select distinct
        game_id,
        player_lookup

    from {{ ref('player_game_summary') }}
    where {{ in_season_so_far('game_date') }}

)

select
    promised.game_date,
    promised.season_start,
    promised.player_lookup,
    count(*) over so_far as promised_games,
    count(found.game_id) over so_far as found_games,
    coalesce(
        lead(promised.game_date) over (
            partition by promised.player_lookup, promised.season_start
            order by promised.game_date
        ),
        date '9999-12-31'
    ) as holds_until

from promised
left join found
    on
        promised.game_id = found.game_id
        and promised.player_lookup = found.player_lookup
window so_far as (
    partition by promised.player_lookup, promised.season_start
    order by promised.game_date
    rows between unbounded preceding and current row
)
