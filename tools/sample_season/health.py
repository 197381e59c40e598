"""Injuries and other absences: who is listed for a game, and who of them plays."""

from dataclasses import dataclass

from tools.sample_season import chance
from tools.sample_season.players import Player

INJURIES_PER_GAME = 0.011
HURT_ON_OPENING_DAY = 0.05
DOUBTS_PER_GAME = 0.03  # healthy players who are listed all the same
MOST_ABSENT = 5  # injured players a team can have at a time
DRESSED = 13  # players who may be active in a game

INJURY_REASONS = [
    f"Injury/Illness - {side} {part}; {kind}"
    for side in ("Left", "Right")
    for part, kind in (
        ("Ankle", "Sprain"),
        ("Knee", "Soreness"),
        ("Hamstring", "Strain"),
        ("Wrist", "Contusion"),
        ("Foot", "Stress Reaction"),
        ("Hip", "Tightness"),
    )
]
# reason, category, share of all spells
OTHER_REASONS = (
    ("Health and Safety Protocols", "health_safety_protocol", 0.12),
    ("Personal Reasons", "personal", 0.05),
    ("Rest", "rest", 0.05),
    ("League Suspension", "suspension", 0.02),
)
SCRATCH_REASONS = ("G League - Two-Way", "G League - On Assignment")


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
    category: str
    plays: bool


@dataclass
class _Spell:
    """An absence; `games_left` counts games of the player's team."""

    reason: str
    category: str
    games_left: int


class Health:
    """The state of every player; ask for a team's games in ascending order only."""

    def __init__(self, seed: int) -> None:
        self._rng = chance.stream(seed, "health")
        self._spells: dict[Player, _Spell] = {}
        self._seen: set[Player] = set()

    def listings(self, roster: list[Player]) -> list[Listing]:
        """The report of a team's next game.

        :param roster: the team's players, best first.
        """
        listings = []
        healthy = []
        for player in roster:
            self._maybe_hurt(player, roster)
            spell = self._spells.get(player)
            if spell:
                listings.append(self._absence(player, spell))
            elif self._rng.random() < DOUBTS_PER_GAME:
                listings.append(self._doubt(player))
                healthy.append(player)
            else:
                healthy.append(player)
        for player in healthy[DRESSED:]:
            listings = [listing for listing in listings if listing.player is not player]
            reason = SCRATCH_REASONS[player.person_id % 2]
            listings.append(Listing(player, "out", "out", reason, "g_league", plays=False))
        return listings

    def _maybe_hurt(self, player: Player, roster: list[Player]) -> None:
        risk = INJURIES_PER_GAME if player in self._seen else HURT_ON_OPENING_DAY
        self._seen.add(player)
        absent = sum(mate in self._spells for mate in roster)
        hurt = self._rng.random() < risk
        if not hurt or player in self._spells or absent >= MOST_ABSENT:
            return
        reason, category = self._rng.choice(INJURY_REASONS), "injury"
        roll = self._rng.random()
        for other_reason, other_category, share in OTHER_REASONS:
            roll -= share
            if roll < 0:
                reason, category = other_reason, other_category
                break
        games = 1 if category == "rest" else 1 + int(self._rng.expovariate(1 / 5))
        self._spells[player] = _Spell(reason, category, games)

    def _absence(self, player: Player, spell: _Spell) -> Listing:
        """One game of a spell; in the last one he may only be doubtful or questionable."""
        spell.games_left -= 1
        status = "out"
        if spell.games_left == 0:
            del self._spells[player]
            if spell.category == "injury":
                status = self._rng.choice(("out", "doubtful", "questionable"))
        early = self._rng.choice((status, status, "questionable"))
        return Listing(player, status, early, spell.reason, spell.category, plays=False)

    def _doubt(self, player: Player) -> Listing:
        """A healthy player who is listed and plays."""
        status = self._rng.choice(("questionable", "probable", "probable", "available"))
        early = self._rng.choice((status, "questionable", "doubtful", None))
        return Listing(
            player, status, early, self._rng.choice(INJURY_REASONS), "injury", plays=True
        )
