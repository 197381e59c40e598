"""Randomness and identifiers that depend on the seed and on labels, never on the clock."""

import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def stream(seed: int, *labels: object) -> random.Random:
    """An independent random stream for one purpose, named by labels.

    Drawing one number more for the injuries of a team changes no shot of any game.
    """
    return random.Random("/".join(map(str, (seed, *labels))))


def some(rng: random.Random, items: Sequence[Item], share: float) -> list[Item]:
    """A random share of `items`; at least one, if there are any."""
    if not items:
        return []
    return rng.sample(items, max(1, round(share * len(items))))


def digest(*parts: object) -> str:
    """16 hexadecimal digits that identify `parts`; equal parts give equal digests."""
    text = "|".join(map(str, parts))
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def pick(rng: random.Random, items: Sequence[Item], weights: Sequence[float]) -> Item:
    """One item, drawn in proportion to its weight: random.choices at half the cost."""
    roll = rng.random() * sum(weights)
    for item, weight in zip(items, weights, strict=True):
        roll -= weight
        if roll < 0:
            return item
    return items[-1]
