"""Who meets whom on which date: 82 games for every team.

The season is 82 rounds in which every team plays once, in the order of a round-robin, so that
after 29 rounds all have met. teams.csv is in the order of a tour of the arenas, so a team's
opponents in rounds that follow each other are near each other, which makes road trips. A round
takes two days, so nobody plays on three days in a row.
"""

import random
from collections import defaultdict
from datetime import date, timedelta

from .dates import Calendar
from .teams import TEAMS

ROUNDS = 82
OPENING_NIGHT_GAMES = 2
GAMES_ON_FIRST_DAY = (4, 11)  # of the 15 of a round

Pair = tuple[str, str]


def _round(turn: int) -> list[Pair]:
    """The 15 pairs of a round: the circle method, in which the first team stays where it is."""
    first, *circle = TEAMS
    size = len(circle)
    pairs = [(first, circle[turn % size])]
    for step in range(1, size // 2 + 1):
        pairs.append((circle[(turn + step) % size], circle[(turn - step) % size]))
    return pairs


def dated_pairs(rng: random.Random, calendar: Calendar) -> list[tuple[date, Pair]]:
    """The 1,230 meetings with their dates, in date order.

    Two teams that both played yesterday play on the second day of a round.
    """
    playing_days = calendar.playing_days
    offset = rng.randrange(len(TEAMS))
    newest: dict[str, date] = {}
    games: dict[date, list[Pair]] = defaultdict(list)
    for turn in range(ROUNDS):
        first, last = playing_days[2 * turn : 2 * turn + 2]
        pairs = rng.sample(_round(offset + turn), len(TEAMS) // 2)
        yesterday = first - timedelta(1)
        pairs.sort(key=lambda pair, day=yesterday: all(newest.get(team) == day for team in pair))
        early = rng.randint(*GAMES_ON_FIRST_DAY) if turn else OPENING_NIGHT_GAMES
        games[first] += pairs[:early]
        games[last] += pairs[early:]
        newest |= {team: first for pair in pairs[:early] for team in pair}
        newest |= {team: last for pair in pairs[early:] for team in pair}
    return [(day, pair) for day in sorted(games) for pair in sorted(games[day])]
