"""Points lines of players: bettingpros for every date, odds_api for a part of them."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from .. import random_streams
from ..players import Player
from ..schedule import Game
from ..season import Season
from . import aliases
from .common import loaded

# Who has a line.
WORTH_A_LINE = 6.5  # expected points
SHARE_OFFERED = 0.9
SHARE_OFFERED_ALTHOUGH_OUT = 0.12
GAMES_OF_PRIOR = 5  # weight of the talent against the points scored so far
SHARE_WHOLE_LINES = 0.03  # lines without .5, so that a result can be equal to its line

# Books of bettingpros with their shares of the offers, and shares of the offers of a book.
CONSENSUS = "BettingPros Consensus"
BETTINGPROS_BOOKS = {CONSENSUS: 0.95, "DraftKings": 0.6, "FanDuel": 0.6, "BetMGM": 0.35}
SHARE_SUPERSEDED = 0.03  # an older line of the book is still there
SHARE_LATE = 0.015  # the book moved its line after tip-off
SHARE_WITHDRAWN = 0.03  # is_active is FALSE
SHARE_WITH_OPENING = 0.7
NICKNAME_DATES = 3  # dates on which a star is printed under two names
STRAY_DATES = 2  # dates with a line of a player who is on no roster

# The odds_api: books and shares of the offers, snapshots in minutes before tip-off.
ODDS_API_BOOKS = {"draftkings": 0.95, "fanduel": 0.8, "betmgm": 0.3}
ODDS_API_SNAPSHOTS = (8 * 60, 3 * 60, 15)
ODDS_API_DATES = (0.3, 0.7)  # part of the final dates, from and to
SHARE_IN_PLAY = 0.02  # offers with a snapshot after tip-off


@dataclass(frozen=True)
class _Offer:
    """A player with a line in a game; `expected` is his expected number of points."""

    game: Game
    player: Player
    team: str
    expected: float


def _offers(season: Season) -> Iterator[_Offer]:
    """Who has a line in which game, from talent and the games played before it."""
    rng = random_streams.stream(season.seed, "props")
    finals = {final.game.nba_game_id: final for final in season.finals}
    games: Counter[Player] = Counter()
    points: Counter[Player] = Counter()
    for game in season.published_games:
        for team in game.teams:
            listings = season.listings[game.nba_game_id, team]
            out = {listing.player for listing in listings if not listing.plays}
            for player in season.rosters[game.game_date, team]:
                prior = 1 + 18.5 * min(player.talent, 1.1) ** 2
                expected = (GAMES_OF_PRIOR * prior + points[player]) / (
                    GAMES_OF_PRIOR + games[player]
                )
                share = SHARE_OFFERED_ALTHOUGH_OUT if player in out else SHARE_OFFERED
                if rng.random() < share and expected >= WORTH_A_LINE:
                    yield _Offer(game, player, team, expected)
        if final := finals.get(game.nba_game_id):
            for each in final.appearances:
                if each.line:
                    games[each.player] += 1
                    points[each.player] += each.line.points


def _line_near(rng: random.Random, points: float) -> float:
    """A line around an expectation, hardly ever a whole number, never below a half."""
    whole = max(0, int(points))
    return float(whole + 1) if rng.random() < SHARE_WHOLE_LINES else whole + 0.5


def bettingpros_rows(season: Season) -> Iterator[dict]:
    rng = random_streams.stream(season.seed, "bettingpros")
    alias = aliases.in_props(season)
    nickname = {"player_name": alias.full_name, "player_lookup": alias.lookup}
    nicknames_left = NICKNAME_DATES
    stray_dates = rng.sample(season.dates, min(STRAY_DATES, len(season.dates)))
    strays = dict(zip(stray_dates, season.unsigned, strict=False))
    for offer in _offers(season):
        for book, share in BETTINGPROS_BOOKS.items():
            if rng.random() < share:
                yield from _book_rows(rng, season, offer, book)
        if offer.player is alias.player and nicknames_left:
            nicknames_left -= 1
            for row in _book_rows(rng, season, offer, CONSENSUS):
                yield row | nickname
        if stray := strays.pop(offer.game.game_date, None):
            # On no roster: once of team FA, once of a team that plays.
            strange = _Offer(offer.game, stray, "FA" if strays else offer.team, WORTH_A_LINE)
            yield from _book_rows(rng, season, strange, CONSENSUS)


def _book_rows(rng: random.Random, season: Season, offer: _Offer, book: str) -> Iterator[dict]:
    """Both sides of a book's line, and of the lines it had before or took up too late."""
    tip = offer.game.tip_off_utc
    updated = min(tip - timedelta(minutes=30), season.as_of - timedelta(minutes=45))
    line = _line_near(rng, offer.expected + rng.gauss(0, 0.8))
    if rng.random() < SHARE_SUPERSEDED:
        yield from _sides(rng, season, offer, book, line + 1, updated - timedelta(hours=3))
    yield from _sides(rng, season, offer, book, line, updated)
    if rng.random() < SHARE_LATE and offer.game.game_date < season.next_date:
        yield from _sides(rng, season, offer, book, line - 1, tip + timedelta(minutes=15))


def _sides(
    rng: random.Random, season: Season, offer: _Offer, book: str, line: float, updated: datetime
) -> Iterator[dict]:
    """The over and the under of one line.

    :param updated: when the book published it, UTC.
    """
    day = offer.game.game_date
    line = max(0.5, line)
    opening = max(0.5, line + rng.choice((-1, 0, 0, 1)))
    processed = loaded(day, 6, f"bettingpros {day}")
    row = {
        "game_date": day,
        "player_name": offer.player.full_name,
        "player_lookup": offer.player.lookup,
        "player_team": offer.team,
        "bookmaker": book,
        "points_line": line,
        "is_active": rng.random() >= SHARE_WITHDRAWN,
        "bookmaker_last_update": updated,
        "opening_line": opening if rng.random() < SHARE_WITH_OPENING else None,
        "source_file_path": f"bettingpros/player-props/points/{day}.json",
        "processed_at": min(processed, season.as_of - timedelta(minutes=30)),
    }
    yield row | {"bet_side": "over"}
    yield row | {"bet_side": "under"}


def odds_api_rows(season: Season) -> Iterator[dict]:
    rng = random_streams.stream(season.seed, "odds api props")
    first, last = (round(share * len(season.dates)) for share in ODDS_API_DATES)
    covered = set(season.dates[first:last])
    for offer in _offers(season):
        game = offer.game
        if game.game_date not in covered:
            continue
        in_play = [-10] if rng.random() < SHARE_IN_PLAY else []
        for bookmaker, share in ODDS_API_BOOKS.items():
            for minutes in (*ODDS_API_SNAPSHOTS, *in_play) if rng.random() < share else ():
                stamp = game.tip_off_utc - timedelta(minutes=minutes)
                yield {
                    "game_id": game.game_id,
                    "game_date": game.game_date,
                    "snapshot_timestamp": stamp,
                    "bookmaker": bookmaker,
                    "player_name": offer.player.full_name,
                    "player_lookup": offer.player.lookup,
                    "points_line": _line_near(rng, offer.expected + rng.gauss(0, 0.8)),
                    "source_file_path": f"odds-api/props/{game.game_id}-{stamp:%m%d-%H%M}.json",
                    "processed_at": stamp + timedelta(minutes=3),
                }
