"""Who is at home: hill climbing on the miles that the teams travel."""

import random
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations, groupby

from tools.sample_season.fixtures import Pair, pairs_meeting_thrice
from tools.sample_season.teams import TEAMS, miles

SWAPS = 10_000  # proposals of the hill climbing
# Wanted, and at most accepted, games in a row at home or on the road and miles in 15 days.
STAND_GAMES, LONGEST_STAND = 5, 8
FORTNIGHT_MILES, LONGEST_FORTNIGHT = 8_000, 10_500
GAMES_IN_A_FORTNIGHT = 8

DISTANCES = {(here, there): miles(TEAMS[here], TEAMS[there]) for here in TEAMS for there in TEAMS}


def _legs(team: str, venues: list[str]) -> list[float]:
    """Miles into each game.

    :param venues: home team of each of its games, in order.
    """
    return [DISTANCES[leg] for leg in zip([team, *venues], venues, strict=False)]


def _fortnights(legs: list[float]) -> Iterator[float]:
    """Miles of every run of GAMES_IN_A_FORTNIGHT legs."""
    total = sum(legs[:GAMES_IN_A_FORTNIGHT])
    yield total
    for leg, dropped in zip(legs[GAMES_IN_A_FORTNIGHT:], legs, strict=False):
        total += leg - dropped
        yield total


def _stands(team: str, venues: list[str]) -> list[int]:
    """Lengths of the home stands and road trips."""
    return [len(list(stand)) for _, stand in groupby(venues, team.__eq__)]


def _trip_cost(team: str, venues: list[str]) -> float:
    """Miles of a team's season, plus penalties for weary fortnights and long stands."""
    legs = _legs(team, venues)
    weary = sum(max(0, total - FORTNIGHT_MILES) for total in _fortnights(legs))
    tedious = sum(max(0, games - STAND_GAMES) ** 2 for games in _stands(team, venues))
    return sum(legs) + 10 * weary + 10_000 * tedious


class HomeTeams:
    """The home team of each meeting; every team is at home about half the time.

    :param pairs: the meetings of the season, in date order.
    """

    def __init__(self, pairs: list[Pair]) -> None:
        first_hosts = _first_hosts()
        self.home: list[str] = []
        self._meetings: dict[Pair, list[int]] = defaultdict(list)
        self._games: dict[str, list[int]] = defaultdict(list)
        for game, pair in enumerate(pairs):
            host = first_hosts[pair]
            if len(self._meetings[pair]) % 2:
                (host,) = pair - {host}
            self.home.append(host)
            self._meetings[pair].append(game)
            for team in pair:
                self._games[team].append(game)

    def improve(self, rng: random.Random) -> None:
        """Swap the hosts of two meetings of a pair, again and again, where that saves travel."""
        home = self.home
        cost = {team: _trip_cost(team, self._venues(team)) for team in TEAMS}
        pairs = sorted(self._meetings, key=sorted)
        for _ in range(SWAPS):
            pair = rng.choice(pairs)
            one, other = rng.sample(self._meetings[pair], 2)
            if home[one] == home[other]:
                continue
            home[one], home[other] = home[other], home[one]
            new_cost = {team: _trip_cost(team, self._venues(team)) for team in pair}
            if sum(new_cost.values()) <= sum(cost[team] for team in pair):
                cost.update(new_cost)
            else:
                home[one], home[other] = home[other], home[one]

    @property
    def bearable(self) -> bool:
        """Whether no team has a stand or a fortnight that no league would schedule."""
        return all(
            max(_stands(team, self._venues(team))) <= LONGEST_STAND
            and max(_fortnights(_legs(team, self._venues(team)))) <= LONGEST_FORTNIGHT
            for team in TEAMS
        )

    def _venues(self, team: str) -> list[str]:
        return [self.home[game] for game in self._games[team]]


def _first_hosts() -> dict[Pair, str]:
    """Who hosts the odd meetings of each pair; a team hosts half of its pairs of three."""
    codes = sorted(TEAMS)
    hosts = {
        frozenset(pair): pair[(codes.index(pair[0]) + codes.index(pair[1])) % 2]
        for pair in combinations(codes, 2)
    }
    extra_home = dict.fromkeys(codes, 0)
    for pair in pairs_meeting_thrice():
        host = min(sorted(pair), key=extra_home.__getitem__)
        hosts[pair] = host
        for team in pair:
            extra_home[team] += 1 if team == host else -1
    return hosts
