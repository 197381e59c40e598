"""Tables team_offense_game_summary and team_defense_game_summary.

game_summary.md 2 and 3, possessions and pace of its head.
"""

from dataclasses import dataclass

from .arithmetic import published, ratio
from .boxscores import TEAM_BOX_SCORE, Gamebook, TeamRow
from .play_by_play import MID_RANGE, PAINT, THREE, UNKNOWN, Tally
from .player_game_summary import tier
from .player_history import PlayerHistory
from .reconciliation import ResolvedGame
from .schedule import Game


@dataclass(frozen=True)
class Absences:
    """players_inactive and starters_inactive; NULL without any absent row."""

    players: int | None
    starters: int | None


def possessions(row: TeamRow) -> float:
    """p = FGA + 0.44 x FTA + TOV - OREB, unrounded."""
    return row.fg_attempts + 0.44 * row.ft_attempts + row.turnovers - row.offensive_rebounds


def pace(row: TeamRow) -> float | None:
    """p x 48 / (team_minutes / 5)."""
    return ratio(possessions(row) * 48, row.minutes / 5)


def rating(row: TeamRow) -> float | None:
    """100 x points / p."""
    return ratio(100 * row.points, possessions(row))


def true_shooting(row: TeamRow) -> float | None:
    """points / (2 x (FGA + 0.44 FTA))."""
    return ratio(row.points, 2 * (row.fg_attempts + 0.44 * row.ft_attempts))


def absences(game: Game, team: str, gamebook: Gamebook | None, history: PlayerHistory) -> Absences:
    """Inactive players, and those of them who start, by their rows before the game."""
    if gamebook is None or not gamebook.has_absent_rows:
        return Absences(None, None)
    inactive = gamebook.inactive.get(team, [])
    starters = sum(
        history.is_regular_starter(player, game.season_year, game.game_date)
        for player in inactive
        if player
    )
    return Absences(len(inactive), starters)


def summarise_offense(resolved: ResolvedGame, team: str, absent: Absences) -> dict | None:
    """The row of one team; NULL when raw holds nothing of it."""
    row = resolved.team_row(team)
    if row is None:
        return None
    zones = _reconciled_zones(row, resolved)
    paint_makes = zones and zones.makes[PAINT]
    return _identity(resolved.game, team, row) | {
        "team_abbr": team,
        "points_scored": row.points,
        "fg_attempts": row.fg_attempts,
        "fg_makes": row.fg_makes,
        "three_pt_attempts": row.three_pt_attempts,
        "three_pt_makes": row.three_pt_makes,
        "ft_attempts": row.ft_attempts,
        "ft_makes": row.ft_makes,
        "offensive_rebounds": row.offensive_rebounds,
        "rebounds": row.rebounds,
        "assists": row.assists,
        "turnovers": row.turnovers,
        "personal_fouls": row.personal_fouls,
        "team_minutes": row.minutes,
        "possessions": published(possessions(row), 1),
        "offensive_rating": published(rating(row), 2),
        "pace": published(pace(row), 2),
        "ts_pct": published(true_shooting(row), 3),
        "team_paint_attempts": zones and zones.attempts[PAINT],
        "team_paint_makes": paint_makes,
        "team_mid_range_attempts": zones and zones.attempts[MID_RANGE],
        "team_mid_range_makes": zones and zones.makes[MID_RANGE],
        "points_in_paint_scored": zones and 2 * paint_makes,
        "players_inactive": absent.players,
        "starters_inactive": absent.starters,
        "shot_zones_available": zones is not None,
        "primary_source_used": row.source,
        "data_quality_tier": tier(row.source == TEAM_BOX_SCORE, zones is not None),
    }


def summarise_defense(resolved: ResolvedGame, team: str, absent: Absences) -> dict | None:
    """The row of the defending team; NULL without both team rows."""
    own = resolved.team_row(team)
    opponent = resolved.team_row(resolved.game.opponent(team))
    if own is None or opponent is None:
        return None
    zones = _reconciled_zones(opponent, resolved)
    blockers = resolved.play_by_play and resolved.play_by_play.teams[team]
    if zones is None or blockers.all_blocks != own.blocks:
        zones = blockers = None
    is_primary = own.source == opponent.source == TEAM_BOX_SCORE
    return _identity(resolved.game, team, own) | {
        "defending_team_abbr": team,
        "points_allowed": opponent.points,
        "opp_fg_attempts": opponent.fg_attempts,
        "opp_fg_makes": opponent.fg_makes,
        "opp_three_pt_attempts": opponent.three_pt_attempts,
        "opp_three_pt_makes": opponent.three_pt_makes,
        "opp_ft_attempts": opponent.ft_attempts,
        "opp_ft_makes": opponent.ft_makes,
        "opp_rebounds": opponent.rebounds,
        "opp_assists": opponent.assists,
        "turnovers_forced": opponent.turnovers,
        "fouls_committed": own.personal_fouls,
        "steals": own.steals,
        "defensive_rebounds": own.defensive_rebounds,
        "opp_paint_attempts": zones and zones.attempts[PAINT],
        "opp_paint_makes": zones and zones.makes[PAINT],
        "opp_mid_range_attempts": zones and zones.attempts[MID_RANGE],
        "opp_mid_range_makes": zones and zones.makes[MID_RANGE],
        "points_in_paint_allowed": zones and 2 * zones.makes[PAINT],
        "mid_range_points_allowed": zones and 2 * zones.makes[MID_RANGE],
        "three_pt_points_allowed": 3 * opponent.three_pt_makes,
        "blocks_paint": blockers and blockers.blocks[PAINT],
        "blocks_mid_range": blockers and blockers.blocks[MID_RANGE],
        "blocks_three_pt": blockers and blockers.blocks[THREE],
        "defensive_rating": published(rating(opponent), 2),
        "opponent_pace": published(pace(opponent), 2),
        "opponent_ts_pct": published(true_shooting(opponent), 3),
        "players_inactive": absent.players,
        "starters_inactive": absent.starters,
        "shot_zones_available": zones is not None,
        "primary_source_used": opponent.source,
        "data_quality_tier": tier(is_primary, zones is not None),
    }


def _identity(game: Game, team: str, row: TeamRow) -> dict:
    """The columns both tables share, from the schedule and the row's minutes."""
    return {
        "game_date": game.game_date,
        "game_id": game.game_id,
        "nba_game_id": game.nba_game_id,
        "opponent_team_abbr": game.opponent(team),
        "season_year": game.season_year,
        "home_game": team == game.home,
        "win_flag": game.margin(team) > 0,
        "margin_of_victory": game.margin(team),
        "overtime_periods": row.overtime_periods,
    }


def _reconciled_zones(row: TeamRow, resolved: ResolvedGame) -> Tally | None:
    """The team's shots when they equal its row and none has an unknown zone."""
    if resolved.play_by_play is None:
        return None
    tally = resolved.play_by_play.teams[row.team]
    is_whole = (
        tally.fg_attempts == row.fg_attempts
        and tally.fg_makes == row.fg_makes
        and tally.attempts[THREE] == row.three_pt_attempts
        and tally.makes[THREE] == row.three_pt_makes
        and not tally.attempts[UNKNOWN]
    )
    return tally if is_whole else None
