"""nba_reference.player_aliases: spellings that the other tables really use."""

from collections.abc import Iterator
from dataclasses import dataclass

from .. import random_streams
from ..names import lookup_of
from ..players import Player
from ..season import Season

STAR = 0.85  # talent from which a player has a line in nearly every game
MOST_SUFFIX_ALIASES = 3
NICKNAME_LETTERS = 3


@dataclass(frozen=True)
class Alias:
    """Another spelling of a player in one source; an inactive one must not be applied."""

    full_name: str
    player: Player
    active: bool = True

    @property
    def lookup(self) -> str:
        return lookup_of(self.full_name)


def _by_nickname(player: Player) -> Alias:
    """'Bas Weißkamp' for Bastien Weißkamp."""
    return Alias(f"{player.name.first[:NICKNAME_LETTERS]} {player.name.last}", player)


def _may_have_nickname(player: Player) -> bool:
    return len(player.name.first) > NICKNAME_LETTERS and not player.name.suffix


def in_props(season: Season) -> Alias:
    """A star whom one prop source also prints by his nickname."""
    rng = random_streams.stream(season.seed, "alias in props")
    moved = {move.player for move in season.moves}
    played = {player for roster in season.rosters.values() for player in roster} - moved
    stars = [one for one in played if one.talent >= STAR and _may_have_nickname(one)]
    return _by_nickname(rng.choice(sorted(stars, key=lambda player: player.lookup)))


def in_reports(season: Season) -> list[Alias]:
    """Players whom injury reports print without suffix, and one by his nickname."""
    listed = {
        listing.player: None
        for game in season.published_games
        if game.game_date <= season.last_reported
        for team in game.teams
        for listing in season.listings[game.nba_game_id, team]
    }
    star = in_props(season).player
    with_suffix = [player for player in listed if player.name.suffix][:MOST_SUFFIX_ALIASES]
    others = [player for player in listed if _may_have_nickname(player) and player is not star]
    aliases = [Alias(player.name.without_suffix, player) for player in with_suffix]
    return aliases + [_by_nickname(player) for player in others[:1]]


def rows(season: Season) -> Iterator[dict]:
    one, other = (season.league.rosters[team][2] for team in ("DEN", "MIA"))
    withdrawn = Alias(one.full_name, other, active=False)  # two different players
    for alias in (in_props(season), *in_reports(season), withdrawn):
        yield {
            "alias_lookup": alias.lookup,
            "nba_canonical_lookup": alias.player.lookup,
            "alias_display": alias.full_name,
            "nba_canonical_display": alias.player.full_name,
            "is_active": alias.active,
        }
