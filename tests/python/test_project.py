"""The project as a whole: unit tests, the BigQuery target without a server, and what is shipped."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DBT = Path(sys.executable).with_name("dbt")


@pytest.fixture
def dbt(tmp_path: Path):
    """Run dbt in a process of its own, with nothing of this machine's warehouse or target."""

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = (
            os.environ
            | variables
            | {
                "NBA_WAREHOUSE": str(tmp_path / "project.duckdb"),
                "DBT_TARGET_PATH": str(tmp_path / "target"),
                "DBT_LOG_PATH": str(tmp_path / "logs"),
                "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
            }
        )
        return subprocess.run(
            [DBT, "--no-use-colors", *arguments],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )

    return run


def shipped_files() -> list[Path]:
    """The files of the repository, as git sees them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_unit_tests_pass_without_any_table(dbt):
    """Every unit test brings its own rows, so it needs neither raw data nor a build."""
    outcome = dbt("test", "--selector", "unit_tests", NBA_UNIT_TESTS="true")
    assert outcome.returncode == 0, outcome.stdout[-3000:]
    passed = re.search(r"PASS=(\d+)", outcome.stdout)
    assert passed and int(passed[1]) > 50, "unit tests were not found"


def test_a_bare_build_leaves_unit_tests_out(dbt):
    """Decision 0006: a backfill validates data; the code was validated when it landed."""
    for are_read in ("false", "true"):
        listed = dbt(
            "--quiet",
            "ls",
            "--output",
            "name",
            "--resource-type",
            "unit_test",
            NBA_UNIT_TESTS=are_read,
        )
        assert listed.returncode == 0
        assert not [line for line in listed.stdout.split("\n") if "::" in line]


def test_bigquery_target_parses_without_deprecations(dbt):
    """The YAML and Jinja stay clean for dbt v2; key deprecations only show here."""
    options = json.dumps({"error": ["Deprecations"]})
    outcome = dbt(
        "parse", "--target", "bigquery", "--no-partial-parse", "--warn-error-options", options
    )
    assert outcome.returncode == 0, outcome.stdout[-3000:]


def test_bigquery_target_compiles_without_a_server(dbt, tmp_path):
    """No credentials, no server: every mart compiles for BigQuery, with its own spelling."""
    outcome = dbt("compile", "--target", "bigquery", "--no-introspect", "--no-populate-cache")
    assert outcome.returncode == 0, outcome.stdout[-3000:]
    (compiled,) = (tmp_path / "target" / "compiled").rglob("player_game_summary.sql")
    sql = compiled.read_text()
    assert "as float64" in sql
    assert "read_parquet" not in sql and ".parquet" not in sql


def test_the_readme_is_short_and_starts_with_its_two_commands():
    lines = (ROOT / "README.md").read_text().splitlines()
    assert len(lines) <= 150
    commands = [line.strip() for line in lines if line.strip().startswith("make ")]
    assert [command.split()[1] for command in commands[:2]] == ["build", "test"]


@pytest.mark.parametrize("suffix", [".parquet", ".duckdb"])
def test_no_data_is_shipped(suffix):
    """The repository holds no statistics: real ones have no licence, synthetic ones a generator."""
    assert not [path.name for path in shipped_files() if path.suffix == suffix]


def test_no_file_names_a_registry_or_a_path_of_a_machine():
    """What installs anywhere names no index host, and nothing but relative paths."""
    forbidden = re.compile(r"pypi\.org|pythonhosted|/(?:work|home|root)/\w|npmjs\.(?:com|org)")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in shipped_files()
        if path != Path(__file__) and path.is_file() and path.suffix != ".lock"
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if forbidden.search(line)
    ]
    assert not found
