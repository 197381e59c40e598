"""Table player_composite_factors (precompute.md 4)."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from .arithmetic import clamped, published
from .eligible_players import EligiblePlayers
from .precompute_quality import is_ready, quality_block
from .sampled_games import PlayerSamples
from .schedule import Schedule
from .shot_zones import ShotZones
from .team_defense_zones import TeamDefenseZones

_ZONE_PAIRS = {
    "paint": ("paint_rate_last_10", "paint_defense_vs_league_avg"),
    "balanced": ("paint_rate_last_10", "paint_defense_vs_league_avg"),
    "mid_range": ("mid_range_rate_last_10", "mid_range_defense_vs_league_avg"),
    "perimeter": ("three_pt_rate_last_10", "three_pt_defense_vs_league_avg"),
}


class CompositeFactors:
    """Builds the row of one player before one game."""

    def __init__(
        self,
        eligible: EligiblePlayers,
        schedule: Schedule,
        samples: PlayerSamples,
        shot_zones: ShotZones,
        team_zones: TeamDefenseZones,
    ) -> None:
        self._eligible = eligible
        self._schedule = schedule
        self._samples = samples
        self._shot_zones = shot_zones
        self._team_zones = team_zones

    @cache
    def row(self, player: str, day: date) -> dict | None:
        """The row of one player; NULL without a context row on an eligible date."""
        context = self._eligible.context(player, day)
        if context is None:
            return None
        own = self._shot_zones.row(player, day)
        opponent = self._team_zones.row(context["opponent_team_abbr"], day)
        scores = _scores(context, own, opponent)
        return (
            {
                name: context[name]
                for name in (
                    "game_date",
                    "game_id",
                    "player_lookup",
                    "universal_player_id",
                    "team_abbr",
                    "opponent_team_abbr",
                )
            }
            | {"last_game_date": self._last_game_date(context)}
            | scores
            | {
                "upstream_player_shot_ready": is_ready(own),
                "upstream_team_defense_ready": is_ready(opponent),
                "all_upstreams_ready": is_ready(own) and is_ready(opponent),
            }
            | _warnings(scores)
            | self._quality(context)
        )

    def issues(self, context: dict) -> list[str]:
        """The issues that factors and features share, besides those of S."""
        player, day = context["player_lookup"], context["game_date"]
        raised = {
            "no_prior_games": not self._sample_rows(context),
            "shot_zones_missing": self._shot_zones.row(player, day) is None,
            "opponent_zones_missing": not self._team_zones.row(context["opponent_team_abbr"], day),
            "injury_report_missing": not context["injury_report_available"],
        }
        return [word for word, is_raised in raised.items() if is_raised]

    def _sample_rows(self, context: dict) -> list[dict]:
        player, season, day = (
            context["player_lookup"],
            context["season_year"],
            context["game_date"],
        )
        return self._samples.before(player, season, day).rows

    def _quality(self, context: dict) -> dict:
        sample = self._samples.before(
            context["player_lookup"], context["season_year"], context["game_date"]
        )
        return quality_block(sample, self.issues(context))

    def _last_game_date(self, context: dict) -> date | None:
        """The newest of his games and of both teams' final games on the schedule."""
        season, day = context["season_year"], context["game_date"]
        played = [row["game_date"] for row in self._sample_rows(context)]
        finals = [
            game.game_date
            for team in (context["team_abbr"], context["opponent_team_abbr"])
            for game in self._finals_before(team, season, day)[:1]
        ]
        return max(played + finals, default=None)

    @cache
    def _finals_before(self, team: str, season: int, day: date) -> list:
        return self._schedule.finals_before(team, season, day)


def fatigue_score(context: dict) -> int:
    """100 = fresh; a NULL input changes nothing."""
    changes = [
        _rest_change(context),
        -10 if _at_least(context["games_in_last_7_days"], 4) else 0,
        -10 if _more_than(context["minutes_in_last_7_days"], 240) else 0,
        -8 if _more_than(context["avg_minutes_per_game_last_7"], 35) else 0,
        _first_step(context["back_to_backs_last_14_days"], [(2, -12), (1, -5)]),
        _first_step(context["player_age"], [(35, -10), (30, -5)]),
    ]
    return clamped(100 + sum(changes), 0, 100)


def mismatch_score(own: dict | None, opponent: dict | None) -> float | None:
    """What the opponent allows in his primary zone, by how much he shoots there."""
    if own is None or opponent is None or own["primary_scoring_zone"] is None:
        return None
    rate, versus_league = _ZONE_PAIRS[own["primary_scoring_zone"]]
    if opponent[versus_league] is None:
        return None
    score = float(opponent[versus_league]) * min(float(own[rate]) / 50, 1)
    if abs(score) > 5:
        score *= 1.2
    return clamped(score, -10, 10)


def usage_score(context: dict) -> float | None:
    """The lift of tonight's usage, more with stars out."""
    average, projected = context["avg_usage_rate_last_7_games"], context["projected_usage_rate"]
    if average is None or projected is None:
        return None
    if average == 0:
        return 0.0
    score = (float(projected) - float(average)) * 0.3
    stars_out = context["star_teammates_out"] or 0
    if score > 0 and stars_out:
        score *= 1.30 if stars_out >= 2 else 1.15
    return clamped(score, -3, 3)


def _scores(context: dict, own: dict | None, opponent: dict | None) -> dict:
    """The four adjustments and their total, which adds the published scores."""
    difference = context["pace_differential"]
    pace = None if difference is None else clamped(float(difference) / 2, -3, 3)
    scores = {
        "shot_zone_mismatch_score": published(mismatch_score(own, opponent), 2),
        "pace_score": published(pace, 2),
        "usage_spike_score": published(usage_score(context), 2),
    }
    fatigue = fatigue_score(context)
    adjustment = (fatigue - 100) / 20 + sum(float(score or 0) for score in scores.values())
    return (
        {"fatigue_score": fatigue}
        | scores
        | {"total_composite_adjustment": published(adjustment, 2)}
    )


def _warnings(scores: dict) -> dict:
    mismatch = scores["shot_zone_mismatch_score"] or 0
    raised = {
        "fatigue_low": scores["fatigue_score"] < 50,
        "mismatch_extreme": abs(mismatch) > 8,
        "total_extreme": abs(scores["total_composite_adjustment"]) > 12,
    }
    words = [word for word, is_raised in raised.items() if is_raised]
    return {"has_warnings": bool(words), "warning_details": "; ".join(words) or None}


def _rest_change(context: dict) -> int:
    if context["back_to_back"]:
        return -15
    return 5 if _at_least(context["days_rest"], 2) else 0


def _first_step(value: int | None, steps: Iterable[tuple[int, int]]) -> int:
    """The change of the first bound that is reached; 0 without one."""
    return next((change for bound, change in steps if _at_least(value, bound)), 0)


def _at_least(value: float | None, bound: float) -> bool:
    return value is not None and value >= bound


def _more_than(value: float | None, bound: float) -> bool:
    return value is not None and value > bound
