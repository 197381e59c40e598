"""odds_api_game_lines: spreads and totals of three books, in several snapshots."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta

from tools.sample_season import chance
from tools.sample_season.schedule import Clock, Game
from tools.sample_season.season import Season
from tools.sample_season.tables.common import decimal_odds, event_hash
from tools.sample_season.teams import TEAMS

BOOKS = (("draftkings", "DraftKings"), ("fanduel", "FanDuel"), ("betmgm", "BetMGM"))
# Snapshots, minutes before tip-off.
OPENING, NOON, CLOSING = 38 * 60, 8 * 60, 10
IN_PLAY = -45
# Shares of the games.
SHARE_WITHOUT_LINES = 0.008
SHARE_CLOSING_ONLY = 0.01  # so that no book has an opening line
SHARE_IN_PLAY = 0.10  # lines are published after tip-off too

AVERAGE_TOTAL = 216
POINTS_PER_MAKE = 190  # points a game that a making probability of 1 would add
HOME_ADVANTAGE = 2.5


def rows(season: Season) -> Iterator[dict]:
    rng = chance.stream(season.seed, "game lines")
    final_games = [final.game for final in season.finals]
    without = set(chance.some(rng, final_games, SHARE_WITHOUT_LINES))
    with_lines = [game for game in final_games if game not in without]
    closing_only = set(chance.some(rng, with_lines, SHARE_CLOSING_ONLY))
    with_opening = [game for game in with_lines if game not in closing_only]
    in_play = set(chance.some(rng, with_opening, SHARE_IN_PLAY))
    for game in [*final_games, *season.upcoming]:
        if game in without:
            continue
        snapshots = [CLOSING] if game in closing_only else [OPENING, NOON, CLOSING]
        if game in in_play:
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
    home_attack, away_attack = home.offence - away.defence, away.offence - home.defence
    margin = POINTS_PER_MAKE * (home_attack - away_attack) + HOME_ADVANTAGE
    total = AVERAGE_TOTAL * (home.pace + away.pace) / 2
    return margin, total + POINTS_PER_MAKE * (home_attack + away_attack)


def _book_rows(
    rng: random.Random,
    game: Game,
    stamp: datetime,
    book: tuple[str, str],
    margin: float,
    total: float,
) -> Iterator[dict]:
    """Both sides of spread and total; lines are multiples of a half."""
    home, away = TEAMS[game.home].full_name, TEAMS[game.away].full_name
    spread = round(2 * max(-20, min(20, margin + rng.gauss(0, 0.3)))) / 2
    points = round(2 * max(190, min(250, total + rng.gauss(0, 0.4)))) / 2
    key, title = book
    for market, outcome, point in (
        ("spreads", home, 0.0 - spread),
        ("spreads", away, spread),
        ("totals", "Over", points),
        ("totals", "Under", points),
    ):
        yield {
            "snapshot_timestamp": stamp,
            "game_id": event_hash(game),
            "commence_time": game.tip_off_utc if game.clock is Clock.PRINTED else None,
            "game_date": game.game_date,
            "home_team": home,
            "away_team": away,
            "home_team_abbr": game.home,
            "away_team_abbr": game.away,
            "bookmaker_key": key,
            "bookmaker_title": title,
            "bookmaker_last_update": stamp,
            "market_key": market,
            "market_last_update": stamp,
            "outcome_name": outcome,
            "outcome_price": decimal_odds(rng.choice((-115, -110, -110, -105))),
            "outcome_point": point,
            "data_source": "historical",
            "source_file_path": (
                f"odds-api/game-lines/{game.game_date}/{event_hash(game)}-{stamp:%m%d-%H%M}.json"
            ),
            "data_hash": chance.digest(event_hash(game), stamp, key, market, outcome, point),
            "processed_at": stamp + timedelta(minutes=5),
        }
