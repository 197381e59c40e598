"""The regular season: 1,230 games, 82 per team, on real-looking dates.

The season is a sequence of 86 rounds in which a team plays at most once. A round spreads over
two days, so nobody plays on three days in a row; which day a game falls on decides how many
back-to-backs there are. Who is at home is improved by hill climbing on the miles travelled.
"""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import combinations, count, groupby
from math import ceil

from tools.sample_season import chance
from tools.sample_season.dates import Calendar, at, to_utc
from tools.sample_season.teams import TEAMS, miles

MEETINGS_IN_CONFERENCE = 4  # 3 for the pairs that `_pairs_meeting_thrice` lists
# What a weekday takes of the games of a round that it shares with its neighbour.
WEEKDAY_WEIGHTS = (0.55, 0.30, 0.75, 0.25, 0.70, 0.55, 0.45)
OPENING_NIGHT_GAMES = 2
TRIP = 4  # rounds of East against West in a row, so that a trip across the country pays
TIRED_TEAMS_PER_ROUND = 6  # teams of a round that may play on consecutive days
SWAPS = 10_000  # proposals of the hill climbing
# Wanted, and at most accepted, games in a row at home or on the road and miles in 15 days.
STAND_GAMES, LONGEST_STAND = 5, 8
FORTNIGHT_MILES, LONGEST_FORTNIGHT = 8_000, 10_800
GAMES_IN_A_FORTNIGHT = 8
SHARE_POSTPONED = 0.009
LONGEST_DETOUR = 500  # miles that a new date may cost the two teams
SHARE_WITHOUT_CLOCK = 0.02

# Eastern tip-offs by the time zone of the arena.
EVENING_TIPS = {
    "America/Chicago": ((20, 0), (20, 0), (20, 30)),
    "America/Denver": ((21, 0), (21, 0), (21, 30)),
    "America/Phoenix": ((21, 0), (22, 0)),
    "America/Los_Angeles": ((22, 0), (22, 0), (22, 30)),
}
EASTERN_TIPS = ((19, 0), (19, 0), (19, 30))
EARLY_TIPS = ((13, 0), (15, 30), (15, 30), (18, 0))
SHARE_EARLY = {5: 0.15, 6: 0.45}  # Saturday, Sunday
NETWORKS = ("NBA TV", "TNT", "ESPN", "TNT", "ESPN", "ABC", "ABC")  # Monday first
PRIMETIME_NETWORKS = {"ABC", "ESPN", "TNT"}


DISTANCES = {(here, there): miles(TEAMS[here], TEAMS[there]) for here in TEAMS for there in TEAMS}


class Stage(Enum):
    """The part of a season; the value is the prefix of the game ids."""

    REGULAR = "002"
    PLAYOFFS = "004"
    PLAY_IN = "005"


class Clock(Enum):
    """What the schedule prints of a game's tip-off."""

    PRINTED = "printed"
    MISSING = "missing"
    MIDNIGHT = "midnight"


@dataclass(frozen=True)
class Game:
    """One game; `home` and `away` are team codes, `tip_off` is an Eastern wall clock.

    A game whose clock the schedule does not print tips off at noon, as the raw contract
    assumes. `round_name` is None in the regular season, `postponed_from` is the first date of
    a game that was put off.
    """

    nba_game_id: str
    game_date: date
    home: str
    away: str
    tip_off: datetime
    stage: Stage = Stage.REGULAR
    round_name: str | None = None
    network: str | None = None
    clock: Clock = Clock.PRINTED
    postponed_from: date | None = None

    @property
    def game_id(self) -> str:
        return f"{self.game_date:%Y%m%d}_{self.away}_{self.home}"

    @property
    def tip_off_utc(self) -> datetime:
        return to_utc(self.tip_off)

    @property
    def teams(self) -> tuple[str, str]:
        return self.away, self.home

    def opponent(self, team: str) -> str:
        return self.home if team == self.away else self.away


