"""Layer 2: dbt builds the real season's first weeks end to end on an emulator of BigQuery.

docs/design.md 11. One story, told in order on one warehouse: the season's first weeks in an empty
one, their last two again with all tests, a second run at once, one date again, a date that
vanished, a broken window refused. What the first run built is compared with what DuckDB builds of
the same raw.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import sqlglot
from sqlglot.tokens import TokenType

from tests.bigquery.compiled import Compiled, path
from tests.bigquery.emulator.host import client, load_raw, running
from tests.bigquery.emulator.project import BigQueryProject
from tests.bigquery.googlesql import GoogleSql, Refused
from tests.bigquery.partitions import full_scans
from tests.bigquery.scans import measure, over_budget, views_of
from tests.bigquery.test_partitions import OPEN_ON_PURPOSE
from tests.bigquery.test_scans import ALLOWED
from tests.python.harness import ALL_KEYS, MARTS, SCHEMAS, Project, Run, window

START, LAST = "2021-10-19", "2021-11-28"
FIRST = "2021-11-15"
OBSERVED = {
    "coverage": "nba_processing",
    "gap_report": "nba_processing",
    "coverage_summary": "nba_processing",
    "precompute_failures": "nba_processing",
    "backfill_status": "nba_reference",
}
RUNS = "nba_intermediate.runs_in_progress"


@pytest.fixture(scope="module")
def duckdb(target: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same weeks on DuckDB."""
    project = Project(tmp_path_factory.mktemp("duckdb"), target)
    project.raw.restore()
    for run in (project.dbt("seed"), project.run(START, LAST)):
        assert run.success, run.errors
    return project


