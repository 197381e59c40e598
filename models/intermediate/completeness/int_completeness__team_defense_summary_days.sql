-- One row per team and calendar date of the season: final games before it, and those of them that
-- team_defense_game_summary holds, or that known_gaps excuses it from holding.
with

team_days as (

    select * from {{ ref('int_schedule__team_days') }}

),

summarised_games as (

    select distinct
        game_id,
        defending_team_abbr as team_abbr

    from {{ ref('team_defense_game_summary') }}
    where {{ in_history('game_date') }}

),

excused_games as (

    select distinct
        game_id,
        team_abbr

    from {{ ref('int_reconciliation__waivers') }}
    where table_name in (
        'team_defense_game_summary', 'nbac_gamebook_player_stats', 'nbac_team_boxscore'
    )

)

select
    team_days.*,
    count(summarised_games.game_id) over before_the_date as present_games_before,
    {{ count_where(
        "summarised_games.game_id is null and excused_games.game_id is not null"
    ) }} over before_the_date as excused_games_before

from team_days
left join summarised_games
    on
        team_days.final_game_id = summarised_games.game_id
        and team_days.team_abbr = summarised_games.team_abbr
left join excused_games
    on
        team_days.final_game_id = excused_games.game_id
        and team_days.team_abbr = excused_games.team_abbr
window before_the_date as (
    partition by team_days.team_abbr, team_days.season_year
    order by team_days.game_date
    rows between unbounded preceding and 1 preceding
)
