"""Gamebook, BDL and team box scores, and the resolved rows of a game.

raw.md 6, 7, 8 and the fallbacks of 14.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from .names import (
    Lookups,
    canonical_game_id,
    canonical_team,
    is_bare_last_name,
    normalise,
)
from .rosters import RostersOfDate
from .schedule import Game, Schedule
from .tie_break import load_order, newest_load

COUNTING_STATS = [
    "points",
    "assists",
    "offensive_rebounds",
    "defensive_rebounds",
    "steals",
    "blocks",
    "turnovers",
    "personal_fouls",
    "field_goals_made",
    "field_goals_attempted",
    "three_pointers_made",
    "three_pointers_attempted",
    "free_throws_made",
    "free_throws_attempted",
]
GAMEBOOK_COLUMNS = [
    "game_id",
    "team_abbr",
    "player_name",
    "player_name_original",
    "player_lookup",
    "player_status",
    "is_starter",
    "minutes",
    "plus_minus",
    "processed_at",
    "source_file_path",
] + COUNTING_STATS
BDL_COLUMNS = [
    "game_id",
    "team_abbr",
    "player_full_name",
    "player_lookup",
    "minutes",
    "processed_at",
    "source_file_path",
] + COUNTING_STATS
TEAM_COLUMNS = [
    "nba_game_id",
    "team_abbr",
    "is_home",
    "minutes",
    "fg_made",
    "fg_attempted",
    "three_pt_made",
    "three_pt_attempted",
    "ft_made",
    "ft_attempted",
    "offensive_rebounds",
    "defensive_rebounds",
    "total_rebounds",
    "assists",
    "steals",
    "blocks",
    "turnovers",
    "personal_fouls",
    "points",
    "plus_minus",
    "processed_at",
    "source_file_path",
]

GAMEBOOK, BDL = "nbac_gamebook", "bdl_boxscores"
TEAM_BOX_SCORE, RECONSTRUCTED = "nbac_team_boxscore", "reconstructed_from_players"
MINIMUM_PLAYERS = 5
REGULATION_MINUTES, OVERTIME_MINUTES, REGULATION_PERIODS = 240, 25, 4
_STATUS_ORDER = {"active": 2, "dnp": 1, "inactive": 0}
_MINUTES = re.compile(r"(\d+)(?::(\d+))?")


@dataclass(frozen=True)
class PlayerRow:
    """A resolved player row: the stat line of one player in one final game."""

    player: str
    full_name: str
    team: str
    source: str
    minutes: float | None
    is_starter: bool | None
    points: int
    assists: int
    offensive_rebounds: int
    defensive_rebounds: int
    steals: int
    blocks: int
    turnovers: int
    personal_fouls: int
    fg_attempts: int
    fg_makes: int
    three_pt_attempts: int
    three_pt_makes: int
    ft_attempts: int
    ft_makes: int
    plus_minus: int | None


@dataclass(frozen=True)
class TeamRow:
    """A resolved team row, loaded or summed from the players."""

    team: str
    is_home: bool
    source: str
    minutes: int
    fg_attempts: int
    fg_makes: int
    three_pt_attempts: int
    three_pt_makes: int
    ft_attempts: int
    ft_makes: int
    offensive_rebounds: int
    defensive_rebounds: int
    rebounds: int
    assists: int
    steals: int
    blocks: int
    turnovers: int
    personal_fouls: int
    points: int
    plus_minus: int | None

    @property
    def overtime_periods(self) -> int:
        """(team_minutes - 240) / 25."""
        return (self.minutes - REGULATION_MINUTES) // OVERTIME_MINUTES


@dataclass(frozen=True)
class Gamebook:
    """Staged gamebook rows of one game: stat lines, and who was absent."""

    active: list[PlayerRow]
    inactive: dict[str, list[str | None]]
    has_absent_rows: bool


def read_minutes(text: str | None) -> float | None:
    """`MM:SS` or `MM` as minutes; NULL when empty, `-` or unreadable."""
    match = _MINUTES.fullmatch((text or "").strip())
    if not match:
        return None
    return int(match[1]) + int(match[2] or 0) / 60


def group_by_game(rows: list[dict], schedule: Schedule) -> dict[str, list[dict]]:
    """Raw rows by canonical game_id, games of the schedule and seeded teams only."""
    games = defaultdict(list)
    for row in rows:
        game_id = canonical_game_id(row["game_id"])
        team = canonical_team(row["team_abbr"])
        if game_id in schedule.by_id and team:
            games[game_id].append(row | {"team": team})
    return games


def stage_gamebook(rows: list[dict], rosters: RostersOfDate, lookups: Lookups) -> Gamebook | None:
    """Resolve the lookups of one game and remove its duplicates; NULL without rows."""
    if not rows:
        return None
    rows = [row | {"status": (row["player_status"] or "").lower()} for row in rows]
    named = [
        row | {"player": lookups.player(row["player_lookup"], _printed_name(row))}
        for row in rows
        if not _is_printed_by_last_name(row)
    ]
    taken = {row["player"] for row in named}
    printed = [
        row | {"player": _player_behind(row, rosters, taken, lookups)}
        for row in rows
        if _is_printed_by_last_name(row)
    ]
    with_lookup = [row for row in named + printed if row["player"]]
    without_lookup = [row for row in named + printed if not row["player"]]
    kept = _best_row_per_player(with_lookup) + _latest_load(without_lookup)
    inactive = defaultdict(list)
    for row in kept:
        if row["status"] == "inactive":
            inactive[row["team"]].append(row["player"])
    return Gamebook(
        active=[_gamebook_player(row) for row in kept if row["status"] == "active"],
        inactive=inactive,
        has_absent_rows=any(row["status"] in ("inactive", "dnp") for row in kept),
    )


def _printed_name(row: dict) -> str | None:
    return row["player_name"] or row["player_name_original"]


def _is_printed_by_last_name(row: dict) -> bool:
    name = _printed_name(row)
    return not row["player_lookup"] and bool(name) and is_bare_last_name(name)


def _player_behind(
    row: dict, rosters: RostersOfDate, taken: set[str], lookups: Lookups
) -> str | None:
    """The only free player of the team's valid roster with that last name."""
    printed = normalise(_printed_name(row))
    roster = rosters.rosters.get(row["team"])
    candidates = [
        player
        for player in (roster.players if roster else ())
        if player not in taken and player.endswith(printed)
    ]
    if len(candidates) == 1:
        return candidates[0]
    return lookups.player(None, printed) if row["status"] == "active" else None


