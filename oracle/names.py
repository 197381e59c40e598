"""Player lookups (raw.md 1.5, 3.3) and team codes (raw.md 3.1)."""

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from .constants import TEAM_CODES

_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "ı": "i"})
SUFFIXES = ("jr", "sr", "ii", "iii", "iv")
_FINAL_SUFFIX = re.compile("(jr|sr|iii|ii|iv)$")


@cache
def normalise(name: str) -> str:
    """Lower case, letters without decomposition, NFKD, ASCII, only [a-z0-9]."""
    decomposed = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    return re.sub("[^a-z0-9]", "", decomposed)


@cache
def without_suffix(lookup: str) -> str:
    """The lookup without one generational suffix at its end."""
    return _FINAL_SUFFIX.sub("", lookup)


@cache
def is_bare_last_name(printed_name: str) -> bool:
    """One word is left after dropping a final jr, sr, ii, iii, iv (raw.md 6)."""
    words = printed_name.split()
    if words and normalise(words[-1]) in SUFFIXES:
        words.pop()
    return len(words) == 1


def canonical_team(code: str | None) -> str | None:
    """Canonical tricode of any alias of the seed; None when it is not in the seed."""
    return TEAM_CODES.get(code)


def canonical_game_id(raw_game_id: str | None) -> str | None:
    """`YYYYMMDD_AWAY_HOME` in canonical codes; None when it is not such an id."""
    parts = (raw_game_id or "").split("_")
    if len(parts) != 3:
        return None
    away, home = canonical_team(parts[1]), canonical_team(parts[2])
    return f"{parts[0]}_{away}_{home}" if away and home else None


@dataclass(frozen=True)
class Lookups:
    """Turns raw lookups and names into the one lookup of a player."""

    aliases: dict[str, str] = field(default_factory=dict)

    def needs_alias(self, raw_lookup: str | None, name: str | None) -> bool:
        """The normalised lookup is an active alias of another one."""
        return self._normalised(raw_lookup, name) in self.aliases

    def player(self, raw_lookup: str | None, name: str | None = None) -> str | None:
        """Normalised raw lookup, else (NULL or empty) name, after the aliases."""
        lookup = self._normalised(raw_lookup, name)
        return self.aliases.get(lookup, lookup)

    @staticmethod
    def _normalised(raw_lookup: str | None, name: str | None) -> str | None:
        text = raw_lookup or name
        return normalise(text) if text else None
