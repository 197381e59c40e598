"""Columns and types of the ten tables, in the order of the contract."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

_TYPES = {
    "int64": pa.int64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "string": pa.string(),
    "timestamp": pa.timestamp("us"),
    "numeric": pa.decimal128(18, 3),
    "array<string>": pa.list_(pa.string()),
    "array<float64>": pa.list_(pa.float64()),
}


def _columns(text: str) -> dict[str, str]:
    """Read lines `type: column column ...`, keeping the order."""
    columns = {}
    for line in filter(str.strip, text.splitlines()):
        type_name, names = line.split(":")
        columns |= dict.fromkeys(names.split(), type_name.strip())
    return columns


COLUMNS = {
    # game_summary.md 1
    "player_game_summary": _columns("""
        date: game_date
        string: game_id player_lookup nba_game_id universal_player_id player_full_name
        int64: season_year
        string: team_abbr opponent_team_abbr
        int64: points
        numeric: minutes_played
        int64: assists offensive_rebounds defensive_rebounds steals blocks turnovers
        int64: personal_fouls fg_attempts fg_makes three_pt_attempts three_pt_makes
        int64: ft_attempts ft_makes plus_minus paint_attempts paint_makes
        int64: mid_range_attempts mid_range_makes paint_blocks mid_range_blocks
        int64: three_pt_blocks assisted_fg_makes unassisted_fg_makes and1_count
        int64: fourth_quarter_points
        numeric: usage_rate ts_pct efg_pct
        bool: starter_flag win_flag
        numeric: points_line
        string: points_line_source
        numeric: opening_line
        string: opening_line_source
        numeric: line_movement
        string: over_under_result
        numeric: margin
        bool: shot_zones_available
        string: primary_source_used data_quality_tier
    """),
    # game_summary.md 2
    "team_offense_game_summary": _columns("""
        date: game_date
        string: game_id team_abbr nba_game_id opponent_team_abbr
        int64: season_year
        bool: home_game
        int64: points_scored fg_attempts fg_makes three_pt_attempts three_pt_makes
        int64: ft_attempts ft_makes offensive_rebounds rebounds assists turnovers
        int64: personal_fouls team_minutes overtime_periods
        numeric: possessions offensive_rating pace ts_pct
        int64: team_paint_attempts team_paint_makes team_mid_range_attempts
        int64: team_mid_range_makes points_in_paint_scored
        bool: win_flag
        int64: margin_of_victory players_inactive starters_inactive
        bool: shot_zones_available
        string: primary_source_used data_quality_tier
    """),
    # game_summary.md 3
    "team_defense_game_summary": _columns("""
        date: game_date
        string: game_id defending_team_abbr nba_game_id opponent_team_abbr
        int64: season_year
        bool: home_game
        int64: points_allowed opp_fg_attempts opp_fg_makes opp_three_pt_attempts
        int64: opp_three_pt_makes opp_ft_attempts opp_ft_makes opp_rebounds opp_assists
        int64: turnovers_forced fouls_committed steals defensive_rebounds
        int64: opp_paint_attempts opp_paint_makes opp_mid_range_attempts
        int64: opp_mid_range_makes points_in_paint_allowed mid_range_points_allowed
        int64: three_pt_points_allowed blocks_paint blocks_mid_range blocks_three_pt
        numeric: defensive_rating opponent_pace opponent_ts_pct
        bool: win_flag
        int64: margin_of_victory overtime_periods players_inactive starters_inactive
        bool: shot_zones_available
        string: primary_source_used data_quality_tier
    """),
    # game_context.md 2
    "upcoming_team_game_context": _columns("""
        date: game_date
        string: game_id team_abbr nba_game_id
        int64: season_year
        string: opponent_team_abbr
        bool: home_game
        string: season_phase game_start_time_local
        int64: game_number_in_season days_since_last_game team_days_rest
        bool: team_back_to_back
        int64: games_in_last_7_days games_in_last_14_days
        numeric: team_win_pct
        int64: team_win_streak_entering team_loss_streak_entering last_game_margin
        string: last_game_result
        int64: travel_miles time_zone_changes consecutive_road_games
        int64: miles_traveled_last_14_days time_zones_crossed_last_14_days
        int64: next_game_days_rest games_in_next_7_days
        numeric: next_opponent_win_pct
        bool: next_game_is_primetime
        numeric: game_spread opening_spread spread_movement
        string: game_spread_source
        numeric: game_total opening_total total_movement
        string: game_total_source
        timestamp: betting_lines_updated_at
        bool: injury_report_available
        int64: players_out_count starters_out_count questionable_players_count
    """),
    # game_context.md 3
    "upcoming_player_game_context": _columns("""
        date: game_date
        string: game_id player_lookup nba_game_id universal_player_id
        int64: season_year
        string: team_abbr opponent_team_abbr
        bool: home_game
        string: season_phase game_start_time_local
        bool: has_prop_line
        numeric: current_points_line opening_points_line line_movement
        string: current_points_line_source opening_points_line_source
        numeric: game_spread opening_spread spread_movement
        string: game_spread_source
        numeric: game_total opening_total total_movement
        string: game_total_source
        numeric: opponent_pace_last_10 pace_differential opponent_def_rating_last_10
        numeric: opponent_ft_rate_allowed
        int64: days_rest
        bool: back_to_back
        int64: days_rest_before_last_game days_since_2_plus_days_rest
        int64: games_in_last_7_days games_in_last_14_days
        numeric: minutes_in_last_7_days minutes_in_last_14_days
        numeric: avg_minutes_per_game_last_7
        int64: back_to_backs_last_14_days
        numeric: avg_usage_rate_last_7_games projected_usage_rate
        int64: travel_miles time_zone_changes consecutive_road_games
        int64: miles_traveled_last_14_days time_zones_crossed_last_14_days player_age
        numeric: points_avg_last_5 points_avg_last_10
        int64: l5_games_used l10_games_used prop_over_streak prop_under_streak
        numeric: shooting_pct_decline_last_5 fourth_quarter_production_last_7
        int64: star_teammates_out questionable_teammates probable_teammates
        bool: injury_report_available
        string: player_status injury_report
        int64: next_game_days_rest games_in_next_7_days
        numeric: next_opponent_win_pct
        bool: next_game_is_primetime
        int64: opponent_days_rest opponent_games_in_next_7_days
        int64: opponent_next_game_days_rest
        string: primary_source_used data_quality_tier
    """),
}

KEYS = {
    "player_game_summary": ("game_date", "game_id", "player_lookup"),
    "team_offense_game_summary": ("game_date", "game_id", "team_abbr"),
    "team_defense_game_summary": ("game_date", "game_id", "defending_team_abbr"),
    "upcoming_team_game_context": ("game_date", "game_id", "team_abbr"),
    "upcoming_player_game_context": ("game_date", "game_id", "player_lookup"),
}

_QUALITY_COLUMNS = """
        int64: expected_games_count actual_games_count
        numeric: completeness_pct
        bool: is_production_ready
        string: data_quality_tier
        array<string>: data_quality_issues
