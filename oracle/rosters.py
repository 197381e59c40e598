"""Valid rosters, membership on a date, ages, positions, and the registry (raw.md 13)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from .clock import eastern_hour
from .names import Lookups, canonical_team
from .player_history import PlayerHistory
from .schedule import Game, Schedule
from .tie_break import newest_load

ROSTER_COLUMNS = [
    "roster_date",
    "scrape_hour",
    "team_abbr",
    "player_full_name",
    "player_lookup",
    "position",
    "age",
    "birth_date",
    "processed_at",
    "source_file_path",
]
REGISTRY_COLUMNS = [
    "player_lookup",
    "player_name",
    "universal_player_id",
    "season",
    "last_game_date",
]

ESPN, RECENT_BOX_SCORES = "espn_team_rosters", "recent_box_scores"
MAXIMUM_AGE_DAYS = 3
RECENT_GAMES = 20


@dataclass(frozen=True)
class RosterRow:
    """One player of one snapshot."""

    roster_date: date
    scrape_hour: int | None
    team: str
    player: str
    position: str | None
    age: int | None
    birth_date: date | None

    @property
    def published_at(self) -> datetime:
        """UTC of the snapshot's Eastern hour."""
        return eastern_hour(self.roster_date, self.scrape_hour)


@dataclass(frozen=True)
class Snapshot:
    """The players of one team at one roster_date and scrape_hour."""

    roster_date: date
    published_at: datetime
    players: frozenset[str]
    is_half_empty: bool


@dataclass(frozen=True)
class TeamRoster:
    """The roster in force for a team and game."""

    source: str
    published_at: datetime
    players: frozenset[str]


@dataclass(frozen=True)
class RostersOfDate:
    """The rosters of all teams that play on a date, and whose player each one is."""

    rosters: dict[str, TeamRoster]
    team_of: dict[str, str]

    def players_of(self, team: str) -> list[str]:
        """Players of the team's roster who belong to the team."""
        return sorted(
            player for player in self.rosters[team].players if self.team_of[player] == team
        )


def stage_rosters(rows: list[dict], lookups: Lookups) -> list[RosterRow]:
    """One row per roster_date, scrape_hour, team and player, seeded teams only."""
    keyed = []
    for row in rows:
        team = canonical_team(row["team_abbr"])
        player = lookups.player(row["player_lookup"], row["player_full_name"])
        if team and player:
            keyed.append(row | {"team": team, "player": player})
    kept = newest_load(
        keyed,
        lambda row: (
            row["roster_date"],
            row["scrape_hour"],
            row["team"],
            row["player"],
        ),
    )
    return [
        RosterRow(
            row["roster_date"],
            row["scrape_hour"],
            row["team"],
            row["player"],
            row["position"],
            row["age"],
            row["birth_date"],
        )
        for row in kept
    ]


def stage_registry(rows: list[dict], lookups: Lookups) -> dict[str, str]:
    """One id per lookup: latest season, latest last_game_date, smallest id."""
    candidates = defaultdict(list)
    for row in rows:
        player = lookups.player(row["player_lookup"], row["player_name"])
        candidates[player].append(row)
    registry = {}
    for player, found in candidates.items():
        by_id = sorted(found, key=lambda row: row["universal_player_id"])
        newest = max(
            by_id,
            key=lambda row: (row["season"], row["last_game_date"] or date.min),
        )
        registry[player] = newest["universal_player_id"]
    return registry