def _best_row_per_player(rows: list[dict]) -> list[dict]:
    """Active before dnp before inactive, then the general tie-break."""
    best: dict[str, dict] = {}
    for row in rows:
        rival = best.get(row["player"])
        if rival is None or _preference(row) > _preference(rival):
            best[row["player"]] = row
    return list(best.values())


def _preference(row: dict) -> tuple:
    return (_STATUS_ORDER.get(row["status"], -1), *load_order(row))


def _latest_load(rows: list[dict]) -> list[dict]:
    """Per team and printed name all rows of the latest load."""
    groups = defaultdict(list)
    for row in rows:
        groups[row["team"], _printed_name(row)].append(row)
    kept = []
    for group in groups.values():
        latest = max(load_order(row) for row in group)
        kept += [row for row in group if load_order(row) == latest]
    return kept


def _gamebook_player(row: dict) -> PlayerRow:
    return _player_row(row, GAMEBOOK, _printed_name(row), row["is_starter"], row["plus_minus"])


def _player_row(
    row: dict,
    source: str,
    full_name: str,
    is_starter: bool | None,
    plus_minus: int | None,
) -> PlayerRow:
    return PlayerRow(
        player=row["player"],
        full_name=full_name,
        team=row["team"],
        source=source,
        minutes=read_minutes(row["minutes"]),
        is_starter=is_starter,
        points=row["points"],
        assists=row["assists"],
        offensive_rebounds=row["offensive_rebounds"],
        defensive_rebounds=row["defensive_rebounds"],
        steals=row["steals"],
        blocks=row["blocks"],
        turnovers=row["turnovers"],
        personal_fouls=row["personal_fouls"],
        fg_attempts=row["field_goals_attempted"],
        fg_makes=row["field_goals_made"],
        three_pt_attempts=row["three_pointers_attempted"],
        three_pt_makes=row["three_pointers_made"],
        ft_attempts=row["free_throws_attempted"],
        ft_makes=row["free_throws_made"],
        plus_minus=plus_minus,
    )


