-- F30, F40, F41: lines that favour both sides, back-to-backs that never happen, a home-coming
-- without travel, what comes next known on a post-season row.
with

teams as (

    select
        *,
        -- Of the ids of a game the first three digits say regular season.
        substr(nba_game_id, 1, 3) = '002' as is_regular_season

    from {{ ref('upcoming_team_game_context') }}
    where {{ in_window('game_date') }}

),

games as (

    select * from {{ ref('int_schedule__games') }}
    where game_state not in ('postponed', 'cancelled')

),

last_regular_dates as (

    select
        team_games.season_year,
        team_games.team_abbr,
        max(team_games.game_date) as last_date

    from (
        select
            season_year,
            game_date,
            home_team_abbr as team_abbr

        from games
        where game_type = 'regular_season'

        union all

        select
            season_year,
            game_date,
            away_team_abbr as team_abbr

        from games
        where game_type = 'regular_season'
    ) as team_games
    group by team_games.season_year, team_games.team_abbr

),

placed as (

    select
        teams.*,
        games.game_type,
        games.is_playoffs,
        games.is_neutral_site,
        games.home_team_abbr,
        games.away_team_abbr,
        teams.game_date < last_regular_dates.last_date as has_regular_game_ahead,
        lag(teams.game_number_in_season) over season as previous_number,
        lag(teams.home_game and not games.is_neutral_site) over season as came_from_home

    from teams
    inner join games on teams.game_id = games.game_id
    left join last_regular_dates
        on
            teams.season_year = last_regular_dates.season_year
            and teams.team_abbr = last_regular_dates.team_abbr
    window season as (
        partition by teams.team_abbr, teams.season_year
        order by teams.game_date
    )

),

pairs as (

    select
        own.*,
        opponent.home_game as opponent_at_home,
        opponent.game_spread as opponent_spread,
        opponent.opening_spread as opponent_opening_spread,
        opponent.game_total as opponent_total,
        opponent.opening_total as opponent_opening_total,
        opponent.game_start_time_local as opponent_start_time

    from teams as own
    inner join teams as opponent
        on
            own.game_id = opponent.game_id
            and own.opponent_team_abbr = opponent.team_abbr

),

