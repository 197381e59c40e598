"""Layer 1: every statement that dbt compiles for BigQuery, read by the analyzer of GoogleSQL.

docs/design.md 11. No server and no credentials. The corpus keeps the analyzer itself honest.
"""

from copy import deepcopy
from pathlib import Path

import pytest

from tests.bigquery.compiled import Compiled, analyze, declared_types, path
from tests.bigquery.corpus import ACCEPTED, REFUSED, TABLE
from tests.bigquery.googlesql import GoogleSql, Refused
from tests.python.harness import MARTS, Project, window


@pytest.fixture(scope="module")
def compiled(target: Path, tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """The project for BigQuery, unit tests read too."""
    project = Project(tmp_path_factory.mktemp("compiled"), target)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBA_UNIT_TESTS", "true")
        return Compiled.of(project, window("2021-11-15", "2021-11-28"))


@pytest.fixture(scope="module")
def corpus() -> GoogleSql:
    """An analyzer that knows one table."""
    analyzer = GoogleSql()
    analyzer.add_table(("games",), TABLE)
    return analyzer


def test_every_model_and_test_is_googlesql_and_keeps_its_contract(compiled: Compiled) -> None:
    """Every ephemeral model, mart, view and data test; columns, order and types of the marts."""
    queries = list(compiled.queries())
    assert {node["name"] for node in queries} >= set(MARTS)
    assert len(queries) > 150
    assert analyze(compiled, compiled.googlesql()) == []


def test_every_fixture_of_a_unit_test_is_googlesql(compiled: Compiled) -> None:
    """Rows and expectations; that unit tests give what they expect is shown on DuckDB."""
    analyzer, refused, checked = GoogleSql(), [], 0
    for test in compiled.unit_tests.values():
        for fixture in (*test["given"], test["expect"]):
            if fixture["format"] != "sql":
                continue
            checked += 1
            try:
                analyzer.check(fixture["rows"])
            except Refused as reason:
                refused.append(f"{test['name']}: {reason}")
    assert refused == []
    assert checked > 400


def with_mart(compiled: Compiled, mart: str, old: str, new: str) -> Compiled:
    """The models of the project with a mistake in one mart."""
    key = f"model.nba_pipeline.{mart}"
    node = deepcopy(compiled.nodes[key])
    assert old in node["compiled_code"]
    node["compiled_code"] = node["compiled_code"].replace(old, new, 1)
    others = {key: node for key, node in compiled.nodes.items() if not key.startswith("test.")}
    return Compiled(others | {key: node}, compiled.sources, {})


def test_a_function_of_duckdb_in_a_model_is_refused(compiled: Compiled) -> None:
    """Planted: strftime."""
    broken = with_mart(
        compiled,
        "player_game_summary",
        "registry.universal_player_id",
        "strftime(promised.game_date, '%Y') as universal_player_id",
    )
    [complaint] = analyze(broken, broken.googlesql())
    assert complaint.startswith("player_game_summary: Function not found: strftime")


def test_a_type_that_drifts_from_the_contract_is_named(compiled: Compiled) -> None:
    """Planted: points as FLOAT64, the contract says INT64."""
    broken = with_mart(
        compiled, "player_game_summary", "boxscores.points,", "1.0 * boxscores.points as points,"
    )
    assert analyze(broken, broken.googlesql()) == [
        "player_game_summary.points is float64 and declared int64"
    ]


def test_the_contracts_are_read(compiled: Compiled) -> None:
    """The comparison compares something: every mart declares all of its types."""
    for mart in MARTS:
        node = compiled.nodes[f"model.nba_pipeline.{mart}"]
        assert len(declared_types(node)) >= 20
        assert path(node)[2] == mart


@pytest.mark.parametrize("sql", REFUSED)
def test_what_bigquery_refuses_is_refused(corpus: GoogleSql, sql: str) -> None:
    """DuckDB takes most of these."""
    with pytest.raises(Refused):
        corpus.check(sql)


@pytest.mark.parametrize("sql", ACCEPTED)
def test_what_bigquery_accepts_is_accepted(corpus: GoogleSql, sql: str) -> None:
    """The spellings that the project uses."""
    corpus.check(sql)
