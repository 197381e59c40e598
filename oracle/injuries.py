"""Valid injury snapshots (raw.md 12)."""

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from .clock import eastern_hour, eastern_to_utc
from .names import Lookups, canonical_team
from .schedule import Game, Schedule
from .tie_break import newest_load

COLUMNS = [
    "report_date",
    "report_hour",
    "scrape_time",
    "game_date",
    "matchup",
    "team",
    "player_lookup",
    "player_full_name",
    "injury_status",
    "reason",
    "processed_at",
    "source_file_path",
]

ABSENT = ("out", "doubtful")
UNCERTAIN = ("questionable", "doubtful")
_SCRAPE_TIME = re.compile(r"(\d+)-(\d+)-(\d+)")


@dataclass(frozen=True)
class Listing:
    """A player's status and reason on the valid snapshot."""

    status: str | None
    reason: str | None


@dataclass
class Coverage:
    """What one snapshot (report_date and report_hour) says of one game."""

    snapshot: tuple[date, int]
    published_at: datetime
    not_yet_submitted: set[str]
    listings: dict[str, dict[str, Listing]]


class InjuryReports:
    """Snapshots of each game, newest first."""

    def __init__(self, rows: list[dict], schedule: Schedule, lookups: Lookups) -> None:
        times = _snapshot_times(rows)
        coverages: dict[tuple, Coverage] = {}
        for row in newest_load(_bridged(rows, schedule, lookups), _staged_key):
            snapshot = _snapshot_key(row)
            coverage = coverages.setdefault(
                (row["game_id"], snapshot),
                Coverage(snapshot, times[snapshot], set(), defaultdict(dict)),
            )
            if row["player"] is None:
                coverage.not_yet_submitted.add(row["team"])
            else:
                status = row["injury_status"]
                coverage.listings[row["team"]][row["player"]] = Listing(
                    status and status.lower(), row["reason"]
                )
        self._of_game: dict[str, list[Coverage]] = defaultdict(list)
        for (game_id, _), coverage in coverages.items():
            self._of_game[game_id].append(coverage)
        for of_game in self._of_game.values():
            of_game.sort(key=lambda one: (one.published_at, one.snapshot), reverse=True)

    def valid_coverage(self, game: Game, team: str) -> Coverage | None:
        """The newest coverage before tip-off in which the team has submitted."""
        for coverage in self._of_game.get(game.game_id, []):
            is_before_tipoff = coverage.published_at < game.tipoff_at
            if is_before_tipoff and team not in coverage.not_yet_submitted:
                return coverage
        return None

    def valid(self, game: Game, team: str) -> dict[str, Listing] | None:
        """The team's listings on its valid snapshot; NULL without one."""
        coverage = self.valid_coverage(game, team)
        return None if coverage is None else coverage.listings.get(team, {})


def _snapshot_key(row: dict) -> tuple[date, int]:
    hour = row["report_hour"]
    return row["report_date"], -1 if hour is None else hour


def _snapshot_times(rows: list[dict]) -> dict[tuple[date, int], datetime]:
    """The latest of report hour and scrape time; neither: smallest processed_at."""
    stamped = defaultdict(list)
    loaded = defaultdict(list)
    for row in rows:
        snapshot = _snapshot_key(row)
        loaded[snapshot].append(row["processed_at"])
        if row["report_hour"] is not None:
            hour = eastern_hour(row["report_date"], row["report_hour"])
            stamped[snapshot].append(hour)
        scraped = _SCRAPE_TIME.fullmatch(row["scrape_time"] or "")
        if scraped:
            hours, minutes, seconds = map(int, scraped.groups())
            midnight = datetime.combine(row["report_date"], datetime.min.time())
            stamped[snapshot].append(
                eastern_to_utc(midnight + timedelta(hours=hours, minutes=minutes, seconds=seconds))
            )
    return {
        snapshot: max(stamped[snapshot]) if stamped[snapshot] else min(loads)
        for snapshot, loads in loaded.items()
    }


def _bridged(rows: list[dict], schedule: Schedule, lookups: Lookups) -> list[dict]:
    """Rows with canonical game, team and player, by game_date and matchup."""
    games = {(game.game_date, game.away, game.home): game for game in schedule.games}
    bridged = []
    for row in rows:
        away, _, home = (row["matchup"] or "").partition("@")
        matchup = canonical_team(away.strip()), canonical_team(home.strip())
        game = games.get((row["game_date"], *matchup))
        team = canonical_team(row["team"])
        if game and team:
            player = lookups.player(row["player_lookup"], row["player_full_name"])
            bridged.append(row | {"game_id": game.game_id, "team": team, "player": player})
    return bridged


def _staged_key(row: dict) -> tuple:
    return (*_snapshot_key(row), row["game_id"], row["team"], row["player"])
