-- One row per team and final game: the team's record and streak once that game was over.
with

final_games as (

    select
        *,
        margin > 0 as is_win

    from {{ ref('int_schedule__team_games') }}
    where is_final

),

-- A streak is a run of games since the last one that went the other way.
runs as (

    select
        *,
        count(case when is_win then 1 end) over season as wins,
        count(case when not is_win then 1 end) over season as losses

    from final_games
    window season as (
        partition by team_abbr, season_year
        order by game_date
    )

)

select
    game_date,
    team_abbr,
    season_year,
    wins,
    wins + losses as games,
    margin as last_game_margin,
    {{ holds_until('team_abbr') }} as holds_until,
    case
        when is_win
            then count(*) over (
                partition by team_abbr, season_year, losses, is_win
                order by game_date
            )
        else 0
    end as win_streak,
    case
        when not is_win
            then count(*) over (
                partition by team_abbr, season_year, wins, is_win
                order by game_date
            )
        else 0
    end as loss_streak

from runs
