"""Invented players with the traits that the game simulation draws from."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from tools.sample_season import chance, names
from tools.sample_season.dates import Calendar
from tools.sample_season.teams import TEAMS

# One position per place in a team's order of talent, so that five starters make a line-up.
_POSITIONS = "G F C G-F F G C-F F G-F G F-C F G F-G C F"
POSITIONS = _POSITIONS.split()
FREE_AGENTS = 12

# Shares of a player's shots by zone: paint, mid-range, three.
SHOT_MIXES = {
    "rim": (0.74, 0.20, 0.06),
    "stretch": (0.37, 0.11, 0.52),
    "slasher": (0.50, 0.15, 0.35),
    "wing": (0.32, 0.12, 0.56),
    "shooter": (0.17, 0.11, 0.72),
    "mid_range": (0.26, 0.46, 0.28),
    "balanced": (0.36, 0.26, 0.38),
}


@dataclass(frozen=True)
class Build:
    """What a position brings, each a weight relative to an average player of 1."""

    mixes: tuple[str, ...]
    passing: float
    offensive_rebound: float
    defensive_rebound: float
    steal: float
    block: float
    foul: float
    free_throw: float  # share of free throws made


BUILDS = {
    "G": Build(
        ("shooter", "slasher", "mid_range", "balanced", "wing"), 2.2, 0.5, 0.8, 1.2, 0.4, 0.9, 0.83
    ),
    "F": Build(
        ("wing", "slasher", "mid_range", "balanced", "stretch"), 1.0, 1.0, 1.2, 1.0, 0.9, 1.0, 0.77
    ),
    "C": Build(("rim", "rim", "slasher", "stretch"), 0.9, 2.0, 1.9, 0.7, 2.4, 1.3, 0.68),
}


@dataclass(frozen=True, eq=False)
class Player:
    """One invented player; compared by identity.

    `talent` orders a team's players (about 1 for a star, 0.2 for the last man). `shot_mix` holds
    the shares and `touch` the multipliers of the making probability by zone: paint, mid-range,
    three. `espn_id` is None where ESPN has none; `birth_date_published` is FALSE where only his
    age is printed. The other traits are weights among the five on the floor.
    """

    name: names.Name
    person_id: int
    espn_id: int | None
    position: str
    birth_date: date
    birth_date_published: bool
    talent: float
    usage: float
    shot_mix: tuple[float, float, float]
    touch: tuple[float, float, float]
    free_throw: float
    passing: float
    offensive_rebound: float
    defensive_rebound: float
    steal: float
    block: float
    foul: float
    turnover: float

    @cached_property
    def full_name(self) -> str:
        return self.name.full

    @cached_property
    def lookup(self) -> str:
        return names.lookup_of(self.name.full)

    @property
    def universal_id(self) -> str:
        return f"{self.lookup}_001"

    def age_on(self, day: date) -> int:
        """Whole years."""
        birthday_to_come = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - birthday_to_come


@dataclass(frozen=True)
class Style:
    """How a team plays.

    `pace` multiplies the number of possessions, `offence` and `defence` are added to and taken
    from the making probability of a shot (0.02 is about two points a game). With `sixth_man`
    the fifth-best player comes off the bench.
    """

    pace: float
    offence: float
    defence: float
    sixth_man: bool


@dataclass(frozen=True)
class League:
    """Opening-day rosters in order of talent, players without a team, and team styles."""

    rosters: dict[str, list[Player]]
    free_agents: list[Player]
    styles: dict[str, Style]


def _shot_mix(rng: random.Random, mix: str) -> tuple[float, float, float]:
    shares = [share * rng.uniform(0.85, 1.15) for share in SHOT_MIXES[mix]]
    paint, mid_range, three = (share / sum(shares) for share in shares)
    return paint, mid_range, three


def _player(
    rng: random.Random, calendar: Calendar, name: names.Name, number: int, place: int
) -> Player:
    """:param place: 0 for a team's best man to 15 for its last."""
    position = POSITIONS[place]
    build = BUILDS[position[0]]
    talent = max(0.1, 1 - 0.055 * place + rng.gauss(0, 0.06))
    usage = 0.75 + 1.1 * min(talent, 1.05) ** 2
    passing = build.passing * rng.uniform(0.6, 1.4) * (0.6 + 0.6 * talent)
    paint, mid_range, three = (0.945 + 0.09 * talent + rng.gauss(0, 0.035) for _ in range(3))
    age_in_days = int(365.25 * rng.triangular(19.1, 37, 24))
    return Player(
        name=name,
        person_id=9_000_000 + number,
        espn_id=5_000_000 + number if rng.random() < 0.7 else None,
        position=position,
        birth_date=calendar.opening - timedelta(age_in_days),
        birth_date_published=rng.random() < 0.97,
        talent=talent,
        usage=usage,
        shot_mix=_shot_mix(rng, rng.choice(build.mixes)),
        touch=(paint, mid_range, three),
        free_throw=min(0.94, build.free_throw + rng.gauss(0, 0.05)),
        passing=passing,
        offensive_rebound=build.offensive_rebound * rng.uniform(0.7, 1.3),
        defensive_rebound=build.defensive_rebound * rng.uniform(0.7, 1.3),
        steal=build.steal * rng.uniform(0.6, 1.4),
        block=build.block * rng.uniform(0.5, 1.5),
        foul=build.foul * rng.uniform(0.8, 1.2),
        turnover=0.6 * usage + 0.3 * passing,
    )


def create(seed: int, calendar: Calendar) -> League:
    """Every team with 16 players, and a few free agents."""
    rng = chance.stream(seed, "players")
    places = [(code, place) for code in TEAMS for place in range(len(POSITIONS))]
    places += [("free agent", rng.randrange(9, 16)) for _ in range(FREE_AGENTS)]
    invented = names.invent(rng, len(places))
    rng.shuffle(invented)  # so that some team-mates share a last name
    rosters: dict[str, list[Player]] = {}
    for number, ((code, place), name) in enumerate(zip(places, invented, strict=True)):
        rosters.setdefault(code, []).append(_player(rng, calendar, name, number, place))
    free_agents = rosters.pop("free agent")
    styles = {
        code: Style(
            pace=rng.gauss(1, 0.02),
            offence=rng.gauss(0, 0.018),
            defence=rng.gauss(0, 0.018),
            sixth_man=rng.random() < 0.35,
        )
        for code in TEAMS
    }
    return League(rosters, free_agents, styles)
