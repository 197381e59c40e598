"""The players with a game on an eligible date: for whom rolling rows are promised."""

from collections import defaultdict
from datetime import date

from .eligible_dates import EligibleDates


class EligiblePlayers:
    """Rows of upcoming_player_game_context by date and player (precompute.md 4, 5)."""

    def __init__(self, dates: EligibleDates, context_rows: list[dict]) -> None:
        self._rows: dict[date, dict[str, dict]] = defaultdict(dict)
        for row in context_rows:
            if dates.season(row["game_date"]) is not None:
                self._rows[row["game_date"]][row["player_lookup"]] = row

    def context(self, player: str, day: date) -> dict | None:
        """His context row; NULL without one or on a date that is not eligible."""
        return self._rows.get(day, {}).get(player)

    def players(self, day: date) -> list[str]:
        """Every player with a context row on an eligible date."""
        return sorted(self._rows.get(day, {}))
