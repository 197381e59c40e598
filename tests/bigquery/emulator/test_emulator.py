"""Layer 2: dbt builds the real season's first weeks end to end on an emulator of BigQuery.

Design §11. One story, told in order on one warehouse: built up to the window, the window twice, one
date again, a date that vanished, a broken window refused. Then all that was built is compared with
what DuckDB builds of the same raw data.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlglot
from sqlglot.tokens import TokenType

from tests.bigquery.compiled import Compiled, declared_types, path
from tests.bigquery.emulator.host import client, load_raw, running
from tests.bigquery.emulator.project import BigQueryProject
from tests.bigquery.googlesql import GoogleSql, Refused
from tests.bigquery.partitions import full_scans
from tests.bigquery.test_partitions import OPEN_ON_PURPOSE
from tests.python.harness import ALL_KEYS, MARTS, SCHEMAS, Project, Run, window

FIRST, LAST = "2021-11-15", "2021-11-28"
HISTORY = "2021-10-19", "2021-11-14"
VIEWS = {
    "coverage": "nba_processing",
    "gap_report": "nba_processing",
    "coverage_summary": "nba_processing",
    "precompute_failures": "nba_processing",
}


@pytest.fixture(scope="module")
def duckdb(target: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same weeks on DuckDB."""
    project = Project(tmp_path_factory.mktemp("duckdb"), target)
    project.raw.restore()
    for run in (
        project.dbt("seed"),
        project.run(*HISTORY),
        project.run(FIRST, LAST),
        project.run(FIRST, LAST, "--selector", "observability"),
    ):
        assert run.success, run.errors
    return project


