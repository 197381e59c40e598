"""Points lines of players: bettingpros for every date, odds_api for a part of them."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from tools.sample_season import chance
from tools.sample_season.players import Player
from tools.sample_season.schedule import Game
from tools.sample_season.season import Season
from tools.sample_season.tables import aliases
from tools.sample_season.tables.common import decimal_odds, event_hash, loaded

# Who has a line.
WORTH_A_LINE = 6.5  # expected points
SHARE_OFFERED = 0.9
SHARE_OFFERED_ALTHOUGH_OUT = 0.12
GAMES_OF_PRIOR = 5  # weight of the talent against the points scored so far
SHARE_WHOLE_LINES = 0.03  # lines without .5, so that a result can be equal to its line

# Bettingpros: book id, name, share of the offers.
BETTINGPROS_BOOKS = (
    (0, "BettingPros Consensus", 0.95),
    (12, "DraftKings", 0.6),
    (10, "FanDuel", 0.6),
    (19, "BetMGM", 0.35),
)
# Shares of the offers of a book.
SHARE_SUPERSEDED = 0.03  # an older line of the book is still there
SHARE_LATE = 0.015  # the book moved its line after tip-off
SHARE_WITHDRAWN = 0.03  # is_active is FALSE
SHARE_WITH_OPENING = 0.7
NICKNAME_DATES = 3  # dates on which a star is printed under two names
STRAY_DATES = 2  # dates with a line of a player who is on no roster

# The odds_api: books and shares of the offers, snapshots in minutes before tip-off.
ODDS_API_BOOKS = (("draftkings", 0.95), ("fanduel", 0.8), ("betmgm", 0.3))
ODDS_API_SNAPSHOTS = (8 * 60, 3 * 60, 15)
ODDS_API_DATES = (0.3, 0.7)  # part of the final dates, from and to
SHARE_IN_PLAY = 0.02  # offers with a snapshot after tip-off

PRICES = (-125, -120, -115, -110, -110, -105, 100, 105)


@dataclass(frozen=True)
class _Offer:
    """A player with a line in a game; `expected` is his expected number of points."""

    game: Game
    player: Player
    team: str
    expected: float
    played: bool


def _offers(season: Season) -> list[_Offer]:
    """Who has a line in which game, from talent and the games played before it."""
    rng = chance.stream(season.seed, "props")
    results = {final.game.nba_game_id: final for final in season.finals}
    games: Counter[Player] = Counter()
    points: Counter[Player] = Counter()
    offers = []
    for game in season.published_games:
        final = results.get(game.nba_game_id)
        lines = {
            each.player: each.line
            for team in (final.teams if final else ())
            for each in team.appearances
            if each.line
        }
        for team in game.teams:
            out = {
                listing.player
                for listing in season.listings[game.nba_game_id, team]
                if not listing.plays
            }
            for player in season.rosters[game.game_date, team]:
                prior = 1 + 18.5 * min(player.talent, 1.1) ** 2
                expected = (GAMES_OF_PRIOR * prior + points[player]) / (
                    GAMES_OF_PRIOR + games[player]
                )
                share = SHARE_OFFERED_ALTHOUGH_OUT if player in out else SHARE_OFFERED
                if rng.random() < share and expected >= WORTH_A_LINE:
                    offers.append(_Offer(game, player, team, expected, player in lines))
        for player, line in lines.items():
            games[player] += 1
            points[player] += line.points
    return offers


def _line_near(rng: random.Random, points: float) -> float:
    """A line around an expectation, hardly ever a whole number, never below a half."""
    whole = max(0, int(points))
    return float(whole + 1) if rng.random() < SHARE_WHOLE_LINES else whole + 0.5


# Bettingpros


def bettingpros_rows(season: Season) -> Iterator[dict]:
    rng = chance.stream(season.seed, "bettingpros")
    offers = _offers(season)
    alias = aliases.in_props(season)
    nicknamed = [
        offer
        for offer in offers
        if offer.player is alias.player and offer.game.game_date < season.next_date
    ]
    nicknamed = set(rng.sample(nicknamed, min(NICKNAME_DATES, len(nicknamed))))
    stray_dates = rng.sample(season.dates, min(STRAY_DATES, len(season.dates)))
    strays = {
        day: stray for day, stray in zip(stray_dates, _unsigned_players(season), strict=False)
    }
    for offer in offers:
        for book in BETTINGPROS_BOOKS:
            if rng.random() < book[2]:
                yield from _book_rows(rng, season, offer, book)
        if offer in nicknamed:
            spelling = {"player_name": alias.display, "player_lookup": alias.lookup}
            for row in _book_rows(rng, season, offer, BETTINGPROS_BOOKS[0]):
                yield row | spelling
        if stray := strays.pop(offer.game.game_date, None):
            yield from _stray_rows(rng, season, offer.game, stray, len(strays))


def _unsigned_players(season: Season) -> list[Player]:
    signed = {move.player for move in season.moves}
    return [player for player in season.league.free_agents if player not in signed]


def _stray_rows(
    rng: random.Random, season: Season, game: Game, player: Player, number: int
) -> Iterator[dict]:
    """A line of a player who is on no roster: once of team FA, once of a team that plays."""
    offer = _Offer(game, player, game.home, WORTH_A_LINE, played=False)
    team = {"player_team": "FA"} if number else {}
    for row in _book_rows(rng, season, offer, BETTINGPROS_BOOKS[0]):
        yield row | team


def _book_rows(
    rng: random.Random, season: Season, offer: _Offer, book: tuple[int, str, float]
) -> Iterator[dict]:
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
    rng: random.Random,
    season: Season,
    offer: _Offer,
    book: tuple[int, str, float],
    line: float,
    updated: datetime,
) -> Iterator[dict]:
    """The over and the under of one line.

    :param updated: when the book published it, UTC.
    """
    game, player = offer.game, offer.player
    book_id, bookmaker, _ = book
    line = max(0.5, line)
    offer_id = chance.digest("offer", game.nba_game_id, player.lookup)[:12]
    opening: dict = {}
    if rng.random() < SHARE_WITH_OPENING:
        opening = {
            "opening_line": max(0.5, line + rng.choice((-1, 0, 0, 1))),
            "opening_odds": rng.choice(PRICES),
            "opening_book_id": book_id,
            "opening_timestamp": game.tip_off_utc - timedelta(hours=20),
        }
    is_active = rng.random() >= SHARE_WITHDRAWN
    best_side = rng.choice(("over", "under"))
    if game.game_date == season.next_date:
        processed = season.as_of - timedelta(minutes=30)
    else:
        processed = loaded(game.game_date, 6, f"bettingpros {game.game_date}")
    for side in ("over", "under"):
        line_id = chance.digest(offer_id, book_id, side, line, updated)
        yield {
            "game_date": game.game_date,
            "market_type": "points",
            "market_id": 156,
            "bp_event_id": int(game.nba_game_id),
            "offer_id": offer_id,
            "bet_side": side,
            "bp_player_id": player.person_id - 8_000_000,
            "player_name": player.full_name,
            "player_lookup": player.lookup,
            "player_team": offer.team,
            "player_position": player.position[0],
            "team_source": "bettingpros",
            "has_team_issues": not offer.played,
            "validated_team": offer.team if offer.played else None,
            "validation_confidence": 0.95 if offer.played else 0.7,
            "validation_method": "box_score" if offer.played else "last_known_team",
            "book_id": book_id,
            "bookmaker": bookmaker,
            "line_id": line_id[:12],
            "points_line": line,
            "odds_american": rng.choice(PRICES),
            "is_active": is_active,
            "is_best_line": side == best_side,
            "bookmaker_last_update": updated,
            **opening,
            "source_file_path": f"bettingpros/player-props/points/{game.game_date}.json",
            "data_hash": line_id,
            "created_at": processed,
            "processed_at": processed,
        }


# Odds API


def odds_api_rows(season: Season) -> Iterator[dict]:
    rng = chance.stream(season.seed, "odds api props")
    first, last = (round(share * len(season.dates)) for share in ODDS_API_DATES)
    covered = set(season.dates[first:last])
    for offer in _offers(season):
        if offer.game.game_date not in covered:
            continue
        snapshots = list(ODDS_API_SNAPSHOTS)
        if rng.random() < SHARE_IN_PLAY:
            snapshots.append(-10)
        for bookmaker, share in ODDS_API_BOOKS:
            if rng.random() < share:
                expected = offer.expected + rng.gauss(0, 0.8)
                for minutes in snapshots:
                    expected += rng.gauss(0, 0.4)
                    line = _line_near(rng, expected)
                    yield _odds_api_row(rng, offer, bookmaker, minutes, line)


def _odds_api_row(
    rng: random.Random, offer: _Offer, bookmaker: str, minutes: int, line: float
) -> dict:
    """:param minutes: from the snapshot to tip-off; negative after it."""
    game, player = offer.game, offer.player
    stamp = game.tip_off_utc - timedelta(minutes=minutes)
    over, under = rng.choice(PRICES), rng.choice(PRICES)
    event = event_hash(game)
    return {
        "game_id": game.game_id,
        "odds_api_event_id": event,
        "game_date": game.game_date,
        "game_start_time": game.tip_off_utc,
        "home_team_abbr": game.home,
        "away_team_abbr": game.away,
        "snapshot_timestamp": stamp,
        "snapshot_tag": f"snap-{stamp:%H%M}",
        "capture_timestamp": stamp + timedelta(minutes=1),
        "minutes_before_tipoff": minutes,
        "bookmaker": bookmaker,
        "player_name": player.full_name,
        "player_lookup": player.lookup,
        "points_line": line,
        "over_price": decimal_odds(over),
        "under_price": decimal_odds(under),
        "over_price_american": over,
        "under_price_american": under,
        "bookmaker_last_update": stamp - timedelta(minutes=2),
        "data_source": "historical",
        "source_file_path": (
            f"odds-api/player-props/{game.game_date}/{event}-{stamp:%m%d-%H%M}.json"
        ),
        "data_hash": chance.digest(event, player.lookup, bookmaker, minutes, line),
        "processed_at": stamp + timedelta(minutes=3),
    }
