"""odds_api_game_lines: spreads and totals of three books, in several snapshots."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from .. import random_streams
from ..schedule import Game
from ..season import Season
from ..teams import TEAMS
from .common import event_hash, some_games

BOOKS = ("draftkings", "fanduel", "betmgm")
# Snapshots, minutes before tip-off.
OPENING, NOON, CLOSING, IN_PLAY = 38 * 60, 8 * 60, 10, -45
# Shares of the games.
SHARE_WITHOUT_LINES = 0.008
SHARE_CLOSING_ONLY = 0.01  # so that no book has an opening line
SHARE_IN_PLAY = 0.10  # lines are published after tip-off too

AVERAGE_TOTAL, HOME_COURT = 216, 2.5  # points
POINTS_PER_MAKE = 190  # points a game that a making probability of 1 would add


def rows(season: Season) -> Iterator[dict]:
    rng = random_streams.stream(season.seed, "game lines")
    without = some_games(rng, season.finals, SHARE_WITHOUT_LINES)
    closing_only = some_games(rng, season.finals, SHARE_CLOSING_ONLY)
    in_play = some_games(rng, season.finals, SHARE_IN_PLAY)
    for game in [*(final.game for final in season.finals), *season.upcoming]:
        if game.nba_game_id in without:
            continue
        snapshots = [CLOSING] if game.nba_game_id in closing_only else [OPENING, NOON, CLOSING]
        if game.nba_game_id in in_play:
            snapshots.append(IN_PLAY)
        margin, total = _expectation(season, game)
        for minutes in snapshots:
            stamp = game.tip_off_utc - timedelta(minutes=minutes)
            margin, total = margin + rng.gauss(0, 0.8), total + rng.gauss(0, 1.2)
            if stamp <= season.as_of:
                for book in BOOKS:
                    yield from _book_rows(rng, game, stamp, book, margin, total)


def _expectation(season: Season, game: Game) -> tuple[float, float]:
    """Points by which the home team should win, and points of both teams."""
    home, away = (season.league.styles[team] for team in (game.home, game.away))
    margin = home.offence + home.defence - away.offence - away.defence
    surplus = home.offence - home.defence + away.offence - away.defence
    pace = (home.pace + away.pace) / 2
    return HOME_COURT + POINTS_PER_MAKE * margin, AVERAGE_TOTAL * pace + POINTS_PER_MAKE * surplus


def _book_rows(
    rng: random.Random, game: Game, stamp: datetime, book: str, margin: float, total: float
) -> Iterator[dict]:
    """Both sides of spread and total; lines are multiples of a half."""
    home, away = TEAMS[game.home].full_name, TEAMS[game.away].full_name
    spread = round(2 * max(-20, min(20, margin + rng.gauss(0, 0.3)))) / 2
    points = round(2 * max(190, min(250, total + rng.gauss(0, 0.4)))) / 2
    for market, outcome, point in (
        ("spreads", home, 0.0 - spread),
        ("spreads", away, spread),
        ("totals", "Over", points),
        ("totals", "Under", points),
    ):
        yield {
            "snapshot_timestamp": stamp,
            "game_id": event_hash(game),
            "commence_time": game.tip_off_utc if game.printed_tip_off == game.tip_off else None,
            "game_date": game.game_date,
            "home_team": home,
            "away_team": away,
            "home_team_abbr": game.home,
            "away_team_abbr": game.away,
            "bookmaker_key": book,
            "market_key": market,
            "outcome_name": outcome,
            "outcome_point": point,
            "source_file_path": f"odds-api/game-lines/{event_hash(game)}-{stamp:%m%d-%H%M}.json",
            "processed_at": stamp + timedelta(minutes=5),
        }
