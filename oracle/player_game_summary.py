"""Table player_game_summary (game_summary.md 1)."""

from datetime import date

from .arithmetic import difference, published, ratio
from .boxscores import GAMEBOOK, PlayerRow, TeamRow, players_of
from .play_by_play import MID_RANGE, PAINT, THREE, Tally
from .points_lines import PointsLine
from .reconciliation import ResolvedGame, player_matches_play_by_play
from .schedule import Game

STARTERS = 5


def summarise_players(resolved: ResolvedGame, registry: dict[str, str]) -> list[dict]:
    """One row per player who entered the game, without the points line."""
    game = resolved.game
    rows = []
    for team in game.teams:
        players = players_of(resolved.players, team)
        starters = _starters(players)
        for player in players:
            tally = _reconciled_tally(player, resolved)
            rows.append(
                _identity(game, player, registry)
                | _box_score(player)
                | _zones(tally)
                | _rates(player, resolved.team_row(team))
                | {
                    "starter_flag": player.player in starters,
                    "win_flag": game.margin(team) > 0,
                    "shot_zones_available": tally is not None,
                    "primary_source_used": player.source,
                    "data_quality_tier": tier(player.source == GAMEBOOK, tally is not None),
                }
            )
    return rows


def tier(is_primary: bool, zones_available: bool) -> str:
    """gold, silver or bronze, the rule of all three summary tables."""
    if not is_primary:
        return "bronze"
    return "gold" if zones_available else "silver"


def with_line(row: dict, line: PointsLine | None) -> dict:
    """Add the chosen points line and what came of it."""
    return row | {
        "points_line": published(line and line.points, 1),
        "points_line_source": line and line.bookmaker,
        "opening_line": published(line and line.opening_points, 1),
        "opening_line_source": line and line.opening_bookmaker,
        "line_movement": published(line and line.movement, 1),
        "over_under_result": line and _result(row["points"], line.points),
        "margin": published(line and difference(row["points"], line.points), 1),
    }


def _result(points: int, line: float) -> str:
    if points == line:
        return "PUSH"
    return "OVER" if points > line else "UNDER"


def _identity(game: Game, player: PlayerRow, registry: dict[str, str]) -> dict:
    game_date: date = game.game_date
    return {
        "game_date": game_date,
        "game_id": game.game_id,
        "player_lookup": player.player,
        "nba_game_id": game.nba_game_id,
        "universal_player_id": registry.get(player.player),
        "player_full_name": player.full_name,
        "season_year": game.season_year,
        "team_abbr": player.team,
        "opponent_team_abbr": game.opponent(player.team),
    }


def _box_score(player: PlayerRow) -> dict:
    counted = [
        "points",
        "assists",
        "offensive_rebounds",
        "defensive_rebounds",
        "steals",
        "blocks",
        "turnovers",
        "personal_fouls",
        "fg_attempts",
        "fg_makes",
        "three_pt_attempts",
        "three_pt_makes",
        "ft_attempts",
        "ft_makes",
        "plus_minus",
    ]
    stats = {name: getattr(player, name) for name in counted}
    return stats | {"minutes_played": published(player.minutes, 2)}


def _reconciled_tally(player: PlayerRow, resolved: ResolvedGame) -> Tally | None:
    """His play-by-play when it equals the box score and has no unknown zone."""
    if resolved.play_by_play is None:
        return None
    tally = resolved.play_by_play.players[player.team, player.player]
    is_whole = player_matches_play_by_play(player, tally)
    return tally if is_whole and not tally.has_unknown_zone else None


def _zones(tally: Tally | None) -> dict:
    """All or nothing: NULL without a reconciled play-by-play."""
    return {
        "paint_attempts": tally and tally.attempts[PAINT],
        "paint_makes": tally and tally.makes[PAINT],
        "mid_range_attempts": tally and tally.attempts[MID_RANGE],
        "mid_range_makes": tally and tally.makes[MID_RANGE],
        "paint_blocks": tally and tally.blocks[PAINT],
        "mid_range_blocks": tally and tally.blocks[MID_RANGE],
        "three_pt_blocks": tally and tally.blocks[THREE],
        "assisted_fg_makes": tally and tally.assisted_makes,
        "unassisted_fg_makes": tally and tally.fg_makes - tally.assisted_makes,
        "and1_count": tally and tally.and_ones,
        "fourth_quarter_points": tally and tally.fourth_quarter_points,
    }


def _rates(player: PlayerRow, team: TeamRow | None) -> dict:
    shots = player.fg_attempts + 0.44 * player.ft_attempts
    return {
        "usage_rate": published(_usage_rate(player, team), 2),
        "ts_pct": published(ratio(player.points, 2 * shots), 3),
        "efg_pct": published(
            ratio(player.fg_makes + 0.5 * player.three_pt_makes, player.fg_attempts), 3
        ),
    }


def _usage_rate(player: PlayerRow, team: TeamRow | None) -> float | None:
    if team is None or not player.minutes:
        return None
    used = player.fg_attempts + 0.44 * player.ft_attempts + player.turnovers
    team_used = team.fg_attempts + 0.44 * team.ft_attempts + team.turnovers
    return ratio(100 * used * (team.minutes / 5), player.minutes * team_used)


def _starters(players: list[PlayerRow]) -> set[str]:
    """Raw is_starter; unknown for the whole team-game, the five longest minutes."""
    if any(player.is_starter is not None for player in players):
        return {player.player for player in players if player.is_starter}
    longest = sorted(
        players,
        key=lambda player: (
            player.minutes is None,
            -(player.minutes or 0),
            -player.points,
            player.player,
        ),
    )
    return {player.player for player in longest[:STARTERS]}
