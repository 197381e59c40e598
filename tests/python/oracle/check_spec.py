"""Compare the oracle with every worked example and sample number of the contract.

python -m tests.python.oracle.check_spec --raw ../shared/data
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from . import injuries, spec_examples
from .arithmetic import mean, published
from .boxscores import TEAM_BOX_SCORE, count_with_minutes, players_of
from .build import Build
from .contract import COLUMNS, KEYS
from .injuries import InjuryReports
from .play_by_play import MID_RANGE, PAINT, THREE, UNKNOWN
from .raw_files import read_raw
from .reference import SAMPLE_KNOWN_GAPS, TEAM_ARENAS
from .rosters import RECENT_BOX_SCORES
from .schedule import PLAY_IN, PLAYOFFS, REGULAR_SEASON, Schedule, miles_between

PLAYERS, OFFENSE, DEFENSE = (
    "player_game_summary",
    "team_offense_game_summary",
    "team_defense_game_summary",
)
TEAM_CONTEXT, PLAYER_CONTEXT = (
    "upcoming_team_game_context",
    "upcoming_player_game_context",
)
ELIGIBLE = date(2021, 11, 2)
SPEC_DAYS = [date(2021, 11, 15) + timedelta(days=n) for n in range(16)]


class Checks:
    """Prints one line per check and counts the failures."""

    def __init__(self) -> None:
        self.failed: list[str] = []
        self.count = 0

    def equal(self, name: str, actual: object, expected: object) -> None:
        """The number of the contract is reproduced."""
        self._report(name, actual == expected, f"{actual!r}, contract {expected!r}")

    def row(self, name: str, row: dict | None, expected: dict) -> None:
        """The named columns of a worked example."""
        row = row or {}
        for column, value in expected.items():
            actual = row.get(column, "no such row or column")
            wanted = Decimal(value) if isinstance(value, str) and _is_number(value) else value
            same = actual == wanted and (actual is None) == (wanted is None)
            self._report(f"{name}.{column}", same, f"{actual}, contract {value}")

    def holds(self, name: str, offenders: Iterable) -> None:
        """An invariant: no row offends it."""
        found = list(offenders)
        self._report(name, not found, f"{len(found)} offenders {found[:3]}")

    def _report(self, name: str, is_ok: bool, detail: str) -> None:
        self.count += 1
        if not is_ok:
            self.failed.append(name)
        print(f"{'ok  ' if is_ok else 'FAIL'} {name}: {detail[:200]}")


def _is_number(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("-").isdigit()


def _extremes(rows: Iterable[dict], column: str) -> tuple:
    values = [row[column] for row in rows if row[column] is not None]
    return min(values), max(values)


def _between(low: object, high: object) -> tuple:
    return tuple(Decimal(value) if isinstance(value, str) else value for value in (low, high))


def _by_date(rows: list[dict]) -> list[int]:
    counts = Counter(row["game_date"] for row in rows)
    return [counts[day] for day in SPEC_DAYS]


class Index:
    """Rows of one table by (game_id, entity)."""

    def __init__(self, tables: dict[str, list[dict]]) -> None:
        self._rows = {
            table: {(row["game_id"], row[KEYS[table][2]]): row for row in rows}
            for table, rows in tables.items()
        }

    def get(self, table: str, game_id: str, entity: str) -> dict | None:
        """One row or NULL."""
        return self._rows[table].get((game_id, entity))

    def keys(self, table: str) -> set[tuple[str, str]]:
        """All keys of a table."""
        return set(self._rows[table])


def check_schedule(build: Build, checks: Checks) -> None:
    """Sample numbers of raw.md 1, 2, 5, 15 and the distances."""
    schedule = build.schedule
    prefixes = Counter(game.prefix for game in schedule.games)
    checks.equal(
        "raw: regular-season, play-in, playoff games",
        (prefixes[REGULAR_SEASON], prefixes[PLAY_IN], prefixes[PLAYOFFS]),
        (1230, 6, 87),
    )
    dates = [game.game_date for game in schedule.games]
    checks.equal("raw 1.3: season_start", min(dates), date(2021, 10, 19))
    checks.equal("raw 1.3: season_end", max(dates), date(2022, 6, 16))
    regular = [game.game_date for game in schedule.games if game.is_regular_season]
    checks.equal("raw 1.3: first eligible date", min(regular) + timedelta(days=14), ELIGIBLE)
    states = {game.state for game in schedule.games}
    checks.equal("raw 2: all games are final", states, {"final"})
    for (origin, destination), miles in spec_examples.TRAVEL_MILES.items():
        actual = miles_between(TEAM_ARENAS[origin], TEAM_ARENAS[destination])
        checks.equal(f"context 2: miles {origin}->{destination}", actual, miles)
    for team, day, record in (
        ("MIL", 17, (6, 8)),
        ("LAL", 17, (8, 7)),
        ("BKN", 17, (10, 5)),
        ("OKC", 17, (5, 8)),
        ("BOS", 17, (7, 7)),
        ("ORL", 17, (3, 11)),
    ):
        finals = schedule.finals_before(team, 2021, date(2021, 11, day))
        wins = sum(game.margin(team) > 0 for game in finals)
        checks.equal(f"context 2: record of {team}", (wins, len(finals) - wins), record)


def check_postponements(build: Build, checks: Checks, raw_dir: Path) -> None:
    """Rows that differ from the schedule of their evening (raw.md 15)."""
    columns = ["game_id", "game_date", "game_status_text"]
    first_dates = {
        row["game_id"]: row["game_date"]
        for row in read_raw(raw_dir, "nbac_schedule", columns)
        if row["game_status_text"] == "PPD"
    }
    checks.equal("data README: postponed games", len(first_dates), 11)
    loaded = build.schedule
    next_games, counts, before_postponement = set(), set(), 0
    for day in sorted(loaded.by_date):
        then = Schedule(
            [
                replace(game, game_date=first_dates[game.nba_game_id])
                if first_dates.get(game.nba_game_id, day) > day
                else game
                for game in loaded.games
            ]
        )
        for game in loaded.by_date[day]:
            for team in game.teams:
                now_later = loaded.regular_season_after(team, 2021, day)
                then_later = sorted(
                    then.regular_season_after(team, 2021, day),
                    key=lambda later: later.game_date,
                )
                if now_later[:1] != then_later[:1]:
                    next_games.add((team, day))
                week = day + timedelta(days=7)
                if sum(later.game_date <= week for later in now_later) != sum(
                    later.game_date <= week for later in then_later
                ):
                    counts.add((team, day))
    for nba_game_id in first_dates:
        before_postponement += len(loaded.by_nba_id[nba_game_id].teams)
    checks.equal("raw 15: rows whose games_in_next_7_days differ", len(counts), 51)
    checks.equal(
        "raw 15: postponed games x teams (distinct rows with another next game: "
        f"{len(next_games)})",
        before_postponement,
        22,
    )


def check_box_scores(build: Build, checks: Checks, raw_dir: Path) -> None:
    """Sample numbers of raw.md 1.5, 6, 7, 8 and 14."""
    rows = build.tables[PLAYERS]
    players = {row["player_lookup"] for row in rows}
    checks.equal("raw 1.5: players", len(players), 606)
    unregistered = {player for player in players if player not in build.registry}
    checks.equal("raw 1.5: not in the registry", unregistered, {"lucavildoza"})
    spellings = defaultdict(set)
    for row in rows:
        spellings[row["player_lookup"]].add(row["player_full_name"])
    respelled = {player for player, names in spellings.items() if len(names) > 1}
    checks.equal("raw 1.5: players who change spelling", len(respelled), 4)
    checks.equal("raw 1.5: Bertans is one of them", "davisbertans" in respelled, True)

    gamebook = read_raw(raw_dir, "nbac_gamebook_player_stats", ["game_id"])
    raw_games = {row["game_id"] for row in gamebook}
    checks.equal(
        "raw 6: gamebook rows a game",
        published(len(gamebook) / len(raw_games), 0),
        31,
    )
    bdl_games = {row["game_id"] for row in read_raw(raw_dir, "bdl_player_boxscores", ["game_id"])}
    checks.equal(
        "raw 7: BDL covers, percent",
        published(100 * len(bdl_games) / len(raw_games), 0),
        94,
    )
    team_rows = [
        row["game_id"]
        for row in read_raw(raw_dir, "nbac_team_boxscore", ["game_id", "game_date"])
        if row["game_date"] in SPEC_DAYS
    ]
    doubled = sum(count == 4 for count in Counter(team_rows).values())
    checks.equal(
        "raw 8: rows, games, doubled games, 15-30 November",
        (len(team_rows), len(set(team_rows)), doubled),
        (470, 120, 115),
    )
    checks.equal(
        "raw 6: active rows of 0 minutes",
        sum(row["minutes_played"] == 0 for row in rows),
        106,
    )
    _check_reconciliations(build, checks)


def _check_reconciliations(build: Build, checks: Checks) -> None:
    failures = Counter(failure.rule for failure in build.summaries.failures)
    failed_games = {failure.game_id for failure in build.summaries.failures}
    checks.equal(
        "raw 14: only the play-in games fail, by game (R1) and team (R2, R7)",
        dict(failures),
        {"R1": 6, "R2": 12, "R7": 12},
    )
    checks.equal(
        "raw 3.4: the failed games are the known gaps",
        failed_games,
        {gap["game_id"] for gap in SAMPLE_KNOWN_GAPS},
    )
    whole = [
        resolved
        for game_id, resolved in build.summaries.resolved.items()
        if game_id not in failed_games
    ]
    checks.equal("raw 14 R1: games with two team rows", len(whole), 1317)
    overtimes = sum(resolved.teams[0].overtime_periods > 0 for resolved in whole)
    checks.equal("raw 14 R5: overtime games", overtimes, 59)
    differences, excess, thin, unknown_starters = [], [], 0, 0
    for resolved in whole:
        for team in resolved.game.teams:
            own = players_of(resolved.players, team)
            row = resolved.team_row(team)
            differences.append(sum(one.minutes or 0 for one in own) - row.minutes)
            excess.append(row.turnovers - sum(one.turnovers for one in own))
            thin += count_with_minutes(own) in (6, 7)
            unknown_starters += all(one.is_starter is None for one in own)
    checks.equal("raw 14 R6: minutes", (min(differences), max(differences)), (-4.0, 3.0))
    checks.equal("raw 14 R7: team-games with 6 or 7 players", thin, 6)
    checks.equal(
        "raw 8: team rows with more turnovers than the players, most, least",
        (sum(more > 0 for more in excess), max(excess), min(excess)),
        (1358, 6, 0),
    )
    checks.equal("raw 6: team-games without starters", unknown_starters, 12)
    checks.equal(
        "raw 9: Brooklyn games",
        sum("BKN" in resolved.game.teams for resolved in whole),
        86,
    )
    attempts, makes = Counter(), Counter()
    for resolved in whole:
        for tally in resolved.play_by_play.teams.values():
            attempts.update(tally.attempts)
            makes.update(tally.makes)
    for zone, shots, percent in (
        (PAINT, 96080, "58.3"),
        (MID_RANGE, 42661, "41.9"),
        (THREE, 92552, "35.4"),
    ):
        checks.equal(f"raw 9: {zone} attempts", attempts[zone], shots)
        share = published(100 * makes[zone] / attempts[zone], 1)
        checks.equal(f"raw 9: {zone} made, percent", share, Decimal(percent))
    checks.equal("raw 9: attempts of unknown zone", attempts[UNKNOWN], 0)


def check_play_by_play(checks: Checks, raw_dir: Path) -> None:
    """Repeated events (raw.md 9)."""
    columns = ["nba_game_id", "event_sequence", "shot_made", "shot_type"]
    events = read_raw(raw_dir, "nbac_play_by_play", columns)
    keys = Counter((row["nba_game_id"], row["event_sequence"]) for row in events)
    repeated = [
        row
        for row in events
        if keys[row["nba_game_id"], row["event_sequence"]] > 1
        and row["shot_made"]
        and row["shot_type"] != "FT"
    ]
    checks.equal(
        "raw 9: events, repeated, of them made shots",
        (len(events), sum(count > 1 for count in keys.values()), len(repeated) // 2),
        (610095, 11, 11),
    )


def check_lines(build: Build, checks: Checks) -> None:
    """Sample numbers of raw.md 10."""
    lines = build.lines.keys()
    games = build.schedule.by_id
    played = _player_keys(build, PLAYERS)
    expected = _player_keys(build, PLAYER_CONTEXT)
    checks.equal("raw 10: chosen lines", len(lines), 15936)
    checks.equal("raw 10: on a summary row", len(lines & played), 15474)
    checks.equal("raw 10: of players who did not play", len(lines - played), 462)
    off_roster = [games[game_id].prefix for game_id, _ in lines - expected]
    checks.equal("raw 10: of players on neither roster", len(off_roster), 24)
    checks.equal("raw 10: of them regular season", off_roster.count(REGULAR_SEASON), 18)
    dates = {games[game_id].game_date for game_id, _ in lines}
    checks.equal("raw 10: dates with lines", len(dates), 213)
    checks.equal(
        "raw 3.3: the spelling without alias wins",
        build.lines["20220317_DET_ORL", "moritzwagner"].points,
        13.5,
    )


def _player_keys(build: Build, table: str) -> set[tuple[str, str]]:
    return {(row["game_id"], row["player_lookup"]) for row in build.tables[table]}


def check_injuries(build: Build, checks: Checks, raw_dir: Path) -> None:
    """Sample numbers of raw.md 12."""
    raw_rows = read_raw(raw_dir, "nbac_injury_report", [*injuries.COLUMNS, "run_id"])
    checks.equal("raw 12: rows", len(raw_rows), 8425)
    checks.equal(
        "raw 12: not yet submitted",
        sum(row["player_lookup"] is None for row in raw_rows),
        98,
    )
    rows = build.tables[TEAM_CONTEXT]
    available = [row for row in rows if row["injury_report_available"]]
    checks.equal("raw 12: team-games with a valid snapshot", len(available), 458)
    checks.equal(
        "raw 12: the last of them",
        max(row["game_date"] for row in available),
        date(2021, 11, 22),
    )
    by_hour = InjuryReports(
        [row | {"scrape_time": None} for row in raw_rows], build.schedule, build.lookups
    )
    changed = 0
    for game in build.schedule.games:
        for team in game.teams:
            chosen = by_hour.valid_coverage(game, team)
            valid = build.injuries.valid_coverage(game, team)
            changed += (chosen and chosen.snapshot) != (valid and valid.snapshot)
    checks.equal(
        "raw 12: team-games that would use a report after tip-off without scrape_time",
        changed,
        26,
    )


def check_player_summary(build: Build, index: Index, checks: Checks) -> None:
    """Section 1 of game_summary.md."""
    rows = build.tables[PLAYERS]
    checks.equal("summary 1: rows", len(rows), 27931)
    per_game = Counter(row["game_id"] for row in rows)
    checks.equal("summary 1: games", len(per_game), 1317)
    checks.equal(
        "summary 1: rows per game",
        (min(per_game.values()), max(per_game.values())),
        (15, 29),
    )
    checks.equal("summary 1: mean", str(published(len(rows) / len(per_game), 1)), "21.2")
    expected = [
        241,
        68,
        232,
        141,
        190,
        203,
        110,
        225,
        86,
        276,
        0,
        269,
        161,
        114,
        201,
        108,
    ]
    checks.equal("summary 1: rows per date", _by_date(rows), expected)
    checks.equal("summary 1: rows 15-30 November", sum(_by_date(rows)), 2625)
    checks.equal(
        "summary 1: one row per player and date",
        len({(row["game_date"], row["player_lookup"]) for row in rows}),
        27931,
    )
    checks.equal(
        "summary 1: tiers",
        Counter(row["data_quality_tier"] for row in rows),
        {"gold": 27931},
    )
    _check_player_invariants(rows, build, checks)
    _check_player_examples(index, checks)


def _check_player_invariants(rows: list[dict], build: Build, checks: Checks) -> None:
    name = "summary 1 invariant: "
    checks.holds(
        name + "points",
        [
            row
            for row in rows
            if row["points"]
            != 2 * (row["fg_makes"] - row["three_pt_makes"])
            + 3 * row["three_pt_makes"]
            + row["ft_makes"]
        ],
    )
    checks.holds(
        name + "makes <= attempts, threes <= field goals",
        [
            row
            for row in rows
            if row["fg_makes"] > row["fg_attempts"]
            or row["three_pt_makes"] > row["three_pt_attempts"]
            or row["ft_makes"] > row["ft_attempts"]
            or row["three_pt_attempts"] > row["fg_attempts"]
            or row["three_pt_makes"] > row["fg_makes"]
        ],
    )
    checks.holds(
        name + "zones, creation, blocks, and-1, fourth quarter",
        [
            row
            for row in rows
            if row["shot_zones_available"]
            and (
                row["paint_attempts"] + row["mid_range_attempts"] + row["three_pt_attempts"]
                != row["fg_attempts"]
                or row["paint_makes"] + row["mid_range_makes"] + row["three_pt_makes"]
                != row["fg_makes"]
                or row["assisted_fg_makes"] + row["unassisted_fg_makes"] != row["fg_makes"]
                or row["paint_blocks"] + row["mid_range_blocks"] + row["three_pt_blocks"]
                != row["blocks"]
                or row["and1_count"] > min(row["fg_makes"], row["ft_attempts"])
                or row["fourth_quarter_points"] > row["points"]
            )
        ],
    )
    checks.equal("summary 1 range: points", _extremes(rows, "points")[1], 60)
    checks.equal("summary 1 range: minutes", _extremes(rows, "minutes_played")[1], 57)
    for column in ("ts_pct", "efg_pct"):
        checks.equal(f"summary 1 range: {column}", _extremes(rows, column), _between("0", "1.5"))
    checks.equal(
        "summary 1 range: usage of 10 minutes",
        _extremes([row for row in rows if row["minutes_played"] >= 10], "usage_rate")[1],
        Decimal("56.07"),
    )
    over_100 = [row for row in rows if (row["usage_rate"] or 0) > 100]
    checks.equal(
        "summary 1 range: usage over 100, highest, minutes",
        (
            len(over_100),
            max(row["usage_rate"] for row in over_100),
            {row["minutes_played"] for row in over_100},
        ),
        (4, Decimal("133.33"), {Decimal(1)}),
    )
    shares = []
    by_team = defaultdict(list)
    for row in rows:
        by_team[row["game_id"], row["team_abbr"]].append(row)
    for (game_id, team), own in by_team.items():
        minutes = build.summaries.resolved[game_id].team_row(team).minutes
        weighted = sum(
            float(row["usage_rate"] * row["minutes_played"])
            for row in own
            if row["minutes_played"] > 0
        )
        shares.append(published(weighted / (minutes / 5), 2))
    checks.equal(
        "summary 1 range: usage per team-game",
        (min(shares), max(shares)),
        _between("94.35", "100.02"),
    )
    checks.holds(
        name + "5 starters",
        [key for key, own in by_team.items() if sum(r["starter_flag"] for r in own) != 5],
    )
    checks.holds(
        name + "one winner per game",
        [
            game_id
            for game_id in {game_id for game_id, _ in by_team}
            if {
                team: {row["win_flag"] for row in own}
                for (other, team), own in by_team.items()
                if other == game_id
            }.values()
            in ([{True}, {True}], [{False}, {False}])
        ],
    )
    checks.holds(
        name + "over_under_result",
        [
            row
            for row in rows
            if (row["over_under_result"] is None) != (row["points_line"] is None)
            or (row["over_under_result"] == "PUSH") != (row["margin"] == 0)
        ],
    )
    results = Counter(row["over_under_result"] for row in rows)
    checks.equal("summary 1: pushes", results["PUSH"], 0)
    context = {(row["game_id"], row["player_lookup"]): row for row in build.tables[PLAYER_CONTEXT]}
    checks.holds(
        name + "line = context line",
        [
            row
            for row in rows
            if (row["game_id"], row["player_lookup"]) in context
            and context[row["game_id"], row["player_lookup"]]["current_points_line"]
            != row["points_line"]
        ],
    )


def _check_player_examples(index: Index, checks: Checks) -> None:
    for (game_id, player), expected in spec_examples.PLAYER_SUMMARIES.items():
        checks.row(f"{game_id} {player}", index.get(PLAYERS, game_id, player), expected)
    for player, minutes in spec_examples.CHARLOTTE_STARTERS.items():
        row = index.get(PLAYERS, "20211114_GSW_CHA", player)
        checks.row(
            f"20211114_GSW_CHA {player}",
            row,
            {"minutes_played": minutes, "starter_flag": True},
        )


def check_team_summaries(build: Build, index: Index, checks: Checks) -> None:
    """Sections 2 and 3 of game_summary.md."""
    offense, defense = build.tables[OFFENSE], build.tables[DEFENSE]
    checks.equal("summary 2: rows", len(offense), 2634)
    checks.equal("summary 3: rows", len(defense), 2634)
    checks.equal("summary 3: same keys", index.keys(DEFENSE), index.keys(OFFENSE))
    checks.equal("summary 2: rows 15-30 November", sum(_by_date(offense)), 240)
    checks.equal(
        "failures 1: team rows per date",
        _by_date(offense),
        [22, 6, 22, 12, 18, 18, 10, 20, 8, 26, 0, 24, 16, 10, 18, 10],
    )
    ranges = {
        "points_scored": _between(75, 158),
        "offensive_rating": _between("73.82", "152.12"),
        "pace": _between("86.12", "117.28"),
        "possessions": _between("86.1", "131.8"),
        "ts_pct": _between("0.369", "0.799"),
    }
    for column, expected in ranges.items():
        checks.equal(f"summary 2 range: {column}", _extremes(offense, column), expected)
    checks.equal(
        "summary 2 range: overtime_periods",
        _extremes(offense, "overtime_periods")[1],
        3,
    )
    regular = [row for row in offense if row["nba_game_id"].startswith(REGULAR_SEASON)]
    checks.equal("summary 2: regular-season rows", len(regular), 2460)
    for column, places, expected in (
        ("offensive_rating", 2, "109.43"),
        ("pace", 2, "100.58"),
        ("ts_pct", 3, "0.567"),
    ):
        league = published(sum(row[column] for row in regular) / len(regular), places)
        checks.equal(f"summary 2: league mean {column}", league, Decimal(expected))
    _check_team_invariants(build, index, checks)
    _check_team_examples(index, checks)


def _check_team_invariants(build: Build, index: Index, checks: Checks) -> None:
    sums = defaultdict(Counter)
    stats = [
        "points",
        "fg_attempts",
        "fg_makes",
        "three_pt_attempts",
        "three_pt_makes",
        "ft_attempts",
        "ft_makes",
        "assists",
        "personal_fouls",
        "turnovers",
        "blocks",
        "paint_attempts",
        "paint_makes",
        "mid_range_attempts",
        "mid_range_makes",
    ]
    for row in build.tables[PLAYERS]:
        sums[row["game_id"], row["team_abbr"]].update({name: row[name] for name in stats})
    offenders = []
    for row in build.tables[OFFENSE]:
        own = sums[row["game_id"], row["team_abbr"]]
        equal = {name: name for name in stats[1:9]} | {
            "points": "points_scored",
            "paint_attempts": "team_paint_attempts",
            "paint_makes": "team_paint_makes",
            "mid_range_attempts": "team_mid_range_attempts",
            "mid_range_makes": "team_mid_range_makes",
        }
        if any(own[ours] != row[theirs] for ours, theirs in equal.items()):
            offenders.append(row)
        if row["turnovers"] < own["turnovers"]:
            offenders.append(row)
    checks.holds("summary 2 invariant: player sums", offenders)
    mirrored = {
        "points_allowed": "points_scored",
        "opp_fg_attempts": "fg_attempts",
        "opp_fg_makes": "fg_makes",
        "opp_three_pt_attempts": "three_pt_attempts",
        "opp_three_pt_makes": "three_pt_makes",
        "opp_ft_attempts": "ft_attempts",
        "opp_ft_makes": "ft_makes",
        "opp_rebounds": "rebounds",
        "opp_assists": "assists",
        "turnovers_forced": "turnovers",
        "defensive_rating": "offensive_rating",
        "opponent_pace": "pace",
        "opponent_ts_pct": "ts_pct",
        "opp_paint_attempts": "team_paint_attempts",
        "opp_paint_makes": "team_paint_makes",
        "opp_mid_range_attempts": "team_mid_range_attempts",
        "opp_mid_range_makes": "team_mid_range_makes",
        "points_in_paint_allowed": "points_in_paint_scored",
    }
    offenders = []
    for row in build.tables[DEFENSE]:
        other = index.get(OFFENSE, row["game_id"], row["opponent_team_abbr"])
        own = index.get(OFFENSE, row["game_id"], row["defending_team_abbr"])
        blocks = row["blocks_paint"] + row["blocks_mid_range"] + row["blocks_three_pt"]
        if (
            any(row[ours] != other[theirs] for ours, theirs in mirrored.items())
            or row["fouls_committed"] != own["personal_fouls"]
            or row["margin_of_victory"] != own["margin_of_victory"]
            or row["points_in_paint_allowed"]
            + row["mid_range_points_allowed"]
            + row["three_pt_points_allowed"]
            + row["opp_ft_makes"]
            != row["points_allowed"]
            or blocks != sums[row["game_id"], row["defending_team_abbr"]]["blocks"]
        ):
            offenders.append(row)
    checks.holds("summary 3 invariants", offenders)
    by_game = defaultdict(list)
    for row in build.tables[OFFENSE]:
        by_game[row["game_id"]].append(row)
    checks.holds(
        "summary 2 invariant: two rows of a game",
        [
            game_id
            for game_id, (one, other) in by_game.items()
            if one["margin_of_victory"] + other["margin_of_victory"] != 0
            or one["win_flag"] == other["win_flag"]
            or one["team_minutes"] != other["team_minutes"]
            or one["overtime_periods"] != other["overtime_periods"]
        ],
    )
    absent = [row for row in build.tables[OFFENSE] if row["players_inactive"] is not None]
    raw_inactive = sum(row["players_inactive"] for row in absent)
    checks.equal("data README: inactive rows", raw_inactive, 6529)
    checks.equal(
        "raw 9, failures F31: Brooklyn zones, regular season",
        sum(
            row["shot_zones_available"]
            for row in build.tables[OFFENSE]
            if row["team_abbr"] == "BKN" and row["nba_game_id"].startswith(REGULAR_SEASON)
        ),
        82,
    )
    checks.equal(
        "summary 2: sources",
        {row["primary_source_used"] for row in build.tables[OFFENSE]},
        {TEAM_BOX_SCORE},
    )


def _check_team_examples(index: Index, checks: Checks) -> None:
    for (game_id, team), expected in spec_examples.OFFENSES.items():
        checks.row(f"offense {game_id} {team}", index.get(OFFENSE, game_id, team), expected)
    for (game_id, team), expected in spec_examples.DEFENSES.items():
        checks.row(f"defense {game_id} {team}", index.get(DEFENSE, game_id, team), expected)


def check_team_context(build: Build, index: Index, checks: Checks) -> None:
    """Section 2 of game_context.md."""
    rows = build.tables[TEAM_CONTEXT]
    checks.equal("context 2: rows", len(rows), 2646)
    checks.equal(
        "context 2: rows per date",
        _by_date(rows),
        [22, 6, 22, 12, 18, 18, 10, 20, 8, 26, 0, 24, 16, 10, 18, 10],
    )
    ranges = {
        "team_days_rest": _between(0, 8),
        "games_in_last_7_days": _between(0, 5),
        "games_in_last_14_days": _between(0, 8),
        "games_in_next_7_days": _between(0, 5),
        "game_total": _between("198.0", "246.5"),
    }
    for column, expected in ranges.items():
        checks.equal(f"context 2 range: {column}", _extremes(rows, column), expected)
    regular = [row for row in rows if row["nba_game_id"].startswith(REGULAR_SEASON)]
    post = [row for row in rows if not row["nba_game_id"].startswith(REGULAR_SEASON)]
    for name, chosen, column, expected in (
        ("travel_miles", rows, "travel_miles", 2691),
        ("consecutive_road_games", rows, "consecutive_road_games", 8),
        ("14-day miles", rows, "miles_traveled_last_14_days", 10662),
        ("14-day miles, regular season", regular, "miles_traveled_last_14_days", 9267),
        ("game_spread", rows, "game_spread", Decimal("19.5")),
    ):
        checks.equal(f"context 2 range: {name}", _extremes(chosen, column)[1], expected)
    checks.holds(
        "context 2 invariant: zones 0-3, 14-day miles",
        [
            row
            for row in rows
            if not 0 <= row["time_zone_changes"] <= 3
            or row["miles_traveled_last_14_days"] < row["travel_miles"]
        ],
    )
    checks.equal(
        "context 2: back-to-backs",
        sum(row["team_back_to_back"] for row in regular),
        423,
    )
    checks.equal("context 2: regular-season rows", len(regular), 2460)
    with_spread = {row["game_id"] for row in rows if row["game_spread"] is not None}
    checks.equal("context 2: games with a spread", len(with_spread), 1323)
    without_opening = {row["game_id"] for row in rows if row["opening_spread"] is None}
    checks.equal("context 2: games without an opening spread", len(without_opening), 6)
    empty_next = [row for row in rows if row["next_game_days_rest"] is None]
    checks.equal(
        "context 2: next columns NULL, post-season + last games",
        (len(post), len(empty_next) - len(post)),
        (186, 30),
    )
    checks.equal(
        "context 2: next_opponent_win_pct NULL besides",
        sum(row["next_opponent_win_pct"] is None for row in rows) - len(empty_next),
        24,
    )
    checks.equal(
        "context 2: games_in_next_7_days NULL",
        {row["game_id"] for row in rows if row["games_in_next_7_days"] is None},
        {row["game_id"] for row in post},
    )
    by_game = defaultdict(list)
    by_team = defaultdict(list)
    for row in rows:
        by_game[row["game_id"]].append(row)
        by_team[row["team_abbr"]].append(row)
    checks.holds(
        "context 2 invariant: two rows of a game",
        [
            game_id
            for game_id, (one, other) in by_game.items()
            if one["home_game"] == other["home_game"]
            or one["game_spread"] + other["game_spread"] != 0
            or one["game_total"] != other["game_total"]
        ],
    )
    checks.holds(
        "context 2 invariant: streaks and results",
        [
            row
            for row in rows
            if (row["team_win_streak_entering"] > 0 and row["team_loss_streak_entering"] > 0)
            or (row["team_win_streak_entering"] == row["team_loss_streak_entering"] == 0)
            != (row["game_number_in_season"] == 1)
            or row["team_back_to_back"] != (row["days_since_last_game"] == 1)
            or (row["last_game_result"] == "W")
            != (row["last_game_margin"] is not None and row["last_game_margin"] > 0)
        ],
    )
    checks.holds(
        "context 2 invariant: game numbers",
        [
            team
            for team, own in by_team.items()
            if [row["game_number_in_season"] for row in own] != list(range(1, len(own) + 1))
        ],
    )
    at_home_again = []
    for own in by_team.values():
        for before, row in zip(own, own[1:], strict=False):
            if before["home_game"] and row["home_game"] and row["travel_miles"]:
                at_home_again.append(row)
    checks.holds("context 2 invariant: home after home", at_home_again)
    _check_team_context_examples(index, checks)


def _check_team_context_examples(index: Index, checks: Checks) -> None:
    for (game_id, team), expected in spec_examples.TEAM_CONTEXTS.items():
        checks.row(
            f"context {game_id} {team}",
            index.get(TEAM_CONTEXT, game_id, team),
            expected,
        )


def check_player_context(build: Build, index: Index, checks: Checks) -> None:
    """Section 3 of game_context.md."""
    rows = build.tables[PLAYER_CONTEXT]
    checks.equal("context 3: rows", len(rows), 41726)
    kinds = Counter(row["nba_game_id"][:3] for row in rows)
    checks.equal(
        "context 3: rows by kind",
        (kinds[REGULAR_SEASON], kinds[PLAY_IN], kinds[PLAYOFFS]),
        (38742, 167, 2817),
    )
    fallback = [row for row in rows if row["primary_source_used"] == RECENT_BOX_SCORES]
    checks.equal(
        "context 3: fallback rows, first date",
        (len(fallback), min(row["game_date"] for row in fallback)),
        (2881, date(2022, 4, 15)),
    )
    checks.equal(
        "context 3: rows per date",
        _by_date(rows),
        [364, 101, 366, 199, 301, 299, 167, 333, 129, 423, 0, 389, 258, 163, 289, 162],
    )
    regular = [row for row in rows if row["nba_game_id"].startswith(REGULAR_SEASON)]
    per_team = Counter((row["game_id"], row["team_abbr"]) for row in regular)
    checks.equal(
        "context 3: players per team",
        (min(per_team.values()), max(per_team.values())),
        (6, 23),
    )
    usual = sum(15 <= count <= 18 for count in per_team.values())
    checks.equal(
        "context 3: team-games of 15 to 18 players, percent",
        published(100 * usual / len(per_team), 0),
        80,
    )
    checks.equal(
        "context 3: one row per player and date",
        len({(row["game_date"], row["player_lookup"]) for row in rows}),
        41726,
    )
    missing = index.keys(PLAYERS) - index.keys(PLAYER_CONTEXT)
    checks.equal(
        "context 3: played without a context row",
        sorted(game_id for game_id, _ in missing),
        [
            "20220420_BKN_BOS",
            "20220422_MIL_CHI",
            "20220423_PHI_TOR",
            "20220502_PHI_MIA",
        ],
    )
    eligible = [row for row in rows if row["game_date"] >= ELIGIBLE]
    five_games = [row for row in rows if row["l5_games_used"] == 5]
    ranges = [
        (rows, "days_rest", _between(0, 145)),
        (rows, "games_in_last_7_days", _between(0, 5)),
        (rows, "games_in_last_14_days", _between(0, 8)),
        (rows, "minutes_in_last_7_days", _between(0, 180)),
        (rows, "back_to_backs_last_14_days", _between(0, 3)),
        (rows, "pace_differential", _between("-14.9", "14.9")),
        (eligible, "pace_differential", _between("-10.9", "10.9")),
        (rows, "opponent_pace_last_10", _between("94.0", "116.4")),
        (eligible, "opponent_pace_last_10", _between("94.0", "107.2")),
        (
            [row for row in eligible if row["nba_game_id"].startswith(REGULAR_SEASON)],
            "opponent_pace_last_10",
            _between("94.4", "107.2"),
        ),
        (rows, "opponent_def_rating_last_10", _between("77.80", "126.58")),
        (eligible, "opponent_def_rating_last_10", _between("92.32", "124.90")),
        (rows, "opponent_ft_rate_allowed", _between("0.096", "0.384")),
        (eligible, "opponent_ft_rate_allowed", _between("0.129", "0.384")),
        (rows, "player_age", _between(18, 41)),
    ]
    for chosen, column, expected in ranges:
        checks.equal(
            f"context 3 range: {column} of {len(chosen)}",
            _extremes(chosen, column),
            expected,
        )
    checks.equal(
        "context 3 range: usage with 5 games",
        published(_extremes(five_games, "avg_usage_rate_last_7_games")[1], 1),
        Decimal("50.0"),
    )
    post = [row for row in rows if not row["nba_game_id"].startswith(REGULAR_SEASON)]
    following = [
        "next_game_days_rest",
        "games_in_next_7_days",
        "next_opponent_win_pct",
        "next_game_is_primetime",
        "opponent_games_in_next_7_days",
        "opponent_next_game_days_rest",
    ]
    checks.equal("context 3: post-season rows", len(post), 2984)
    checks.holds(
        "context 3 invariant: what comes next is NULL on them",
        [row for row in post if any(row[name] is not None for name in following)],
    )
    _check_play_in_gaps(build, rows, checks)
    _check_player_context_invariants(build, index, checks)
    _check_player_context_examples(index, checks)


def _check_play_in_gaps(build: Build, rows: list[dict], checks: Checks) -> None:
    """Rows whose team played a game without box score just before, or in 14 days."""
    without_rows = {failure.game_id for failure in build.summaries.failures}
    directly, within_14 = 0, 0
    for row in rows:
        games = build.schedule.counted_before(
            row["team_abbr"], row["season_year"], row["game_date"]
        )
        directly += bool(games) and games[0].game_id in without_rows
        within_14 += any(
            game.game_id in without_rows and (row["game_date"] - game.game_date).days <= 14
            for game in games
        )
    checks.equal("context 1: rows directly after a play-in game", directly, 128)
    checks.equal("context 1: rows with one in the last 14 days", within_14, 387)


def _check_player_context_invariants(build: Build, index: Index, checks: Checks) -> None:
    rows = build.tables[PLAYER_CONTEXT]
    copied = [
        name
        for name in COLUMNS[PLAYER_CONTEXT]
        if name in COLUMNS[TEAM_CONTEXT]
        and name not in ("games_in_last_7_days", "games_in_last_14_days")
    ]
    offenders = []
    rest_offenders = []
    traded = set()
    for row in rows:
        own = index.get(TEAM_CONTEXT, row["game_id"], row["team_abbr"])
        opponent = index.get(TEAM_CONTEXT, row["game_id"], row["opponent_team_abbr"])
        if (
            any(row[name] != own[name] for name in copied)
            or row["opponent_days_rest"] != opponent["team_days_rest"]
            or row["opponent_next_game_days_rest"] != opponent["next_game_days_rest"]
            or row["opponent_games_in_next_7_days"] != opponent["games_in_next_7_days"]
        ):
            offenders.append(row)
        games = build.summaries.history.before(
            row["player_lookup"], row["season_year"], row["game_date"]
        )
        if games and row["days_rest"] < (own["team_days_rest"] or 0):
            if games[-1]["team_abbr"] == row["team_abbr"]:
                rest_offenders.append(row)
            else:
                traded.add(row["player_lookup"])
    checks.holds("context 3 invariant: copies", offenders)
    checks.holds("context 3 invariant: days_rest >= team_days_rest", rest_offenders)
    checks.equal("context 3: traded players who break it", len(traded), 2)
    checks.holds("context 3 invariant: not constant over a month", _constants(rows))
    checks.holds(
        "context 3 invariant: loads, streaks, projection",
        [
            row
            for row in rows
            if row["back_to_back"] != (row["days_rest"] == 0)
            or row["games_in_last_7_days"] > row["games_in_last_14_days"]
            or row["minutes_in_last_7_days"] > row["minutes_in_last_14_days"]
            or (row["prop_over_streak"] > 0 and row["prop_under_streak"] > 0)
            or not _projection_is_sound(row)
        ],
    )


def _constants(rows: list[dict]) -> list[tuple[int, str]]:
    """Columns that have one value in a month of the regular season."""
    months = defaultdict(list)
    for row in rows:
        if row["nba_game_id"].startswith(REGULAR_SEASON):
            months[row["game_date"].month].append(row)
    varying = [
        "back_to_back",
        "days_rest",
        "travel_miles",
        "pace_differential",
        "opponent_days_rest",
    ]
    constants = [
        (month, name)
        for month, own in months.items()
        for name in varying
        if len({row[name] for row in own}) < 2
    ]
    lifted = {
        row["game_date"].month
        for row in rows
        if row["projected_usage_rate"] != row["avg_usage_rate_last_7_games"]
    }
    reported = {row["game_date"].month for row in rows if row["injury_report_available"]}
    return constants + [(month, "projected_usage_rate") for month in reported - lifted]


def _projection_is_sound(row: dict) -> bool:
    average, projected = row["avg_usage_rate_last_7_games"], row["projected_usage_rate"]
    if average is None or projected is None:
        return average is None and projected is None
    if not row["injury_report_available"]:
        return projected == average
    return average <= projected <= average * Decimal("1.25") + Decimal("0.02")


def _check_player_context_examples(index: Index, checks: Checks) -> None:
    for (game_id, player), expected in spec_examples.PLAYER_CONTEXTS.items():
        checks.row(
            f"context {game_id} {player}",
            index.get(PLAYER_CONTEXT, game_id, player),
            expected,
        )


def check_example_inputs(build: Build, checks: Checks) -> None:
    """The inputs the examples of game_context.md 3 are computed from."""
    day = date(2021, 11, 17)
    history = build.summaries.history
    giannis = history.before("giannisantetokounmpo", 2021, day)[:-11:-1]
    checks.equal(
        "Giannis: newest games",
        [(f"{row['game_date']:%m-%d}", row["points"]) for row in giannis],
        spec_examples.GIANNIS_POINTS,
    )
    checks.equal(
        "Giannis: minutes",
        [int(row["minutes_played"]) for row in giannis[:5]],
        [34, 38, 36, 39, 31],
    )
    checks.equal(
        "Giannis: usage",
        [str(row["usage_rate"]) for row in giannis[:7]],
        ["40.51", "22.91", "37.35", "36.71", "36.20", "35.61", "28.62"],
    )
    checks.equal(
        "Giannis: fourth quarters",
        sum(row["fourth_quarter_points"] for row in giannis[:7]),
        38,
    )
    shots = [
        (
            sum(row["fg_makes"] for row in games),
            sum(row["fg_attempts"] for row in games),
        )
        for games in (
            history.before("giannisantetokounmpo", 2021, day),
            giannis[:5],
        )
    ]
    checks.equal("Giannis: shots", shots, [(123, 251), (45, 105)])
    for team, expected in (("LAL", "102.696"), ("MIL", "99.360")):
        last_10 = _last_10(build.tables[OFFENSE], "team_abbr", team, day)
        pace = published(mean(row["pace"] for row in last_10), 3)
        checks.equal(f"{team}: mean pace", pace, Decimal(expected))
    defense = _last_10(build.tables[DEFENSE], "defending_team_abbr", "LAL", day)
    free_throws = sum(row["opp_ft_attempts"] for row in defense)
    field_goals = sum(row["opp_fg_attempts"] for row in defense)
    checks.equal("LAL: free throws allowed", (free_throws, field_goals), (214, 904))
    _check_chicago(build, checks, day)
    starts = [
        (
            sum(row["starter_flag"] for row in history.before(player, 2021, day)),
            len(history.before(player, 2021, day)),
        )
        for player in (
            "lebronjames",
            "austinreaves",
            "nikolavucevic",
            "patrickwilliams",
        )
    ]
    checks.equal(
        "James, Reaves, Vucevic, Williams: starts of games",
        starts,
        [(6, 6), (0, 10), (11, 11), (5, 5)],
    )


def _check_chicago(build: Build, checks: Checks, day: date) -> None:
    """Zach LaVine's projection, 20211117_CHI_POR."""
    listings = build.injuries.valid(build.schedule.by_id["20211117_CHI_POR"], "CHI")
    statuses = defaultdict(set)
    for player, listing in listings.items():
        statuses[listing.status].add(player)
    checks.equal("CHI: out", statuses["out"], {"nikolavucevic", "patrickwilliams", "devondotson"})
    checks.equal("CHI: questionable", statuses["questionable"], {"javontegreen"})
    checks.equal("CHI: probable", statuses["probable"], {"alexcaruso"})
    rows = [
        row for row in build.tables[PLAYERS] if row["team_abbr"] == "CHI" and row["game_date"] < day
    ]
    dates = sorted({row["game_date"] for row in rows})[-7:]
    roster = build.summaries.rosters_by_date[day].players_of("CHI")
    used = Counter()
    for row in rows:
        if row["game_date"] in dates:
            used[row["player_lookup"]] += Decimal("0.44") * row["ft_attempts"]
            used[row["player_lookup"]] += row["fg_attempts"] + row["turnovers"]
    total_used = sum(used.values())
    absent = statuses["out"] | statuses["doubtful"]
    available = sum(used[player] for player in roster if player not in absent)
    checks.equal("CHI: possessions used", total_used, Decimal("765.76"))
    checks.equal("CHI: of them available", available, Decimal("710.32"))
    vucevic = build.summaries.history.before("nikolavucevic", 2021, day)
    checks.equal(
        "Vucevic: games, points, minutes",
        (
            len(vucevic),
            published(mean(row["points"] for row in vucevic), 1),
            published(mean(row["minutes_played"] for row in vucevic), 1),
        ),
        (11, Decimal("13.6"), Decimal("34.2")),
    )


def _last_10(rows: list[dict], team_column: str, team: str, day: date) -> list[dict]:
    own = [row for row in rows if row[team_column] == team and row["game_date"] < day]
    return sorted(own, key=lambda row: row["game_date"])[-10:]


def main() -> None:
    """Run every check; the exit code tells whether all agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raw", type=Path, required=True)
    raw_dir = parser.parse_args().raw
    build = Build(raw_dir, SAMPLE_KNOWN_GAPS)
    index = Index(build.tables)
    checks = Checks()
    check_schedule(build, checks)
    check_postponements(build, checks, raw_dir)
    check_box_scores(build, checks, raw_dir)
    check_play_by_play(checks, raw_dir)
    check_lines(build, checks)
    check_injuries(build, checks, raw_dir)
    check_player_summary(build, index, checks)
    check_team_summaries(build, index, checks)
    check_team_context(build, index, checks)
    check_player_context(build, index, checks)
    check_example_inputs(build, checks)
    print(f"{checks.count - len(checks.failed)} of {checks.count} checks agree")
    raise SystemExit(1 if checks.failed else 0)


if __name__ == "__main__":
    main()
