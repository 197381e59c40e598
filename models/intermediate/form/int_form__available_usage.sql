-- One row per rostered player of the window whose team has a valid injury report: his own
-- listing, listed team-mates, and the share of the team's recent usage that is available.
with

players as (

    select * from {{ ref('int_form__rostered_players') }}

),

injury_reports as (

    select * from {{ ref('int_injuries__reports') }}

),

injured_players as (

    select * from {{ ref('int_injuries__players') }}

),

games as (

    select
        game_date,
        game_id,
        player_lookup,
        team_abbr,
        season_year,
        {{ possessions_used('fg_attempts', 'ft_attempts', 'turnovers') }} as possessions_used

    from {{ ref('player_game_summary') }}
    where {{ in_history('game_date') }}

),

listed as (

    select
        players.game_date,
        players.game_id,
        players.team_abbr,
        players.season_year,
        players.player_lookup,
        injured_players.injury_status,
        injured_players.reason,
        coalesce(injured_players.injury_status in ('out', 'doubtful'), false) as is_absent,
        coalesce(injured_players.injury_status in ('questionable', 'doubtful'), false)
            as is_questionable,
        coalesce(injured_players.injury_status = 'probable', false) as is_probable,
        coalesce(
            players.games_played >= 10
            and (
                players.points_avg_season >= 18
                or (players.minutes_avg_season >= 28 and players.points_avg_season >= 12)
            ),
            false
        ) as is_star

    from players
    inner join injury_reports
        on
            players.game_id = injury_reports.game_id
            and players.team_abbr = injury_reports.team_abbr
    left join injured_players
        on
            players.game_id = injured_players.game_id
            and players.team_abbr = injured_players.team_abbr
            and players.player_lookup = injured_players.player_lookup

),

team_games as (

    select distinct
        game_date,
        game_id,
        team_abbr,
        season_year

    from games

),

-- The newest seven games of the team that have rows.
last_7_games as (

    select
        injury_reports.game_id,
        injury_reports.team_abbr,
        team_games.game_id as earlier_game_id

    from injury_reports
    inner join {{ ref('int_schedule__team_games') }} as tonight
        on
            injury_reports.game_id = tonight.game_id
            and injury_reports.team_abbr = tonight.team_abbr
    inner join team_games
        on
            tonight.team_abbr = team_games.team_abbr
            and tonight.season_year = team_games.season_year
            and tonight.game_date > team_games.game_date
    qualify row_number() over (
        partition by injury_reports.game_id, injury_reports.team_abbr
        order by team_games.game_date desc
    ) <= 7

),

used as (

    select
        last_7_games.game_id,
        last_7_games.team_abbr,
        games.player_lookup,
        sum(games.possessions_used) as possessions_used

    from last_7_games
    inner join games
        on
            last_7_games.earlier_game_id = games.game_id
            and last_7_games.team_abbr = games.team_abbr
    group by last_7_games.game_id, last_7_games.team_abbr, games.player_lookup

),

team_used as (

    select
        game_id,
        team_abbr,
        sum(possessions_used) as possessions_used

    from used
    group by game_id, team_abbr

),

with_usage as (

    select
        listed.*,
        coalesce(used.possessions_used, 0) as own_possessions,
        sum(case when not listed.is_absent then used.possessions_used else 0 end) over team
            as available_possessions,
        count(case when listed.is_absent and listed.is_star then 1 end) over team as stars_absent,
        count(case when listed.is_questionable then 1 end) over team as questionable,
        count(case when listed.is_probable then 1 end) over team as probable

    from listed
    left join used
        on
            listed.game_id = used.game_id
            and listed.team_abbr = used.team_abbr
            and listed.player_lookup = used.player_lookup
    window team as (partition by listed.game_id, listed.team_abbr)

)

-- He himself always counts as available, and never as his own team-mate.
select
    with_usage.game_id,
    with_usage.player_lookup,
    with_usage.injury_status,
    with_usage.reason,
    with_usage.stars_absent
    - case when with_usage.is_absent and with_usage.is_star then 1 else 0 end
        as star_teammates_out,
    with_usage.questionable - case when with_usage.is_questionable then 1 else 0 end
        as questionable_teammates,
    with_usage.probable - case when with_usage.is_probable then 1 else 0 end
        as probable_teammates,
    (
        coalesce(with_usage.available_possessions, 0)
        + case when with_usage.is_absent then with_usage.own_possessions else 0 end
    ) / nullif(team_used.possessions_used, 0) as available_usage_share

from with_usage
left join team_used
    on
        with_usage.game_id = team_used.game_id
        and with_usage.team_abbr = team_used.team_abbr
