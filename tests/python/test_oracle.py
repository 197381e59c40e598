"""The built season equals the independent reading of the contracts in oracle/."""

from collections import Counter

import pytest

from oracle.build import Build
from oracle.constants import SAMPLE_KNOWN_GAPS, TEAM_ARENAS
from oracle.contract import KEYS
from oracle.play_by_play import MID_RANGE, PAINT, THREE, UNKNOWN
from oracle.schedule import miles_between
from oracle.worked_examples import TRAVEL_MILES
from tests.python.harness import PHASE_3, Project, real_data


@pytest.fixture(scope="module")
def oracle() -> Build:
    """Build the five tables in plain Python from the raw files that the season is built from."""
    return Build(real_data(), SAMPLE_KNOWN_GAPS)


@pytest.mark.parametrize("mart", PHASE_3)
def test_the_table_equals_the_oracle_cell_by_cell(
    season: Project, oracle: Build, mart: str
) -> None:
    """docs/contracts/raw.md 1.1: a comparison with the oracle allows no difference."""
    found, expected = (
        {tuple(row[column] for column in KEYS[mart]): row for row in rows}
        for rows in (season.rows(mart), oracle.tables[mart])
    )
    assert sorted(found.keys() ^ expected.keys()) == []
    cells = [
        (key, column, found[key].get(column, "no column"), value)
        for key, row in expected.items()
        for column, value in row.items()
        if found[key].get(column, "no column") != value
    ]
    assert cells[:20] == [], f"{len(cells)} cells differ"


@pytest.mark.parametrize(("origin", "destination"), TRAVEL_MILES)
def test_the_miles_between_two_arenas(origin: str, destination: str) -> None:
    """docs/contracts/game_context.md 2: the trips of its examples."""
    miles = miles_between(TEAM_ARENAS[origin], TEAM_ARENAS[destination])
    assert miles == TRAVEL_MILES[origin, destination]


def test_only_the_play_in_games_fail_a_reconciliation(oracle: Build) -> None:
    """docs/contracts/raw.md 14: by game (R1) and by team (R2, R7)."""
    failures = oracle.summaries.failures
    assert Counter(failure.rule for failure in failures) == {"R1": 6, "R2": 12, "R7": 12}
    assert {one.game_id for one in failures} == {gap["game_id"] for gap in SAMPLE_KNOWN_GAPS}


def test_the_shots_of_the_season_by_zone(oracle: Build) -> None:
    """docs/contracts/raw.md 9."""
    attempts: Counter[str] = Counter()
    for resolved in oracle.summaries.resolved.values():
        for tally in resolved.play_by_play.teams.values() if resolved.play_by_play else ():
            attempts.update(tally.attempts)
    assert attempts[UNKNOWN] == 0
    assert (attempts[PAINT], attempts[MID_RANGE], attempts[THREE]) == (96080, 42661, 92552)


def test_the_lines_of_the_season(oracle: Build) -> None:
    """docs/contracts/raw.md 10: how many are chosen, how many belong to someone who played."""
    played = {
        (row["game_id"], row["player_lookup"]) for row in oracle.tables["player_game_summary"]
    }
    assert (len(oracle.lines), len(oracle.lines.keys() & played)) == (15936, 15474)
    # 3.3: of two spellings of one player, the one that needs no alias.
    assert oracle.lines["20220317_DET_ORL", "moritzwagner"].points == 13.5