"""

PRECOMPUTE_COLUMNS = {
    # precompute.md 2
    "player_shot_zone_analysis": _columns(
        """
        date: game_date
        string: player_lookup universal_player_id
        date: last_game_date
        string: player_position
        int64: games_in_sample_10 total_shots_last_10
        numeric: paint_rate_last_10 mid_range_rate_last_10 three_pt_rate_last_10
        numeric: paint_pct_last_10 mid_range_pct_last_10 three_pt_pct_last_10
        numeric: paint_attempts_per_game mid_range_attempts_per_game
        numeric: three_pt_attempts_per_game assisted_rate_last_10 unassisted_rate_last_10
        int64: games_in_sample_20
        numeric: paint_rate_last_20 paint_pct_last_20
        string: primary_scoring_zone"""
        + _QUALITY_COLUMNS
    ),
    # precompute.md 3
    "team_defense_zone_analysis": _columns(
        """
        date: game_date
        string: team_abbr
        date: last_game_date
        int64: games_in_sample
        numeric: paint_pct_allowed_last_15 mid_range_pct_allowed_last_15
        numeric: three_pt_pct_allowed_last_15 paint_attempts_allowed_per_game
        numeric: mid_range_attempts_allowed_per_game three_pt_attempts_allowed_per_game
        numeric: paint_points_allowed_per_game
        numeric: paint_blocks_per_game mid_range_blocks_per_game three_pt_blocks_per_game
        numeric: paint_defense_vs_league_avg mid_range_defense_vs_league_avg
        numeric: three_pt_defense_vs_league_avg defensive_rating_last_15
        numeric: opponent_points_per_game opponent_pace
        string: strongest_zone weakest_zone"""
        + _QUALITY_COLUMNS
    ),
    # precompute.md 4
    "player_composite_factors": _columns(
        """
        date: game_date
        string: game_id player_lookup universal_player_id team_abbr opponent_team_abbr
        date: last_game_date
        int64: fatigue_score
        numeric: shot_zone_mismatch_score pace_score usage_spike_score
        numeric: total_composite_adjustment
        bool: upstream_player_shot_ready upstream_team_defense_ready all_upstreams_ready
        bool: has_warnings
        string: warning_details"""
        + _QUALITY_COLUMNS
    ),
    # precompute.md 5
    "player_daily_cache": _columns(
        """
        date: game_date
        string: player_lookup game_id team_abbr universal_player_id
        date: last_game_date
        int64: games_played_season
        numeric: points_avg_last_5 points_avg_last_10 points_avg_season points_std_last_10
        numeric: minutes_avg_last_10 minutes_avg_season
        numeric: usage_rate_last_10 player_usage_rate_season ts_pct_last_10
        numeric: assisted_rate_last_10 team_pace_last_10 team_off_rating_last_10
        int64: games_in_last_7_days games_in_last_14_days
        numeric: minutes_in_last_7_days minutes_in_last_14_days
        int64: back_to_backs_last_14_days
        numeric: avg_minutes_per_game_last_7
        int64: player_age
        string: primary_scoring_zone
        numeric: paint_rate_last_10 three_pt_rate_last_10
        bool: shot_zone_data_available early_season_flag"""
        + _QUALITY_COLUMNS
    ),
    # feature_store.md 1
    "ml_feature_store_v2": _columns(
        """
        date: game_date
        string: game_id player_lookup universal_player_id team_abbr opponent_team_abbr
        bool: is_home
        int64: days_rest
        date: last_game_date
        array<float64>: features
        array<string>: feature_names feature_sources
        string: feature_version
        numeric: feature_quality_score"""
        + _QUALITY_COLUMNS
    ),
}

PRECOMPUTE_KEYS = {
    "player_shot_zone_analysis": ("game_date", "player_lookup"),
    "team_defense_zone_analysis": ("game_date", "team_abbr"),
    "player_composite_factors": ("game_date", "game_id", "player_lookup"),
    "player_daily_cache": ("game_date", "player_lookup"),
    "ml_feature_store_v2": ("game_date", "game_id", "player_lookup"),
}


_ALL_COLUMNS = COLUMNS | PRECOMPUTE_COLUMNS
_ALL_KEYS = KEYS | PRECOMPUTE_KEYS


def in_contract_order(table: str, rows: list[dict]) -> list[dict]:
    """Rows sorted by key, with exactly the columns of the contract."""
    columns = _ALL_COLUMNS[table]
    for row in rows:
        if row.keys() != columns.keys():
            raise ValueError(f"{table}: {sorted(row.keys() ^ columns.keys())}")
    ordered = sorted(rows, key=lambda row: [row[name] for name in _ALL_KEYS[table]])
    return [{name: row[name] for name in columns} for row in ordered]


def write_parquet(table: str, rows: list[dict], folder: Path) -> Path:
    """Write one table with the types of the contract."""
    schema = pa.schema(
        [(name, _TYPES[type_name]) for name, type_name in _ALL_COLUMNS[table].items()]
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{table}.parquet"
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path)
    return path
