"""nbac_schedule: the same games from two sources, and games that are not the league's."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from tools.sample_season import chance
from tools.sample_season.dates import Calendar, at
from tools.sample_season.schedule import PRIMETIME_NETWORKS, Clock, Game, Stage, tip_off
from tools.sample_season.season import Final, Season
from tools.sample_season.teams import TEAMS, Team

PRESEASON_GAMES = 12
PRESEASON_DAYS_BEFORE = 14  # days from the first preseason game to opening night
# A preseason guest and the two All-Star teams; their codes are no codes of the league.
GUEST = replace(TEAMS["SAC"], code="ADL", team_id=15016, city="Adelaide", name="36ers")
EAST = replace(TEAMS["CLE"], code="EST", team_id=1610616833, city="East", name="All-Stars")
WEST = replace(TEAMS["CLE"], code="WST", team_id=1610616834, city="West", name="All-Stars")


def rows(season: Season) -> Iterator[dict]:
    """Every game as `api_stats` knew it in the end, the middle third from `cdn_static` too."""
    api_loaded = at(season.next_date, 10, 5)
    schedule = [
        _game_row(season.calendar, final.game, "api_stats", api_loaded) | _result(final, "Final")
        for final in season.finals
    ]
    schedule += [
        _game_row(season.calendar, game, "api_stats", api_loaded) for game in season.upcoming
    ]
    schedule += _cdn_rows(season)
    schedule += _other_rows(season, api_loaded)
    yield from sorted(
        schedule, key=lambda row: (row["game_date"], row["game_id"], row["data_source"])
    )


def _cdn_rows(season: Season) -> Iterator[dict]:
    """The second source: loaded earlier, with overtimes, and postponed games as they were then.

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
            row = _game_row(season.calendar, final.game, "cdn_static", loaded)
            yield row | _result(final, _final_text(final.periods - 4))
    for game in postponed:
        first_plan = replace(game, game_date=game.postponed_from, clock=Clock.MISSING)
        row = _game_row(season.calendar, first_plan, "cdn_static", loaded)
        yield row | {"game_status_text": "PPD"}


def _game_row(calendar: Calendar, game: Game, source: str, loaded: datetime) -> dict:
    """A game of the league, as if it were still to come."""
    playoffs = game.stage is not Stage.REGULAR
    printed_tip = {
        Clock.PRINTED: game.tip_off,
        Clock.MISSING: None,
        Clock.MIDNIGHT: at(game.game_date, 0),
    }[game.clock]
    columns = _columns(
        calendar,
        game_id=game.nba_game_id,
        day=game.game_date,
        tip=printed_tip,
        home=TEAMS[game.home],
        away=TEAMS[game.away],
        network=game.network,
        source=source,
        loaded=loaded,
    )
    return columns | {
        "is_regular_season": not playoffs,
        "is_playoffs": playoffs,
        "playoff_round": game.round_name,
    }


def _final_text(overtimes: int) -> str:
    """'Final', 'Final/OT', 'Final/OT2'."""
    if not overtimes:
        return "Final"
    return "Final/OT" if overtimes == 1 else f"Final/OT{overtimes}"


def _result(final: Final, text: str) -> dict:
    game = final.game
    return {
        "game_status": 3,
        "game_status_text": text,
        "home_team_score": final.scores[game.home],
        "away_team_score": final.scores[game.away],
        "winning_team_tricode": final.winner,
        "data_hash": chance.digest("schedule", game.nba_game_id, game.game_date, text),
    }


