"""What several raw tables share: load times, event hashes, odds, percentages."""

from datetime import date, datetime, timedelta

from tools.sample_season import chance
from tools.sample_season.dates import at
from tools.sample_season.schedule import Game


def loaded(day: date, hour: int, label: str, mornings: int = 1) -> datetime:
    """When the data of a date were loaded, UTC.

    :param hour: the load takes place within an hour from here.
    :param label: what was loaded; equal labels are loaded in the same second.
    :param mornings: days after `day`.
    """
    seconds = chance.number("loaded", label, below=3600)
    return at(day + timedelta(mornings), hour) + timedelta(seconds=seconds)


def event_hash(game: Game) -> str:
    """The 32-digit id of a game at the odds provider; it tells nothing about the game."""
    return chance.digest("event", game.nba_game_id) + chance.digest("odds", game.nba_game_id)


def percentage(made: int, attempted: int) -> float | None:
    """A share with three decimals, None without attempts."""
    return round(made / attempted, 3) if attempted else None


def decimal_odds(american: int) -> float:
    """-110 -> 1.91, 120 -> 2.2"""
    profit = american / 100 if american > 0 else 100 / -american
    return round(1 + profit, 2)
