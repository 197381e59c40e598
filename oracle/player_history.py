"""A player's history: his summary rows of the season before a date (raw.md 1.4)."""

from bisect import bisect_left
from collections import defaultdict
from datetime import date

from .arithmetic import mean


class PlayerHistory:
    """player_game_summary rows by player and season, in order of date."""

    def __init__(self) -> None:
        self._rows: dict[tuple[int, str], list[dict]] = defaultdict(list)

    def add(self, rows: list[dict]) -> None:
        """Append the rows of one date, later than every date added before."""
        for row in rows:
            self._rows[row["season_year"], row["player_lookup"]].append(row)

    def all_rows(self) -> list[dict]:
        """Every row of every player."""
        return [row for rows in self._rows.values() for row in rows]

    def players(self, season: int) -> list[str]:
        """Every player with a row in the season."""
        return [player for year, player in self._rows if year == season]

    def before(self, player: str | None, season: int, day: date) -> list[dict]:
        """His rows with game_date < day, oldest first."""
        rows = self._rows.get((season, player), [])
        return rows[: bisect_left(rows, day, key=lambda row: row["game_date"])]

    def is_regular_starter(self, player: str | None, season: int, day: date) -> bool:
        """At least one start, and starts in at least half of his rows."""
        rows = self.before(player, season, day)
        starts = sum(row["starter_flag"] for row in rows)
        return starts >= 1 and 2 * starts >= len(rows)

    def is_star(self, player: str, season: int, day: date) -> bool:
        """star_teammates_out of game_context.md 3: games, points and minutes."""
        rows = self.before(player, season, day)
        if len(rows) < 10:
            return False
        points = mean(row["points"] for row in rows)
        minutes = mean(row["minutes_played"] for row in rows)
        return points >= 18 or (minutes is not None and minutes >= 28 and points >= 12)
