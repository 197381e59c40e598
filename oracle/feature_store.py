"""Table ml_feature_store_v2 (feature_store.md 1)."""

from datetime import date
from decimal import Decimal
from functools import cache

from .arithmetic import mean, published
from .composite_factors import CompositeFactors
from .daily_cache import DailyCache
from .eligible_players import EligiblePlayers
from .expected_games import ExpectedGames, Stint
from .feature_values import FEATURES, Inputs, feature
from .player_history import PlayerHistory
from .precompute_quality import quality_block
from .sampled_games import ONE_DAY, PlayerSamples
from .shot_zones import ShotZones
from .team_defense_zones import TeamDefenseZones

FEATURE_VERSION = "v2_25"
WEIGHTS = {"phase4": 100, "phase3": 75, "calculated": 100, "default": 40}
GOLD_SCORE, SILVER_SCORE = 95, 75


class FeatureStore:
    """Builds the vector of one player before one game."""

    def __init__(
        self,
        eligible: EligiblePlayers,
        team_contexts: list[dict],
        history: PlayerHistory,
        samples: PlayerSamples,
        games: ExpectedGames,
        shot_zones: ShotZones,
        team_zones: TeamDefenseZones,
        factors: CompositeFactors,
        cache: DailyCache,
    ) -> None:
        self._eligible = eligible
        self._team_contexts = {(row["game_id"], row["team_abbr"]): row for row in team_contexts}
        self._history = history
        self._samples = samples
        self._games = games
        self._shot_zones = shot_zones
        self._team_zones = team_zones
        self._factors = factors
        self._cache = cache

    @cache
    def row(self, player: str, day: date) -> dict | None:
        """The row of one player; NULL without a context row on an eligible date."""
        context = self._eligible.context(player, day)
        if context is None:
            return None
        inputs = self._inputs(context)
        found = [feature(name, inputs) for name in FEATURES]
        sources = [source for _, source in found]
        score = quality_score(sources)
        return {
            "game_date": day,
            "game_id": context["game_id"],
            "player_lookup": player,
            "universal_player_id": context["universal_player_id"],
            "team_abbr": context["team_abbr"],
            "opponent_team_abbr": context["opponent_team_abbr"],
            "is_home": context["home_game"],
            "days_rest": context["days_rest"],
            "last_game_date": inputs.factors["last_game_date"],
            "features": [float(value) for value, _ in found],
            "feature_names": list(FEATURES),
            "feature_sources": sources,
            "feature_version": FEATURE_VERSION,
            "feature_quality_score": score,
        } | self._quality(context, sources, score)

    def _inputs(self, context: dict) -> Inputs:
        """Every row the vector is read from."""
        player, day, season = (
            context["player_lookup"],
            context["game_date"],
            context["season_year"],
        )
        team = context["team_abbr"]
        so_far = Stint(team, date.min, day - ONE_DAY)
        return Inputs(
            context=context,
            cache=self._cache.row(player, day),
            factors=self._factors.row(player, day),
            zones=self._shot_zones.row(player, day),
            opponent=self._team_zones.row(context["opponent_team_abbr"], day),
            team_form=self._cache.team_form(team, season, day),
            team_context=self._team_contexts[context["game_id"], team],
            team_finals=len(self._games.finals(season, so_far)),
            last_10=self._history.before(player, season, day)[-10:],
        )

    def _quality(self, context: dict, sources: list[str], score: Decimal) -> dict:
        """The player's window; the tier is that of the score."""
        sample = self._samples.before(
            context["player_lookup"], context["season_year"], context["game_date"]
        )
        issues = self._factors.issues(context)
        if "default" in sources:
            issues.append("default_features_used")
        return quality_block(sample, issues) | {"data_quality_tier": _tier(score)}


def quality_score(sources: list[str]) -> Decimal:
    """Mean weight of the sources."""
    return published(mean(WEIGHTS[source] for source in sources), 2)


def _tier(score: Decimal) -> str:
    if score >= GOLD_SCORE:
        return "gold"
    return "silver" if score >= SILVER_SCORE else "bronze"
