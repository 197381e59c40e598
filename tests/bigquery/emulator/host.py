"""An emulator of BigQuery on loopback: its environment, its process, and raw data in it."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import duckdb
import pyarrow
import pyarrow.parquet as parquet
import pytest
from google.api_core.client_options import ClientOptions
from google.auth.credentials import AnonymousCredentials
from google.cloud import bigquery

from tests.python.environments import python_of

HERE = Path(__file__).parent
LOCK = HERE / "requirements.lock"
PROJECT = "nba-pipeline"
NEWEST_FIRST = ("3.15", "3.14", "3.13")


def _base_python() -> str:
    """A Python that the emulator runs on; the project's own is too old for it."""
    candidates = [os.environ.get("NBA_EMULATOR_PYTHON", "")]
    for version in NEWEST_FIRST:
        candidates.append(f"python{version}")
        # Where pyenv keeps its versions, on the path or not.
        pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
        candidates += sorted(map(str, pyenv.glob(f"versions/{version}.*/bin/python")), reverse=True)
    for candidate in filter(None, candidates):
        check = "import sys; sys.exit(sys.version_info < (3, 13))"
        # A shim of pyenv may be on the path and refuse to run.
        if shutil.which(candidate):
            tried = subprocess.run([candidate, "-c", check], capture_output=True, check=False)
            if tried.returncode == 0:
                return candidate
    message = "the emulator needs Python 3.13 or newer: install it, or set NBA_EMULATOR_PYTHON"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Run the emulator on a free port, yield its address, and stop it whatever happens."""
    python = python_of(".venv-emulator", LOCK, _base_python())
    (folder / "data").mkdir(parents=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / "emulator.log").open("w") as log:
        server = subprocess.Popen(
            [python, HERE / "serve.py", str(port), folder], stdout=log, stderr=log, cwd=folder
        )
    try:
        _wait_for(port, server, folder / "emulator.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(port: int, server: subprocess.Popen, log: Path) -> None:
    for _ in range(300):
        if server.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the emulator did not start:\n{log.read_text()[-2000:]}")


def client(address: str) -> bigquery.Client:
    """A client of the emulator, without credentials."""
    return bigquery.Client(
        project=PROJECT,
        credentials=AnonymousCredentials(),
        client_options=ClientOptions(api_endpoint=address),
    )


def load_raw(emulator: bigquery.Client, sources: dict[str, dict], raw: Path) -> None:
    """Load the raw tables as production has them: partitioned, and unreadable without a filter.

    sources: of the manifest; their columns and types are those of the YAML.
    raw: folder of nba_raw/ and nba_reference/.
    """
    for source in sources.values():
        emulator.create_dataset(f"{PROJECT}.{source['schema']}", exists_ok=True)
        types = {name: column["data_type"].upper() for name, column in source["columns"].items()}
        table = bigquery.Table(
            f"{PROJECT}.{source['schema']}.{source['identifier']}",
            [bigquery.SchemaField(name, type_) for name, type_ in types.items()],
        )
        files = f"{raw / source['schema'] / source['identifier']}.parquet"
        if partition := source["config"]["meta"].get("partitioned_by"):
            files = raw / source["schema"] / source["identifier"] / "*.parquet"
            table.time_partitioning = bigquery.TimePartitioning(field=partition)
            table.require_partition_filter = True
        emulator.create_table(table)
        rows = duckdb.sql(
            f"select {', '.join(types)} from read_parquet('{files}')"
        ).to_arrow_table()
        with BytesIO() as file:
            parquet.write_table(_with_instants(rows), file)
            emulator.load_table_from_file(
                file,
                table,
                rewind=True,
                job_config=bigquery.LoadJobConfig(source_format="PARQUET", schema=table.schema),
            ).result()


def _with_instants(rows: pyarrow.Table) -> pyarrow.Table:
    """Rows whose timestamps are instants, not a clock on no particular wall."""
    fields = [
        field.with_type(pyarrow.timestamp("us", "UTC"))
        if pyarrow.types.is_timestamp(field.type)
        else field
        for field in rows.schema
    ]
    return rows.cast(pyarrow.schema(fields))
