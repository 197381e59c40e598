"""The raw contract as Arrow schemas: every table, its columns in order, its types.

Timestamps have no zone and mean UTC, except ``nbac_schedule.game_date_est``, which is an
Eastern wall clock.
"""

import pyarrow as pa

_TYPES = {
    "string": pa.string(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "strings": pa.list_(pa.string()),
}


def _schema(text: str) -> pa.Schema:
    """Parse lines of ``type: column column ...``; the columns keep their order."""
    fields = []
    for line in text.strip().splitlines():
        type_name, columns = line.strip().split(":")
        fields += [pa.field(column, _TYPES[type_name]) for column in columns.split()]
    return pa.schema(fields)


RAW = {
    "nbac_schedule": _schema("""
        string: game_id game_code season season_nba_format
        int64: season_year
        date: game_date
        timestamp: game_date_est
        int64: game_status
        string: game_status_text
        int64: home_team_id
        string: home_team_tricode home_team_name
        int64: away_team_id
        string: away_team_tricode away_team_name
        string: arena_name arena_city arena_state arena_timezone
        bool: is_primetime has_national_tv
        string: primary_network traditional_networks streaming_platforms
        bool: is_regular_season is_playoffs is_all_star is_emirates_cup
        string: playoff_round
        bool: is_christmas is_mlk_day is_weekend neutral_site_flag international_game
        string: day_of_week time_slot
        int64: home_team_score away_team_score
        string: winning_team_tricode data_source
        timestamp: source_updated_at scrape_timestamp created_at
        string: source_file_path data_hash
        timestamp: processed_at
    """),
    "nbac_gamebook_player_stats": _schema("""
        string: game_id game_code
        date: game_date
        int64: season_year
        string: home_team_abbr away_team_abbr
        string: player_name player_name_original player_lookup team_abbr
        string: player_status dnp_reason
        bool: is_starter
        string: name_resolution_status
        float64: name_resolution_confidence
        string: name_resolution_method br_team_abbr_used minutes
        float64: minutes_decimal
        int64: points field_goals_made field_goals_attempted
        float64: field_goal_percentage
        int64: three_pointers_made three_pointers_attempted
        float64: three_point_percentage
        int64: free_throws_made free_throws_attempted
        float64: free_throw_percentage
        int64: offensive_rebounds defensive_rebounds total_rebounds
        int64: assists steals blocks turnovers personal_fouls plus_minus
        string: processed_by_run_id
        strings: data_quality_flags
        bool: requires_manual_review
        string: source_file_path data_hash
        timestamp: processed_at
    """),
    "bdl_player_boxscores": _schema("""
        string: game_id
        date: game_date
        int64: season_year
        string: game_status
        int64: period
        bool: is_postseason
        string: home_team_abbr away_team_abbr
        int64: home_team_score away_team_score
        string: team_abbr player_full_name player_lookup
        int64: bdl_player_id
        string: jersey_number position minutes
        int64: points assists rebounds offensive_rebounds defensive_rebounds
        int64: steals blocks turnovers personal_fouls
        int64: field_goals_made field_goals_attempted
        float64: field_goal_pct
        int64: three_pointers_made three_pointers_attempted
        float64: three_point_pct
        int64: free_throws_made free_throws_attempted
        float64: free_throw_pct
        string: source_file_path data_hash
        timestamp: processed_at
    """),
    "nbac_team_boxscore": _schema("""
        string: game_id nba_game_id
        date: game_date
        int64: season_year team_id
        string: team_abbr team_name team_city
        bool: is_home
        string: minutes
        int64: fg_made fg_attempted
        float64: fg_percentage
        int64: three_pt_made three_pt_attempted
        float64: three_pt_percentage
        int64: ft_made ft_attempted
        float64: ft_percentage
        int64: offensive_rebounds defensive_rebounds total_rebounds
        int64: assists steals blocks turnovers personal_fouls points plus_minus
        string: source_file_path data_hash
        timestamp: processed_at
    """),
    "nbac_play_by_play": _schema("""
        string: game_id nba_game_id
        date: game_date
        int64: season_year
        string: home_team_abbr away_team_abbr event_id
        int64: event_sequence period
        string: game_clock
        int64: game_clock_seconds time_elapsed_seconds
        string: event_type event_action_type event_description
        int64: score_home score_away
        int64: player_1_id
        string: player_1_lookup player_1_team_abbr
        int64: player_2_id
        string: player_2_lookup player_2_team_abbr
        int64: player_3_id
        string: player_3_lookup player_3_team_abbr
        bool: shot_made
        string: shot_type
        float64: shot_x shot_y shot_distance
        string: source_file_path data_hash
        timestamp: processed_at
    """),
    "odds_api_player_points_props": _schema("""
        string: game_id odds_api_event_id
        date: game_date
        timestamp: game_start_time
        string: home_team_abbr away_team_abbr
        timestamp: snapshot_timestamp
        string: snapshot_tag
        timestamp: capture_timestamp
        int64: minutes_before_tipoff
        string: bookmaker player_name player_lookup
        float64: points_line over_price under_price
        int64: over_price_american under_price_american
        timestamp: bookmaker_last_update
        string: data_source source_file_path data_hash
        timestamp: processed_at
    """),
    "bettingpros_player_points_props": _schema("""
        date: game_date
        string: market_type
        int64: market_id bp_event_id
        string: offer_id bet_side
        int64: bp_player_id
        string: player_name player_lookup player_team player_position team_source
        bool: has_team_issues
        string: validated_team
        float64: validation_confidence
        string: validation_method
        int64: book_id
        string: bookmaker line_id
        float64: points_line
        int64: odds_american
        bool: is_active is_best_line
        timestamp: bookmaker_last_update
        float64: opening_line
        int64: opening_odds opening_book_id
        timestamp: opening_timestamp
        string: source_file_path data_hash
        timestamp: created_at processed_at
    """),
    "odds_api_game_lines": _schema("""
        timestamp: snapshot_timestamp
        string: game_id
        timestamp: commence_time
        date: game_date
        string: home_team away_team home_team_abbr away_team_abbr
        string: bookmaker_key bookmaker_title
        timestamp: bookmaker_last_update
        string: market_key
        timestamp: market_last_update
        string: outcome_name
        float64: outcome_price outcome_point
        string: data_source source_file_path data_hash
        timestamp: processed_at
    """),
    "nbac_injury_report": _schema("""
        date: report_date
        int64: report_hour
        string: season
        date: game_date
        string: game_time game_id matchup away_team home_team team
        string: player_name_original player_full_name player_lookup
        string: injury_status reason reason_category
        float64: confidence_score overall_report_confidence
        string: scrape_time run_id source_file_path data_hash
        timestamp: processed_at
    """),
    "espn_team_rosters": _schema("""
        date: roster_date
        int64: scrape_hour season_year
        string: team_abbr
        int64: espn_player_id
        string: player_full_name player_lookup universal_player_id position
        int64: age
        date: birth_date
        string: status roster_status source_file_path data_hash
        timestamp: processed_at
    """),
}

REFERENCE = {
    "nba_players_registry": _schema("""
        string: universal_player_id player_name player_lookup team_abbr season
        date: first_game_date last_game_date
        int64: games_played total_appearances inactive_appearances dnp_appearances
        int64: jersey_number
        string: position source_priority
        float64: confidence_score
        timestamp: processed_at
    """),
    "player_aliases": _schema("""
        string: alias_lookup nba_canonical_lookup alias_display nba_canonical_display
        string: alias_type alias_source
        bool: is_active
        string: notes
    """),
}
