"""Invented players with the traits that the game simulation draws from."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from . import names, random_streams
from .dates import Calendar
from .teams import TEAMS

# One position per place in a team's order of talent, so that five starters make a line-up.
_POSITIONS = "G F C G-F F G C-F F G-F G F-C F G F-G C F"
POSITIONS = _POSITIONS.split()
FREE_AGENTS = 12

# Shares of a player's shots by zone: paint, mid-range, three; he has one of those of his position.
SLASHER, MID_RANGE, WING = (0.50, 0.15, 0.35), (0.26, 0.46, 0.28), (0.32, 0.12, 0.56)
SHOOTER, STRETCH, RIM = (0.17, 0.11, 0.72), (0.37, 0.11, 0.52), (0.74, 0.20, 0.06)
SHOT_MIXES = {
    "G": (SHOOTER, SLASHER, MID_RANGE, WING),
    "F": (WING, SLASHER, MID_RANGE, STRETCH),
    "C": (RIM, RIM, SLASHER, STRETCH),
}
# Relative to an average player: passing, rebounds, blocks; the share of free throws made.
SKILLS_OF_POSITION = {
    "G": (2.2, 0.7, 0.4, 0.83),
    "F": (1.0, 1.1, 0.9, 0.77),
    "C": (0.9, 1.9, 2.4, 0.68),
}


@dataclass(frozen=True, eq=False)
class Player:
    """One invented player; compared by identity.

    `talent` orders a team's players (about 1 for a star, 0.2 for the last man). `shot_mix` holds
    the shares and `touch` the multipliers of the making probability by zone: paint, mid-range,
    three. `birth_date_published` is FALSE where only his age is printed. The other traits are
    weights among the five on the floor.
    """

    name: names.Name
    position: str
    birth_date: date
    birth_date_published: bool
    talent: float
    usage: float
    shot_mix: tuple[float, ...]
    touch: tuple[float, ...]
    passing: float
    rebound: float
    block: float
    free_throw: float

    @cached_property
    def full_name(self) -> str:
        return self.name.full

    @cached_property
    def lookup(self) -> str:
        return names.lookup_of(self.name.full)

    def age_on(self, day: date) -> int:
        """Whole years."""
        birthday_to_come = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - birthday_to_come


@dataclass(frozen=True)
class Style:
    """How a team plays.

    `pace` multiplies the number of possessions, `offence` and `defence` are added to and taken
    from the making probability of a shot (0.02 is about two points a game).
    """

    pace: float
    offence: float
    defence: float


@dataclass(frozen=True)
class League:
    """Opening-day rosters in order of talent, players without a team, and team styles."""

    rosters: dict[str, list[Player]]
    free_agents: list[Player]
    styles: dict[str, Style]


def _player(rng: random.Random, calendar: Calendar, name: names.Name, place: int) -> Player:
    """:param place: 0 for a team's best man to 15 for its last."""
    position = POSITIONS[place]
    passing, rebound, block, free_throw = SKILLS_OF_POSITION[position[0]]
    talent = max(0.1, 1 - 0.055 * place + rng.gauss(0, 0.06))
    mix = rng.choice(SHOT_MIXES[position[0]])
    return Player(
        name=name,
        position=position,
        birth_date=calendar.opening - timedelta(int(365.25 * rng.triangular(19.1, 37, 24))),
        birth_date_published=rng.random() < 0.97,
        talent=talent,
        usage=0.75 + 1.1 * min(talent, 1.05) ** 2,
        shot_mix=tuple(share * rng.uniform(0.85, 1.15) for share in mix),
        touch=tuple(0.945 + 0.09 * talent + rng.gauss(0, 0.035) for _ in mix),
        passing=passing * rng.uniform(0.6, 1.4) * (0.6 + 0.6 * talent),
        rebound=rebound * rng.uniform(0.7, 1.3),
        block=block * rng.uniform(0.5, 1.5),
        free_throw=min(0.94, free_throw + rng.gauss(0, 0.05)),
    )


def create(seed: int, calendar: Calendar) -> League:
    """Every team with 16 players, and a few free agents."""
    rng = random_streams.stream(seed, "players")
    places = [(code, place) for code in TEAMS for place in range(len(POSITIONS))]
    places += [("free agent", rng.randrange(9, 16)) for _ in range(FREE_AGENTS)]
    invented = names.invent(rng, len(places))
    rng.shuffle(invented)  # so that some team-mates share a last name
    rosters: dict[str, list[Player]] = {}
    for (code, place), name in zip(places, invented, strict=True):
        rosters.setdefault(code, []).append(_player(rng, calendar, name, place))
    free_agents = rosters.pop("free agent")
    styles = {
        code: Style(
            pace=rng.gauss(1, 0.02), offence=rng.gauss(0, 0.018), defence=rng.gauss(0, 0.018)
        )
        for code in TEAMS
    }
    return League(rosters, free_agents, styles)
