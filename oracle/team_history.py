"""A team's history: its rows of one summary table before a date (raw.md 1.4)."""

from bisect import bisect_left
from collections import defaultdict
from datetime import date


class TeamHistory:
    """Rows of a team summary table by team and season, in order of date."""

    def __init__(self, rows: list[dict], team_column: str) -> None:
        self._rows: dict[tuple[int, str], list[dict]] = defaultdict(list)
        for row in sorted(rows, key=lambda row: row["game_date"]):
            self._rows[row["season_year"], row[team_column]].append(row)

    def before(self, team: str, season: int, day: date) -> list[dict]:
        """Its rows with game_date < day, oldest first."""
        rows = self._rows.get((season, team), [])
        return rows[: bisect_left(rows, day, key=lambda row: row["game_date"])]
