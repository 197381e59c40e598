"""Who is at home: game by game, the court that costs the two teams the least travel."""

from collections import Counter, defaultdict
from datetime import date, timedelta

from .matchups import Pair
from .teams import MILES, TEAMS

MILES_PER_GAME_OF_BALANCE = 220  # what a home game more than road games weighs
FORTNIGHT, FORTNIGHT_MILES = timedelta(14), 6_000
WEARINESS = 4  # weight of the miles beyond FORTNIGHT_MILES


class Journeys:
    """Where the teams are, how far they have come lately, and how often they were at home."""

    def __init__(self) -> None:
        self._place = {team: team for team in TEAMS}
        self._legs: dict[str, list[tuple[date, float]]] = defaultdict(list)
        self._balance: Counter[str] = Counter()

    def cost(self, team: str, day: date, host: str) -> float:
        """Miles to a game, dearer for who has travelled much or was at home often."""
        leg = MILES[self._place[team], host]
        recent = sum(miles for when, miles in self._legs[team][-10:] if when > day - FORTNIGHT)
        weary = max(0, recent + leg - FORTNIGHT_MILES)
        turn = self._balance[team] if host == team else -self._balance[team]
        return leg + WEARINESS * weary + MILES_PER_GAME_OF_BALANCE * turn

    def go(self, team: str, day: date, host: str) -> None:
        """Let a team travel to a game."""
        self._legs[team].append((day, MILES[self._place[team], host]))
        self._place[team] = host
        self._balance[team] += 1 if host == team else -1


def with_hosts(dated: list[tuple[date, Pair]]) -> list[tuple[date, str, str]]:
    """Date, home and away team of each meeting.

    :param dated: the meetings of the season, in date order.
    """
    journeys = Journeys()
    games = []
    for day, pair in dated:
        costs = {host: sum(journeys.cost(team, day, host) for team in pair) for host in pair}
        home, away = sorted(pair, key=costs.__getitem__)
        for team in pair:
            journeys.go(team, day, home)
        games.append((day, home, away))
    return games