def _other_rows(season: Season, loaded: datetime) -> Iterator[dict]:
    """Preseason games (prefix 001) and the All-Star Game (003), which staging must drop."""
    calendar = season.calendar
    rng = chance.stream(season.seed, "other games")
    year = f"{calendar.year % 100:02d}"
    for number in range(PRESEASON_GAMES):
        day = calendar.opening - timedelta(PRESEASON_DAYS_BEFORE - number)
        home, away = (TEAMS[code] for code in rng.sample(sorted(TEAMS), 2))
        if number % 6 == 0:
            away = GUEST
        row = _columns(
            calendar,
            game_id=f"001{year}{number + 1:05d}",
            day=day,
            tip=tip_off(rng, day, home.code),
            home=home,
            away=away,
            network=None,
            source="api_stats",
            loaded=loaded,
        )
        yield row | _exhibition_result(home.code, away.code, *rng.sample(range(85, 125), 2))
    sunday = calendar.all_star_sunday
    row = _columns(
        calendar,
        game_id=f"003{year}00001",
        day=sunday,
        tip=at(sunday, 20),
        home=EAST,
        away=WEST,
        network="TNT",
        source="api_stats",
        loaded=loaded,
    )
    row |= {"is_all_star": True}
    if sunday < season.next_date:
        row |= _exhibition_result(EAST.code, WEST.code, *rng.sample(range(140, 190), 2))
    yield row


def _exhibition_result(home: str, away: str, home_score: int, away_score: int) -> dict:
    return {
        "game_status": 3,
        "game_status_text": "Final",
        "home_team_score": home_score,
        "away_team_score": away_score,
        "winning_team_tricode": home if home_score > away_score else away,
    }


def _columns(
    calendar: Calendar,
    game_id: str,
    day: date,
    tip: datetime | None,
    home: Team,
    away: Team,
    network: str | None,
    source: str,
    loaded: datetime,
) -> dict:
    """A scheduled game of any kind, not yet played; the caller adds what it is and its result.

    :param tip: Eastern wall clock as printed.
    """
    return {
        "game_id": game_id,
        "game_code": f"{day:%Y%m%d}/{away.code}{home.code}",
        "season": str(calendar.year),
        "season_nba_format": calendar.label,
        "season_year": calendar.year,
        "game_date": day,
        "game_date_est": tip,
        "game_status": 1,
        "game_status_text": _clock_text(tip),
        "home_team_id": home.team_id,
        "home_team_tricode": home.code,
        "home_team_name": home.name,
        "away_team_id": away.team_id,
        "away_team_tricode": away.code,
        "away_team_name": away.name,
        "arena_name": home.arena,
        "arena_city": home.arena_city,
        "arena_state": home.arena_state,
        "arena_timezone": home.time_zone,
        "is_primetime": network in PRIMETIME_NETWORKS and tip is not None and tip.hour >= 19,
        "has_national_tv": network is not None,
        "primary_network": network,
        "traditional_networks": json.dumps([network]) if network else None,
        "is_regular_season": False,
        "is_playoffs": False,
        "is_all_star": False,
        "is_emirates_cup": False,
        "is_christmas": (day.month, day.day) == (12, 25),
        "is_mlk_day": day == calendar.martin_luther_king_day,
        "is_weekend": day.weekday() >= 4,
        "neutral_site_flag": False,
        "international_game": False,
        "day_of_week": f"{day:%a}".lower(),
        "time_slot": _time_slot(tip),
        "data_source": source,
        "source_updated_at": loaded - timedelta(minutes=35),
        "scrape_timestamp": loaded - timedelta(minutes=5),
        "created_at": loaded,
        "source_file_path": f"nba-com/schedule/{source}/{calendar.label}.json",
        "data_hash": chance.digest("schedule", game_id, day),
        "processed_at": loaded,
    }


def _clock_text(tip: datetime | None) -> str:
    """'7:30 pm ET'; 'TBD' for an unknown tip-off."""
    if tip is None or tip.hour == 0:
        return "TBD"
    return f"{(tip.hour - 1) % 12 + 1}:{tip:%M} {'am' if tip.hour < 12 else 'pm'} ET"


def _time_slot(tip: datetime | None) -> str:
    if tip is None or tip.hour == 0:
        return "unknown"
    if tip.hour < 17:
        return "afternoon"
    return "early_evening" if tip.hour < 19 else "primetime"
