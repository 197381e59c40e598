-- One row per team and game of team_defense_game_summary: its last 10 games, this one included.
select
    game_date,
    season_year,
    defending_team_abbr as team_abbr,
    {{ holds_until('defending_team_abbr') }} as holds_until,
    avg({{ as_double('defensive_rating') }}) over (
        partition by defending_team_abbr, season_year
        order by game_date
        rows between 9 preceding and current row
    ) as defensive_rating_avg_last_10,
    sum(opp_ft_attempts) over (
        partition by defending_team_abbr, season_year
        order by game_date
        rows between 9 preceding and current row
    ) as opp_ft_attempts_last_10,
    sum(opp_fg_attempts) over (
        partition by defending_team_abbr, season_year
        order by game_date
        rows between 9 preceding and current row
    ) as opp_fg_attempts_last_10

from {{ ref('team_defense_game_summary') }}
where {{ in_history('game_date') }}
