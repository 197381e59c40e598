{{ config(cluster_by=['player_lookup', 'team_abbr']) }}

with

players as (

    select * from {{ ref('int_form__rostered_players') }}

),

team_context as (

    select * from {{ ref('upcoming_team_game_context') }}
    where {{ in_window('game_date') }}

),

offense_form as (

    select * from {{ ref('int_form__team_offense') }}

),

defense_form as (

    select * from {{ ref('int_form__team_defense') }}

),

points_lines as (

    select * from {{ ref('int_betting_lines__player_points') }}

),

recent_load as (

    select * from {{ ref('int_form__recent_load') }}

),

prop_streaks as (

    select * from {{ ref('int_form__prop_streaks') }}

),

availability as (

    select * from {{ ref('int_form__available_usage') }}

),

ages as (

    select * from {{ ref('int_form__player_ages') }}

),

registry as (

    select * from {{ ref('stg_reference__players_registry') }}

),

joined as (

    select
        players.*,
        own.home_game,
        own.season_phase,
        own.game_start_time_local,
        own.game_spread,
        own.opening_spread,
        own.spread_movement,
        own.game_spread_source,
        own.game_total,
        own.opening_total,
        own.total_movement,
        own.game_total_source,
        own.travel_miles,
        own.time_zone_changes,
        own.consecutive_road_games,
        own.miles_traveled_last_14_days,
        own.time_zones_crossed_last_14_days,
        own.next_game_days_rest,
        own.games_in_next_7_days,
        own.next_opponent_win_pct,
        own.next_game_is_primetime,
        own.injury_report_available,
        opponent.team_days_rest as opponent_days_rest,
        opponent.games_in_next_7_days as opponent_games_in_next_7_days,
        opponent.next_game_days_rest as opponent_next_game_days_rest,
        registry.universal_player_id,
        points_lines.points_line,
        points_lines.opening_line,
        points_lines.points_line_source,
        points_lines.opening_line_source,
        own_form.pace_avg_last_10 as own_pace,
        opponent_form.pace_avg_last_10 as opponent_pace,
        opponent_defense.defensive_rating_avg_last_10,
        opponent_defense.opp_ft_attempts_last_10,
        opponent_defense.opp_fg_attempts_last_10,
        coalesce(recent_load.games_in_last_7_days, 0) as games_in_last_7_days,
        coalesce(recent_load.games_in_last_14_days, 0) as games_in_last_14_days,
        coalesce(recent_load.minutes_in_last_7_days, 0) as minutes_in_last_7_days,
        coalesce(recent_load.minutes_in_last_14_days, 0) as minutes_in_last_14_days,
        coalesce(recent_load.back_to_backs_last_14_days, 0) as back_to_backs_last_14_days,
        case
            when points_lines.points_line is not null
                then coalesce(prop_streaks.prop_over_streak, 0)
        end as prop_over_streak,
        case
            when points_lines.points_line is not null
                then coalesce(prop_streaks.prop_under_streak, 0)
        end as prop_under_streak,
        availability.injury_status,
        availability.reason as injury_reason,
        availability.star_teammates_out,
        availability.questionable_teammates,
        availability.probable_teammates,
        -- Without a report, or without usage to share, nobody's role grows.
        case
            when coalesce(availability.available_usage_share, 0) = 0 then 1
            else least(1 / availability.available_usage_share, 1.25)
        end as usage_growth,
        ages.player_age,
        {{ days_between('players.last_game_date', 'players.game_date') }} - 1 as days_rest

    from players
    inner join team_context as own
        on
            players.game_id = own.game_id
            and players.team_abbr = own.team_abbr
    inner join team_context as opponent
        on
            players.game_id = opponent.game_id
            and players.opponent_team_abbr = opponent.team_abbr
    left join offense_form as own_form
        on
            players.team_abbr = own_form.team_abbr
            and players.season_year = own_form.season_year
            and {{ holds_on('own_form', 'players.game_date') }}
    left join offense_form as opponent_form
        on
            players.opponent_team_abbr = opponent_form.team_abbr
            and players.season_year = opponent_form.season_year
            and {{ holds_on('opponent_form', 'players.game_date') }}
    left join defense_form as opponent_defense
        on
            players.opponent_team_abbr = opponent_defense.team_abbr
            and players.season_year = opponent_defense.season_year
            and {{ holds_on('opponent_defense', 'players.game_date') }}
    left join points_lines
        on
            players.game_id = points_lines.game_id
            and players.player_lookup = points_lines.player_lookup
    left join recent_load
        on
            players.game_id = recent_load.game_id
            and players.player_lookup = recent_load.player_lookup
    left join prop_streaks
        on
            players.game_id = prop_streaks.game_id
            and players.player_lookup = prop_streaks.player_lookup
    left join availability
        on
            players.game_id = availability.game_id
            and players.player_lookup = availability.player_lookup
    left join ages
        on
            players.game_id = ages.game_id
            and players.player_lookup = ages.player_lookup
    left join registry on players.player_lookup = registry.player_lookup

),

