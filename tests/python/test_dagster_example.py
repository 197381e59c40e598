"""examples/dagster: one run of Dagster is one window of dbt, and a refusal fails the run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.python.environments import python_of
from tests.python.harness import CHECKOUT, Project

EXAMPLE = CHECKOUT / "examples" / "dagster"
MATERIALIZE = """
import sys
from dagster import materialize, DagsterInstance
from definitions import defs, nba_pipeline
first, last = sys.argv[1:]
tags = {"dagster/asset_partition_range_start": first, "dagster/asset_partition_range_end": last}
outcome = materialize(
    [nba_pipeline], resources=defs.resources, tags=tags, raise_on_error=False,
    instance=DagsterInstance.ephemeral(),
)
sys.exit(0 if outcome.success else 1)
"""
SCHEDULE = """
from datetime import datetime
from dagster import build_schedule_context
from definitions import every_morning
context = build_schedule_context(scheduled_execution_time=datetime(2021, 11, 17, 11))
print(sorted(every_morning(context).tags.values())[-2:])
"""


@pytest.fixture(scope="module")
def python() -> Path:
    """Dagster and dbt in an environment of their own."""
    return python_of(".venv-dagster", EXAMPLE / "requirements.lock", sys.executable)


@pytest.fixture
def run(python: Path, empty_project: Project, tmp_path: Path):
    """Run a script beside the example, on an empty warehouse and the real raw data."""

    def run(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {
            "NBA_WAREHOUSE": str(empty_project.warehouse),
            "NBA_RAW_DIR": str(empty_project.raw.path),
            "DBT_TARGET_PATH": str(tmp_path / "target"),
            "DBT_LOG_PATH": str(tmp_path / "logs"),
            "DAGSTER_HOME": str(tmp_path),
            "DAGSTER_DISABLE_TELEMETRY": "yes",
            "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}",
        }
        return subprocess.run(
            [python, "-c", script, *arguments],
            cwd=EXAMPLE,
            env=environment,
            capture_output=True,
            text=True,
            timeout=400,
            check=False,
        )

    return run


def test_a_run_builds_its_dates_and_no_other(run, empty_project: Project) -> None:
    """The first two dates of the season, in one run."""
    done = run(MATERIALIZE, "2021-10-19", "2021-10-20")
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-3000:]
    assert set(empty_project.rows_per_date("player_game_summary")) == {"2021-10-19", "2021-10-20"}


def test_what_a_gate_refuses_fails_the_run(run) -> None:
    """A date whose history was never built."""
    refused = run(MATERIALIZE, "2021-11-16", "2021-11-16")
    assert refused.returncode == 1
    assert "refuses to build 2021-11-16" in refused.stdout + refused.stderr


def test_every_morning_asks_for_yesterday_and_today(run) -> None:
    """In one window."""
    asked = run(SCHEDULE)
    assert asked.stdout.strip() == "['2021-11-16', '2021-11-17']", asked.stderr[-2000:]
