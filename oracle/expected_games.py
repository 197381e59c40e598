"""Final games a summary table should hold, and those it holds (precompute.md 1)."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .schedule import Game, Schedule

BOX_SCORE_TABLES = ("nbac_gamebook_player_stats", "nbac_team_boxscore")
PLAY_BY_PLAY_RULES = ("R3", "R4")


@dataclass(frozen=True)
class Stint:
    """A team and the days, both included, on which its games are expected."""

    team: str
    first: date
    last: date


@dataclass(frozen=True)
class Count:
    """expected_games_count, actual_games_count, and whether a hole is an accepted one."""

    expected: int
    actual: int
    has_accepted_hole: bool


class ExpectedGames:
    """Counts the games of one summary table."""

    def __init__(
        self,
        table: str,
        schedule: Schedule,
        present: Iterable[tuple[str, str]],
        known_gaps: list[dict],
        today: date | None,
    ) -> None:
        """`present` holds (game_id, team); without `today` no gap has expired."""
        self._present = set(present)
        self._finals: dict[tuple[int, str], list[Game]] = defaultdict(list)
        for game in schedule.games:
            if game.is_final:
                for team in game.teams:
                    self._finals[game.season_year, team].append(game)
        self._gaps = [gap for gap in known_gaps if _concerns(gap, table, today)]

    def teams(self, season: int) -> list[str]:
        """Every team with a final game in the season."""
        return sorted(team for year, team in self._finals if year == season)

    def finals(self, season: int, stint: Stint) -> list[Game]:
        """Final games of the team in the days of the stint, oldest first."""
        games = self._finals.get((season, stint.team), [])
        start = bisect_left(games, stint.first, key=lambda game: game.game_date)
        end = bisect_right(games, stint.last, key=lambda game: game.game_date)
        return games[start:end]

    def count(self, season: int, stints: list[Stint]) -> Count:
        """Final games of the stints and those present upstream."""
        expected = [(game, stint.team) for stint in stints for game in self.finals(season, stint)]
        missing = [
            (game, team) for game, team in expected if (game.game_id, team) not in self._present
        ]
        return Count(
            len(expected),
            len(expected) - len(missing),
            any(self._is_accepted(game, team) for game, team in missing),
        )

    def _is_accepted(self, game: Game, team: str) -> bool:
        return any(
            gap["first_date"] <= game.game_date <= gap["last_date"]
            and gap["game_id"] in (None, "", game.game_id)
            and gap["team_abbr"] in (None, "", team)
            for gap in self._gaps
        )


def _concerns(gap: dict, table: str, today: date | None) -> bool:
    """A line for missing rows of the table, or for a raw table other than play-by-play."""
    expires_on = gap["expires_on"]
    if today is not None and expires_on and today > expires_on:
        return False
    if gap["rule"] == "rows":
        return gap["table_name"] == table
    return gap["rule"] not in PLAY_BY_PLAY_RULES and gap["table_name"] in BOX_SCORE_TABLES