def _pairs_meeting_thrice() -> set[frozenset[str]]:
    """The 60 pairs of a conference that meet three times: four for each team."""
    pairs = set()
    for conference in ("East", "West"):
        divisions = defaultdict(list)
        for team in TEAMS.values():
            if team.conference == conference:
                divisions[team.division].append(team.code)
        for one, other in combinations(divisions.values(), 2):
            for place, code in enumerate(one):
                pairs.add(frozenset((code, other[place])))
                pairs.add(frozenset((code, other[(place + 1) % 5])))
    return pairs


def _rounds(rng: random.Random) -> list[list[frozenset[str]]]:
    """The 86 rounds of the season, each a list of pairs.

    60 rounds are played inside the conferences: a round-robin of 15 teams takes 15 rounds with
    one idle team each, and the idle teams of East and West meet. 26 rounds are East against
    West. The fourth meeting of the pairs that meet three times is left out.
    """
    east, west = (
        rng.sample(codes, len(codes))
        for codes in (
            [team.code for team in TEAMS.values() if team.conference == conference]
            for conference in ("East", "West")
        )
    )
    size = len(east)
    left_out = {
        pair: rng.randrange(MEETINGS_IN_CONFERENCE)
        for pair in sorted(_pairs_meeting_thrice(), key=sorted)
    }
    inside = []
    for meeting in range(MEETINGS_IN_CONFERENCE):
        for turn in rng.sample(range(size), size):
            west_turn = (turn + meeting) % size
            pairs = [frozenset((east[turn], west[west_turn]))]
            for step in range(1, size // 2 + 1):
                pairs.append(frozenset((east[(turn + step) % size], east[(turn - step) % size])))
                pairs.append(
                    frozenset((west[(west_turn + step) % size], west[(west_turn - step) % size]))
                )
            inside.append([pair for pair in pairs if left_out.get(pair) != meeting])
    # Each East-West pair meets twice; the idle teams have met once already.
    shifts = rng.sample(range(size), size)
    shifts += rng.sample(range(MEETINGS_IN_CONFERENCE, size), size - MEETINGS_IN_CONFERENCE)
    across = [
        [frozenset((code, west[(place + shift) % size])) for place, code in enumerate(east)]
        for shift in shifts
    ]
    trips = [across[start : start + TRIP] for start in range(0, len(across), TRIP)]
    return _interleaved(inside, trips)


def _interleaved(rounds: list[list], trips: list[list[list]]) -> list[list]:
    """The rounds in their order, with the trips, each a run of rounds, spread evenly."""
    placed = [(place / len(rounds), 0, [turn]) for place, turn in enumerate(rounds)]
    placed += [((place + 0.5) / len(trips), 1, trip) for place, trip in enumerate(trips)]
    placed.sort(key=lambda entry: entry[:2])
    return [turn for _, _, run in placed for turn in run]


def _dated_pairs(calendar: Calendar, rng: random.Random) -> list[tuple[date, frozenset[str]]]:
    """Every pair with its date, in date order."""
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
        for pair in sorted(pairs, key=sorted):
            day = first if pair in early else last
            dated.append((day, pair))
            for team in pair:
                played[team].add(day)
    if len(dated) != 1230:
        raise AssertionError(f"a season has 1230 games, not {len(dated)}")
    return sorted(dated, key=lambda entry: (entry[0], sorted(entry[1])))


def _pairs_on_first_day(
    rng: random.Random,
    pairs: list[frozenset[str]],
    first: date,
    last: date,
    played: dict[str, set[date]],
) -> set[frozenset[str]]:
    """Which pairs of a round play on the first of its two days, rested teams before others."""
    yesterday, before = first - timedelta(1), first - timedelta(2)
    if any(played.values()):
        weight = WEEKDAY_WEIGHTS[first.weekday()]
        share = weight / (weight + WEEKDAY_WEIGHTS[last.weekday()])
        wanted = max(1, round(share * len(pairs)))
    else:
        wanted = OPENING_NIGHT_GAMES
    chosen: set[frozenset[str]] = set()
    tired_teams = 0
    shuffled = rng.sample(pairs, len(pairs))
    for pair in sorted(shuffled, key=lambda pair: sum(yesterday in played[t] for t in pair)):
        tired = sum(yesterday in played[team] for team in pair)
        third_day_running = any({yesterday, before} <= played[team] for team in pair)
        too_many = len(chosen) == wanted or tired_teams + tired > TIRED_TEAMS_PER_ROUND
        if not too_many and not third_day_running:
            chosen.add(pair)
            tired_teams += tired
    return chosen


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
    weary = sum(max(0, miles - FORTNIGHT_MILES) for miles in _fortnights(legs))
    long = sum(max(0, games - STAND_GAMES) ** 2 for games in _stands(team, venues))
    return sum(legs) + 10 * weary + 10_000 * long


def _home_teams(rng: random.Random, pairs: list[frozenset[str]]) -> list[str]:
    """The home team of each game: as many at home as away, and reasonable trips.

    Starts with alternating hosts, then swaps the hosts of two meetings of a pair whenever that
    saves travel.
    """
    meetings: dict[frozenset[str], list[int]] = defaultdict(list)
    games_of: dict[str, list[int]] = defaultdict(list)
    home = [""] * len(pairs)
    hosts_first = _first_hosts()
    for game, pair in enumerate(pairs):
        host = hosts_first[pair]
        if len(meetings[pair]) % 2:
            (host,) = pair - {host}
        home[game] = host
        meetings[pair].append(game)
        for team in pair:
            games_of[team].append(game)

    def cost_of(team: str) -> float:
        return _trip_cost(team, [home[game] for game in games_of[team]])

    cost = {team: cost_of(team) for team in TEAMS}
    pair_list = sorted(meetings, key=sorted)
    for _ in range(SWAPS):
        pair = rng.choice(pair_list)
        one, other = rng.sample(meetings[pair], 2)
        if home[one] == home[other]:
            continue
        home[one], home[other] = home[other], home[one]
        changed = {team: cost_of(team) for team in pair}
        if sum(changed.values()) <= sum(cost[team] for team in pair):
            cost.update(changed)
        else:
            home[one], home[other] = home[other], home[one]
    return home


def _first_hosts() -> dict[frozenset[str], str]:
    """Who hosts the odd meeting of each pair; each team hosts half of its pairs of three."""
    codes = sorted(TEAMS)
    hosts = {
        frozenset(pair): pair[(codes.index(pair[0]) + codes.index(pair[1])) % 2]
        for pair in combinations(codes, 2)
    }
    extra_home = dict.fromkeys(codes, 0)
    for pair in sorted(_pairs_meeting_thrice(), key=sorted):
        host = min(sorted(pair), key=extra_home.__getitem__)
        hosts[pair] = host
        for team in pair:
            extra_home[team] += 1 if team == host else -1
    return hosts


def _bearable(dated: list[tuple[date, frozenset[str]]], homes: list[str]) -> bool:
    """Whether no team has a stand or a fortnight that no league would schedule."""
    venues: dict[str, list[str]] = defaultdict(list)
    for (_, pair), home in zip(dated, homes, strict=True):
        for team in pair:
            venues[team].append(home)
    return all(
        max(_stands(team, places)) <= LONGEST_STAND
        and max(_fortnights(_legs(team, places))) <= LONGEST_FORTNIGHT
        for team, places in venues.items()
    )


def tip_off(rng: random.Random, day: date, home: str) -> datetime:
    """An Eastern wall clock that suits the arena and the weekday."""
    tips = EVENING_TIPS.get(TEAMS[home].time_zone, EASTERN_TIPS)
    if rng.random() < SHARE_EARLY.get(day.weekday(), 0):
        tips = EARLY_TIPS
    return at(day, *rng.choice(tips))


def regular_season(seed: int, calendar: Calendar) -> list[Game]:
    """The 1,230 games in order; ids number them by date and tip-off."""
    for attempt in count():
        rng = chance.stream(seed, "schedule", attempt)
        dated = _dated_pairs(calendar, rng)
        homes = _home_teams(rng, [pair for _, pair in dated])
        if _bearable(dated, homes):
            break
    rows = []
    for (day, pair), home in zip(dated, homes, strict=True):
        (away,) = pair - {home}
        rows.append((day, tip_off(rng, day, home), home, away))
    rows.sort()
    games = [
        Game(f"002{calendar.year % 100:02d}{number:05d}", day, home, away, tip)
        for number, (day, tip, home, away) in enumerate(rows, start=1)
    ]
    return _with_loose_clocks(rng, _with_networks(rng, games))


def _with_networks(rng: random.Random, games: list[Game]) -> list[Game]:
    """Up to two games a day on national television."""
    by_day: dict[date, list[Game]] = defaultdict(list)
    for game in games:
        by_day[game.game_date].append(game)
    televised = {
        game.nba_game_id
        for day in by_day.values()
        for game in rng.sample(day, min(len(day), rng.randint(0, 2)))
    }
    return [
        replace(game, network=NETWORKS[game.game_date.weekday()])
        if game.nba_game_id in televised
        else game
        for game in games
    ]


def _with_loose_clocks(rng: random.Random, games: list[Game]) -> list[Game]:
    """A few games whose tip-off the schedule does not know: NULL or midnight."""
    loose = chance.some(rng, games, SHARE_WITHOUT_CLOCK)
    kinds = {
        game.nba_game_id: Clock.MISSING if place % 2 == 0 else Clock.MIDNIGHT
        for place, game in enumerate(loose)
    }
    return [
        replace(game, clock=kinds[game.nba_game_id], tip_off=at(game.game_date, 12))
        if game.nba_game_id in kinds
        else game
        for game in games
    ]


class _Commitments:
    """Where each team is on which date."""

    def __init__(self, games: list[Game]) -> None:
        self.venues: dict[str, dict[date, str]] = {team: {} for team in TEAMS}
        for game in games:
            self.add(game)

    def add(self, game: Game) -> None:
        for team in game.teams:
            self.venues[team][game.game_date] = game.home

    def remove(self, game: Game) -> None:
        for team in game.teams:
            del self.venues[team][game.game_date]

    def free(self, team: str, day: date) -> bool:
        """Whether a team may play on `day`: no second game, no third day in a row."""
        taken = self.venues[team]
        two_before, before, after, two_after = (
            day + timedelta(shift) in taken for shift in (-2, -1, 1, 2)
        )
        in_a_row = (two_before and before) or (before and after) or (after and two_after)
        return day not in taken and not in_a_row

    def detour(self, team: str, day: date, venue: str) -> float:
        """Miles that a game at `venue` on `day` adds to the team's way."""
        taken = self.venues[team]
        earlier = [other for other in taken if other < day]
        later = [other for other in taken if other > day]
        here = taken[max(earlier)] if earlier else team
        if not later:
            return DISTANCES[here, venue]
        there = taken[min(later)]
        return DISTANCES[here, venue] + DISTANCES[venue, there] - DISTANCES[here, there]


def postpone(seed: int, games: list[Game], later: list[Game]) -> list[Game]:
    """Put off some games of the middle third of the dates to a date in the last third.

    The new date is the one that costs the two teams the least travel; a game for which there
    is no good one stays where it is.

    :param games: the games to choose from; all dates, old and new, are theirs.
    :param later: games after them, which a new date must respect.
    """
    rng = chance.stream(seed, "postponed")
    dates = sorted({game.game_date for game in games})
    third = len(dates) // 3
    middle, late = set(dates[third : 2 * third]), dates[2 * third + 1 :]
    commitments = _Commitments([*games, *later])
    candidates = [game for game in games if game.game_date in middle]
    wanted = max(3, round(SHARE_POSTPONED * len(games)))
    moved: dict[str, Game] = {}
    for game in rng.sample(candidates, len(candidates)):
        if len(moved) == wanted:
            break
        detours = {
            day: sum(commitments.detour(team, day, game.home) for team in game.teams)
            for day in late
            if all(commitments.free(team, day) for team in game.teams)
        }
        day = min(detours, key=detours.__getitem__, default=None)
        if day is None or detours[day] > LONGEST_DETOUR:
            continue
        commitments.remove(game)
        moved[game.nba_game_id] = replace(
            game,
            game_date=day,
            tip_off=tip_off(rng, day, game.home),
            clock=Clock.PRINTED,
            network=None,
            postponed_from=game.game_date,
        )
        commitments.add(moved[game.nba_game_id])
    games = [moved.get(game.nba_game_id, game) for game in games]
    return sorted(games, key=lambda game: (game.game_date, game.nba_game_id))
