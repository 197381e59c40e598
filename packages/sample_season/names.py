"""Invented player names, and the normalised lookup that joins the sources."""

import random
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FIRST_NAMES, SURNAMES = (
    Path(__file__).with_name(file).read_text().split()
    for file in ("first_names.txt", "surnames.txt")
)

SUFFIXES = ("Jr.", "Sr.", "II", "III", "IV")
SHARE_WITH_SUFFIX = 0.08

_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "ı": "i"})


@cache
def lookup_of(name: str) -> str:
    """The normalised lookup of a printed name: 'Søren Weißkamp Jr.' -> 'sorenweisskampjr'."""
    text = name.lower().translate(_LETTERS)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(letter for letter in text if letter.isalnum())


@dataclass(frozen=True)
class Name:
    """A player's name; `suffix` is empty or one of SUFFIXES."""

    first: str
    last: str
    suffix: str

    @property
    def full(self) -> str:
        return " ".join(filter(None, (self.first, self.last, self.suffix)))

    @property
    def printed_last(self) -> str:
        """The last name as gamebooks print it, suffix included."""
        return " ".join(filter(None, (self.last, self.suffix)))

    @property
    def without_suffix(self) -> str:
        return f"{self.first} {self.last}"


def invent(rng: random.Random, count: int) -> list[Name]:
    """`count` names whose lookups differ even when suffixes are dropped.

    Each surname and each first name comes up before any comes up twice, so every special
    letter and several namesakes occur. A surname that ends in i takes no suffix: in a lookup,
    'ski' with 'II' reads like 'sk' with 'III'.
    """
    names: list[Name] = []
    taken: set[str] = set()
    firsts: list[str] = []
    lasts: list[str] = []
    while len(names) < count:
        firsts = firsts or rng.sample(FIRST_NAMES, len(FIRST_NAMES))
        lasts = lasts or rng.sample(SURNAMES, len(SURNAMES))
        first, last = firsts.pop(), lasts.pop()
        with_suffix = rng.random() < SHARE_WITH_SUFFIX and not last.endswith("i")
        name = Name(first, last, rng.choice(SUFFIXES) if with_suffix else "")
        if lookup_of(name.without_suffix) not in taken:
            taken.add(lookup_of(name.without_suffix))
            names.append(name)
    return names
