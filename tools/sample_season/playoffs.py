"""Play-in and playoffs: who meets whom follows from the games played so far."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from tools.sample_season.dates import Calendar
from tools.sample_season.schedule import Game, Stage, tip_off
from tools.sample_season.teams import TEAMS

ROUND_NAMES = ("First Round", "Conference Semifinals", "Conference Finals", "NBA Finals")
WINS_NEEDED = 4
HOME_GAMES = {1, 2, 5, 7}  # of the better team
NETWORKS = ("TNT", "ESPN")

Play = Callable[[Game], str]


@dataclass
class _Series:
    """A best-of-seven; `high` is the better team."""

    high: str
    low: str
    wins_high: int = 0
    wins_low: int = 0

    @property
    def winner(self) -> str | None:
        if self.wins_high == WINS_NEEDED:
            return self.high
        return self.low if self.wins_low == WINS_NEEDED else None


class Postseason:
    """Plays play-in and playoffs up to the last round, whose first games it only schedules.

    :param wins: regular-season wins of every team.
    :param play: plays a game and returns the code of the winner.
    """

    def __init__(
        self, calendar: Calendar, rng: random.Random, wins: dict[str, int], play: Play
    ) -> None:
        self._calendar, self._rng, self._wins, self._play = calendar, rng, wins, play

    def run(self) -> list[Game]:
        """Play everything up to the conference finals; return two games of the last round."""
        east, west = (
            self._play_in(number, self._standings(conference))
            for number, conference in enumerate(("East", "West"))
        )
        day = self._calendar.last_regular + timedelta(6)
        series = [
            _Series(seeds[high], seeds[low])
            for seeds in (east, west)
            for high, low in ((0, 7), (3, 4), (2, 5), (1, 6))
        ]
        for turn in (1, 2, 3):
            day = self._round(turn, series, day) + timedelta(2)
            winners = [one.winner for one in series]
            series = [self._paired(*pair) for pair in zip(winners[::2], winners[1::2], strict=True)]
        (finals,) = series
        return [
            self._playoff_game(4, 0, finals, number, day + timedelta(2 * number))
            for number in (1, 2)
        ]

    def _standings(self, conference: str) -> list[str]:
        """The teams of a conference, best first; equal records in alphabetical order."""
        codes = sorted(team.code for team in TEAMS.values() if team.conference == conference)
        return sorted(codes, key=lambda code: -self._wins[code])

    def _paired(self, one: str, other: str) -> _Series:
        high, low = sorted((one, other), key=lambda code: (-self._wins[code], code))
        return _Series(high, low)

    def _play_in(self, conference: int, seeds: list[str]) -> list[str]:
        """The eight teams of a conference that reach the playoffs, best first."""
        first_day = self._calendar.last_regular + timedelta(2 + conference)
        last_day = self._calendar.last_regular + timedelta(5)
        seventh, eighth, ninth, tenth = seeds[6:10]
        upper = self._play_in_game(f"1{2 * conference}", first_day, seventh, eighth)
        lower = self._play_in_game(f"1{2 * conference + 1}", first_day, ninth, tenth)
        loser = eighth if upper == seventh else seventh
        last = self._play_in_game(f"2{conference}", last_day, loser, lower)
        return [*seeds[:6], upper, last]

    def _play_in_game(self, number: str, day: date, home: str, away: str) -> str:
        game_id = f"{Stage.PLAY_IN.value}{self._calendar.year % 100:02d}00{number}1"
        return self._play(self._game(game_id, day, home, away, Stage.PLAY_IN, "Play-In"))

    def _round(self, turn: int, series: list[_Series], first_day: date) -> date:
        """Play a round, every other series a day later; return its last date."""
        day = first_day
        while not all(one.winner for one in series):
            number, parity = divmod((day - first_day).days, 2)
            for place, one in enumerate(series):
                if place % 2 == parity and not one.winner:
                    winner = self._play(self._playoff_game(turn, place, one, number + 1, day))
                    one.wins_high += winner == one.high
                    one.wins_low += winner == one.low
            day += timedelta(1)
        return day - timedelta(1)

    def _playoff_game(self, turn: int, place: int, series: _Series, number: int, day: date) -> Game:
        game_id = f"{Stage.PLAYOFFS.value}{self._calendar.year % 100:02d}00{turn}{place}{number}"
        teams = (series.high, series.low)
        home, away = teams if number in HOME_GAMES else reversed(teams)
        return self._game(game_id, day, home, away, Stage.PLAYOFFS, ROUND_NAMES[turn - 1])

    def _game(
        self, game_id: str, day: date, home: str, away: str, stage: Stage, round_name: str
    ) -> Game:
        return Game(
            nba_game_id=game_id,
            game_date=day,
            home=home,
            away=away,
            tip_off=tip_off(self._rng, day, home),
            stage=stage,
            round_name=round_name,
            network=self._rng.choice(NETWORKS),
        )
