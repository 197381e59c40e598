"""The five Phase 4 tables, row by row or whole (precompute.md, feature_store.md)."""

from collections.abc import Callable
from datetime import date

from .build import Build
from .composite_factors import CompositeFactors
from .contract import PRECOMPUTE_KEYS, in_contract_order
from .daily_cache import DailyCache
from .eligible_dates import EligibleDates
from .expected_games import ExpectedGames
from .feature_store import FeatureStore
from .player_history import PlayerHistory
from .promised_players import PromisedPlayers
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
        self.dates = EligibleDates(build.schedule)
        self.history = PlayerHistory()
        self.history.add(sorted(tables["player_game_summary"], key=lambda row: row["game_date"]))
        offense = TeamHistory(tables["team_offense_game_summary"], "team_abbr")
        defense_rows = tables["team_defense_game_summary"]
        player_games = _expected_games(build, "player_game_summary", "team_abbr")
        team_games = _expected_games(build, "team_defense_game_summary", "defending_team_abbr")
        self.player_samples = PlayerSamples(self.history, player_games)
        team_samples = TeamSamples(
            TeamHistory(defense_rows, "defending_team_abbr"), team_games, self.dates
        )
        self.promised = PromisedPlayers(self.dates, tables["upcoming_player_game_context"])
        self._shot_zones = ShotZones(
            self.dates, self.history, self.player_samples, build.rosters, build.registry
        )
        self._team_zones = TeamDefenseZones(self.dates, defense_rows, team_samples, team_games)
        self._factors = CompositeFactors(
            self.promised,
            build.schedule,
            self.player_samples,
            self._shot_zones,
            self._team_zones,
        )
        self._cache = DailyCache(
            self.promised, self.history, self.player_samples, offense, self._shot_zones
        )
        self._features = FeatureStore(
            self.promised,
            tables["upcoming_team_game_context"],
            self.history,
            self.player_samples,
            team_games,
            self._shot_zones,
            self._team_zones,
            self._factors,
            self._cache,
        )

    def shot_zones(self, player: str, day: date) -> dict | None:
        """Row of player_shot_zone_analysis; NULL when none is delivered."""
        return _ordered(SHOT_ZONES, self._shot_zones.row(player, day))

    def team_defense(self, team: str, day: date) -> dict | None:
        """Row of team_defense_zone_analysis; NULL when none is delivered."""
        return _ordered(TEAM_DEFENSE, self._team_zones.row(team, day))

    def factors(self, player: str, day: date) -> dict | None:
        """Row of player_composite_factors; NULL when none is delivered."""
        return _ordered(FACTORS, self._factors.row(player, day))

    def daily_cache(self, player: str, day: date) -> dict | None:
        """Row of player_daily_cache; NULL when none is delivered."""
        return _ordered(DAILY_CACHE, self._cache.row(player, day))

    def features(self, player: str, day: date) -> dict | None:
        """Row of ml_feature_store_v2; NULL when none is delivered."""
        return _ordered(FEATURES, self._features.row(player, day))

    def league(self, day: date) -> dict[str, tuple[int, int]]:
        """Makes and attempts of the league by zone, of an eligible date."""
        return self._team_zones.league(self.dates.season(day), day)

    def row(self, table: str, entity: str, day: date) -> dict | None:
        """Row of any of the five tables, by player or team and date."""
        return self._row_of(table)(entity, day)

    def entities(self, table: str, day: date) -> list[str]:
        """Players or teams with a row on a date; none on a date that is not eligible."""
        listed = {
            SHOT_ZONES: self._shot_zones.players,
            TEAM_DEFENSE: self._team_zones.teams,
            FACTORS: self.promised.players,
            DAILY_CACHE: self._cache.players,
            FEATURES: self.promised.players,
        }
        return listed[table](day)

    def keys(self, table: str, day: date | None = None) -> set[tuple]:
        """Keys, in the order of PRECOMPUTE_KEYS, of one date or of all eligible dates."""
        days = self.dates if day is None else [day]
        return {
            self._key(table, entity, one) for one in days for entity in self.entities(table, one)
        }

    def rows(self, table: str, day: date | None = None) -> list[dict]:
        """Rows of one date or of all eligible dates, in order of the key."""
        days = self.dates if day is None else [day]
        return in_contract_order(
            table,
            [self.row(table, entity, one) for one in days for entity in self.entities(table, one)],
        )

    def _key(self, table: str, entity: str, day: date) -> tuple:
        if "game_id" not in PRECOMPUTE_KEYS[table]:
            return day, entity
        return day, self.promised.context(entity, day)["game_id"], entity

    def _row_of(self, table: str) -> Callable[[str, date], dict | None]:
        return {
            SHOT_ZONES: self.shot_zones,
            TEAM_DEFENSE: self.team_defense,
            FACTORS: self.factors,
            DAILY_CACHE: self.daily_cache,
            FEATURES: self.features,
        }[table]


def precompute_all(build: Build) -> dict[str, list[dict]]:
    """The five tables of Phase 4, each in its order of columns and keys."""
    precompute = Precompute(build)
    return {table: precompute.rows(table) for table in PRECOMPUTE_KEYS}


def _expected_games(build: Build, table: str, team_column: str) -> ExpectedGames:
    present = ((row["game_id"], row[team_column]) for row in build.tables[table])
    return ExpectedGames(table, build.schedule, present, build.known_gaps, build.today)


def _ordered(table: str, row: dict | None) -> dict | None:
    return None if row is None else in_contract_order(table, [row])[0]
