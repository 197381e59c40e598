-- F40, F42, F45: back-to-backs that never happen, a usage that nobody's absence can explain, a
-- count that stands for "no report", averages over more games than were played.
with

players as (

    select
        *,
        substr(nba_game_id, 1, 3) = '002' as is_regular_season

    from {{ ref('upcoming_player_game_context') }}
    where {{ in_window('game_date') }}

),

games as (

    select * from {{ ref('int_schedule__games') }}

),

seasons as (

    select * from {{ ref('seasons') }}

),

-- Two weeks into a season an average of ten games has settled.
after_bootstrap as (

    select players.*

    from players
    inner join games on players.game_id = games.game_id
    inner join seasons on players.season_year = seasons.season_year
    where
        {{ days_between('games.season_start', 'players.game_date') }} >= seasons.bootstrap_days

),

contradictions as (

    {% set keys = ['game_date', 'game_id', 'team_abbr', 'player_lookup'] %}
    {{ contradictions('players', keys, [
        {
            'says': 'has_prop_line says whether there is a line',
            'value': 'has_prop_line',
            'equals': 'current_points_line is not null',
        },
        {
            'says': 'a line has a source, no line has none',
            'value': 'current_points_line is null',
            'equals': 'current_points_line_source is null',
        },
        {
            'says': 'an opening line has a source, no line has none',
            'value': 'opening_points_line is null',
            'equals': 'opening_points_line_source is null',
        },
        {
            'says': 'an opening line has a current one',
            'value': 'line_movement is null',
            'equals': 'opening_points_line is null',
        },
        {
            'says': 'back-to-back is no day of rest',
            'value': 'back_to_back',
            'equals': 'coalesce(days_rest = 0, false)',
        },
        {
            'says': 'without a game before there is no rest',
            'value': 'days_rest is null',
            'equals': 'l10_games_used = 0',
        },
        {
            'says': 'the game before last had rest from the second game on',
            'value': 'days_rest_before_last_game is null',
            'equals': 'l10_games_used < 2',
        },
        {
            'says': 'games of 7 days',
            'value': 'games_in_last_7_days',
            'at_most': 'least(games_in_last_14_days, 6)',
        },
        {
            'says': 'games of 14 days',
            'value': 'games_in_last_14_days',
            'at_most': '10',
        },
        {
            'says': 'minutes of 7 days',
            'value': 'minutes_in_last_7_days',
            'at_most': 'minutes_in_last_14_days',
        },
        {
            'says': 'back-to-backs are some of the games',
            'value': 'back_to_backs_last_14_days',
            'at_most': 'least(games_in_last_14_days, 5)',
        },
        {
            'says': 'minutes a game need a game',
            'value': 'avg_minutes_per_game_last_7 is null',
            'equals': 'games_in_last_7_days = 0',
        },
        {
            'says': 'the last 5 games are some of the last 10',
            'value': 'l5_games_used',
            'equals': 'least(l10_games_used, 5)',
        },
        {'says': 'the last 10 games', 'value': 'l10_games_used', 'at_most': '10'},
        {
            'says': 'an average of 5 needs a game, and 0 points are 0',
            'value': 'points_avg_last_5 is null',
            'equals': 'l5_games_used = 0',
        },
        {
            'says': 'an average of 10 needs a game, and 0 points are 0',
            'value': 'points_avg_last_10 is null',
            'equals': 'l10_games_used = 0',
        },
        {
            'says': 'up to 5 games both averages are one',
            'value': 'points_avg_last_5',
            'equals': 'points_avg_last_10',
            'where': 'l10_games_used <= 5',
        },
        {
            'says': 'a decline needs 5 games',
            'value': 'shooting_pct_decline_last_5 is null',
            'equals': 'true',
            'where': 'l5_games_used < 5',
        },
        {
            'says': 'a line has streaks, no line has none',
            'value': 'prop_over_streak is not null and prop_under_streak is not null',
            'equals': 'has_prop_line',
        },
        {
            'says': 'a streak is over or under',
            'value': 'least(prop_over_streak, prop_under_streak)',
            'equals': '0',
            'where': 'has_prop_line',
        },
        {
            'says': 'projected and recent usage are known together',
            'value': 'projected_usage_rate is null',
            'equals': 'avg_usage_rate_last_7_games is null',
        },
        {
            'says': 'no report, no change of usage',
            'value': 'projected_usage_rate',
            'equals': 'avg_usage_rate_last_7_games',
            'where': 'not injury_report_available',
        },
        {
            'says': 'absences of others lower nobody',
            'value': 'avg_usage_rate_last_7_games',
            'at_most': 'projected_usage_rate',
            'where': 'projected_usage_rate is not null',
        },
        {
            'says': 'absences of others raise by a quarter',
            'value': 'projected_usage_rate',
            'at_most': '1.25 * avg_usage_rate_last_7_games + 0.02',
            'where': 'projected_usage_rate is not null',
        },
        {
            'says': 'a report counts stars, no report does not',
            'value': 'star_teammates_out is not null',
            'equals': 'injury_report_available',
        },
        {
            'says': 'a report counts who is questionable, no report does not',
            'value': 'questionable_teammates is not null',
            'equals': 'injury_report_available',
        },
        {
            'says': 'a report counts who is probable, no report does not',
            'value': 'probable_teammates is not null',
            'equals': 'injury_report_available',
        },
        {
            'says': 'nobody is listed without a report',
            'value': 'player_status is null and injury_report is null',
            'equals': 'true',
            'where': 'not injury_report_available',
        },
        {
            'says': 'nothing of the post-season is looked ahead to',
            'value': "
                next_game_days_rest is null and games_in_next_7_days is null
                and next_opponent_win_pct is null and next_game_is_primetime is null
                and opponent_games_in_next_7_days is null
                and opponent_next_game_days_rest is null
            ",
            'equals': 'true',
            'where': 'not is_regular_season',
        },
        {
            'says': 'tier follows from the roster and the games before',
            'value': 'data_quality_tier',
            'equals': "case
                when primary_source_used = 'recent_box_scores' then 'bronze'
                when primary_source_used <> 'espn_team_rosters' then 'no such source'
                when l10_games_used = 10 then 'gold'
                when l10_games_used >= 5 then 'silver'
                else 'bronze'
            end",
        },
    ]) }}

    union all

    {{ contradictions('after_bootstrap', keys, [
        {
            'says': 'distance of the defensive rating of ten games from 110',
            'value': 'abs(opponent_def_rating_last_10 - 110)',
            'at_most': '25',
            'where': 'opponent_def_rating_last_10 is not null',
        },
    ]) }}

)

select * from contradictions
