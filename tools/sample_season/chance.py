"""Randomness and identifiers that depend on the seed and on labels, never on the clock."""

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def stream(seed: int, *labels: object) -> random.Random:
    """An independent random stream for one purpose.

    Naming each stream keeps the parts of the season apart: drawing one number more for the
    injuries of a team changes no shot of any game.

    :param seed: the seed of the season.
    :param labels: what the stream is for, such as ``"game", "0022100001"``.
    """
    return random.Random("/".join(map(str, (seed, *labels))))


def some(rng: random.Random, items: Sequence[Item], share: float) -> list[Item]:
    """A sample of `items` that is never empty unless `items` is.

    :param share: wanted fraction, 0 to 1; at least one item is taken.
    """
    if not items:
        return []
    return rng.sample(items, max(1, round(share * len(items))))


def digest(*parts: object) -> str:
    """16 hexadecimal digits that identify `parts`; equal parts give equal digests."""
    text = "|".join(map(str, parts))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def number(*parts: object, below: int) -> int:
    """A whole number in ``[0, below)`` that is a function of `parts` alone."""
    return int(digest(*parts), 16) % below


def pick(rng: random.Random, items: Sequence[Item], weights: Sequence[float]) -> Item:
    """One item, drawn in proportion to its weight; weights are >= 0 and not all 0.

    ``random.choices`` does the same but costs twice as much for five items, and a season
    draws two million times.
    """
    roll = rng.random() * sum(weights)
    for item, weight in zip(items, weights, strict=True):
        roll -= weight
        if roll < 0:
            return item
    return next(item for item, weight in zip(items, weights, strict=True) if weight > 0)
