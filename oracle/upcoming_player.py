"""Table upcoming_player_game_context (game_context.md 1 and 3)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from itertools import takewhile

from .arithmetic import difference, mean, published, ratio, total
from .injuries import ABSENT, UNCERTAIN, InjuryReports, Listing
from .player_history import PlayerHistory
from .points_lines import PointsLine
from .rosters import RECENT_BOX_SCORES, Rosters, RostersOfDate
from .schedule import Game, Schedule
from .upcoming_team import CONTEXT_STATES

TEAM_WINDOW = 10
LARGEST_USAGE_FACTOR = 1.25
COPIED_FROM_TEAM = [
    "season_year",
    "opponent_team_abbr",
    "home_game",
    "season_phase",
    "game_start_time_local",
    "game_spread",
    "opening_spread",
    "spread_movement",
    "game_spread_source",
    "game_total",
    "opening_total",
    "total_movement",
    "game_total_source",
    "travel_miles",
    "time_zone_changes",
    "consecutive_road_games",
    "miles_traveled_last_14_days",
    "time_zones_crossed_last_14_days",
    "injury_report_available",
    "next_game_days_rest",
    "games_in_next_7_days",
    "next_opponent_win_pct",
    "next_game_is_primetime",
]


class PlayerContext:
    """Builds the rows of the rostered players before each game."""

    def __init__(
        self,
        schedule: Schedule,
        rosters: Rosters,
        rosters_by_date: dict[date, RostersOfDate],
        history: PlayerHistory,
        lines: dict[tuple[str, str], PointsLine],
        injuries: InjuryReports,
        registry: dict[str, str],
        tables: dict[str, list[dict]],
    ) -> None:
        self._schedule = schedule
        self._rosters = rosters
        self._rosters_by_date = rosters_by_date
        self._history = history
        self._lines = lines
        self._injuries = injuries
        self._registry = registry
        self._team_context = {
            (row["game_id"], row["team_abbr"]): row for row in tables["upcoming_team_game_context"]
        }
        self._offense = _by_team(tables["team_offense_game_summary"], "team_abbr")
        self._defense = _by_team(tables["team_defense_game_summary"], "defending_team_abbr")
        self._players = _by_team(tables["player_game_summary"], "team_abbr")

    def rows(self) -> list[dict]:
        """One row per player of the two rosters of each game."""
        return [
            row
            for game in self._schedule.games
            if game.state in CONTEXT_STATES
            for team in game.teams
            for row in self._team_rows(game, team)
        ]

    def _team_rows(self, game: Game, team: str) -> list[dict]:
        rosters = self._rosters_by_date[game.game_date]
        source = rosters.rosters[team].source
        players = rosters.players_of(team)
        listings = self._injuries.valid(game, team)
        own = self._team_context[game.game_id, team]
        opponent = self._team_context[game.game_id, game.opponent(team)]
        shared = (
            {name: own[name] for name in COPIED_FROM_TEAM}
            | {
                "game_date": game.game_date,
                "game_id": game.game_id,
                "nba_game_id": game.nba_game_id,
                "team_abbr": team,
                "opponent_days_rest": opponent["team_days_rest"],
                "opponent_games_in_next_7_days": opponent["games_in_next_7_days"],
                "opponent_next_game_days_rest": opponent["next_game_days_rest"],
                "primary_source_used": source,
            }
            | self._matchup(game, team)
        )
        used = self._possessions_used(game, team)
        rows = []
        for player in players:
            games = self._history.before(player, game.season_year, game.game_date)
            line = self._lines.get((game.game_id, player))
            share = _available_share(player, players, listings, used)
            rows.append(
                shared
                | {
                    "player_lookup": player,
                    "universal_player_id": self._registry.get(player),
                    "player_age": self._rosters.age(player, game),
                    "data_quality_tier": _tier(len(games), source),
                }
                | _points_line(line)
                | _load(games, game.game_date)
                | _usage(games, share)
                | _form(games, line)
                | self._team_mates(game, player, players, listings)
            )
        return rows

    def _matchup(self, game: Game, team: str) -> dict:
        """Last 10 of both teams, from the published summaries."""
        season, day = game.season_year, game.game_date
        opponent = game.opponent(team)
        own_offense = _newest(self._offense[season, team], day)
        opponent_offense = _newest(self._offense[season, opponent], day)
        defense = _newest(self._defense[season, opponent], day)
        own_pace = mean(row["pace"] for row in own_offense)
        opponent_pace = mean(row["pace"] for row in opponent_offense)
        free_throw_rate = ratio(
            sum(row["opp_ft_attempts"] for row in defense),
            sum(row["opp_fg_attempts"] for row in defense),
        )
        return {
            "opponent_pace_last_10": published(opponent_pace, 1),
            "pace_differential": published(difference(opponent_pace, own_pace), 1),
            "opponent_def_rating_last_10": published(
                mean(row["defensive_rating"] for row in defense), 2
            ),
            "opponent_ft_rate_allowed": published(free_throw_rate, 3),
        }

    def _possessions_used(self, game: Game, team: str) -> dict[str, float]:
        """FGA + 0.44 FTA + TOV by player in the team's newest 7 games with rows."""
        rows = [
            row
            for row in self._players[game.season_year, team]
            if row["game_date"] < game.game_date
        ]
        days = sorted({row["game_date"] for row in rows}, reverse=True)[:7]
        used: dict[str, float] = defaultdict(float)
        for row in rows:
            if row["game_date"] in days:
                used[row["player_lookup"]] += (
                    row["fg_attempts"] + 0.44 * row["ft_attempts"] + row["turnovers"]
                )
        return used

    def _team_mates(
        self,
        game: Game,
        player: str,
        players: list[str],
        listings: dict[str, Listing] | None,
    ) -> dict:
        """Absences of the other players of the roster, and his own listing."""
        if listings is None:
            return {
                "star_teammates_out": None,
                "questionable_teammates": None,
                "probable_teammates": None,
                "player_status": None,
                "injury_report": None,
            }
        status_of = {
            mate: listings[mate].status for mate in players if mate != player and mate in listings
        }
        own = listings.get(player)
        return {
            "star_teammates_out": sum(
                status in ABSENT and self._history.is_star(mate, game.season_year, game.game_date)
                for mate, status in status_of.items()
            ),
            "questionable_teammates": sum(status in UNCERTAIN for status in status_of.values()),
            "probable_teammates": sum(status == "probable" for status in status_of.values()),
            "player_status": own and own.status,
            "injury_report": own and own.reason,
        }


