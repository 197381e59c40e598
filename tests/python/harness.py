"""dbt in this process on a warehouse of its own, and raw folders that a test may break."""

import os
import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from oracle.contract import KEYS, PRECOMPUTE_KEYS

CHECKOUT = Path(__file__).resolve().parents[2]
ALL_KEYS = KEYS | PRECOMPUTE_KEYS
PHASE_3, PHASE_4 = tuple(KEYS), tuple(PRECOMPUTE_KEYS)
MARTS = PHASE_3 + PHASE_4
SUMMARIES = MARTS[:3]
SCHEMAS = (
    dict.fromkeys(PHASE_3, "nba_analytics")
    | dict.fromkeys(PHASE_4, "nba_precompute")
    | {"ml_feature_store_v2": "nba_predictions"}
)
SEARCH_PATH = "set search_path = 'nba_analytics,nba_precompute,nba_predictions'"

Contents = dict[tuple[str, object], object]


def window(first: str, last: str | None = None) -> str:
    """Spell a window as `--vars` takes it."""
    return f"{{start_date: {first}, end_date: {last or first}}}"


@dataclass(frozen=True)
class Run:
    """What one dbt command did, and what it showed."""

    success: bool
    statuses: dict[str, str]
    compiled: list[str]
    statements: list[tuple[str, str]]  # node ('' for hooks) and what was sent
    screen: str
    errors: str

    def of(self, *nodes: str) -> set[str]:
        """Return the different statuses of these nodes."""
        return {self.statuses.get(node, "not selected") for node in nodes}

    def repair_command(self) -> list[str]:
        """Return the arguments of the dbt command that the errors tell to run."""
        command, first, last = re.search(
            r"dbt (\w+) --vars '{start_date: (\S+), end_date: (\S+)}'", self.errors
        ).groups()
        return [command, "--vars", window(first, last)]


@dataclass(frozen=True)
class RawFolder:
    """Raw tables as links to the files of another folder; only what a test changes is written."""

    path: Path
    original: Path

    def restore(self) -> None:
        """Link every file, and so undo every change."""
        self._link(self.original)

    def restore_table(self, table: str) -> None:
        """Undo every change of one raw table."""
        self._link(self.original / "nba_raw" / table)

    def _link(self, folder: Path) -> None:
        for file in folder.rglob("*.parquet"):
            link = self.path / file.relative_to(self.original)
            link.parent.mkdir(parents=True, exist_ok=True)
            link.unlink(missing_ok=True)
            link.symlink_to(file)

    def rewrite(self, table: str, query: str, where: str | None = None) -> None:
        """Replace each file (that has rows `where`) by a query over its rows, named `raw`."""
        written = 0
        for file in self._files(table):
            with duckdb.connect() as connection:
                connection.execute(f"create view raw as from read_parquet('{file}')")
                if where is None or connection.sql(f"from raw where {where} limit 1").fetchall():
                    connection.execute(f"copy ({query}) to '{file}.new' (format parquet)")
                    Path(f"{file}.new").replace(file)
                    written += 1
        assert written, f"no row of {table} where {where}"

    def delete(self, table: str, where: str) -> None:
        """Remove rows."""
        self.rewrite(table, f"from raw where ({where}) is not true", where)

    def update(self, table: str, where: str, **values: str) -> None:
        """Set columns to SQL expressions."""
        changes = ", ".join(
            f"case when {where} then {value} else {column} end as {column}"
            for column, value in values.items()
        )
        self.rewrite(table, f"select * replace ({changes}) from raw", where)

    def add(self, table: str, where: str, **values: str) -> None:
        """Add copies of rows with some columns changed."""
        changes = ", ".join(f"{value} as {column}" for column, value in values.items())
        copies = f"select * replace ({changes}) from raw where {where}"
        self.rewrite(table, f"from raw union all {copies}", where)

    def _files(self, table: str) -> list[Path]:
        reference = self.path / "nba_reference" / f"{table}.parquet"
        files = sorted((self.path / "nba_raw" / table).glob("*.parquet"))
        return files or [reference]


