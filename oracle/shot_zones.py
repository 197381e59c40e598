"""Table player_shot_zone_analysis (precompute.md 2)."""

from datetime import date
from functools import cache

from .arithmetic import published, ratio
from .eligible_dates import EligibleDates
from .player_history import PlayerHistory
from .precompute_quality import quality_block
from .rosters import Rosters
from .sampled_games import PlayerSamples, with_zones

ZONES = ("paint", "mid_range", "three_pt")
MINIMUM_GAMES = 10
LONG_WINDOW, LONG_WINDOW_MINIMUM = 20, 15


class ShotZones:
    """Builds the snapshot of one player on the morning of one date."""

    def __init__(
        self,
        dates: EligibleDates,
        history: PlayerHistory,
        samples: PlayerSamples,
        rosters: Rosters,
        registry: dict[str, str],
    ) -> None:
        self._dates = dates
        self._history = history
        self._samples = samples
        self._rosters = rosters
        self._registry = registry

    def players(self, day: date) -> list[str]:
        """Players with at least 10 history rows; none on a date that is not eligible."""
        season = self._dates.season(day)
        if season is None:
            return []
        return sorted(
            player
            for player in self._history.players(season)
            if len(self._history.before(player, season, day)) >= MINIMUM_GAMES
        )

    @cache
    def row(self, player: str, day: date) -> dict | None:
        """The row of one player; NULL when none is promised."""
        season = self._dates.season(day)
        games = [] if season is None else self._history.before(player, season, day)
        if len(games) < MINIMUM_GAMES:
            return None
        sample = self._samples.before(player, season, day)
        return (
            {
                "game_date": day,
                "player_lookup": player,
                "universal_player_id": self._registry.get(player),
                "last_game_date": games[-1]["game_date"],
                "player_position": self._rosters.position(player, day),
            }
            | _last_10(sample.rows_with_zones)
            | _last_20(with_zones(games[-LONG_WINDOW:]))
            | quality_block(sample)
        )


def assisted_rate(games_with_zones: list[dict]) -> float | None:
    """100 x assisted makes / makes."""
    makes = _sum(games_with_zones, "fg_makes")
    return ratio(100 * _sum(games_with_zones, "assisted_fg_makes"), makes)


def _sum(games: list[dict], column: str) -> int:
    return sum(game[column] for game in games)


def _last_10(games: list[dict]) -> dict:
    """Rates, percentages, attempts per game and creation of the games with zones."""
    shots = _sum(games, "fg_attempts")
    makes = _sum(games, "fg_makes")
    attempts = {zone: _sum(games, f"{zone}_attempts") for zone in ZONES}
    rates = {zone: ratio(100 * attempts[zone], shots) for zone in ZONES}
    columns = {"games_in_sample_10": len(games), "total_shots_last_10": shots}
    for zone in ZONES:
        zone_makes = _sum(games, f"{zone}_makes")
        columns |= {
            f"{zone}_rate_last_10": published(rates[zone], 2),
            f"{zone}_pct_last_10": published(ratio(zone_makes, attempts[zone]), 3),
            f"{zone}_attempts_per_game": published(ratio(attempts[zone], len(games)), 1),
        }
    unassisted = ratio(100 * _sum(games, "unassisted_fg_makes"), makes)
    return columns | {
        "assisted_rate_last_10": published(assisted_rate(games), 2),
        "unassisted_rate_last_10": published(unassisted, 2),
        "primary_scoring_zone": _primary_zone(rates),
    }


def _last_20(games: list[dict]) -> dict:
    """The paint, from 15 games with zones among the last 20."""
    enough = games if len(games) >= LONG_WINDOW_MINIMUM else []
    attempts = _sum(enough, "paint_attempts")
    return {
        "games_in_sample_20": len(games),
        "paint_rate_last_20": published(ratio(100 * attempts, _sum(enough, "fg_attempts")), 2),
        "paint_pct_last_20": published(ratio(_sum(enough, "paint_makes"), attempts), 3),
    }


def _primary_zone(rates: dict[str, float | None]) -> str | None:
    """First true of the unrounded rates; NULL without a shot."""
    if None in rates.values():
        return None
    if rates["paint"] >= 40:
        return "paint"
    if rates["three_pt"] >= 40:
        return "perimeter"
    return "mid_range" if rates["mid_range"] >= 35 else "balanced"
