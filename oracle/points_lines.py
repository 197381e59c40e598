"""The one points line of a player and game (raw.md 10)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from .arithmetic import difference
from .names import Lookups, canonical_game_id, canonical_team
from .rosters import RostersOfDate
from .schedule import Game, Schedule
from .tie_break import load_order

ODDS_API_COLUMNS = [
    "game_id",
    "snapshot_timestamp",
    "bookmaker",
    "player_name",
    "player_lookup",
    "points_line",
    "processed_at",
    "source_file_path",
]
BETTINGPROS_COLUMNS = [
    "game_date",
    "bet_side",
    "player_name",
    "player_lookup",
    "player_team",
    "bookmaker",
    "points_line",
    "is_active",
    "bookmaker_last_update",
    "opening_line",
    "processed_at",
    "source_file_path",
]

_PREFERRED_ODDS_API = ("draftkings", "fanduel")
_PREFERRED_BETTINGPROS = ("bettingpros consensus", "draftkings", "fanduel")


@dataclass(frozen=True)
class PointsLine:
    """The chosen current line and the opening line of the same bookmaker."""

    points: float
    bookmaker: str
    opening_points: float | None

    @property
    def opening_bookmaker(self) -> str | None:
        """NULL without an opening line."""
        return None if self.opening_points is None else self.bookmaker

    @property
    def movement(self) -> float | None:
        """Current - opening; NULL without an opening line."""
        return difference(self.points, self.opening_points)


@dataclass(frozen=True)
class Quote:
    """One raw line before tip-off, bridged to its player and game."""

    bookmaker: str
    published_at: datetime
    points: float
    opening_points: float | None
    is_aliased: bool
    load: tuple


def choose_lines(
    odds_api: list[dict],
    bettingpros: list[dict],
    schedule: Schedule,
    rosters: dict[date, RostersOfDate],
    lookups: Lookups,
) -> dict[tuple[str, str], PointsLine]:
    """The chosen line by (game_id, player_lookup)."""
    from_bettingpros = _bettingpros_quotes(bettingpros, schedule, rosters, lookups)
    from_odds_api = _odds_api_quotes(odds_api, schedule, lookups)
    lines = {key: _bettingpros_line(quotes) for key, quotes in from_bettingpros.items()}
    return lines | {key: _odds_api_line(quotes) for key, quotes in from_odds_api.items()}


def _odds_api_quotes(
    rows: list[dict], schedule: Schedule, lookups: Lookups
) -> dict[tuple[str, str], list[Quote]]:
    quotes = defaultdict(list)
    for row in rows:
        game = schedule.by_id.get(canonical_game_id(row["game_id"]))
        quote = game and _quote(row, game, row["snapshot_timestamp"], None, lookups)
        if quote:
            player = lookups.player(row["player_lookup"], row["player_name"])
            quotes[game.game_id, player].append(quote)
    return quotes


def _bettingpros_quotes(
    rows: list[dict],
    schedule: Schedule,
    rosters: dict[date, RostersOfDate],
    lookups: Lookups,
) -> dict[tuple[str, str], list[Quote]]:
    """The active over side, in the game of the player's team on the date."""
    quotes = defaultdict(list)
    for row in rows:
        if row["bet_side"] != "over" or not row["is_active"]:
            continue
        player = lookups.player(row["player_lookup"], row["player_name"])
        day = row["game_date"]
        team = rosters[day].team_of.get(player) if day in rosters else None
        game = schedule.game_of(team or canonical_team(row["player_team"]), day)
        quote = game and _quote(
            row, game, row["bookmaker_last_update"], row["opening_line"], lookups
        )
        if quote:
            quotes[game.game_id, player].append(quote)
    return quotes


def _quote(
    row: dict,
    game: Game,
    published_at: datetime | None,
    opening_points: float | None,
    lookups: Lookups,
) -> Quote | None:
    """NULL for a row without points_line or not published before tip-off."""
    if row["points_line"] is None or published_at is None:
        return None
    if published_at >= game.tipoff_at:
        return None
    return Quote(
        row["bookmaker"],
        published_at,
        row["points_line"],
        opening_points,
        lookups.needs_alias(row["player_lookup"], row["player_name"]),
        load_order(row),
    )


def _odds_api_line(quotes: list[Quote]) -> PointsLine:
    """Current = latest, opening = earliest snapshot of the chosen bookmaker."""
    of_book = _of_chosen_bookmaker(quotes, _PREFERRED_ODDS_API)
    opening_at = min(quote.published_at for quote in of_book)
    current = _newest(of_book)
    opening = _newest([one for one in of_book if one.published_at == opening_at])
    return PointsLine(current.points, current.bookmaker, opening.points)


def _bettingpros_line(quotes: list[Quote]) -> PointsLine:
    """Current = latest of the chosen bookmaker, opening = its opening_line."""
    current = _newest(_of_chosen_bookmaker(quotes, _PREFERRED_BETTINGPROS))
    return PointsLine(current.points, current.bookmaker, current.opening_points)


def _of_chosen_bookmaker(quotes: list[Quote], preferred: tuple[str, ...]) -> list[Quote]:
    """Preferred bookmakers first, then alphabetical, in lower case."""

    def order(bookmaker: str) -> tuple[int, str]:
        rank = preferred.index(bookmaker) if bookmaker in preferred else len(preferred)
        return rank, bookmaker

    chosen = min((quote.bookmaker.lower() for quote in quotes), key=order)
    return [quote for quote in quotes if quote.bookmaker.lower() == chosen]


def _newest(quotes: list[Quote]) -> Quote:
    """Latest; ties: needed no alias, general tie-break, lower line."""
    return max(
        quotes,
        key=lambda quote: (
            quote.published_at,
            not quote.is_aliased,
            quote.load,
            -quote.points,
        ),
    )
