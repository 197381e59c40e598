"""Who meets whom on which date: 82 games for every team.

The season is a sequence of 86 rounds in which a team plays at most once. A round spreads over
two days, so nobody plays on three days in a row; which day a game falls on decides how many
back-to-backs there are.
"""

import random
from collections import defaultdict
from datetime import date, timedelta
from itertools import combinations
from math import ceil

from tools.sample_season.dates import Calendar
from tools.sample_season.teams import TEAMS

MEETINGS_IN_CONFERENCE = 4  # 3 for the pairs that `pairs_meeting_thrice` lists
TRIP = 4  # rounds of East against West in a row, so that a trip across the country pays
# What a weekday takes of the games of a round that it shares with its neighbour, Monday first.
WEEKDAY_WEIGHTS = (0.55, 0.30, 0.75, 0.25, 0.70, 0.55, 0.45)
OPENING_NIGHT_GAMES = 2
TIRED_TEAMS_PER_ROUND = 6  # teams of a round that may play on consecutive days

Pair = frozenset[str]
Round = list[Pair]


def pairs_meeting_thrice() -> list[Pair]:
    """The 60 pairs of a conference that meet three times, in a fixed order: four a team."""
    divisions: dict[str, list[str]] = defaultdict(list)
    for team in TEAMS.values():
        divisions[team.division].append(team.code)
    pairs = []
    for one, other in combinations(divisions, 2):
        if _conference(divisions[one][0]) == _conference(divisions[other][0]):
            for place, code in enumerate(divisions[one]):
                pairs.append(frozenset((code, divisions[other][place])))
                pairs.append(frozenset((code, divisions[other][(place + 1) % 5])))
    return sorted(pairs, key=sorted)


def _conference(code: str) -> str:
    return TEAMS[code].conference


def _rounds(rng: random.Random) -> list[Round]:
    """The 86 rounds of the season."""
    east, west = (
        rng.sample(codes, len(codes))
        for codes in (
            [code for code in TEAMS if _conference(code) == conference]
            for conference in ("East", "West")
        )
    )
    inside = _rounds_inside(rng, east, west)
    across = _rounds_across(rng, east, west)
    trips = [across[start : start + TRIP] for start in range(0, len(across), TRIP)]
    return _interleaved(inside, trips)


def _rounds_inside(rng: random.Random, east: list[str], west: list[str]) -> list[Round]:
    """60 rounds inside the conferences.

    A round-robin of 15 teams takes 15 rounds with one idle team each; the idle teams of East
    and West meet. Pairs that meet three times leave out one of the last three round-robins, so
    that the season begins with full rounds.
    """
    size = len(east)
    left_out = {pair: rng.randrange(1, MEETINGS_IN_CONFERENCE) for pair in pairs_meeting_thrice()}
    rounds = []
    for meeting in range(MEETINGS_IN_CONFERENCE):
        for turn in rng.sample(range(size), size):
            west_turn = (turn + meeting) % size
            pairs = [frozenset((east[turn], west[west_turn]))]
            for codes, idle in ((east, turn), (west, west_turn)):
                for step in range(1, size // 2 + 1):
                    one, other = codes[(idle + step) % size], codes[(idle - step) % size]
                    pairs.append(frozenset((one, other)))
            rounds.append([pair for pair in pairs if left_out.get(pair) != meeting])
    return rounds


def _rounds_across(rng: random.Random, east: list[str], west: list[str]) -> list[Round]:
    """26 rounds of East against West.

    With the meetings of idle teams, every such pair meets twice.
    """
    size = len(east)
    shifts = rng.sample(range(size), size)
    shifts += rng.sample(range(MEETINGS_IN_CONFERENCE, size), size - MEETINGS_IN_CONFERENCE)
    return [
        [frozenset((code, west[(place + shift) % size])) for place, code in enumerate(east)]
        for shift in shifts
    ]


def _interleaved(rounds: list[Round], trips: list[list[Round]]) -> list[Round]:
    """The rounds in their order, with the trips, each a run of rounds, spread evenly."""
    placed = [(place / len(rounds), 0, [turn]) for place, turn in enumerate(rounds)]
    placed += [((place + 0.5) / len(trips), 1, trip) for place, trip in enumerate(trips)]
    placed.sort(key=lambda entry: entry[:2])
    return [turn for _, _, run in placed for turn in run]


def dated_pairs(rng: random.Random, calendar: Calendar) -> list[tuple[date, Pair]]:
    """The 1,230 meetings with their dates, in date order."""
    rounds = _rounds(rng)
    playing_days = calendar.playing_days
    played: dict[str, set[date]] = defaultdict(set)
    dated = []
    for turn, pairs in enumerate(rounds):
        first = playing_days[ceil(turn * len(playing_days) / len(rounds))]
        last = playing_days[ceil((turn + 1) * len(playing_days) / len(rounds)) - 1]
        early = set(pairs)
        if first != last:
            early = _pairs_on_first_day(rng, pairs, first, last, played)
        for pair in pairs:
            day = first if pair in early else last
            dated.append((day, pair))
            for team in pair:
                played[team].add(day)
    return sorted(dated, key=lambda entry: (entry[0], sorted(entry[1])))


def _pairs_on_first_day(
    rng: random.Random,
    pairs: Round,
    first: date,
    last: date,
    played: dict[str, set[date]],
) -> set[Pair]:
    """Which pairs of a round play on the first of its two days, rested teams before others.

    :param played: the dates of every team so far.
    """
    yesterday, before = first - timedelta(1), first - timedelta(2)
    wanted = OPENING_NIGHT_GAMES
    if played:
        weight = WEEKDAY_WEIGHTS[first.weekday()]
        share = weight / (weight + WEEKDAY_WEIGHTS[last.weekday()])
        wanted = max(1, round(share * len(pairs)))

    def tired(pair: Pair) -> int:
        return sum(yesterday in played[team] for team in pair)

    chosen: set[Pair] = set()
    tired_teams = 0
    for pair in sorted(rng.sample(pairs, len(pairs)), key=tired):
        third_day_running = any({yesterday, before} <= played[team] for team in pair)
        too_many = len(chosen) == wanted or tired_teams + tired(pair) > TIRED_TEAMS_PER_ROUND
        if not too_many and not third_day_running:
            chosen.add(pair)
            tired_teams += tired(pair)
    return chosen