@pytest.fixture(scope="module")
def compiled(target: Path, tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """The project as it is compiled for BigQuery."""
    return Compiled.of(Project(tmp_path_factory.mktemp("compiled"), target), window(FIRST, LAST))


@pytest.fixture(scope="module")
def bigquery(
    compiled: Compiled, target: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BigQueryProject]:
    """An emulator with the raw season and the marts up to the day before the window."""
    project = Project(tmp_path_factory.mktemp("bigquery"), target)
    project.raw.restore()
    with running(tmp_path_factory.mktemp("emulator")) as address:
        emulated = BigQueryProject(project, address, client(address))
        load_raw(emulated.client, compiled.sources, project.raw.path)
        for run in (emulated.dbt("seed"), emulated.run(*HISTORY)):
            assert run.success, run.errors
        yield emulated


@pytest.fixture(scope="module")
def first_build(bigquery: BigQueryProject) -> Run:
    """The window, with gates and all tests."""
    run = bigquery.build(FIRST, LAST)
    assert run.success, run.errors
    return run


@pytest.fixture(scope="module")
def views(bigquery: BigQueryProject, first_build: Run) -> Run:
    """The views of observability over the window."""
    run = bigquery.run(FIRST, LAST, "--selector", "observability")
    assert run.success, run.errors
    return run


@pytest.fixture(scope="module")
def sent(first_build: Run, compiled: Compiled) -> list[tuple[str, str]]:
    """Node and text of each statement that dbt sent; scratch tables without their numbers.

    Left out are data tests, which are sent as compiled, and how dbt asks for the columns of a
    contract: the query again, of no rows.
    """
    tests = {node["name"] for node in compiled.queries() if node["resource_type"] == "test"}
    found = []
    for node, script in first_build.statements:
        if node not in tests and "as __dbt_sbq\n    where false" not in script:
            script = re.sub(r"__dbt_tmp\d+", "__dbt_tmp", script)
            found += [(node, statement) for statement in split(script)]
    return found


def split(script: str) -> list[str]:
    """The statements of a script, each from its first word to its last."""
    spans: list[list[int]] = [[]]
    for token in sqlglot.tokenize(script, read="bigquery"):
        if token.token_type is TokenType.SEMICOLON:
            spans.append([])
        else:
            spans[-1] = [*spans[-1][:1], token.start, token.end + 1]
    return [script[span[0] : span[-1]] for span in spans if span]


def comparable(value: object) -> object:
    """A value as both engines spell it."""
    if isinstance(value, (list, tuple)):
        return tuple(map(comparable, value))
    if hasattr(value, "isoformat"):
        return str(value).removesuffix("+00:00")
    if isinstance(value, float) or type(value).__name__ == "Decimal":
        return float(value)
    return value


def same(left: object, right: object) -> bool:
    """Whether two values are the same; of floats, the last digits of a sum may differ."""
    if isinstance(left, float) and isinstance(right, float):
        return math.isclose(left, right, rel_tol=1e-9, abs_tol=1e-9)
    if isinstance(left, tuple) and isinstance(right, tuple) and len(left) == len(right):
        return all(map(same, left, right))
    return left == right


def differences(ours: list[dict], theirs: list[dict], key: tuple[str, ...]) -> list[str]:
    """Keys on one side only, and values that are not the same."""

    def by_key(rows: list[dict]) -> dict[tuple, dict]:
        found = {tuple(str(row[column]) for column in key): row for row in rows}
        assert len(found) == len(rows), "the key is not one"
        return found

    left, right = by_key(ours), by_key(theirs)
    found = [f"{each} on one side only" for each in sorted(left.keys() ^ right.keys())]
    for each in left.keys() & right.keys():
        for column in left[each].keys() | right[each].keys():
            values = comparable(left[each].get(column)), comparable(right[each].get(column))
            if not same(*values):
                found.append(f"{each}.{column}: {values[0]} and {values[1]}")
    return found


# A row says when and by which run it was made; no two runs agree on that.
RUN_FACTS = ("created_at", "processed_at", "updated_at")


def mart_differences(bigquery: BigQueryProject, duckdb: Project, mart: str) -> list[str]:
    """Differences of a mart between the engines, in the window."""
    rows = duckdb.rows(mart, f"game_date between date '{FIRST}' and date '{LAST}'")
    found = bigquery.rows(mart, FIRST, LAST)
    assert len(rows) > 50
    for row in rows + found:
        for column in RUN_FACTS:
            row.pop(column, None)
    return differences(found, rows, ALL_KEYS[mart])


@pytest.mark.parametrize("mart", MARTS)
def test_a_mart_is_the_same_on_both_engines(
    bigquery: BigQueryProject, first_build: Run, duckdb: Project, mart: str
) -> None:
    """Same keys, same values, arrays included, in all ten tables."""
    assert mart_differences(bigquery, duckdb, mart) == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_of_observability_is_the_same_on_both_engines(
    bigquery: BigQueryProject, views: Run, duckdb: Project, view: str
) -> None:
    """Compared as bags of rows."""
    name = f"{VIEWS[view]}.{view}"
    described = [column for column, *_ in duckdb.query(f"describe {name}")]
    ours = [
        tuple(str(comparable(row[column])) for column in described)
        for row in bigquery.query(f"select * from {name}")
    ]
    theirs = [tuple(str(comparable(each)) for each in row) for row in duckdb.query(f"from {name}")]
    assert theirs
    assert sorted((Counter(ours) - Counter(theirs)).elements())[:5] == []
    assert sorted((Counter(theirs) - Counter(ours)).elements())[:5] == []


def test_a_second_build_changes_nothing(bigquery: BigQueryProject, first_build: Run) -> None:
    """A run owns its window, and gives the same rows again."""
    before = {mart: bigquery.rows(mart, HISTORY[0], LAST) for mart in MARTS}
    run = bigquery.build(FIRST, LAST)
    assert run.success, run.errors
    for mart, rows in before.items():
        again = bigquery.rows(mart, HISTORY[0], LAST)
        for row in rows + again:
            for column in RUN_FACTS:
                row.pop(column, None)
        assert differences(again, rows, ALL_KEYS[mart]) == [], mart


def test_one_date_is_repaired(bigquery: BigQueryProject, first_build: Run) -> None:
    """Rows that another hand removed are back; no other date is written."""
    whole = bigquery.rows_per_date()
    bigquery.query("delete from nba_analytics.player_game_summary where game_date = '2021-11-28'")
    assert bigquery.rows_per_date() != whole
    run = bigquery.run("2021-11-28", None, "--select", "player_game_summary")
    assert run.success, run.errors
    assert bigquery.rows_per_date() == whole


def test_a_date_that_vanished_is_gone(bigquery: BigQueryProject, first_build: Run) -> None:
    """Rows on a date without games: a dynamic overwrite would keep them."""
    whole = bigquery.rows_per_date()
    off_day = "2021-11-25"
    bigquery.query(
        "insert into nba_analytics.team_offense_game_summary"
        f" select * replace (date '{off_day}' as game_date)"
        " from nba_analytics.team_offense_game_summary where game_date = date '2021-11-24'"
    )
    assert bigquery.rows_per_date() != whole
    run = bigquery.run(off_day, off_day, "--select", "team_offense_game_summary")
    assert run.success, run.errors
    assert bigquery.rows_per_date() == whole


def test_a_dynamic_overwrite_is_refused(
    bigquery: BigQueryProject, first_build: Run, tmp_path: Path
) -> None:
    """Planted: a mart that forgot to list the partitions of its window."""
    whole = bigquery.rows_per_date()
    dynamic = replace(bigquery, project=bigquery.project.with_own_files(tmp_path))
    [model] = dynamic.project.checkout.rglob("team_offense_game_summary.sql")
    model.write_text(model.read_text().replace(", partitions=window_partitions()", ""))
    run = dynamic.run("2021-11-25", None, "--select", "team_offense_game_summary")
    assert not run.success
    assert "has no partitions=window_partitions()" in run.errors
    assert bigquery.rows_per_date() == whole


def test_a_broken_window_is_refused(bigquery: BigQueryProject, first_build: Run) -> None:
    """A team's box score is lost: the model fails, says why, and no table changes."""
    whole = bigquery.rows_per_date()
    lost = "from nba_raw.nbac_gamebook_player_stats where game_date = date '2021-11-27'"
    rows = f"create table nba_reference.kept as select * {lost}"
    bigquery.query(rows)
    bigquery.query("delete " + lost)
    try:
        run = bigquery.run("2021-11-27")
    finally:
        bigquery.query(
            "insert into nba_raw.nbac_gamebook_player_stats select * from nba_reference.kept"
        )
        bigquery.query("drop table nba_reference.kept")
    assert not run.success
    assert run.statuses["player_game_summary"] == "error"
    assert run.of("ml_feature_store_v2") == {"skipped"}
    assert "player_game_summary refuses to publish 2021-11-27" in run.errors
    assert bigquery.rows_per_date() == whole


def test_statements_are_googlesql_and_bounded(
    compiled: Compiled, bigquery: BigQueryProject, sent: list[tuple[str, str]]
) -> None:
    """What dbt sent around the compiled nodes: gates, hooks, scratch tables, merges.

    The emulator accepts DuckDB's dialect; the analyzer of layer 1 does not, and layer 3's check
    of partition bounds sees the gates here.
    """
    analyzer = with_everything_built(compiled, bigquery)
    partitioned = compiled.partitioned()
    refused, scans = [], []
    for node, statement in sorted(set(sent)):
        scans += [f"{node}: {scan}" for scan in full_scans(statement, partitioned)]
        try:
            analyzer.check(statement)
        except Refused as reason:
            refused.append(f"{node}: {reason}")
    assert refused == []
    on_purpose = {scan for [scan] in OPEN_ON_PURPOSE.values()}
    assert {scan for scan in scans if scan.split(": ")[1] not in on_purpose} == set()
    assert len(sent) > 4 * len(MARTS)


def with_everything_built(compiled: Compiled, bigquery: BigQueryProject) -> GoogleSql:
    """An analyzer that knows all tables, and those that dbt makes while it builds a mart."""
    analyzer = compiled.googlesql()
    for node in compiled.queries():
        if node["contract"]["enforced"]:
            project, dataset, table = path(node)
            for name in (table, f"{table}__dbt_tmp"):
                analyzer.add_table((project, dataset, name), declared_types(node))
    log = bigquery.client.get_table("nba_processing.run_log")
    names = {"INTEGER": "int64", "FLOAT": "float64", "BOOLEAN": "bool"}
    analyzer.add_table(
        (log.project, log.dataset_id, log.table_id),
        {field.name: names.get(field.field_type, field.field_type) for field in log.schema},
    )
    return analyzer


@pytest.mark.parametrize("mart", MARTS)
def test_a_mart_costs_one_write_and_two_reads(sent: list[tuple[str, str]], mart: str) -> None:
    """The seasons, the gate, the rows into a scratch table, and one merge of the partitions."""
    kinds = Counter(statement.split()[0].lower() for node, statement in sent if node == mart)
    assert kinds == {"select": 1, "with": 1, "create": 1, "merge": 1, "drop": 1}


def test_a_rounding_difference_is_found(
    bigquery: BigQueryProject, first_build: Run, duckdb: Project
) -> None:
    """Planted: a value rounded as NUMERIC on one side and as FLOAT64 on the other."""
    mart = "team_offense_game_summary"
    ours = bigquery.rows(mart, FIRST, LAST)
    theirs = [dict(row) for row in ours]
    [column] = [name for name in ("offensive_rating",) if name in ours[0]]
    theirs[0][column] = float(theirs[0][column]) + 0.01
    assert len(differences(ours, theirs, ALL_KEYS[mart])) == 1


def test_jobs_carry_labels(bigquery: BigQueryProject, first_build: Run) -> None:
    """What a layer or a model cost can be asked by label."""
    labels = [job.labels for job in bigquery.client.list_jobs(max_results=500)]
    assert {"marts"} <= {label.get("layer") for label in labels}
    assert set(MARTS) <= {label.get("model") for label in labels}
    assert all("dbt_invocation_id" in label for label in labels if "model" in label)


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("NBA_BIGQUERY_DATASET", "jane", "--target bigquery_dev"),
        ("NBA_BIGQUERY_LOCATION", "EU", "set NBA_BIGQUERY_LOCATION=US"),
        (
            "NBA_BIGQUERY_PROJECT",
            "no-such-project",
            "has no dataset nba_raw: set NBA_BIGQUERY_PROJ",
        ),
    ],
)
def test_a_wrong_place_is_refused(
    bigquery: BigQueryProject, variable: str, value: str, said: str
) -> None:
    """Production takes no prefix, another project has no raw data, a location is one."""
    run = bigquery.dbt("run", "--vars", window(FIRST, LAST), **{variable: value})
    assert not run.success
    assert said in run.errors
    assert run.of(*MARTS) <= {"not selected", "skipped"}


def test_datasets_are_those_of_production(bigquery: BigQueryProject, first_build: Run) -> None:
    """By name, without a prefix."""
    found = {dataset.dataset_id for dataset in bigquery.client.list_datasets()}
    assert set(SCHEMAS.values()) | {"nba_raw", "nba_reference", "nba_processing"} <= found
