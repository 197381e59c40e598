"""nbac_injury_report: several snapshots a day, some of them after tip-off."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tools.sample_season import chance
from tools.sample_season.dates import at, to_utc
from tools.sample_season.health import Listing
from tools.sample_season.players import Player
from tools.sample_season.schedule import Game
from tools.sample_season.season import Season
from tools.sample_season.tables import aliases

MORNING, AFTERNOON, EVENING = 10, 17, 20  # Eastern; each is published half an hour later
# Shares of the teams that are not yet in a snapshot. A team that plays in the evening of the
# snapshot often has not submitted its report for the next day.
SHARE_NOT_SUBMITTED = {MORNING: 0.06, AFTERNOON: 0.015, EVENING: 0.04}
SHARE_NOT_SUBMITTED_PLAYING = 0.6
SHARE_WITHOUT_SCRAPE_TIME = 0.05  # snapshots
SHARE_CAPITALISED = 0.01  # statuses printed as Out instead of out
DROPPED = 0.3  # chance that a player listed as available has left the last reports


@dataclass(frozen=True)
class _Snapshot:
    """One report: the Eastern date and hour, and whether it says when it was scraped."""

    day: date
    hour: int
    has_scrape_time: bool

    @property
    def published(self) -> datetime:
        """UTC."""
        return to_utc(at(self.day, self.hour, 30 if self.has_scrape_time else 0))


def rows(season: Season) -> Iterator[dict]:
    """Reports for the first part of the season and for the next date.

    Each game is in the evening report of the day before and in the three of its own day.
    """
    rng = chance.stream(season.seed, "injury report")
    spellings = {alias.player: alias for alias in aliases.in_reports(season)}
    games = [
        game
        for game in season.published_games
        if game.game_date <= season.last_reported or game.game_date == season.next_date
    ]
    playing = {(game.game_date, team) for game in games for team in game.teams}
    by_day: dict[date, list[Game]] = {}
    for game in games:
        by_day.setdefault(game.game_date, []).append(game)
    for day, todays in sorted(by_day.items()):
        for shift, hour in ((-1, EVENING), (0, MORNING), (0, AFTERNOON), (0, EVENING)):
            snapshot = _snapshot(season.seed, day + timedelta(shift), hour)
            if snapshot.published > season.as_of:
                continue
            for game in todays:
                for team in game.teams:
                    share = SHARE_NOT_SUBMITTED[hour]
                    if shift < 0 and (snapshot.day, team) in playing:
                        share = SHARE_NOT_SUBMITTED_PLAYING
                    yield from _team_rows(rng, season, game, team, snapshot, share, spellings)


def _snapshot(seed: int, day: date, hour: int) -> _Snapshot:
    rng = chance.stream(seed, "scrape time", day, hour)
    return _Snapshot(day, hour, rng.random() >= SHARE_WITHOUT_SCRAPE_TIME)


def _team_rows(
    rng: random.Random,
    season: Season,
    game: Game,
    team: str,
    snapshot: _Snapshot,
    share_not_submitted: float,
    spellings: dict[Player, aliases.Alias],
) -> Iterator[dict]:
    """A team in a snapshot: its listed players, or that it has not submitted its report."""
    columns = _columns(season, game, team, snapshot)
    if rng.random() < share_not_submitted:
        yield columns | {
            "reason": "NOT YET SUBMITTED",
            "data_hash": chance.digest("not submitted", game.nba_game_id, team, snapshot),
        }
        return
    early = snapshot.day < game.game_date
    for listing in season.listings[game.nba_game_id, team]:
        status = listing.early_status if early else listing.status
        dropped = status == "available" and not early and rng.random() < DROPPED
        if status and not dropped:
            yield columns | _player_columns(rng, listing, status, snapshot, spellings)


def _columns(season: Season, game: Game, team: str, snapshot: _Snapshot) -> dict:
    day, hour = snapshot.day, snapshot.hour
    return {
        "report_date": day,
        "report_hour": hour,
        "season": season.calendar.label,
        "game_date": game.game_date,
        "game_time": f"{game.tip_off:%I:%M}",
        "game_id": game.game_id,
        "matchup": f"{game.away}@{game.home}",
        "away_team": game.away,
        "home_team": game.home,
        "team": team,
        "confidence_score": 1.0,
        "overall_report_confidence": 1.0,
        "scrape_time": f"{hour}-30-00" if snapshot.has_scrape_time else None,
        "run_id": chance.digest("injury report", day, hour)[:8],
        "source_file_path": f"nba-com/injury-report-data/{day}/{hour}.json",
        "processed_at": snapshot.published + timedelta(minutes=2),
    }


def _player_columns(
    rng: random.Random,
    listing: Listing,
    status: str,
    snapshot: _Snapshot,
    spellings: dict[Player, aliases.Alias],
) -> dict:
    player = listing.player
    full_name, lookup, in_report = player.full_name, player.lookup, player.name.in_report
    if alias := spellings.get(player):
        first, last = alias.display.split(" ", 1)
        full_name, lookup, in_report = alias.display, alias.lookup, f"{last}, {first}"
    return {
        "player_name_original": in_report,
        "player_full_name": full_name,
        "player_lookup": lookup,
        "injury_status": status.title() if rng.random() < SHARE_CAPITALISED else status,
        "reason": listing.reason,
        "reason_category": listing.category,
        "data_hash": chance.digest("injury", snapshot, player.lookup, status),
    }
