"""Serve local-bigquery on a loopback port; run by the Python of its own environment.

    python serve.py PORT FOLDER

FOLDER keeps its tables, and is its home: DuckDB looks there for the three extensions that the
emulator needs, which come from PyPI because nothing may be downloaded while it runs.
"""

import os
import shutil
import sys
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


install_extensions(Path(FOLDER))
os.environ["HOME"] = FOLDER
report_destinations()

from local_bigquery.cli import main  # noqa: E402

# The storage API listens on any free port; dbt does not use it.
main(["--host", "127.0.0.1", "--port", PORT, "--grpc-port", "0", "--data-dir", f"{FOLDER}/data"])
