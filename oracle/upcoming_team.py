"""Table upcoming_team_game_context (game_context.md 1 and 2)."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from .arithmetic import published
from .game_lines import GameLines
from .injuries import UNCERTAIN, InjuryReports, Listing
from .player_history import PlayerHistory
from .schedule import Game, Schedule

CONTEXT_STATES = ("scheduled", "in_progress", "final")


class TeamContext:
    """Builds the row of one team before one game."""

    def __init__(
        self,
        schedule: Schedule,
        lines: GameLines,
        injuries: InjuryReports,
        history: PlayerHistory,
    ) -> None:
        self._schedule = schedule
        self._lines = lines
        self._injuries = injuries
        self._history = history

    def rows(self) -> list[dict]:
        """Two rows per scheduled, in-progress or final game."""
        return [
            self._row(game, team)
            for game in self._schedule.games
            if game.state in CONTEXT_STATES
            for team in game.teams
        ]

    def _row(self, game: Game, team: str) -> dict:
        return (
            {
                "game_date": game.game_date,
                "game_id": game.game_id,
                "team_abbr": team,
                "nba_game_id": game.nba_game_id,
                "season_year": game.season_year,
                "opponent_team_abbr": game.opponent(team),
                "home_game": team == game.home,
                "season_phase": self._schedule.season_phase(game, team),
                "game_start_time_local": self._schedule.local_start(game),
            }
            | self._rest(game, team)
            | self._form(game, team)
            | self._travel(game, team)
            | self._next_game(game, team)
            | self._betting(game, team)
            | self._injury_counts(game, team)
        )

    def _rest(self, game: Game, team: str) -> dict:
        """Rest and load, from games not postponed or cancelled."""
        day = game.game_date
        before = self._schedule.counted_before(team, game.season_year, day)
        ages = [(day - earlier.game_date).days for earlier in before]
        return {
            "game_number_in_season": self._schedule.game_number(game, team),
            "days_since_last_game": ages[0] if ages else None,
            "team_days_rest": ages[0] - 1 if ages else None,
            "team_back_to_back": bool(ages) and ages[0] == 1,
            "games_in_last_7_days": sum(age <= 7 for age in ages),
            "games_in_last_14_days": sum(age <= 14 for age in ages),
        }

    def _form(self, game: Game, team: str) -> dict:
        """Record, streaks and last margin, from final games."""
        when = (team, game.season_year, game.game_date)
        finals = self._schedule.finals_before(*when)
        last_margin = finals[0].margin(team) if finals else None
        wins, losses = self._schedule.streaks(*when)
        return {
            "team_win_pct": published(self._schedule.win_percentage(*when), 3),
            "team_win_streak_entering": wins,
            "team_loss_streak_entering": losses,
            "last_game_margin": last_margin,
            "last_game_result": last_margin and ("W" if last_margin > 0 else "L"),
        }

    def _travel(self, game: Game, team: str) -> dict:
        leg = self._schedule.leg_into(game, team)
        recent = self._schedule.legs_of_14_days(game, team)
        return {
            "travel_miles": leg.miles,
            "time_zone_changes": leg.zones,
            "consecutive_road_games": self._schedule.road_games_in_a_row(game, team),
            "miles_traveled_last_14_days": _sum_if_known(one.miles for one in recent),
            "time_zones_crossed_last_14_days": _sum_if_known(one.zones for one in recent),
        }

    def _next_game(self, game: Game, team: str) -> dict:
        """What comes next: regular-season games only, NULL on post-season rows."""
        season, day = game.season_year, game.game_date
        unknown = {
            "next_game_days_rest": None,
            "games_in_next_7_days": None,
            "next_opponent_win_pct": None,
            "next_game_is_primetime": None,
        }
        if game.is_post_season:
            return unknown
        later = self._schedule.regular_season_after(team, season, day)
        last_day = day + timedelta(days=7)
        in_7_days = {"games_in_next_7_days": sum(one.game_date <= last_day for one in later)}
        if not later:
            return unknown | in_7_days
        following = later[0]
        opponent = following.opponent(team)
        return in_7_days | {
            "next_game_days_rest": (following.game_date - day).days - 1,
            "next_opponent_win_pct": published(
                self._schedule.win_percentage(opponent, season, day), 3
            ),
            "next_game_is_primetime": following.is_primetime,
        }

    def _betting(self, game: Game, team: str) -> dict:
        spread, total = self._lines.spread(game, team), self._lines.total(game)
        updates = [at for at in (spread.updated_at, total.updated_at) if at]
        return {
            "game_spread": published(spread.current, 1),
            "opening_spread": published(spread.opening, 1),
            "spread_movement": published(spread.movement, 1),
            "game_spread_source": spread.source,
            "game_total": published(total.current, 1),
            "opening_total": published(total.opening, 1),
            "total_movement": published(total.movement, 1),
            "game_total_source": total.source,
            "betting_lines_updated_at": max(updates, default=None),
        }

    def _injury_counts(self, game: Game, team: str) -> dict:
        """Counts of the valid snapshot; NULL without one."""
        listings = self._injuries.valid(game, team)
        if listings is None:
            return {
                "injury_report_available": False,
                "players_out_count": None,
                "starters_out_count": None,
                "questionable_players_count": None,
            }
        out = _with_status(listings, ("out",))
        return {
            "injury_report_available": True,
            "players_out_count": len(out),
            "starters_out_count": sum(
                self._history.is_regular_starter(player, game.season_year, game.game_date)
                for player in out
            ),
            "questionable_players_count": len(_with_status(listings, UNCERTAIN)),
        }


def _with_status(listings: dict[str, Listing], statuses: Collection[str]) -> list[str]:
    return [player for player, one in listings.items() if one.status in statuses]


def _sum_if_known(values: Iterable[int | None]) -> int | None:
    known = list(values)
    return None if None in known else sum(known)
