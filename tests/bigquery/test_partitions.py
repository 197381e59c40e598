"""Layer 3: no statement for BigQuery reads a partitioned table without literal partition bounds.

What dbt adds around compiled nodes (gates, hooks, merges) is checked where it is seen, on the
emulator: test_emulator.py.
"""

from pathlib import Path

import pytest

from tests.bigquery.compiled import OFFLINE, Compiled, own_code
from tests.bigquery.partitions import full_scans, reads
from tests.python.harness import MARTS, SCHEMAS, Project, Run, window

WINDOWS = {
    "two weeks": window("2021-11-15", "2021-11-28"),
    "the season": window("2021-10-19", "2022-06-16"),
}

# Views that sum up all that coverage holds: 14 rows a day.
OPEN_ON_PURPOSE = dict.fromkeys(
    ("gap_report", "coverage_summary", "backfill_status"),
    ["nba_processing.coverage without bounds on game_date"],
)


@pytest.fixture(scope="module", params=WINDOWS)
def compiled(
    request: pytest.FixtureRequest, target: Path, tmp_path_factory: pytest.TempPathFactory
) -> Compiled:
    """The project for BigQuery, for one of two windows."""
    project = Project(tmp_path_factory.mktemp("partitions"), target)
    return Compiled.of(project, WINDOWS[request.param])


def test_every_read_of_a_partitioned_table_is_bounded(compiled: Compiled) -> None:
    """Models and data tests, each by its own code: the ephemeral ones in it are models too."""
    partitioned = compiled.partitioned()
    assert len(partitioned) >= len(MARTS) + 10
    scans, read = {}, 0
    for node in compiled.queries():
        code = own_code(node)
        read += reads(code, partitioned)
        if found := full_scans(code, partitioned):
            scans[node["name"]] = found
    assert scans == OPEN_ON_PURPOSE
    assert read > 100


def test_tables_are_partitioned_by_date(compiled: Compiled) -> None:
    """Marts, facts and coverage; the list of partitions is fixed where they are overwritten."""
    incremental = {
        node["name"]: node["config"]
        for node in compiled.nodes.values()
        if node["config"]["materialized"] == "incremental"
    }
    assert incremental.keys() > set(MARTS)
    for name, config in incremental.items():
        date_column = config["meta"].get("date_column", "game_date")
        assert config["incremental_strategy"] == "insert_overwrite", name
        assert config["partition_by"]["field"] == date_column, name
        assert name not in MARTS or config["schema"] == SCHEMAS[name]


PARTITIONED = {"raw.games": "game_date", "raw.rosters": "roster_date"}


@pytest.mark.parametrize(
    "sql",
    [
        "select * from raw.games where game_date between date '2021-01-01' and date '2021-01-02'",
        "select * from raw.games where game_date = date '2021-01-01' and points > 1",
        "select * from raw.games where game_date >= date '2021-01-01'"
        " and date '2021-02-01' > game_date",
        "select * from raw.games where game_date in (date '2021-01-01', date '2021-01-02')",
        "select * from (select 1 from raw.games where game_date = date '2021-01-01') as games",
        "select * from raw.games as g inner join dates as d on g.game_date = d.game_date"
        " where g.game_date = date '2021-01-01'",
        "select * from games",
    ],
)
def test_a_bounded_read_is_accepted(sql: str) -> None:
    """The ways in which the project bounds its reads."""
    assert full_scans(sql, PARTITIONED) == []


@pytest.mark.parametrize(
    "sql",
    [
        "select * from raw.games",
        "select * from raw.games where game_date >= date '2021-01-01'",
        "select * from raw.games where game_date between date '2021-01-01' and current_date()",
        "select * from raw.games where game_date = date '2021-01-01' or points > 1",
        "select * from raw.games where cast(game_date as string) = '2021-01-01'",
        "select * from raw.games where game_date in (select game_date from dates)",
        "select * from raw.rosters where game_date = date '2021-01-01'",
        "select * from (select * from raw.games) as g where game_date = date '2021-01-01'",
        "select * from raw.games as g, raw.games as h where g.game_date = date '2021-01-01'",
        "with found as (select 1 from raw.games) select * from found",
        "select (select max(points) from raw.games) as most",
    ],
)
def test_a_full_scan_is_found(sql: str) -> None:
    """Planted: predicates that are absent, open, computed, optional, or of another table."""
    assert len(full_scans(sql, PARTITIONED)) == 1


def test_a_dropped_predicate_in_a_model_is_found(compiled: Compiled) -> None:
    """Planted: a staging model that forgot its window."""
    node = compiled.nodes["model.nba_pipeline.stg_nbac__team_boxscores"]
    code = own_code(node)
    assert full_scans(code, compiled.partitioned()) == []
    dropped = code.replace("between date", "is not null or game_date between date")
    assert dropped != code
    assert full_scans(dropped, compiled.partitioned()) == [
        "nba_raw.nbac_team_boxscore without bounds on game_date"
    ]


def test_a_window_longer_than_a_job_may_write_is_refused(target: Path, tmp_path: Path) -> None:
    """BigQuery changes at most 4,000 partitions in a job; DuckDB has no such limit."""
    project = Project(tmp_path, target)
    owned = "{{ partitions_between(history_start(), season_dates(window().last).last) | length }}"

    def partitions(first: str, last: str) -> Run:
        return project.dbt("compile", *OFFLINE, "--inline", owned, "--vars", window(first, last))

    refused = partitions("2000-01-01", "2022-06-16")
    assert not refused.success
    assert "{start_date: 2000-01-01, end_date: 2000-10-12}" in refused.errors
    assert partitions("2011-11-01", "2021-07-20").compiled == ["3653"]  # ten seasons