@dataclass(frozen=True)
class Project:
    """The dbt project with a warehouse and raw data of its own, both in `folder`."""

    folder: Path
    target: Path
    checkout: Path = CHECKOUT

    @property
    def warehouse(self) -> Path:
        """Return the DuckDB file."""
        return self.folder / "warehouse.duckdb"

    @property
    def raw(self) -> RawFolder:
        """Return the raw tables that dbt reads."""
        return RawFolder(self.folder / "raw", real_data())

    def copy(self, folder: Path) -> "Project":
        """Continue from this warehouse, over whole raw data, in another folder."""
        shutil.copy(self.warehouse, folder)
        copied = replace(self, folder=folder)
        copied.raw.restore()
        return copied

    def with_own_files(self, folder: Path) -> "Project":
        """Continue with a copy of models, macros and seeds in `checkout`, which may be edited."""
        unneeded = shutil.ignore_patterns(".*", "data", "logs", "target", "python", "*.duckdb*")
        shutil.copytree(self.checkout, folder / "project", symlinks=True, ignore=unneeded)
        (folder / "target").mkdir()
        return replace(self, target=folder / "target", checkout=folder / "project")

    def dbt(self, *arguments: str, dates: tuple[str, str] | None = None) -> Run:
        """Run a dbt command on this project.

        dates: the window, by the environment; `--vars` would have dbt parse everything anew.
        """
        # Every project is found at the same path: dbt parses all anew when a path changes.
        current = self.target / "current"
        current.unlink(missing_ok=True)
        current.symlink_to(self.folder)
        environment = {
            "NBA_WAREHOUSE": current / "warehouse.duckdb",
            "NBA_RAW_DIR": current / "raw",
            "DBT_PROJECT_DIR": self.checkout,
            "DBT_PROFILES_DIR": self.checkout / "profiles",
            "DBT_TARGET_PATH": self.target,
            "DBT_LOG_PATH": self.target / "logs",
            "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
            "DBT_USE_COLORS": "false",
        } | (dict(zip(("NBA_START_DATE", "NBA_END_DATE"), dates, strict=True)) if dates else {})
        seen: list[tuple[str, str]] = []
        statements: list[tuple[str, str]] = []

        def listen(event) -> None:
            seen.append((event.info.level, event.info.msg))
            if event.info.name == "SQLQuery":
                statements.append((event.data.node_info.node_name, event.data.sql))

        runner = dbtRunner(callbacks=[listen])
        with pytest.MonkeyPatch.context() as patch:
            for name, value in environment.items():
                patch.setenv(name, str(value))
            try:
                outcome = runner.invoke(list(arguments))
            finally:
                DuckDBConnectionManager.close_all_connections()
        # An operation that is run alone has results of another kind.
        results = [
            result for result in getattr(outcome.result, "results", []) if hasattr(result, "node")
        ]
        errors = [text for level, text in seen if level == "error"]
        return Run(
            success=outcome.success,
            statuses={
                result.node.name: str(result.status)
                for result in results
                if result.node.resource_type != "operation"
            },
            compiled=[getattr(result.node, "compiled_code", "") for result in results],
            statements=statements,
            screen="\n".join(text for level, text in seen if level != "debug"),
            errors="\n".join(errors) or str(outcome.exception or ""),
        )

    def build(self, first: str, last: str | None = None) -> Run:
        """Build a window with all its tests."""
        return self.dbt("build", dates=(first, last or first))

    def run(self, first: str, last: str | None = None, *arguments: str) -> Run:
        """Build a window without tests: only the gates guard it."""
        return self.dbt("run", *arguments, dates=(first, last or first))

    def query(self, sql: str) -> list[tuple]:
        """Read the warehouse."""
        with duckdb.connect(self.warehouse, read_only=True) as connection:
            return connection.sql(f"{SEARCH_PATH}; {sql}").fetchall()

    def execute(self, sql: str) -> None:
        """Change the warehouse behind dbt's back."""
        with duckdb.connect(self.warehouse) as connection:
            connection.execute(f"{SEARCH_PATH}; {sql}")

    def rows(self, mart: str, where: str = "true") -> list[dict]:
        """Read rows of a mart as dictionaries."""
        with duckdb.connect(self.warehouse, read_only=True) as connection:
            relation = connection.sql(f"from {SCHEMAS[mart]}.{mart} where {where}")
            return [dict(zip(relation.columns, row, strict=True)) for row in relation.fetchall()]

    def published(self) -> Contents:
        """Fingerprint every date of every mart (and, under None, the columns of the mart)."""
        found: Contents = {}
        for mart in self._existing_marts():
            found[mart, None] = self.query(f"describe {mart}")
            for date, rows, digest in self.query(
                f"select game_date, count(*), sum(hash({mart})) from {mart} group by game_date"
            ):
                found[mart, str(date)] = (rows, digest)
        return found

    def raw_rows(self, table: str, date: str) -> int:
        """Count the rows of a raw table on a date."""
        files = f"read_parquet('{self.folder}/raw/nba_raw/{table}/*.parquet')"
        [(rows,)] = duckdb.sql(
            f"select count(*) from {files} where game_date = date '{date}'"
        ).fetchall()
        return rows

    def rows_per_date(self, mart: str) -> dict[str, int]:
        """Count the rows of each date."""
        return {
            str(date): rows
            for date, rows in self.query(f"select game_date, count(*) from {mart} group by 1")
        }

    def _existing_marts(self) -> Iterable[str]:
        if not self.warehouse.exists():
            return []
        with duckdb.connect(self.warehouse, read_only=True) as connection:
            tables = {
                table
                for (table,) in connection.sql("select table_name from duckdb_tables()").fetchall()
            }
        return [mart for mart in MARTS if mart in tables]


def changes(before: Contents, after: Contents) -> list[tuple[str, object]]:
    """List the marts and dates that differ between two states of a warehouse."""
    return sorted(
        (key for key in before.keys() | after.keys() if before.get(key) != after.get(key)), key=str
    )


def real_data() -> Path:
    """Return the folder of the real season; skip the test where it is not."""
    folder = Path(os.environ.get("NBA_REAL_DATA", CHECKOUT.parent / "shared" / "data")).resolve()
    if not (folder / "nba_raw").is_dir():
        pytest.skip(f"the real season is not at {folder}: set NBA_REAL_DATA to test with it")
    return folder
