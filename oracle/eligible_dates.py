"""Season bounds and eligible dates (raw.md 1.3, precompute.md 1)."""

from collections import defaultdict
from datetime import date, timedelta

from .schedule import Game, Schedule

BOOTSTRAP_DAYS = 14
ONE_DAY = timedelta(days=1)


class EligibleDates:
    """Which dates Phase 4 promises rows for, and the season each belongs to."""

    def __init__(self, schedule: Schedule) -> None:
        games = defaultdict(list)
        for game in schedule.games:
            games[game.season_year].append(game)
        self.season_start: dict[int, date] = {
            season: min(game.game_date for game in own if game.is_regular_season)
            for season, own in games.items()
            if any(game.is_regular_season for game in own)
        }
        self._season_of = {
            day: season
            for season in sorted(self.season_start)
            for day in self._dates(self.season_start[season], games[season])
        }

    def __iter__(self):
        """All eligible dates, oldest first."""
        return iter(sorted(self._season_of))

    def season(self, day: date) -> int | None:
        """Season of an eligible date; NULL on every other date."""
        return self._season_of.get(day)

    @staticmethod
    def _dates(season_start: date, games: list[Game]) -> list[date]:
        first = season_start + timedelta(days=BOOTSTRAP_DAYS)
        last = _last_eligible(games)
        return [first + n * ONE_DAY for n in range((last - first).days + 1)]


def _last_eligible(games: list[Game]) -> date:
    """season_end; in a live season at most F + 1."""
    season_end = max(game.game_date for game in games)
    newest_final = max((game.game_date for game in games if game.is_final), default=date.min)
    open_dates = [
        game.game_date
        for game in games
        if game.state in ("scheduled", "in_progress") and game.game_date >= newest_final
    ]
    return min(season_end, min(open_dates) + ONE_DAY) if open_dates else season_end