@pytest.fixture(scope="module")
def compiled(target: Path, tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """The project as one thread compiles it for BigQuery."""
    project = Project(tmp_path_factory.mktemp("compiled"), target)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NBA_BIGQUERY_THREADS", "1")
        return Compiled.of(project, window(FIRST, LAST))


@pytest.fixture(scope="module")
def bigquery(
    compiled: Compiled, target: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BigQueryProject]:
    """An emulator with the raw season and the seeds."""
    project = Project(tmp_path_factory.mktemp("bigquery"), target)
    project.raw.restore()
    with running(tmp_path_factory.mktemp("emulator")) as address:
        emulated = BigQueryProject(project, address, client(address))
        load_raw(emulated.client, compiled.sources, project.raw.path)
        seed = emulated.dbt("seed")
        assert seed.success, seed.errors
        yield emulated


@pytest.fixture(scope="module")
def first_build(bigquery: BigQueryProject) -> Run:
    """All weeks, in a warehouse without marts; only the gates guard it."""
    run = bigquery.run(START, LAST)
    assert run.success, run.errors
    return run


@pytest.fixture(scope="module")
def before(bigquery: BigQueryProject, first_build: Run) -> dict[str, list[dict]]:
    """The rows of the marts after the first build."""
    return {mart: without_run_facts(bigquery.rows(mart, START, LAST)) for mart in MARTS}


@pytest.fixture(scope="module")
def second_build(bigquery: BigQueryProject, before: dict[str, list[dict]]) -> Run:
    """The window again, with gates and all tests."""
    run = bigquery.build(FIRST, LAST)
    assert run.success, run.errors
    return run


@pytest.fixture(scope="module")
def sent(second_build: Run) -> list[tuple[str, str]]:
    """Node and text of each statement that dbt sent to build the window."""
    return sent_by(second_build)


def sent_by(run: Run) -> list[tuple[str, str]]:
    """Node and text of each statement that dbt sent; scratch tables without their numbers.

    Left out is how dbt asks for the columns of a contract: the query again, of no rows.
    """
    found = []
    for node, script in run.statements:
        if "as __dbt_sbq\n    where false" not in script:
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
RUN_FACTS = (
    "created_at",
    "processed_at",
    "updated_at",
    "computed_at",
    "started_at",
    "completed_at",
)


def without_run_facts(rows: list[dict]) -> list[dict]:
    """Leave out what no two runs agree on."""
    return [{name: row[name] for name in row if name not in RUN_FACTS} for row in rows]


def mart_differences(before: dict[str, list[dict]], duckdb: Project, mart: str) -> list[str]:
    """Differences of a mart between the engines, in the window."""
    rows = duckdb.rows(mart, f"game_date between date '{FIRST}' and date '{LAST}'")
    found = [row for row in before[mart] if str(row["game_date"]) >= FIRST]
    assert len(rows) > 50
    return differences(found, without_run_facts(rows), ALL_KEYS[mart])


@pytest.mark.parametrize("mart", MARTS)
def test_a_mart_is_the_same_on_both_engines(
    before: dict[str, list[dict]], duckdb: Project, mart: str
) -> None:
    """Same keys, same values, arrays included, in all ten tables."""
    assert mart_differences(before, duckdb, mart) == []


@pytest.mark.parametrize("table", OBSERVED)
def test_observability_is_the_same_on_both_engines(
    bigquery: BigQueryProject, first_build: Run, duckdb: Project, table: str
) -> None:
    """Tables and views, compared as bags of rows."""
    name = f"{OBSERVED[table]}.{table}"
    described = [
        column for column, *_ in duckdb.query(f"describe {name}") if column not in RUN_FACTS
    ]
    columns = ", ".join(described)
    ours = [
        tuple(str(comparable(row[column])) for column in described)
        for row in bigquery.query(f"select {columns} from {name}")
    ]
    theirs = [
        tuple(str(comparable(each)) for each in row)
        for row in duckdb.query(f"select {columns} from {name}")
    ]
    assert theirs
    assert sorted((Counter(ours) - Counter(theirs)).elements())[:5] == []
    assert sorted((Counter(theirs) - Counter(ours)).elements())[:5] == []


def test_marts_are_made_by_their_contract(bigquery: BigQueryProject, first_build: Run) -> None:
    """Empty at first; partitioned, clustered, and NOT NULL where the contract says so."""
    for mart in MARTS:
        table = bigquery.client.get_table(f"{SCHEMAS[mart]}.{mart}")
        assert table.time_partitioning.field == "game_date", mart
        assert table.clustering_fields, mart
        required = {field.name for field in table.schema if field.mode == "REQUIRED"}
        assert required >= set(ALL_KEYS[mart]), mart


def test_a_second_build_changes_nothing(
    bigquery: BigQueryProject, before: dict[str, list[dict]], second_build: Run
) -> None:
    """A run owns its window, and gives the same rows again."""
    for mart, rows in before.items():
        again = without_run_facts(bigquery.rows(mart, START, LAST))
        assert differences(again, rows, ALL_KEYS[mart]) == [], mart


def test_eight_threads_compile_what_one_does(
    bigquery: BigQueryProject, compiled: Compiled, second_build: Run
) -> None:
    """Nodes that are compiled at once share ephemeral models; none may get one twice."""
    assert "Concurrency: 8 threads" in second_build.screen
    twice = [
        (node, name)
        for node, script in second_build.statements
        for name, number in Counter(re.findall(r"(__dbt__cte__\w+) as \(", script)).items()
        if number > 1
    ]
    assert twice == []

    manifest = json.loads((bigquery.project.target / "manifest.json").read_text())
    differ, compared = [], 0
    for key, node in manifest["nodes"].items():
        if (code := node.get("compiled_code")) and key in compiled.nodes:
            compared += 1
            if timeless(code) != timeless(compiled.nodes[key]["compiled_code"]):
                differ.append(node["name"])
    # Without a connection there is no log of runs to read.
    assert differ == ["backfill_status"]
    assert compared > 200


def timeless(code: str) -> str:
    """A query without the time of its run."""
    return re.sub(r"timestamp '[^']+'", "timestamp", code)


def test_statements_are_googlesql_and_bounded(
    compiled: Compiled, bigquery: BigQueryProject, first_build: Run, sent: list[tuple[str, str]]
) -> None:
    """What dbt sent around the compiled nodes: gates, hooks, the ledger, scratch tables, merges.

    The emulator accepts DuckDB's dialect; the analyzer of layer 1 does not, and layer 3's check
    of partition bounds sees the gates here. Data tests are sent as compiled.
    """
    analyzer = with_everything_built(compiled, bigquery)
    partitioned = compiled.partitioned()
    tests = {node["name"] for node in compiled.queries() if node["resource_type"] == "test"}
    refused, scans = [], []
    for node, statement in distinct([*sent_by(first_build), *sent]):
        if node in tests:
            continue
        scans += [f"{node}: {scan}" for scan in full_scans(statement, partitioned)]
        try:
            analyzer.check(statement)
        except Refused as reason:
            refused.append(f"{node}: {reason}")
    assert refused == []
    on_purpose = {scan for [scan] in OPEN_ON_PURPOSE.values()}
    assert {scan for scan in scans if scan.split(": ")[1] not in on_purpose} == set()
    assert len(sent) > 4 * len(MARTS)


def test_statements_are_within_the_budget(
    compiled: Compiled, first_build: Run, sent: list[tuple[str, str]]
) -> None:
    """Layer 4, of all that was sent: BigQuery can plan it."""
    found = measure(distinct([*sent_by(first_build), *sent]), views_of(compiled))
    assert len(found) > 300
    complaints = over_budget(found, ALLOWED)
    assert not complaints, "\n".join(complaints)


def distinct(statements: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Of statements that differ in dates, times and the run alone, the longest."""
    found: dict[tuple[str, str], str] = {}
    for node, statement in sorted(statements, key=lambda each: len(each[1])):
        text = re.sub(r"'[\d\-: ]{10,}'|'[0-9a-f]{8}-[0-9a-f\-]{27}'", "''", statement)
        found[node, re.sub(r"(date '',\s*)+date ''", "dates", text)] = statement
    return sorted((node, statement) for (node, _), statement in found.items())


def with_everything_built(compiled: Compiled, bigquery: BigQueryProject) -> GoogleSql:
    """An analyzer that knows all tables, and those that dbt makes while it builds one."""
    analyzer = compiled.googlesql()
    for node in compiled.queries():
        if node["resource_type"] == "model" and node["config"]["materialized"] != "ephemeral":
            project, dataset, table = path(node)
            columns = analyzer.add_query((project, dataset, table), node["compiled_code"])
            analyzer.add_table((project, dataset, f"{table}__dbt_tmp"), columns)
    names = {"INTEGER": "int64", "FLOAT": "float64", "BOOLEAN": "bool"}
    for table in (
        "nba_processing.run_log",
        "nba_intermediate.raw_contents",
        "nba_intermediate.built_from",
        RUNS,
    ):
        made = bigquery.client.get_table(table)
        analyzer.add_table(
            (made.project, made.dataset_id, made.table_id),
            {field.name: names.get(field.field_type, field.field_type) for field in made.schema},
        )
    return analyzer


def kinds(statements: list[str]) -> dict[str, int]:
    """Count statements by their first word."""
    return dict(Counter(statement.split()[0].lower() for statement in statements))


@pytest.mark.parametrize("mart", MARTS)
def test_a_mart_costs_one_write_and_three_reads(sent: list[tuple[str, str]], mart: str) -> None:
    """The seasons, two gates, the rows into a scratch table, and one merge of the partitions."""
    found = kinds([statement for node, statement in sent if node == mart])
    gates = 1 if mart == "player_game_summary" else 2  # it reads no other mart
    assert found == {"select": 1, "with": gates, "create": 1, "merge": 1, "drop": 1}


def test_a_fact_costs_one_write(compiled: Compiled, sent: list[tuple[str, str]]) -> None:
    """Facts, and the tables of observability: nothing is asked before, nothing after."""
    by_node: dict[str, list[str]] = {}
    for node, statement in sent:
        by_node.setdefault(node, []).append(statement)
    expected = {
        "incremental": {"create": 1, "merge": 1, "drop": 1},
        "table": {"create": 1},
        "view": {"create": 1},
    }
    for node in compiled.nodes.values():
        kind = node["config"]["materialized"]
        if node["resource_type"] == "model" and node["name"] not in MARTS and kind in expected:
            assert kinds(by_node[node["name"]]) == expected[kind], node["name"]


def test_lock_log_and_ledger_cost_as_much_for_any_window(sent: list[tuple[str, str]]) -> None:
    """Before: schedule, lock, log, fingerprints, and the ledger forgets. After: the same closed."""
    hooks = {
        when: kinds([statement for node, statement in sent if f"-on-run-{when}-" in node])
        for when in ("start", "end")
    }
    assert hooks == HOOKS


HOOKS = {
    "start": {"select": 2, "insert": 3, "delete": 1},
    "end": {"insert": 7, "delete": 2},
}


def test_a_second_run_of_the_season_is_refused(
    bigquery: BigQueryProject, second_build: Run
) -> None:
    """Before anything is written, with who, since when, what, and how to free it."""
    since = hold(bigquery, "0c0ffee0-run", 5, 2021)
    run = bigquery.run("2021-11-25", None, "--select", "team_offense_game_summary")
    assert not run.success
    for said in (
        "jane has been building 2021-11-01 to 2021-11-20",
        f"since {since} UTC",
        "Nothing was written",
        "dbt run-operation release_seasons --args '{run: 0c0ffee0-run}'",
    ):
        assert said in run.errors
    for _, statement in sent_by(run):
        assert statement.lower().startswith("select") or "runs_in_progress" in statement
    assert runs_in_progress(bigquery) == ["0c0ffee0-run"]

    freed = bigquery.dbt("run-operation", "release_seasons", "--args", "{run: 0c0ffee0-run}")
    assert freed.success, freed.errors
    assert runs_in_progress(bigquery) == []


def hold(bigquery: BigQueryProject, run: str, minutes_ago: int, season: int) -> str:
    """Plant another run in progress; return since when."""
    [row] = bigquery.query(
        f"select cast(timestamp_sub(timestamp_trunc(current_timestamp(), second), interval"
        f" {minutes_ago} minute) as string) as since"
    )
    since = row["since"].removesuffix("+00").removesuffix(" UTC")
    bigquery.query(
        f"insert into {RUNS} (invocation_id, started_at, window_start, window_end, first_held,"
        f" last_held, held_by) values ('{run}', timestamp '{since}', date '{season}-11-01',"
        f" date '{season}-11-20', date '{season}-10-13', date '{season + 1}-10-12', 'jane')"
    )
    return since


def runs_in_progress(bigquery: BigQueryProject) -> list[str]:
    """The runs that hold a season, or did until they died."""
    found = bigquery.query(f"select invocation_id from {RUNS} order by invocation_id")
    return [row["invocation_id"] for row in found]


def test_one_date_is_repaired(bigquery: BigQueryProject, second_build: Run) -> None:
    """One mart alone, on facts of the same raw data, beside runs that are dead or far away.

    Rows that another hand removed are back; no other date is written.
    """
    whole = bigquery.rows_per_date()
    bigquery.query("delete from nba_analytics.player_game_summary where game_date = '2021-11-28'")
    assert bigquery.rows_per_date() != whole
    hold(bigquery, "died", 180, 2021)
    hold(bigquery, "of another season", 5, 2019)
    run = bigquery.run("2021-11-28", None, "--select", "player_game_summary")
    assert run.success, run.errors
    assert bigquery.rows_per_date() == whole
    assert runs_in_progress(bigquery) == ["died", "of another season"]
    bigquery.query(f"delete from {RUNS} where true")


def test_a_date_that_vanished_is_gone(bigquery: BigQueryProject, second_build: Run) -> None:
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
    bigquery: BigQueryProject, second_build: Run, tmp_path: Path
) -> None:
    """Planted: a mart that lost its partitions, and with them the fixed list of its dates."""
    whole = bigquery.rows_per_date()
    dynamic = replace(bigquery, project=bigquery.project.with_own_files(tmp_path))
    [model] = dynamic.project.checkout.rglob("team_offense_game_summary.sql")
    model.write_text("{{ config(partition_by=none) }}\n" + model.read_text())
    run = dynamic.run("2021-11-25", None, "--select", "team_offense_game_summary")
    assert not run.success
    assert "is not partitioned by date, or its on_schema_change is 'ignore'" in run.errors
    assert bigquery.rows_per_date() == whole


@contextmanager
def without_raw(bigquery: BigQueryProject, rows: str) -> Iterator[None]:
    """Delete rows of the box scores of players, and put them back."""
    lost = f"from nba_raw.nbac_gamebook_player_stats where {rows}"
    bigquery.query(f"create table nba_reference.kept as select * {lost}")
    bigquery.query(f"delete {lost}")
    try:
        yield
    finally:
        bigquery.query(
            "insert into nba_raw.nbac_gamebook_player_stats select * from nba_reference.kept"
        )
        bigquery.query("drop table nba_reference.kept")


def test_facts_of_other_raw_data_are_refused(bigquery: BigQueryProject, second_build: Run) -> None:
    """One row fewer since the facts were built: date, table and both counts."""
    date = "game_date = date '2021-11-27'"
    table = "nba_raw.nbac_gamebook_player_stats"
    [row] = bigquery.query(
        f"select count(*) as found, min(player_lookup) as player from {table} where {date}"
    )
    with without_raw(bigquery, f"{date} and player_lookup = '{row['player']}'"):
        run = bigquery.run("2021-11-27", None, "--select", "player_game_summary")
    assert not run.success
    assert "player_game_summary refuses to build 2021-11-27 to 2021-11-27" in run.errors
    assert (
        f"2021-11-27  nbac_gamebook_player_stats  {row['found'] - 1} rows now, {row['found']} when"
        in run.errors
    )


def test_a_broken_window_is_refused(bigquery: BigQueryProject, second_build: Run) -> None:
    """The box scores are lost: the model fails, says why, and no mart changes."""
    whole = bigquery.rows_per_date()
    with without_raw(bigquery, "game_date = date '2021-11-27'"):
        run = bigquery.run(
            "2021-11-27", None, "--select", "+player_game_summary", "ml_feature_store_v2"
        )
    assert not run.success
    assert run.statuses["player_game_summary"] == "error"
    assert run.of("ml_feature_store_v2") == {"skipped"}
    assert "player_game_summary refuses to publish 2021-11-27" in run.errors
    assert bigquery.rows_per_date() == whole


def test_a_rounding_difference_is_found(
    before: dict[str, list[dict]],
) -> None:
    """Planted: a value rounded as NUMERIC on one side and as FLOAT64 on the other."""
    mart = "team_offense_game_summary"
    ours = before[mart]
    theirs = [dict(row) for row in ours]
    [column] = [name for name in ("offensive_rating",) if name in ours[0]]
    theirs[0][column] = float(theirs[0][column]) + 0.01
    assert len(differences(ours, theirs, ALL_KEYS[mart])) == 1


def test_jobs_carry_labels(bigquery: BigQueryProject, first_build: Run) -> None:
    """What a layer or a model cost can be asked by label."""
    labels = [job.labels for job in bigquery.client.list_jobs()]
    layers = {"marts", "intermediate", "staging", "observability", "test"}
    assert layers <= {label.get("layer") for label in labels}
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
    run = bigquery.run(FIRST, LAST, **{variable: value})
    assert not run.success
    assert said in run.errors
    assert run.of(*MARTS) <= {"not selected", "skipped"}


def test_datasets_are_those_of_production(bigquery: BigQueryProject, first_build: Run) -> None:
    """By name, without a prefix."""
    found = {dataset.dataset_id for dataset in bigquery.client.list_datasets()}
    assert (
        set(SCHEMAS.values())
        | {
            "nba_raw",
            "nba_reference",
            "nba_intermediate",
            "nba_processing",
        }
        <= found
    )
