"""The rolling tables and the feature store equal the oracle.

The oracle is plain Python, written from docs/contracts/precompute.md and feature_store.md.
"""

import random
from datetime import date

import pytest

from oracle.build import Build
from oracle.constants import SAMPLE_KNOWN_GAPS
from oracle.precompute import Precompute
from tests.python.harness import ALL_KEYS, PHASE_4, Project

SEASON_ROWS = {
    "player_shot_zone_analysis": 99126,
    "team_defense_zone_analysis": 6810,
    "player_composite_factors": 38525,
    "player_daily_cache": 34425,
    "ml_feature_store_v2": 38525,
}
SAMPLE, SEED = 500, 20211117


@pytest.fixture(scope="module")
def oracle(season: Project) -> Precompute:
    """Build Phase 3 in plain Python; Phase 4 is computed row by row when asked."""
    return Precompute(Build(season.raw.path, SAMPLE_KNOWN_GAPS))


@pytest.mark.parametrize("mart", PHASE_4)
def test_every_date_has_exactly_the_expected_keys(
    season: Project, oracle: Precompute, mart: str
) -> None:
    """The keys are the expected rows, both ways, on every date; F07, F11."""
    key = ", ".join(ALL_KEYS[mart])
    found = season.query(f"select {key} from {mart}")
    assert len(found) == SEASON_ROWS[mart]
    assert len(set(found)) == len(found)
    assert sorted(set(found) ^ oracle.keys(mart)) == []


def test_the_rows_of_a_sample_equal_the_oracle_column_by_column(
    season: Project, oracle: Precompute
) -> None:
    """500 player-dates drawn by a seed, every column of the five tables, exactly."""
    drawn = random.Random(SEED).sample(
        season.query(
            "select game_date, player_lookup, opponent_team_abbr"
            " from ml_feature_store_v2 order by all"
        ),
        SAMPLE,
    )
    compared = differences = 0
    shown = []
    for mart in PHASE_4:
        rows = published_rows(season, mart)
        for day, player, opponent in drawn:
            entity = opponent if mart.startswith("team_") else player
            found, expected = rows.get((day, entity)), oracle.row(mart, entity, day)
            for column, value in (expected or {"no row": None}).items():
                actual = (found or {}).get(column)
                compared += 1
                if actual != (list(value) if isinstance(value, tuple) else value):
                    differences += 1
                    shown.append((mart, day, entity, column, actual, value))
    assert differences == 0, f"{differences} of {compared} cells differ: {shown[:5]}"
    assert compared > 100 * SAMPLE


def published_rows(season: Project, mart: str) -> dict[tuple[date, str], dict]:
    """Read a mart by date and player or team."""
    entity = ALL_KEYS[mart][-1]
    return {(row["game_date"], row[entity]): row for row in season.rows(mart)}
