"""S and its window: the newest N rows of a player or a team (precompute.md 1)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from .eligible_dates import EligibleDates
from .expected_games import Count, ExpectedGames, Stint
from .player_history import PlayerHistory
from .team_history import TeamHistory

PLAYER_GAMES, TEAM_GAMES = 10, 15
PLAYER_HALF, TEAM_HALF = 5, 8
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Sample:
    """The rows of S, oldest first, how many make it full, and the games of its window."""

    rows: list[dict]
    full: int
    half: int
    games: Count

    @property
    def is_full(self) -> bool:
        """N rows."""
        return len(self.rows) >= self.full

    @property
    def is_half_full(self) -> bool:
        """5 of 10, 8 of 15."""
        return len(self.rows) >= self.half

    @property
    def rows_with_zones(self) -> list[dict]:
        """The sampled games with shot_zones_available."""
        return with_zones(self.rows)


def with_zones(rows: list[dict]) -> list[dict]:
    """The rows with shot_zones_available."""
    return [row for row in rows if row["shot_zones_available"]]


class PlayerSamples:
    """S of a player: the newest 10 rows of player_game_summary."""

    def __init__(self, history: PlayerHistory, games: ExpectedGames) -> None:
        self._history = history
        self._games = games

    @cache
    def before(self, player: str, season: int, day: date) -> Sample:
        """S and the final games, in its window, of the team he was with on each day."""
        rows = self._history.before(player, season, day)[-PLAYER_GAMES:]
        count = self._games.count(season, _stints(rows, day - ONE_DAY))
        return Sample(rows, PLAYER_GAMES, PLAYER_HALF, count)


class TeamSamples:
    """S of a team: the newest 15 rows of team_defense_game_summary."""

    def __init__(self, history: TeamHistory, games: ExpectedGames, dates: EligibleDates) -> None:
        self._history = history
        self._games = games
        self._dates = dates

    @cache
    def before(self, team: str, season: int, day: date) -> Sample:
        """S and the team's final games since its oldest row, or since season_start."""
        rows = self._history.before(team, season, day)[-TEAM_GAMES:]
        stints = []
        if rows:
            is_full = len(rows) == TEAM_GAMES
            first = rows[0]["game_date"] if is_full else self._dates.season_start[season]
            stints = [Stint(team, first, day - ONE_DAY)]
        return Sample(rows, TEAM_GAMES, TEAM_HALF, self._games.count(season, stints))


def _stints(rows: list[dict], last: date) -> list[Stint]:
    """He is with the team of his newest row on or before a day, until `last`."""
    stints: list[Stint] = []
    for row, following in zip(rows, [*rows[1:], None], strict=False):
        until = following["game_date"] - ONE_DAY if following else last
        stints.append(Stint(row["team_abbr"], row["game_date"], until))
    return stints
