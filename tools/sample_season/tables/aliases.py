"""nba_reference.player_aliases: spellings that the other tables really use."""

from collections.abc import Iterator
from dataclasses import dataclass

from tools.sample_season import chance
from tools.sample_season.names import lookup_of
from tools.sample_season.players import Player
from tools.sample_season.season import Season

STAR = 0.85  # talent from which a player has a line in nearly every game
MOST_SUFFIX_ALIASES = 3
NICKNAME_LETTERS = 3


@dataclass(frozen=True)
class Alias:
    """Another spelling of a player in one source; an inactive one must not be applied."""

    display: str
    player: Player
    kind: str  # name_variation or suffix_difference
    source: str
    active: bool = True

    @property
    def lookup(self) -> str:
        return lookup_of(self.display)


def _nickname(player: Player) -> str:
    """'Bas Weißkamp' for Bastien Weißkamp."""
    return f"{player.name.first[:NICKNAME_LETTERS]} {player.name.printed_last}"


def _may_have_nickname(player: Player) -> bool:
    return len(player.name.first) > NICKNAME_LETTERS and not player.name.suffix


def in_props(season: Season) -> Alias:
    """A star whom one prop source also prints by his nickname."""
    rng = chance.stream(season.seed, "alias in props")
    moved = {move.player for move in season.moves}
    played = {player for roster in season.rosters.values() for player in roster}
    stars = [
        player
        for player in sorted(played - moved, key=lambda player: player.lookup)
        if player.talent >= STAR and _may_have_nickname(player)
    ]
    player = rng.choice(stars)
    return Alias(_nickname(player), player, "name_variation", "bettingpros")


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
    with_suffix = [player for player in listed if player.name.suffix]
    others = [player for player in listed if _may_have_nickname(player) and player is not star]
    source = "nbac_injury_report"
    aliases = [
        Alias(player.name.without_suffix, player, "suffix_difference", source)
        for player in with_suffix[:MOST_SUFFIX_ALIASES]
    ]
    aliases += [Alias(_nickname(player), player, "name_variation", source) for player in others[:1]]
    return aliases


def rows(season: Season) -> Iterator[dict]:
    one, other = (season.league.rosters[team][2] for team in ("DEN", "MIA"))
    withdrawn = Alias(one.full_name, other, "name_variation", "espn_team_rosters", active=False)
    aliases = [in_props(season), *in_reports(season), withdrawn]
    for alias in sorted(aliases, key=lambda alias: alias.lookup):
        yield {
            "alias_lookup": alias.lookup,
            "nba_canonical_lookup": alias.player.lookup,
            "alias_display": alias.display,
            "nba_canonical_display": alias.player.full_name,
            "alias_type": alias.kind,
            "alias_source": alias.source,
            "is_active": alias.active,
            "notes": None if alias.active else "two different players; withdrawn",
        }