def _by_team(rows: list[dict], team_column: str) -> dict[tuple[int, str], list[dict]]:
    """Rows by season and team, oldest first."""
    grouped = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["game_date"]):
        grouped[row["season_year"], row[team_column]].append(row)
    return grouped


def _newest(rows: list[dict], day: date, count: int = TEAM_WINDOW) -> list[dict]:
    """The newest rows before the day."""
    return [row for row in rows if row["game_date"] < day][-count:]


def _tier(games_before: int, source: str) -> str:
    if games_before < 5 or source == RECENT_BOX_SCORES:
        return "bronze"
    return "gold" if games_before >= 10 else "silver"


def _points_line(line: PointsLine | None) -> dict:
    return {
        "has_prop_line": line is not None,
        "current_points_line": published(line and line.points, 1),
        "opening_points_line": published(line and line.opening_points, 1),
        "line_movement": published(line and line.movement, 1),
        "current_points_line_source": line and line.bookmaker,
        "opening_points_line_source": line and line.opening_bookmaker,
    }


def _load(games: list[dict], day: date) -> dict:
    """Rest and minutes, from the games he played; `games` is oldest first."""
    dates = [row["game_date"] for row in games]
    rest_before = [None] + [
        (later - earlier).days - 1 for earlier, later in zip(dates, dates[1:], strict=False)
    ]
    days_rest = (day - dates[-1]).days - 1 if dates else None
    rested = [
        played
        for played, rest in zip(dates, rest_before, strict=False)
        if rest is not None and rest >= 2
    ]
    week = [row for row in games if row["game_date"] >= day - timedelta(days=7)]
    fortnight_start = day - timedelta(days=14)
    fortnight = [row for row in games if row["game_date"] >= fortnight_start]
    minutes_of_week = total(row["minutes_played"] for row in week)
    return {
        "days_rest": days_rest,
        "back_to_back": days_rest == 0,
        "days_rest_before_last_game": rest_before[-1],
        "days_since_2_plus_days_rest": (day - rested[-1]).days if rested else None,
        "games_in_last_7_days": len(week),
        "games_in_last_14_days": len(fortnight),
        "minutes_in_last_7_days": published(minutes_of_week, 1),
        "minutes_in_last_14_days": published(total(row["minutes_played"] for row in fortnight), 1),
        "avg_minutes_per_game_last_7": published(ratio(minutes_of_week, len(week)), 1),
        "back_to_backs_last_14_days": sum(
            rest == 0 and played >= fortnight_start
            for played, rest in zip(dates, rest_before, strict=False)
        ),
    }


def _available_share(
    player: str,
    players: Collection[str],
    listings: dict[str, Listing] | None,
    used: dict[str, float],
) -> float | None:
    """s of projected_usage_rate; NULL without a valid snapshot."""
    if listings is None:
        return None
    available = total(
        used.get(mate, 0)
        for mate in players
        if mate == player or mate not in listings or listings[mate].status not in ABSENT
    )
    return ratio(available, total(used.values()))


def _usage(games: list[dict], share: float | None) -> dict:
    """Mean of the 7 newest games, and the same lifted by the absent share."""
    average = mean(row["usage_rate"] for row in games[-7:])
    factor = min(1 / share, LARGEST_USAGE_FACTOR) if share else 1
    return {
        "avg_usage_rate_last_7_games": published(average, 2),
        "projected_usage_rate": published(average and average * factor, 2),
    }


def _form(games: list[dict], line: PointsLine | None) -> dict:
    """Points, streaks against the line, shooting and fourth quarters."""
    newest_first = games[::-1]
    fourth_quarters = [
        row["fourth_quarter_points"]
        for row in newest_first
        if row["fourth_quarter_points"] is not None
    ]
    over_streak = under_streak = None
    if line:
        against_line = [
            row["points"] - line.points for row in newest_first if row["points"] != line.points
        ]
        over_streak = len(list(takewhile(lambda x: x > 0, against_line)))
        under_streak = len(list(takewhile(lambda x: x < 0, against_line)))
    return {
        "points_avg_last_5": published(mean(row["points"] for row in games[-5:]), 1),
        "points_avg_last_10": published(mean(row["points"] for row in games[-10:]), 1),
        "l5_games_used": len(games[-5:]),
        "l10_games_used": len(games[-10:]),
        "prop_over_streak": over_streak,
        "prop_under_streak": under_streak,
        "shooting_pct_decline_last_5": published(_shooting_decline(games), 3),
        "fourth_quarter_production_last_7": published(mean(fourth_quarters[:7]), 1),
    }


def _shooting_decline(games: list[dict]) -> float | None:
    """Season FGM/FGA minus that of the last 5 games; NULL with fewer than 5 games."""
    if len(games) < 5:
        return None
    return difference(_shooting(games), _shooting(games[-5:]))


def _shooting(games: list[dict]) -> float | None:
    return ratio(sum(row["fg_makes"] for row in games), sum(row["fg_attempts"] for row in games))
