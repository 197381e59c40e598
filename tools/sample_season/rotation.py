"""Who of a team is on the floor when."""

import random

from tools.sample_season.players import Player

QUARTER, OVERTIME = 720, 300  # seconds
# Stints begin on a multiple of three seconds, so that minutes are exact to two decimals and
# usage rates add up over a team (game_summary.md, section 1).
GRID = 3
STINTS_PER_QUARTER = 4
TARGET_MINUTES = (35.5, 34, 32.5, 31, 28.5, 24, 20, 16, 12, 9, 7)
ROTATION_SIZES = (9, 9, 10, 10, 11)
SHARE_WITH_CAMEO = 0.06
LONGEST_CAMEO = 27  # seconds

Five = list[Player]


class Rotation:
    """The plan of one team for one game.

    :param dressed: the players who may play, best first, at least nine.
    :param sixth_man: whether the fifth-best player comes off the bench.

    `seconds` holds the floor time planned so far, in seconds, of everybody who enters.
    """

    def __init__(self, rng: random.Random, dressed: list[Player], sixth_man: bool) -> None:
        self._rng = rng
        size = min(rng.choice(ROTATION_SIZES), len(dressed))
        self.players = dressed[:size]
        self.starters = dressed[:4] + [dressed[5] if sixth_man else dressed[4]]
        # Somebody who enters for the last seconds and does nothing.
        self.cameo: Player | None = None
        if size < len(dressed) and rng.random() < SHARE_WITH_CAMEO:
            self.cameo = dressed[size]
        wanted = [target * rng.uniform(0.92, 1.08) for target in TARGET_MINUTES[:size]]
        self._share = {
            player: 5 * minutes / sum(wanted)
            for player, minutes in zip(self.players, wanted, strict=True)
        }
        self.seconds: dict[Player, int] = dict.fromkeys(self.players, 0)
        self._elapsed = 0

    def stints(self, period: int) -> list[tuple[int, Five]]:
        """The line-ups of a period, in order, each with the seconds left when it enters."""
        length = QUARTER if period <= 4 else OVERTIME
        count = STINTS_PER_QUARTER if period <= 4 else 2
        ideal = length // count
        starts = [length]
        for stint in range(1, count):
            start = length - stint * ideal + self._rng.randint(-ideal // 4, ideal // 4)
            starts.append(start - start % GRID)
        stints = [
            (start, self._five(period, place, count, start - end))
            for place, (start, end) in enumerate(zip(starts, [*starts[1:], 0], strict=True))
        ]
        if period == 4 and self.cameo:
            stints.append(self._last_seconds(stints[-1][1]))
        return stints

    def _five(self, period: int, place: int, count: int, seconds: int) -> Five:
        """Starters begin, the best finish, else those who are furthest behind their target."""
        self._elapsed += seconds
        begins = place == 0 and period in (1, 3)
        finishes = place == count - 1 and period >= 4 and self._rng.random() < 0.8
        if begins:
            five = self.starters
        elif finishes:
            five = self.players[:5]
        else:
            behind = {
                player: share * self._elapsed - self.seconds[player] + self._rng.gauss(0, 20)
                for player, share in self._share.items()
            }
            five = sorted(self.players, key=behind.__getitem__, reverse=True)[:5]
        for player in five:
            self.seconds[player] += seconds
        return five

    def _last_seconds(self, five: Five) -> tuple[int, Five]:
        start = GRID * self._rng.randint(2, LONGEST_CAMEO // GRID)
        self.seconds[five[-1]] -= start
        self.seconds[self.cameo] = start
        return start, [*five[:-1], self.cameo]
