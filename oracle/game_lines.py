"""Spreads and totals of a team and game (raw.md 11, game_context.md 1)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from .arithmetic import difference
from .clock import eastern_date
from .names import canonical_team
from .schedule import Game, Schedule
from .tie_break import newest_load

COLUMNS = [
    "game_date",
    "home_team",
    "away_team",
    "home_team_abbr",
    "away_team_abbr",
    "commence_time",
    "bookmaker_key",
    "market_key",
    "outcome_name",
    "outcome_point",
    "snapshot_timestamp",
    "processed_at",
    "source_file_path",
]

OVER = "Over"


@dataclass(frozen=True)
class Market:
    """The current and opening value of a spread or total; medians over books."""

    current: float | None
    opening: float | None
    source: str | None
    updated_at: datetime | None

    @property
    def movement(self) -> float | None:
        """Difference of the unrounded medians."""
        return difference(self.current, self.opening)


class GameLines:
    """Staged lines by game and side: a team for spreads, Over for totals."""

    def __init__(self, rows: list[dict], schedule: Schedule) -> None:
        self._lines: dict[tuple[str, str], list[dict]] = defaultdict(list)
        for row in newest_load(_bridged(rows, schedule), _staged_key):
            self._lines[row["game"].game_id, row["side"]].append(row)

    def spread(self, game: Game, team: str) -> Market:
        """Spread from the team's side."""
        return _market(self._lines.get((game.game_id, team), []), game.tipoff_at)

    def total(self, game: Game) -> Market:
        """Total points, Over."""
        return _market(self._lines.get((game.game_id, OVER), []), game.tipoff_at)


def _bridged(rows: list[dict], schedule: Schedule) -> list[dict]:
    """Rows with their game and side; rows of no game or no side are dropped."""
    games = {(game.game_date, game.away, game.home): game for game in schedule.games}
    bridged = []
    for row in rows:
        game = _game_of(row, games)
        side = _side(row)
        if game and side and row["outcome_point"] is not None:
            bridged.append(row | {"game": game, "side": side})
    return bridged


def _game_of(row: dict, games: dict[tuple[date, str, str], Game]) -> Game | None:
    """By (game_date, away, home), else by the Eastern date of commence_time."""
    away = canonical_team(row["away_team_abbr"]) or canonical_team(row["away_team"])
    home = canonical_team(row["home_team_abbr"]) or canonical_team(row["home_team"])
    game = games.get((row["game_date"], away, home))
    if game is None and row["commence_time"] is not None:
        game = games.get((eastern_date(row["commence_time"]), away, home))
    return game


def _side(row: dict) -> str | None:
    """The team of a spread, Over of a total."""
    if row["market_key"] == "spreads":
        return canonical_team(row["outcome_name"])
    if row["market_key"] == "totals" and row["outcome_name"] == OVER:
        return OVER
    return None


def _staged_key(row: dict) -> tuple:
    return (
        row["game"].game_id,
        row["bookmaker_key"],
        row["side"],
        row["snapshot_timestamp"],
    )


def _market(lines: list[dict], tipoff_at: datetime) -> Market:
    """Medians over the latest and the earliest of each book before tip-off."""
    books = defaultdict(list)
    for line in sorted(lines, key=lambda line: line["snapshot_timestamp"]):
        if line["snapshot_timestamp"] < tipoff_at:
            books[line["bookmaker_key"]].append(line)
    if not books:
        return Market(None, None, None, None)
    latest = [snapshots[-1] for snapshots in books.values()]
    earliest = [snapshots[0] for snapshots in books.values() if len(snapshots) > 1]
    return Market(
        current=median(line["outcome_point"] for line in latest),
        opening=(median(line["outcome_point"] for line in earliest) if earliest else None),
        source=(
            latest[0]["bookmaker_key"] if len(latest) == 1 else f"median_of_{len(latest)}_books"
        ),
        updated_at=max(line["snapshot_timestamp"] for line in latest),
    )
