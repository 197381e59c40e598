"""Table player_daily_cache (precompute.md 5)."""

from datetime import date
from functools import cache

from .arithmetic import mean, published, sample_deviation
from .eligible_players import EligiblePlayers
from .player_history import PlayerHistory
from .precompute_quality import quality_block
from .sampled_games import PlayerSamples
from .shot_zones import ShotZones, assisted_rate
from .team_history import TeamHistory

MINIMUM_GAMES = 5
EARLY_SEASON_GAMES = 10
TEAM_WINDOW = 10
COPIED_FROM_CONTEXT = [
    "games_in_last_7_days",
    "games_in_last_14_days",
    "minutes_in_last_7_days",
    "minutes_in_last_14_days",
    "back_to_backs_last_14_days",
    "avg_minutes_per_game_last_7",
    "player_age",
]
COPIED_FROM_ZONES = ["primary_scoring_zone", "paint_rate_last_10", "three_pt_rate_last_10"]


class DailyCache:
    """Builds the row of one player on a date on which he has a game."""

    def __init__(
        self,
        eligible: EligiblePlayers,
        history: PlayerHistory,
        samples: PlayerSamples,
        offense: TeamHistory,
        shot_zones: ShotZones,
    ) -> None:
        self._eligible = eligible
        self._history = history
        self._samples = samples
        self._offense = offense
        self._shot_zones = shot_zones

    def players(self, day: date) -> list[str]:
        """Players with a context row and at least 5 history rows."""
        return [player for player in self._eligible.players(day) if self.row(player, day)]

    @cache
    def row(self, player: str, day: date) -> dict | None:
        """The row of one player; NULL without a context row or with fewer than 5 games."""
        context = self._eligible.context(player, day)
        if context is None:
            return None
        season = context["season_year"]
        games = self._history.before(player, season, day)
        if len(games) < MINIMUM_GAMES:
            return None
        zones = self._shot_zones.row(player, day)
        sample = self._samples.before(player, season, day)
        missing = [] if zones else ["shot_zones_missing"]
        return (
            {
                "game_date": day,
                "player_lookup": player,
                "game_id": context["game_id"],
                "team_abbr": context["team_abbr"],
                "universal_player_id": context["universal_player_id"],
                "last_game_date": games[-1]["game_date"],
                "games_played_season": len(games),
            }
            | _averages(games)
            | {"assisted_rate_last_10": published(assisted_rate(sample.rows_with_zones), 2)}
            | self.team_form(context["team_abbr"], season, day)
            | {name: context[name] for name in COPIED_FROM_CONTEXT}
            | {name: zones and zones[name] for name in COPIED_FROM_ZONES}
            | {
                "shot_zone_data_available": zones is not None,
                "early_season_flag": len(games) < EARLY_SEASON_GAMES,
            }
            | quality_block(sample, missing)
        )

    @cache
    def team_form(self, team: str, season: int, day: date) -> dict:
        """Pace and rating of the team's newest 10 offence rows."""
        rows = self._offense.before(team, season, day)[-TEAM_WINDOW:]
        return {
            "team_pace_last_10": published(mean(row["pace"] for row in rows), 1),
            "team_off_rating_last_10": published(mean(row["offensive_rating"] for row in rows), 2),
        }


def _averages(games: list[dict]) -> dict:
    """Means and spread of the season and of the newest games; `games` is oldest first."""
    last_5, last_10 = games[-5:], games[-10:]
    return {
        "points_avg_last_5": published(_mean(last_5, "points"), 1),
        "points_avg_last_10": published(_mean(last_10, "points"), 1),
        "points_avg_season": published(_mean(games, "points"), 1),
        "points_std_last_10": published(sample_deviation(game["points"] for game in last_10), 2),
        "minutes_avg_last_10": published(_mean(last_10, "minutes_played"), 1),
        "minutes_avg_season": published(_mean(games, "minutes_played"), 1),
        "usage_rate_last_10": published(_mean(last_10, "usage_rate"), 2),
        "player_usage_rate_season": published(_mean(games, "usage_rate"), 2),
        "ts_pct_last_10": published(_mean(last_10, "ts_pct"), 3),
    }


def _mean(games: list[dict], column: str) -> float | None:
    return mean(game[column] for game in games)
