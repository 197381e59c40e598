"""What several raw tables share: load times, event hashes, samples of the games."""

import random
from datetime import date, datetime, timedelta

from .. import random_streams
from ..dates import at
from ..schedule import Game
from ..season import Final


def loaded(day: date, hour: int, label: str, mornings: int = 1) -> datetime:
    """When the data of a date were loaded, UTC.

    :param hour: the load takes place within an hour from here, `mornings` days later.
    :param label: what was loaded; equal labels are loaded in the same second.
    """
    seconds = int(random_streams.digest("loaded", label), 16) % 3600
    return at(day + timedelta(mornings), hour) + timedelta(seconds=seconds)


def event_hash(game: Game) -> str:
    """The 32-digit id of a game at the odds provider; it tells nothing about the game."""
    return "".join(random_streams.digest(part, game.nba_game_id) for part in ("event", "odds"))


def some_games(rng: random.Random, finals: list[Final], share: float) -> set[str]:
    """The ids of a share of the games, at least of one."""
    return {final.game.nba_game_id for final in random_streams.some(rng, finals, share)}