calculated as (

    select
        *,
        points_line - opening_line as line_movement,
        opponent_pace - own_pace as pace_differential,
        opp_ft_attempts_last_10 / nullif(opp_fg_attempts_last_10, 0) as opponent_ft_rate_allowed,
        minutes_in_last_7_days / nullif(games_in_last_7_days, 0) as avg_minutes_per_game_last_7,
        usage_rate_avg_last_7 * usage_growth as projected_usage_rate,
        case
            when games_played >= 5
                then
                    fg_makes_season / nullif(fg_attempts_season, 0)
                    - fg_makes_last_5 / nullif(fg_attempts_last_5, 0)
        end as shooting_pct_decline_last_5

    from joined

),

published as (

    select
        game_date,
        game_id,
        player_lookup,
        nba_game_id,
        universal_player_id,
        season_year,
        team_abbr,
        opponent_team_abbr,
        home_game,
        season_phase,
        game_start_time_local,
        points_line is not null as has_prop_line,
        {{ rounded('points_line', 1) }} as current_points_line,
        {{ rounded('opening_line', 1) }} as opening_points_line,
        {{ rounded('line_movement', 1) }} as line_movement,
        points_line_source as current_points_line_source,
        opening_line_source as opening_points_line_source,
        game_spread,
        opening_spread,
        spread_movement,
        game_spread_source,
        game_total,
        opening_total,
        total_movement,
        game_total_source,
        {{ rounded('opponent_pace', 1) }} as opponent_pace_last_10,
        {{ rounded('pace_differential', 1) }} as pace_differential,
        {{ rounded('defensive_rating_avg_last_10', 2) }} as opponent_def_rating_last_10,
        {{ rounded('opponent_ft_rate_allowed', 3) }} as opponent_ft_rate_allowed,
        days_rest,
        coalesce(days_rest = 0, false) as back_to_back,
        days_rest_before_last_game,
        {{ days_between('last_game_after_2_days_rest', 'game_date') }}
            as days_since_2_plus_days_rest,
        games_in_last_7_days,
        games_in_last_14_days,
        {{ rounded('minutes_in_last_7_days', 1) }} as minutes_in_last_7_days,
        {{ rounded('minutes_in_last_14_days', 1) }} as minutes_in_last_14_days,
        {{ rounded('avg_minutes_per_game_last_7', 1) }} as avg_minutes_per_game_last_7,
        back_to_backs_last_14_days,
        {{ rounded('usage_rate_avg_last_7', 2) }} as avg_usage_rate_last_7_games,
        {{ rounded('projected_usage_rate', 2) }} as projected_usage_rate,
        travel_miles,
        time_zone_changes,
        consecutive_road_games,
        miles_traveled_last_14_days,
        time_zones_crossed_last_14_days,
        player_age,
        {{ rounded('points_avg_last_5', 1) }} as points_avg_last_5,
        {{ rounded('points_avg_last_10', 1) }} as points_avg_last_10,
        least(games_played, 5) as l5_games_used,
        least(games_played, 10) as l10_games_used,
        prop_over_streak,
        prop_under_streak,
        {{ rounded('shooting_pct_decline_last_5', 3) }} as shooting_pct_decline_last_5,
        {{ rounded('fourth_quarter_points_avg_last_7', 1) }}
            as fourth_quarter_production_last_7,
        star_teammates_out,
        questionable_teammates,
        probable_teammates,
        injury_report_available,
        injury_status as player_status,
        injury_reason as injury_report,
        next_game_days_rest,
        games_in_next_7_days,
        next_opponent_win_pct,
        next_game_is_primetime,
        opponent_days_rest,
        opponent_games_in_next_7_days,
        opponent_next_game_days_rest,
        roster_source as primary_source_used,
        case
            when games_played < 5 or roster_source <> 'espn_team_rosters' then 'bronze'
            when games_played < 10 then 'silver'
            else 'gold'
        end as data_quality_tier

    from calculated

)

select * from published