contradictions as (

    {% set keys = ['game_date', 'game_id', 'team_abbr'] %}
    {{ contradictions('teams', keys, [
        {
            'says': 'days since the last game are days of rest and one',
            'value': 'days_since_last_game',
            'equals': 'team_days_rest + 1',
        },
        {
            'says': 'back-to-back is no day of rest',
            'value': 'team_back_to_back',
            'equals': 'coalesce(days_since_last_game = 1, false)',
        },
        {
            'says': 'only the first game has no rest',
            'value': 'team_days_rest is null',
            'equals': 'game_number_in_season = 1',
        },
        {
            'says': 'games of 7 days are some of those of 14',
            'value': 'games_in_last_7_days',
            'at_most': 'games_in_last_14_days',
        },
        {'says': 'games of 7 days', 'value': 'games_in_last_7_days', 'at_most': '6'},
        {'says': 'games of 14 days', 'value': 'games_in_last_14_days', 'at_most': '10'},
        {
            'says': 'games of the next 7 days',
            'value': 'games_in_next_7_days',
            'at_most': '6',
            'where': 'games_in_next_7_days is not null',
        },
        {
            'says': 'a streak is won or lost',
            'value': 'least(team_win_streak_entering, team_loss_streak_entering)',
            'equals': '0',
        },
        {
            'says': 'whoever has a record has a streak',
            'value': 'team_win_streak_entering + team_loss_streak_entering > 0',
            'equals': 'team_win_pct is not null',
        },
        {
            'says': 'result and margin of the last game agree',
            'value': 'last_game_result',
            'equals': "case when last_game_margin > 0 then 'W' when last_game_margin < 0 then 'L' end",
        },
        {
            'says': 'a winning streak follows a win',
            'value': 'team_win_streak_entering > 0',
            'equals': "coalesce(last_game_result = 'W', false)",
        },
        {
            'says': 'a road trip ends at home',
            'value': 'consecutive_road_games = 0',
            'equals': 'home_game',
        },
        {
            'says': 'miles of this leg',
            'value': 'travel_miles',
            'at_most': 'miles_traveled_last_14_days',
            'where': 'miles_traveled_last_14_days is not null',
        },
        {
            'says': 'time zones of this leg',
            'value': 'time_zone_changes',
            'at_most': 'time_zones_crossed_last_14_days',
            'where': 'time_zones_crossed_last_14_days is not null',
        },
        {
            'says': 'time zones of a leg',
            'value': 'time_zone_changes',
            'at_most': '3',
            'where': 'time_zone_changes is not null',
        },
        {
            'says': 'only the regular season looks a week ahead',
            'value': 'games_in_next_7_days is not null',
            'equals': 'is_regular_season',
        },
        {
            'says': 'what is known of the next game is known together',
            'value': 'next_game_is_primetime is null',
            'equals': 'next_game_days_rest is null',
        },
        {
            'says': 'no next game, no next opponent',
            'value': 'next_opponent_win_pct is null',
            'equals': 'true',
            'where': 'next_game_days_rest is null',
        },
        {
            'says': 'distance of the spread movement from spread - opening',
            'value': 'abs(spread_movement - (game_spread - opening_spread))',
            'at_most': '0.1',
            'where': 'game_spread is not null and opening_spread is not null',
        },
        {
            'says': 'distance of the total movement from total - opening',
            'value': 'abs(total_movement - (game_total - opening_total))',
            'at_most': '0.1',
            'where': 'game_total is not null and opening_total is not null',
        },
        {
            'says': 'a spread has a source, no spread has none',
            'value': 'game_spread is null',
            'equals': 'game_spread_source is null',
        },
        {
            'says': 'a total has a source, no total has none',
            'value': 'game_total is null',
            'equals': 'game_total_source is null',
        },
        {
            'says': 'lines have a time, no lines have none',
            'value': 'betting_lines_updated_at is null',
            'equals': 'game_spread is null and game_total is null',
        },
        {
            'says': 'a report counts who is out, no report does not',
            'value': 'players_out_count is not null',
            'equals': 'injury_report_available',
        },
        {
            'says': 'a report counts starters, no report does not',
            'value': 'starters_out_count is not null',
            'equals': 'injury_report_available',
        },
        {
            'says': 'a report counts who is questionable, no report does not',
            'value': 'questionable_players_count is not null',
            'equals': 'injury_report_available',
        },
        {
            'says': 'starters are some of those out',
            'value': 'starters_out_count',
            'at_most': 'players_out_count',
            'where': 'injury_report_available',
        },
    ]) }}

    union all

    {{ contradictions('placed', keys, [
        {
            'says': 'the home team is that of the schedule',
            'value': 'home_game',
            'equals': 'team_abbr = home_team_abbr',
        },
        {
            'says': 'the opponent is that of the schedule',
            'value': 'opponent_team_abbr',
            'equals': 'case when home_game then away_team_abbr else home_team_abbr end',
        },
        {
            'says': 'game numbers go up by one',
            'value': 'game_number_in_season',
            'equals': 'previous_number + 1',
            'where': 'previous_number is not null',
        },
        {
            'says': 'the phase is that of the game number',
            'value': 'season_phase',
            'equals': "case
                when game_type = 'play_in' then 'play_in'
                when game_type = 'playoffs' and is_playoffs then 'playoffs'
                when game_number_in_season <= 27 then 'early'
                when game_number_in_season <= 54 then 'mid'
                else 'late'
            end",
        },
        {
            'says': 'who stays at home does not travel',
            'value': 'travel_miles',
            'equals': '0',
            'where': 'came_from_home and home_game and not is_neutral_site',
        },
        {
            'says': 'the regular season has a next game until its last one',
            'value': 'next_game_days_rest is not null',
            'equals': 'is_regular_season and has_regular_game_ahead',
        },
    ]) }}

    union all

    {{ contradictions('pairs', keys, [
        {'says': 'one of two is at home', 'value': 'home_game', 'equals': 'not opponent_at_home'},
        {'says': 'the spreads are opposite', 'value': 'game_spread', 'equals': '-opponent_spread'},
        {
            'says': 'the opening spreads are opposite',
            'value': 'opening_spread',
            'equals': '-opponent_opening_spread',
        },
        {'says': 'one total', 'value': 'game_total', 'equals': 'opponent_total'},
        {
            'says': 'one opening total',
            'value': 'opening_total',
            'equals': 'opponent_opening_total',
        },
        {
            'says': 'one start',
            'value': 'game_start_time_local',
            'equals': 'opponent_start_time',
        },
    ]) }}

)

select * from contradictions