class Rosters:
    """Answers who belongs to a team before a game."""

    def __init__(self, rows: list[RosterRow], schedule: Schedule) -> None:
        self._schedule = schedule
        self._snapshots = _snapshots_by_team(rows)
        self._rows_of_player: dict[str, list[RosterRow]] = defaultdict(list)
        for row in rows:
            self._rows_of_player[row.player].append(row)

    def of_date(self, day: date, history: PlayerHistory) -> RostersOfDate:
        """Rosters of every game of the date that is not postponed or cancelled."""
        rosters = {
            team: self._team_roster(team, game, history)
            for game in self._schedule.by_date.get(day, [])
            if game.counts
            for team in game.teams
        }
        claims = defaultdict(list)
        for team, roster in rosters.items():
            for player in roster.players:
                claims[player].append(team)
        season = _season_of(self._schedule, day)
        team_of = {
            player: _preferred_team(player, teams, rosters, history.before(player, season, day))
            for player, teams in claims.items()
        }
        return RostersOfDate(rosters, team_of)

    def age(self, player: str, game: Game) -> int | None:
        """Whole years on game_date, from his newest roster row before tip-off."""
        known = [row for row in self._rows_of_player[player] if row.published_at < game.tipoff_at]
        if not known:
            return None
        newest = max(known, key=_by_snapshot_and_team)
        if newest.birth_date is None:
            return newest.age
        day, born = game.game_date, newest.birth_date
        birthday_is_ahead = (day.month, day.day) < (born.month, born.day)
        return day.year - born.year - birthday_is_ahead

    def position(self, player: str, day: date) -> str | None:
        """Position of his newest roster row dated before the day (precompute.md 2)."""
        known = [row for row in self._rows_of_player.get(player, []) if row.roster_date < day]
        return max(known, key=_by_snapshot_and_team).position if known else None

    def _team_roster(self, team: str, game: Game, history: PlayerHistory) -> TeamRoster:
        for snapshot in self._snapshots.get(team, []):
            if snapshot.published_at >= game.tipoff_at or snapshot.is_half_empty:
                continue
            if (game.game_date - snapshot.roster_date).days > MAXIMUM_AGE_DAYS:
                break
            return TeamRoster(ESPN, snapshot.published_at, snapshot.players)
        players = self._recent_players(team, game, history)
        return TeamRoster(RECENT_BOX_SCORES, datetime.min, players)

    def _recent_players(self, team: str, game: Game, history: PlayerHistory) -> frozenset[str]:
        """Players whose newest game was one of the team's last 20 final games."""
        season, day = game.season_year, game.game_date
        finals = self._schedule.finals_before(team, season, day)[:RECENT_GAMES]
        recent_ids = {final.game_id for final in finals}
        players = set()
        for player in history.players(season):
            rows = history.before(player, season, day)
            newest = rows[-1] if rows else None
            if newest and newest["team_abbr"] == team and newest["game_id"] in recent_ids:
                players.add(player)
        return frozenset(players)


def _by_snapshot_and_team(row: RosterRow) -> tuple[date, int, str]:
    """Greatest = newest roster_date and scrape_hour, then the greatest team code."""
    return row.roster_date, row.scrape_hour or 0, row.team


def _snapshots_by_team(rows: list[RosterRow]) -> dict[str, list[Snapshot]]:
    """Snapshots of each team, newest first, compared with the one before."""
    players_at = defaultdict(lambda: defaultdict(set))
    for row in rows:
        moment = (row.roster_date, row.published_at)
        players_at[row.team][moment].add(row.player)
    snapshots = {}
    for team, by_moment in players_at.items():
        in_order = []
        previous_size = 0
        for (roster_date, published_at), players in sorted(by_moment.items()):
            in_order.append(
                Snapshot(
                    roster_date,
                    published_at,
                    frozenset(players),
                    is_half_empty=2 * len(players) < previous_size,
                )
            )
            previous_size = len(players)
        snapshots[team] = in_order[::-1]
    return snapshots


def _preferred_team(
    player: str,
    teams: list[str],
    rosters: dict[str, TeamRoster],
    games_before: list[dict],
) -> str:
    """Newer snapshot, then the team of his newest game, then the alphabet."""
    newest_at = max(rosters[team].published_at for team in teams)
    newest = sorted(team for team in teams if rosters[team].published_at == newest_at)
    last_team = games_before[-1]["team_abbr"] if games_before else None
    return last_team if last_team in newest else newest[0]


def _season_of(schedule: Schedule, day: date) -> int | None:
    games = schedule.by_date.get(day)
    return games[0].season_year if games else None
