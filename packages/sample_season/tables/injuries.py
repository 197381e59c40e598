"""nbac_injury_report: several snapshots a day, some of them after tip-off."""

from collections.abc import Iterator
from datetime import date, timedelta

from .. import random_streams
from ..dates import at, to_utc
from ..schedule import Stage
from ..season import Season
from . import aliases

MORNING, AFTERNOON, EVENING = 10, 17, 20  # Eastern; each is published half an hour later
# Shares of the teams that are not yet in a snapshot. A team that plays in the evening of the
# snapshot often has not submitted its report for the next day.
SHARE_NOT_SUBMITTED = {MORNING: 0.06, AFTERNOON: 0.015, EVENING: 0.04}
SHARE_NOT_SUBMITTED_PLAYING = 0.6
SHARE_WITHOUT_SCRAPE_TIME = 0.05  # snapshots
SHARE_CAPITALISED = 0.01  # statuses printed as Out instead of out


def rows(season: Season) -> Iterator[dict]:
    """Reports for the first part of the season, for the play-offs, and for the next date.

    Each game is in the evening report of the day before and in the three of its own day.
    """
    rng = random_streams.stream(season.seed, "injury report")
    spellings = {alias.player: alias for alias in aliases.in_reports(season)}
    games = [
        game
        for game in season.published_games
        if game.game_date <= season.last_reported
        or game.game_date == season.next_date
        or game.stage is not Stage.REGULAR
    ]
    playing = {(game.game_date, team) for game in games for team in game.teams}
    for game in games:
        for shift, hour in ((-1, EVENING), (0, MORNING), (0, AFTERNOON), (0, EVENING)):
            day = game.game_date + timedelta(shift)
            snapshot = _snapshot(season.seed, day, hour)
            if snapshot["processed_at"] > season.as_of:
                continue
            for team in game.teams:
                columns = snapshot | {
                    "game_date": game.game_date,
                    "game_id": game.game_id,
                    "matchup": f"{game.away}@{game.home}",
                    "team": team,
                }
                share = SHARE_NOT_SUBMITTED[hour]
                if shift < 0 and (day, team) in playing:
                    share = SHARE_NOT_SUBMITTED_PLAYING
                if rng.random() < share:
                    yield columns | {"reason": "NOT YET SUBMITTED"}
                    continue
                for listing in season.listings[game.nba_game_id, team]:
                    spelling = spellings.get(listing.player, listing.player)
                    status = listing.early_status if shift < 0 else listing.status
                    capitalised = rng.random() < SHARE_CAPITALISED
                    if status:
                        yield columns | {
                            "player_full_name": spelling.full_name,
                            "player_lookup": spelling.lookup,
                            "injury_status": status.title() if capitalised else status,
                            "reason": listing.reason,
                        }


def _snapshot(seed: int, day: date, hour: int) -> dict:
    """What all rows of a report share; a few do not say when they were scraped."""
    rng = random_streams.stream(seed, "scrape time", day, hour)
    has_scrape_time = rng.random() >= SHARE_WITHOUT_SCRAPE_TIME
    return {
        "report_date": day,
        "report_hour": hour,
        "scrape_time": f"{hour}-30-00" if has_scrape_time else None,
        "source_file_path": f"nba-com/injury-report-data/{day}/{hour}.json",
        "processed_at": to_utc(at(day, hour, 32)),
    }
