-- One row per team in a game of the window that is final or whose players
-- nbac_gamebook_player_stats holds.
with

final_sides as (

    select * from {{ ref('int_schedule__team_games') }}
    where
        is_final
        and {{ in_window('game_date') }}

),

players as (

    select
        game_date,
        game_id,
        team_abbr,
        count(distinct points) as copies

    from {{ ref('stg_nbac__latest_active_players') }}
    group by game_date, game_id, team_abbr, player_lookup

),

found as (

    select
        game_date,
        game_id,
        team_abbr,
        max(copies) as copies

    from players
    group by game_date, game_id, team_abbr

)

select
    'nbac_gamebook_player_stats' as model_name,
    coalesce(final_sides.game_date, found.game_date) as game_date,
    coalesce(final_sides.game_id, found.game_id) as game_id,
    coalesce(final_sides.team_abbr, found.team_abbr) as team_abbr,
    final_sides.game_id is not null as is_promised,
    coalesce(found.copies, 0) as copies

from final_sides
full outer join found
    on
        final_sides.game_id = found.game_id
        and final_sides.team_abbr = found.team_abbr
        and final_sides.game_date = found.game_date
