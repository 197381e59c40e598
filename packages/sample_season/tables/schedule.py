"""nbac_schedule: the same games from two sources, and games that are not the league's."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from .. import random_streams
from ..dates import at
from ..schedule import Game, Stage
from ..season import Season
from ..teams import TEAMS

PRESEASON_GAMES = 12
PRESEASON_DAYS_BEFORE = 14  # days from the first preseason game to opening night
# A preseason guest and the two All-Star teams; their codes are no codes of the league.
GUEST, EAST, WEST = "ADL", "EST", "WST"


def rows(season: Season) -> Iterator[dict]:
    """Every game as `api_stats` knew it in the end, the middle third from `cdn_static` too."""
    loaded = at(season.next_date, 10, 5)
    schedule = [
        _game_row(season, final.game, "api_stats", loaded) | _final(*final.scores.values())
        for final in season.finals
    ]
    schedule += [_game_row(season, game, "api_stats", loaded) for game in season.upcoming]
    schedule += _cdn_rows(season)
    schedule += _other_rows(season, loaded)
    yield from sorted(
        schedule, key=lambda row: (row["game_date"], row["game_id"], row["data_source"])
    )


def _cdn_rows(season: Season) -> Iterator[dict]:
    """The second source: loaded earlier, with postponed games as they were then.

    It covers the middle third of the regular season's dates, when games are postponed.
    """
    regular = [final for final in season.finals if final.game.stage is Stage.REGULAR]
    dates = sorted({final.game.game_date for final in regular})
    third = len(dates) // 3
    window = dates[third : 2 * third]
    if not window:
        return
    postponed = [final.game for final in regular if final.game.postponed_from]
    last = max([window[-1], *(game.postponed_from for game in postponed)])
    loaded = at(last + timedelta(1), 10, 5)
    for final in regular:
        if window[0] <= final.game.game_date <= last:
            yield _game_row(season, final.game, "cdn_static", loaded) | _final(
                *final.scores.values()
            )
    for game in postponed:
        first_plan = replace(game, game_date=game.postponed_from, printed_tip_off=None)
        row = _game_row(season, first_plan, "cdn_static", loaded)
        yield row | {"game_status_text": "PPD"}


def _game_row(season: Season, game: Game, source: str, loaded: datetime) -> dict:
    """A game as if it were still to come."""
    arena = TEAMS.get(game.home)
    return {
        "game_id": game.nba_game_id,
        "season_year": season.calendar.year,
        "game_date": game.game_date,
        "game_date_est": game.printed_tip_off,
        "game_status": 1,
        "game_status_text": "TBD",
        "home_team_tricode": game.home,
        "away_team_tricode": game.away,
        "arena_city": arena and arena.arena_city,
        "is_primetime": game.is_primetime,
        "is_regular_season": game.stage is Stage.REGULAR,
        "is_playoffs": game.stage in (Stage.PLAY_IN, Stage.PLAYOFFS),
        "is_all_star": game.stage is Stage.ALL_STAR,
        "playoff_round": game.round_name,
        "neutral_site_flag": False,
        "data_source": source,
        "source_file_path": f"nba-com/schedule/{source}/{season.calendar.label}.json",
        "processed_at": loaded,
    }


def _final(away_score: int, home_score: int) -> dict:
    return {
        "game_status": 3,
        "game_status_text": "Final",
        "home_team_score": home_score,
        "away_team_score": away_score,
    }


def _other_rows(season: Season, loaded: datetime) -> Iterator[dict]:
    """Preseason games and the All-Star Game, which staging must drop."""
    rng = random_streams.stream(season.seed, "other games")
    year = f"{season.calendar.year % 100:02d}"
    others = [(season.calendar.all_star_sunday, Stage.ALL_STAR, WEST, EAST)]
    for number in range(PRESEASON_GAMES):
        day = season.calendar.opening - timedelta(PRESEASON_DAYS_BEFORE - number)
        away, home = rng.sample(list(TEAMS), 2)
        others.append((day, Stage.PRESEASON, away if number % 6 else GUEST, home))
    for number, (day, stage, away, home) in enumerate(others):
        game_id, tip = f"{stage.value}{year}{number:05d}", at(day, 19, 30)
        game = Game(game_id, day, home, away, tip, tip, stage)
        row = _game_row(season, game, "api_stats", loaded)
        scores = _final(*rng.sample(range(85, 190), 2))
        yield row | (scores if day < season.next_date else {})
