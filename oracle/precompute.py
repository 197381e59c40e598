"""The five Phase 4 tables, row by row or whole (precompute.md, feature_store.md)."""

from collections.abc import Callable, Iterator
from datetime import date

from .build import Build
from .composite_factors import CompositeFactors
from .contract import PRECOMPUTE_KEYS, in_contract_order
from .daily_cache import DailyCache
from .eligible_dates import EligibleDates
from .eligible_players import EligiblePlayers
from .expected_games import ExpectedGames
from .feature_store import FeatureStore
from .player_history import PlayerHistory
from .sampled_games import PlayerSamples, TeamSamples
from .shot_zones import ShotZones
from .team_defense_zones import TeamDefenseZones
from .team_history import TeamHistory

SHOT_ZONES = "player_shot_zone_analysis"
TEAM_DEFENSE = "team_defense_zone_analysis"
FACTORS = "player_composite_factors"
DAILY_CACHE = "player_daily_cache"
FEATURES = "ml_feature_store_v2"


class Precompute:
    """Answers for single players, teams and dates; nothing is built before it is asked for."""

    def __init__(self, build: Build) -> None:
        tables = build.tables
        dates = EligibleDates(build.schedule)
        history = PlayerHistory()
        history.add(sorted(tables["player_game_summary"], key=lambda row: row["game_date"]))
        offense = TeamHistory(tables["team_offense_game_summary"], "team_abbr")
        defense_rows = tables["team_defense_game_summary"]
        defense = TeamHistory(defense_rows, "defending_team_abbr")
        player_games = _expected_games(build, "player_game_summary", "team_abbr")
        team_games = _expected_games(build, "team_defense_game_summary", "defending_team_abbr")
        samples = PlayerSamples(history, player_games)
        team_samples = TeamSamples(defense, team_games, dates)
        eligible = EligiblePlayers(dates, tables["upcoming_player_game_context"])
        shot_zones = ShotZones(dates, history, samples, build.rosters, build.registry)
        team_zones = TeamDefenseZones(dates, defense_rows, team_samples, team_games)
        factors = CompositeFactors(eligible, build.schedule, samples, shot_zones, team_zones)
        cache = DailyCache(eligible, history, samples, offense, shot_zones)
        features = FeatureStore(
            eligible,
            tables["upcoming_team_game_context"],
            history,
            samples,
            team_games,
            shot_zones,
            team_zones,
            factors,
            cache,
        )
        self._dates = dates
        self._eligible = eligible
        self._row_of: dict[str, Callable[[str, date], dict | None]] = {
            SHOT_ZONES: shot_zones.row,
            TEAM_DEFENSE: team_zones.row,
            FACTORS: factors.row,
            DAILY_CACHE: cache.row,
            FEATURES: features.row,
        }
        self._entities_on: dict[str, Callable[[date], list[str]]] = {
            SHOT_ZONES: shot_zones.players,
            TEAM_DEFENSE: team_zones.teams,
            FACTORS: eligible.players,
            DAILY_CACHE: cache.players,
            FEATURES: eligible.players,
        }

    def row(self, table: str, entity: str, day: date) -> dict | None:
        """Row of one of the five tables, by player or team and date; NULL when none is due."""
        row = self._row_of[table](entity, day)
        return None if row is None else in_contract_order(table, [row])[0]

    def keys(self, table: str) -> set[tuple]:
        """Keys, in the order of PRECOMPUTE_KEYS, of all eligible dates."""
        return {self._key(table, entity, day) for entity, day in self._entities(table)}

    def rows(self, table: str) -> list[dict]:
        """Rows of all eligible dates, in order of the key."""
        rows = [self._row_of[table](entity, day) for entity, day in self._entities(table)]
        return in_contract_order(table, rows)

    def _entities(self, table: str) -> Iterator[tuple[str, date]]:
        """Players or teams and the eligible dates on which they have a row."""
        for day in self._dates:
            for entity in self._entities_on[table](day):
                yield entity, day

    def _key(self, table: str, entity: str, day: date) -> tuple:
        if "game_id" not in PRECOMPUTE_KEYS[table]:
            return day, entity
        return day, self._eligible.context(entity, day)["game_id"], entity


def precompute_all(build: Build) -> dict[str, list[dict]]:
    """The five tables of Phase 4, each in its order of columns and keys."""
    precompute = Precompute(build)
    return {table: precompute.rows(table) for table in PRECOMPUTE_KEYS}


def _expected_games(build: Build, table: str, team_column: str) -> ExpectedGames:
    present = ((row["game_id"], row[team_column]) for row in build.tables[table])
    return ExpectedGames(table, build.schedule, present, build.known_gaps, build.today)
