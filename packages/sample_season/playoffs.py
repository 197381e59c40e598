"""Play-in and playoffs: who meets whom follows from the games played so far."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from .dates import Calendar
from .schedule import Game, Stage, tip_off
from .teams import TEAMS

ROUND_NAMES = ("First Round", "Conference Semifinals", "Conference Finals", "NBA Finals")
WINS_NEEDED = 4
HOME_GAMES = {1, 2, 5, 7}  # of the better team

Play = Callable[[Game], str]
Series = tuple[str, str]  # the better team first


class Postseason:
    """Plays play-in and playoffs up to the last round, whose first games it only schedules.

    :param wins: regular-season wins of every team.
    :param play: plays a game and returns the code of the winner.
    """

    def __init__(
        self, calendar: Calendar, rng: random.Random, wins: dict[str, int], play: Play
    ) -> None:
        self._calendar, self._rng, self._play = calendar, rng, play
        self._ranking = sorted(TEAMS, key=lambda code: (-wins[code], code))

    def run(self) -> list[Game]:
        """Play everything up to the conference finals; return two games of the last round."""
        east, west = self._play_in("East", "West")
        series = [
            (seeds[high], seeds[low])
            for seeds in (east, west)
            for high, low in ((0, 7), (3, 4), (2, 5), (1, 6))
        ]
        day = self._calendar.last_regular + timedelta(6)
        for turn in (1, 2, 3):
            winners, day = self._round(turn, series, day)
            series = [
                tuple(sorted(pair, key=self._ranking.index))
                for pair in zip(winners[::2], winners[1::2], strict=True)
            ]
        return [
            self._playoff_game(4, 0, series[0], number, day + timedelta(2 * number))
            for number in (1, 2)
        ]

    def _play_in(self, *conferences: str) -> list[list[str]]:
        """The eight teams of each conference that reach the playoffs, best first.

        Games are played in date order: the first of both conferences, then the last of both.
        """
        entered = []
        for number, conference in enumerate(conferences):
            seeds = [code for code in self._ranking if TEAMS[code].conference == conference]
            day = self._calendar.last_regular + timedelta(2 + number)
            upper = self._play_in_game(2 * number, day, seeds[6], seeds[7])
            lower = self._play_in_game(2 * number + 1, day, seeds[8], seeds[9])
            entered.append((seeds, upper, lower))
        day = self._calendar.last_regular + timedelta(5)
        for number, (seeds, upper, lower) in enumerate(entered):
            (loser,) = {seeds[6], seeds[7]} - {upper}
            seeds[6:] = [upper, self._play_in_game(10 + number, day, loser, lower)]
        return [seeds for seeds, _, _ in entered]

    def _play_in_game(self, number: int, day: date, home: str, away: str) -> str:
        game = self._game(Stage.PLAY_IN, f"001{number:02d}", day, home, away, "Play-In")
        return self._play(game)

    def _round(self, turn: int, series: list[Series], day: date) -> tuple[list[str], date]:
        """Play a round, each series on every other day; the winners and the next round's day."""
        wins = [dict.fromkeys(pair, 0) for pair in series]
        number = 1
        while open_series := [
            place for place in range(len(series)) if WINS_NEEDED not in wins[place].values()
        ]:
            for shift in (0, 1):
                for place in open_series:
                    if place % 2 == shift:
                        when = day + timedelta(shift)
                        game = self._playoff_game(turn, place, series[place], number, when)
                        wins[place][self._play(game)] += 1
            number += 1
            day += timedelta(2)
        return [max(of_series, key=of_series.__getitem__) for of_series in wins], day + timedelta(1)

    def _playoff_game(self, turn: int, place: int, series: Series, number: int, day: date) -> Game:
        home, away = series if number in HOME_GAMES else reversed(series)
        round_name = ROUND_NAMES[turn - 1]
        return self._game(Stage.PLAYOFFS, f"00{turn}{place}{number}", day, home, away, round_name)

    def _game(
        self, stage: Stage, number: str, day: date, home: str, away: str, round_name: str
    ) -> Game:
        tip = tip_off(self._rng, day, home)
        return Game(
            nba_game_id=f"{stage.value}{self._calendar.year % 100:02d}{number}",
            game_date=day,
            home=home,
            away=away,
            tip_off=tip,
            printed_tip_off=tip,
            stage=stage,
            round_name=round_name,
            is_primetime=True,
        )
