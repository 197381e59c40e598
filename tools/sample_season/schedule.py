"""The games of the regular season: dates, arenas, tip-offs, broadcasts, postponements."""

import random
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import count

from tools.sample_season import chance
from tools.sample_season.dates import Calendar, at, to_utc
from tools.sample_season.fixtures import dated_pairs
from tools.sample_season.hosts import DISTANCES, HomeTeams
from tools.sample_season.teams import TEAMS

SHARE_POSTPONED = 0.009
LONGEST_DETOUR = 900  # miles that a new date may cost the two teams
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
        dated = dated_pairs(rng, calendar)
        hosts = HomeTeams([pair for _, pair in dated])
        hosts.improve(rng)
        if hosts.bearable:
            break
    rows = []
    for (day, pair), home in zip(dated, hosts.home, strict=True):
        (away,) = pair - {home}
        rows.append((day, tip_off(rng, day, home), home, away))
    rows.sort()
    games = [
        Game(f"002{calendar.year % 100:02d}{number:05d}", day, home, away, tip)
        for number, (day, tip, home, away) in enumerate(rows, start=1)
    ]
    return _with_networks(rng, games)


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


def lose_clocks(seed: int, games: list[Game]) -> list[Game]:
    """Let the schedule forget the tip-off of a few games: NULL or midnight."""
    rng = chance.stream(seed, "clocks")
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