def stage_bdl(rows: list[dict], lookups: Lookups) -> list[PlayerRow]:
    """BDL rows of one game whose player played: minutes or any counting stat > 0."""
    keyed = [
        row | {"player": lookups.player(row["player_lookup"], row["player_full_name"])}
        for row in rows
    ]
    return [
        _player_row(row, BDL, row["player_full_name"], None, None)
        for row in newest_load(keyed, lambda row: row["player"])
        if (read_minutes(row["minutes"]) or 0) > 0
        or any((row[stat] or 0) > 0 for stat in COUNTING_STATS)
    ]


def stage_team_rows(rows: list[dict], schedule: Schedule) -> dict[str, list[TeamRow]]:
    """Team rows by canonical game_id, one per game and team."""
    keyed = []
    for row in rows:
        team = canonical_team(row["team_abbr"])
        if team and row["nba_game_id"] in schedule.by_nba_id:
            keyed.append(row | {"team": team})
    games = defaultdict(list)
    for row in newest_load(keyed, lambda row: (row["nba_game_id"], row["team"])):
        game_id = schedule.by_nba_id[row["nba_game_id"]].game_id
        games[game_id].append(_team_row(row))
    return games


def _team_row(row: dict) -> TeamRow:
    return TeamRow(
        team=row["team"],
        is_home=row["is_home"],
        source=TEAM_BOX_SCORE,
        minutes=int(row["minutes"].split(":")[0]),
        fg_attempts=row["fg_attempted"],
        fg_makes=row["fg_made"],
        three_pt_attempts=row["three_pt_attempted"],
        three_pt_makes=row["three_pt_made"],
        ft_attempts=row["ft_attempted"],
        ft_makes=row["ft_made"],
        offensive_rebounds=row["offensive_rebounds"],
        defensive_rebounds=row["defensive_rebounds"],
        rebounds=row["total_rebounds"],
        assists=row["assists"],
        steals=row["steals"],
        blocks=row["blocks"],
        turnovers=row["turnovers"],
        personal_fouls=row["personal_fouls"],
        points=row["points"],
        plus_minus=row["plus_minus"],
    )


def with_reconstructed_teams(
    game: Game,
    team_rows: list[TeamRow],
    players: list[PlayerRow],
    last_period: int | None,
) -> list[TeamRow]:
    """Add the missing team rows that the players of the game can restore."""
    present = {row.team for row in team_rows}
    rebuilt = [
        _reconstructed_team(team, team == game.home, own_players, last_period)
        for team in game.teams
        if team not in present
        and count_with_minutes(own_players := players_of(players, team)) >= MINIMUM_PLAYERS
    ]
    return team_rows + rebuilt


def players_of(players: list[PlayerRow], team: str) -> list[PlayerRow]:
    """Rows of one team."""
    return [row for row in players if row.team == team]


def count_with_minutes(players: list[PlayerRow]) -> int:
    """Players with more than 0 minutes."""
    return sum((row.minutes or 0) > 0 for row in players)


def player_sum(players: list[PlayerRow], stat: str) -> int:
    """Sum of one stat, NULL left out."""
    return sum(getattr(row, stat) or 0 for row in players)


def _reconstructed_team(
    team: str, is_home: bool, players: list[PlayerRow], last_period: int | None
) -> TeamRow:
    """Sums of the players; 240 minutes and 25 more per overtime period."""
    overtimes = (last_period or REGULATION_PERIODS) - REGULATION_PERIODS
    summed = {
        stat: player_sum(players, stat)
        for stat in [
            "fg_attempts",
            "fg_makes",
            "three_pt_attempts",
            "three_pt_makes",
            "ft_attempts",
            "ft_makes",
            "offensive_rebounds",
            "defensive_rebounds",
            "assists",
            "steals",
            "blocks",
            "turnovers",
            "personal_fouls",
            "points",
        ]
    }
    return TeamRow(
        team=team,
        is_home=is_home,
        source=RECONSTRUCTED,
        minutes=REGULATION_MINUTES + OVERTIME_MINUTES * overtimes,
        rebounds=summed["offensive_rebounds"] + summed["defensive_rebounds"],
        plus_minus=None,
        **summed,
    )
