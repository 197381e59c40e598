"""The games of the regular season: dates, arenas, tip-offs, broadcasts, postponements."""

import random
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum

from . import random_streams
from .dates import Calendar, at, to_utc
from .home_courts import with_hosts
from .matchups import dated_pairs
from .teams import MILES, TEAMS

SHARE_POSTPONED = 0.009
SHARE_WITHOUT_CLOCK = 0.02
SHARE_PRIMETIME = 0.15

# Eastern hours of tip-offs by the time zone of the arena.
EVENING_HOURS = {
    "America/Chicago": 20,
    "America/Denver": 21,
    "America/Phoenix": 21,
    "America/Los_Angeles": 22,
}
EASTERN_HOUR, EARLY_HOURS = 19, (13, 15, 18)
SHARE_EARLY = {5: 0.15, 6: 0.45}  # Saturday, Sunday


class Stage(Enum):
    """The part of a season; the value is the prefix of the game ids."""

    PRESEASON = "001"
    REGULAR = "002"
    ALL_STAR = "003"
    PLAYOFFS = "004"
    PLAY_IN = "005"


@dataclass(frozen=True)
class Game:
    """One game; `home` and `away` are team codes, `tip_off` is an Eastern wall clock.

    `printed_tip_off` is what the schedule prints of it; a game with none or midnight tips off at
    noon, as the raw contract assumes. `round_name` is None in the regular season,
    `postponed_from` is the first date of a game that was put off.
    """

    nba_game_id: str
    game_date: date
    home: str
    away: str
    tip_off: datetime
    printed_tip_off: datetime | None
    stage: Stage = Stage.REGULAR
    round_name: str | None = None
    is_primetime: bool = False
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


def tip_off(rng: random.Random, day: date, home: str) -> datetime:
    """An Eastern wall clock that suits the arena and the weekday."""
    hour = EVENING_HOURS.get(TEAMS[home].time_zone, EASTERN_HOUR)
    if rng.random() < SHARE_EARLY.get(day.weekday(), 0):
        hour = rng.choice(EARLY_HOURS)
    return at(day, hour, rng.choice((0, 0, 30)))


def regular_season(seed: int, calendar: Calendar) -> list[Game]:
    """The 1,230 games in order; ids number them by date and tip-off."""
    rng = random_streams.stream(seed, "schedule")
    rows = sorted(
        (day, tip_off(rng, day, home), home, away)
        for day, home, away in with_hosts(dated_pairs(rng, calendar))
    )
    return [
        Game(
            nba_game_id=f"002{calendar.year % 100:02d}{number:05d}",
            game_date=day,
            home=home,
            away=away,
            tip_off=tip,
            printed_tip_off=tip,
            is_primetime=tip.hour >= 19 and rng.random() < SHARE_PRIMETIME,
        )
        for number, (day, tip, home, away) in enumerate(rows, start=1)
    ]


def lose_clocks(seed: int, games: list[Game]) -> list[Game]:
    """Let the schedule forget the tip-off of a few games: NULL or midnight."""
    rng = random_streams.stream(seed, "clocks")
    loose = random_streams.some(rng, games, SHARE_WITHOUT_CLOCK)
    printed = {game: at(game.game_date, 0) if n % 2 else None for n, game in enumerate(loose)}
    return [
        replace(game, tip_off=at(game.game_date, 12), printed_tip_off=printed[game])
        if game in printed
        else game
        for game in games
    ]


def _is_free(days: Collection[date], day: date) -> bool:
    """Whether a team that plays on `days` may play on another: on at most one of its neighbours."""
    near = [day + timedelta(shift) in days for shift in (-2, -1, 0, 1, 2)]
    return not near[2] and sum(near) <= 1


def _detour(venues: dict[date, str], day: date, venue: str) -> float:
    """Miles to `venue` from where a team plays before and after."""
    before = sorted(other for other in venues if other < day)[-1:]
    after = sorted(other for other in venues if other > day)[:1]
    return sum(MILES[venues[other], venue] for other in before + after)


def postpone(seed: int, games: list[Game], later: list[Game]) -> list[Game]:
    """Put off some games of the middle third of the dates to a date in the last third.

    The new date is the one that costs the two teams the least travel.

    :param games: the games to choose from; all dates, old and new, are theirs.
    :param later: games after them, which a new date must respect.
    """
    rng = random_streams.stream(seed, "postponed")
    dates = sorted({game.game_date for game in games})
    third = len(dates) // 3
    middle, late = set(dates[third : 2 * third]), dates[2 * third + 1 :]
    venues: dict[str, dict[date, str]] = {team: {} for team in TEAMS}
    for game in [*games, *later]:
        for team in game.teams:
            venues[team][game.game_date] = game.home
    candidates = [game for game in games if game.game_date in middle]
    wanted = max(3, round(SHARE_POSTPONED * len(games)))
    moved: dict[str, Game] = {}
    for game in rng.sample(candidates, len(candidates)):
        detours = {
            day: sum(_detour(venues[team], day, game.home) for team in game.teams)
            for day in late
            if all(_is_free(venues[team], day) for team in game.teams)
        }
        if len(moved) == wanted or not detours:
            continue
        day = min(detours, key=detours.__getitem__)
        tip = tip_off(rng, day, game.home)
        moved[game.nba_game_id] = replace(
            game,
            game_date=day,
            tip_off=tip,
            printed_tip_off=tip,
            is_primetime=False,
            postponed_from=game.game_date,
        )
        for team in game.teams:
            del venues[team][game.game_date]
            venues[team][day] = game.home
    games = [moved.get(game.nba_game_id, game) for game in games]
    return sorted(games, key=lambda game: (game.game_date, game.nba_game_id))
