"""Injuries and other absences: who is listed for a game, and who of them plays."""

from dataclasses import dataclass

from . import random_streams
from .players import Player

INJURIES_PER_GAME = 0.011
HURT_ON_OPENING_DAY = 0.05
DOUBTS_PER_GAME = 0.03  # healthy players who are listed all the same
MOST_ABSENT = 5  # injured players a team can have at a time
DRESSED = 13  # players who may be active in a game

INJURY_REASONS = tuple(
    f"Injury/Illness - {side} {injury}"
    for side in ("Left", "Right")
    for injury in ("Ankle; Sprain", "Knee; Soreness", "Hamstring; Strain", "Foot; Contusion")
)
OTHER_REASONS = ("Health and Safety Protocols", "Personal Reasons", "Rest", "League Suspension")
SHARE_OTHER = 0.24  # of the spells
SCRATCH_REASON = "G League - Two-Way"


@dataclass(frozen=True)
class Listing:
    """A player on the injury report of one game.

    `status` is his last status before tip-off, `early_status` the one in earlier reports, None
    if he was not in them. Who is `out` does not play, in whatever report he was out.
    """

    player: Player
    status: str
    early_status: str | None
    reason: str
    plays: bool


class Health:
    """The state of every player; ask for a team's games in ascending order only."""

    def __init__(self, seed: int) -> None:
        self._rng = random_streams.stream(seed, "health")
        self._spells: dict[Player, tuple[str, int]] = {}  # reason, games of his team to come
        self._seen: set[Player] = set()

    def listings(self, roster: list[Player]) -> list[Listing]:
        """The report of a team's next game.

        :param roster: the team's players, best first.
        """
        listings: dict[Player, Listing] = {}
        absent = sum(player in self._spells for player in roster)
        for player in roster:
            risk = INJURIES_PER_GAME if player in self._seen else HURT_ON_OPENING_DAY
            self._seen.add(player)
            hurt = self._rng.random() < risk and absent < MOST_ABSENT
            if player in self._spells or hurt:
                absent += player not in self._spells
                listings[player] = self._absence(player)
            elif self._rng.random() < DOUBTS_PER_GAME:
                listings[player] = self._doubt(player)
        fit = [one for one in roster if one not in listings or listings[one].plays]
        for player in fit[DRESSED:]:
            listings[player] = Listing(player, "out", "out", SCRATCH_REASON, plays=False)
        return list(listings.values())

    def _absence(self, player: Player) -> Listing:
        """One game of a spell; in the last one he may only be doubtful or questionable."""
        if player not in self._spells:
            reasons = OTHER_REASONS if self._rng.random() < SHARE_OTHER else INJURY_REASONS
            games = 1 + int(self._rng.expovariate(1 / 5))
            self._spells[player] = self._rng.choice(reasons), games
        reason, games = self._spells.pop(player)
        status = "out"
        if games > 1:
            self._spells[player] = reason, games - 1
        elif reason in INJURY_REASONS:
            status = self._rng.choice(("out", "doubtful", "questionable"))
        early = self._rng.choice((status, status, "questionable"))
        return Listing(player, status, early, reason, plays=False)

    def _doubt(self, player: Player) -> Listing:
        """A healthy player who is listed and plays."""
        status = self._rng.choice(("questionable", "probable", "probable", "available"))
        early = self._rng.choice((status, "questionable", "doubtful", None))
        return Listing(player, status, early, self._rng.choice(INJURY_REASONS), plays=True)
