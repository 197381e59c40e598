"""Serve local-bigquery on a loopback port; run by the Python of its own environment.

    python serve.py PORT FOLDER

FOLDER keeps its tables, and is its home: DuckDB looks there for the three extensions that the
emulator needs, which come from PyPI because nothing may be downloaded while it runs.
"""

import os
import shutil
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import duckdb

PORT, FOLDER = sys.argv[1:]


def install_extensions(home: Path) -> None:
    """Put the extensions of the packages duckdb-extension-* where DuckDB loads them from."""
    [(platform,)] = duckdb.sql("pragma platform").fetchall()
    folder = home / ".duckdb" / "extensions" / f"v{duckdb.__version__}" / platform
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("icu", "ducklake", "spatial"):
        package = Path(find_spec(f"duckdb_extension_{name}").origin).parent
        for file in package.rglob("*.duckdb_extension"):
            shutil.copy(file, folder)


def report_destinations() -> None:
    """Have a `create table as` tell the table that it made: BigQuery does, and dbt reads it."""
    from local_bigquery.jobs import query

    execute = query.execute

    def executed(*arguments, **options):
        statistics, children, destination = execute(*arguments, **options)
        if destination is None and statistics.statementType == "CREATE_TABLE_AS_SELECT":
            destination = statistics.ddlTargetTable
        return statistics, children, destination

    query.execute = executed


def look_up_one_table() -> None:
    """Have it look for the table that it means and not list all, dozens of times a statement.

    That is three quarters of its time; the answers are the same. A cursor of no session has no
    temporary tables yet, so there is nothing to list.
    """
    from local_bigquery.engine import database
    from local_bigquery.jobs import query

    fetch, objects, execute = database.fetch, database.objects, query.execute

    def rows_of(project: str, *names: str) -> list[tuple]:
        if project == "emulator" and len(names) == 2:
            with suppress(duckdb.CatalogException):
                [(rows,)] = fetch(f"select count(*) from {database.quote(project, *names)}")
                return [(names[1], "TABLE", rows)]
            return []
        if len(names) < 2 or project not in database._attached:
            return objects(project, *names)
        lake = database.quote(f"__ducklake_metadata_{project}")
        of_dataset = (
            f"join {lake}.ducklake_schema as s on s.schema_id = t.schema_id"
            " and s.end_snapshot is null and schema_name = $1 where t.end_snapshot is null"
        )
        return fetch(
            f"select table_name, 'TABLE', coalesce(record_count, 0) from {lake}.ducklake_table as t"
            f" left join {lake}.ducklake_table_stats using (table_id) {of_dataset}"
            f" and table_name = $2 union all select view_name, 'VIEW', 0"
            f" from {lake}.ducklake_view as t {of_dataset} and view_name = $2",
            list(names),
        )

    def fetched(sql: str, parameters: list | None = None) -> list[tuple]:
        if "from duckdb_columns() where database_name" not in sql.lower():
            return fetch(sql, parameters)
        with suppress(duckdb.Error):
            columns = fetch(f"describe {database.quote(*parameters[:3])}")
            if wanted := parameters[3:]:
                return [(1,) for name, *_ in columns if name in wanted]
            return [(name,) for name, _, may_be_null, *_ in columns if may_be_null == "NO"]
        return []

    def executed(cursor, *arguments, session=None, **options):
        cursor = cursor if session else CursorWithoutTables(cursor)
        return execute(cursor, *arguments, session=session, **options)

    database.objects, database.fetch, query.execute = rows_of, fetched, executed


class CursorWithoutTables:
    """A new cursor of DuckDB, asked for its temporary tables."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Stand for a cursor."""
        self._cursor = cursor

    def __getattr__(self, name: str):
        """Do what the cursor does."""
        return getattr(self._cursor, name)

    def sql(self, sql: str, **options) -> duckdb.DuckDBPyRelation:
        """Answer without a look at all tables, if that is the question."""
        if sql == "SELECT table_name FROM duckdb_tables() WHERE temporary":
            sql = "select '' as table_name where false"
        return self._cursor.sql(sql, **options)


install_extensions(Path(FOLDER))
os.environ["HOME"] = FOLDER
report_destinations()
look_up_one_table()

from local_bigquery.cli import main  # noqa: E402

# The storage API listens on any free port; dbt does not use it.
main(["--host", "127.0.0.1", "--port", PORT, "--grpc-port", "0", "--data-dir", f"{FOLDER}/data"])
