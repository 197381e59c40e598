"""What the pages of docs/ show was run as written, on the season that a fresh clone writes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.python.harness import CHECKOUT


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample season in data/ and the warehouse of a build, as in a clone."""
    folder = tmp_path_factory.mktemp("clone")
    environment = os.environ | {
        "NBA_RAW_DIR": str(folder / "data"),
        "NBA_WAREHOUSE": str(folder / "nba_warehouse.duckdb"),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
    }
    dbt = Path(sys.executable).with_name("dbt")
    for command in (
        [sys.executable, "-m", "packages.sample_season", "--out", folder / "data"],
        [dbt, "--quiet", "seed"],
        [dbt, "--quiet", "run"],
    ):
        subprocess.run(command, cwd=CHECKOUT, env=environment, check=True, capture_output=True)
    return folder


def shown(relation: duckdb.DuckDBPyRelation) -> str:
    """Rows as the pages show them."""
    rows = [relation.columns, *relation.fetchall()]
    return "\n".join(" | ".join(map(str, row)) for row in rows)


def test_the_trace_of_a_feature_was_run_as_written(
    sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every select of docs/trace.md, and what it returns."""
    monkeypatch.chdir(sample)
    page = (CHECKOUT / "docs" / "trace.md").read_text()
    steps = re.findall(r"```sql\n(.*?)\n```\n```text\n(.*?)\n```", page, flags=re.DOTALL)
    assert len(steps) >= 7
    with duckdb.connect("nba_warehouse.duckdb", read_only=True) as connection:
        connection.execute("set timezone = 'UTC'")
        for query, result in steps:
            assert shown(connection.sql(query)) == result
