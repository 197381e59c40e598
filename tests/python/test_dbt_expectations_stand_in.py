"""The stand-in for dbt_expectations: each expectation fires and is silent; when it is installed."""

from __future__ import annotations

import contextlib
import io
import json
import shutil
import socket
import tarfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from tools import install_packages

REPOSITORY = Path(__file__).resolve().parents[2]
STAND_IN = REPOSITORY / install_packages.STAND_IN

COLUMNS = "game, player, points, side"
ROWS = {
    "good": """
        (1, 1, 10, 'home'), (1, 2, 20, 'away'), (2, 1, null, 'home'),
        (null, null, 15, 'home'), (null, null, 15, 'home')
    """,
    "bad": """
        (1, 1, -1, 'home'), (1, 1, 31, 'away'), (2, null, 0, 'side'),
        (2, null, 30, null), (null, null, null, 'home')
    """,
}


class Case(NamedTuple):
    """One test with its arguments; how many rows of `bad` it must return. Of `good` it is 0."""

    expectation: str
    arguments: dict
    failures: int
    column: str | None = None

    @property
    def name(self) -> str:
        """Name the dbt test by its number: arguments do not make a valid name."""
        return f"case_{CASES.index(self)}"


IN_SET = "expect_column_values_to_be_in_set"
UNIQUE = "expect_compound_columns_to_be_unique"
SIDES = ["home", "away"]
KEY = ["game", "player"]

CASES = [
    Case(IN_SET, {"value_set": SIDES, "row_condition": "side is not null"}, 1, "side"),
    Case(IN_SET, {"value_set": SIDES}, 2, "side"),  # NULL fails
    Case(
        IN_SET,
        {
            "value_set": [10, 15, 20, "null"],
            "quote_values": False,
            "row_condition": "points is not null",
        },
        4,
        "points",
    ),
    Case(UNIQUE, {"column_list": KEY}, 2),  # NULL equals NULL, unless all are NULL
    Case(UNIQUE, {"column_list": KEY, "quote_columns": True}, 2),
    Case(UNIQUE, {"column_list": KEY, "ignore_row_if": "any_value_is_missing"}, 1),
    Case(UNIQUE, {"column_list": KEY, "row_condition": "game = 2"}, 1),
]


def write_project(root: Path, packages: dict | str) -> Path:
    """Write an empty dbt project on DuckDB that asks for these packages."""
    (root / "dbt_project.yml").write_text(
        "name: scratch\nprofile: scratch\nflags: {send_anonymous_usage_stats: false}\n"
    )
    (root / "profiles.yml").write_text(
        "scratch: {target: dev, outputs: {dev: {type: duckdb, path: scratch.duckdb, threads: 1}}}\n"
    )
    text = packages if isinstance(packages, str) else yaml.safe_dump(packages)
    (root / "packages.yml").write_text(text)
    return root


def write_models(root: Path) -> None:
    """Write both relations, each with a test for every case."""
    (root / "models").mkdir()
    models = []
    for model, rows in ROWS.items():
        sql = f"select * from (values {rows}) as t ({COLUMNS})"
        (root / "models" / f"{model}.sql").write_text(sql)
        models.append({"name": model, "columns": [], "data_tests": []})
        for case in CASES:
            test = {
                f"dbt_expectations.{case.expectation}": {
                    "name": f"{model}_{case.name}",
                    "arguments": case.arguments,
                }
            }
            if case.column is None:
                models[-1]["data_tests"].append(test)
            else:
                models[-1]["columns"].append({"name": case.column, "data_tests": [test]})
    (root / "models" / "models.yml").write_text(yaml.safe_dump({"models": models}))


def dbt(root: Path, *arguments: str):
    """Run dbt in this process; put back what it leaves changed: the directory and open files."""
    with contextlib.chdir(root):
        try:
            return dbtRunner().invoke([*arguments, "--profiles-dir", str(root)])
        finally:
            DuckDBConnectionManager.close_all_connections()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dbt project with the stand-in, both relations and a test for every case."""
    root = write_project(
        tmp_path_factory.mktemp("expectations"), {"packages": [{"local": str(STAND_IN)}]}
    )
    write_models(root)
    assert dbt(root, "deps").success
    return root


@pytest.fixture(scope="module")
def failures(project: Path) -> dict[str, int]:
    """Build the project once: the number of failing rows of every test."""
    results = dbt(project, "build").result.results
    return {result.node.name: result.failures for result in results if "_case_" in result.node.name}


def test_every_expectation_has_a_case() -> None:
    """No macro of the stand-in goes untested."""
    macros = {path.stem for path in (STAND_IN / "macros").glob("*.sql")}
    assert macros == {case.expectation for case in CASES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.name}-{case.expectation}")
def test_fires_on_bad_and_is_silent_on_good(failures: dict[str, int], case: Case) -> None:
    """Fail with the right number of rows on the bad relation, and with none on the good one."""
    assert failures[f"bad_{case.name}"] == case.failures
    assert failures[f"good_{case.name}"] == 0


@pytest.mark.parametrize(
    ("expectation", "arguments"),
    [
        (UNIQUE, {"column_list": []}),
        (UNIQUE, {"column_list": KEY, "ignore_row_if": "never"}),
    ],
)
def test_wrong_arguments_are_refused(project: Path, expectation: str, arguments: dict) -> None:
    """Refuse arguments with which the test could not fail, as the real package does."""
    misuse = project / "models" / "misuse.yml"
    test = {f"dbt_expectations.{expectation}": {"name": "misuse", "arguments": arguments}}
    misuse.write_text(yaml.safe_dump({"models": [{"name": "misuse", "data_tests": [test]}]}))
    misuse.with_suffix(".sql").write_text("select 1 as points")
    try:
        result = dbt(project, "compile")
    finally:
        misuse.unlink()
        misuse.with_suffix(".sql").unlink()
    assert expectation in str(result.exception)


HUB_PACKAGE = "metaplane/dbt_expectations"
HUB_PACKAGES = {"packages": [{"package": HUB_PACKAGE, "version": "1.2.3"}]}


@pytest.fixture
def consumer(tmp_path: Path) -> Path:
    """A dbt project that asks for the hub's package and carries our stand-in."""
    root = write_project(tmp_path, HUB_PACKAGES)
    shutil.copytree(STAND_IN, root / install_packages.STAND_IN)
    return root


@pytest.fixture
def closed_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    """Point dbt at a hub that nobody serves."""
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    monkeypatch.setenv("DBT_PACKAGE_HUB_URL", f"http://127.0.0.1:{port}/")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch):
    """Serve a hub, with our stand-in as the real package 1.2.3; yield its answers by path."""
    tarball = io.BytesIO()
    with tarfile.open(fileobj=tarball, mode="w:gz") as archive:
        archive.add(STAND_IN, arcname="top")
    answers: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200 if self.path in answers else 404)
            self.end_headers()
            self.wfile.write(answers.get(self.path, b""))

        def log_message(self, *_: object) -> None:
            """Keep the test output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        url = f"http://127.0.0.1:{server.server_port}"
        version = {
            "name": "dbt_expectations",
            "packages": [],
            "downloads": {"tarball": f"{url}/package.tar.gz"},
        }
        answers["/api/v1/index.json"] = json.dumps([HUB_PACKAGE]).encode()
        answers[f"/api/v1/{HUB_PACKAGE}.json"] = json.dumps(
            {"name": "dbt_expectations", "versions": {"1.2.3": version}}
        ).encode()
        answers["/package.tar.gz"] = tarball.getvalue()
        monkeypatch.setenv("DBT_PACKAGE_HUB_URL", f"{url}/")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield answers
        server.shutdown()


def test_unreachable_hub_installs_the_stand_in_loudly(
    consumer: Path, closed_hub: None, capsys: pytest.CaptureFixture[str]
) -> None:
    """Fall back, say so, leave nothing else behind, and dbt then works without `dbt deps`."""
    leftovers = [consumer / "dbt_packages.new" / "old", consumer / "dbt_packages" / "dbt_old"]
    for leftover in leftovers:
        leftover.mkdir(parents=True)
    assert install_packages.main([], consumer) == 0
    assert "NOT the real package" in capsys.readouterr().err
    assert not any(leftover.exists() for leftover in leftovers)
    write_models(consumer)
    assert dbt(consumer, "compile").success


def test_the_stand_in_is_installed_once_and_again_when_it_changes(
    consumer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Do nothing the second time; refresh when the stand-in or packages.yml has changed."""
    installed = consumer / "dbt_packages" / "dbt_expectations"
    assert install_packages.main(["--offline"], consumer) == 0
    capsys.readouterr()
    before = installed.stat().st_ino
    assert install_packages.main([], consumer) == 0
    assert installed.stat().st_ino == before
    streams = capsys.readouterr()
    assert (len(streams.out.splitlines()), streams.err) == (1, "")

    (consumer / install_packages.STAND_IN / "macros" / "new.sql").write_text("-- new")
    assert install_packages.main(["--offline"], consumer) == 0
    assert (installed / "macros" / "new.sql").exists()

    (consumer / "packages.yml").write_text("packages: []\n")
    capsys.readouterr()
    assert install_packages.main(["--offline"], consumer) == 0
    assert "NOT the real package" in capsys.readouterr().err


def test_a_hub_that_never_answers_counts_as_unreachable(
    consumer: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Give up after the timeout and fall back."""
    monkeypatch.setattr(install_packages, "TIMEOUT_SECONDS", 3)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setenv("DBT_PACKAGE_HUB_URL", f"http://127.0.0.1:{silent.getsockname()[1]}/")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        assert install_packages.main([], consumer) == 0
    assert "no answer within 3 s" in capsys.readouterr().err


def test_a_reachable_hub_is_used(
    consumer: Path, hub: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """Install what the hub serves, without a warning, and not a second time."""
    assert install_packages.main([], consumer) == 0
    assert (consumer / "dbt_packages" / "dbt_expectations" / "dbt_project.yml").exists()
    hub.clear()
    assert install_packages.main([], consumer) == 0
    streams = capsys.readouterr()
    assert (streams.out.count("from: hub"), streams.err) == (2, "")


@pytest.mark.parametrize(
    ("packages", "message"),
    [
        ("packages: [", "Syntax error"),
        ({"packages": [{"package": HUB_PACKAGE, "version": "9.9.9"}]}, "version"),
        ({"packages": [{"package": "nobody/nothing", "version": "1.2.3"}]}, "not found"),
    ],
    ids=["malformed", "no-such-version", "no-such-package"],
)
def test_other_failures_do_not_fall_back(
    consumer: Path,
    hub: dict[str, bytes],
    capsys: pytest.CaptureFixture[str],
    packages: dict | str,
    message: str,
) -> None:
    """Stop with dbt's message, and install nothing, when the hub is not to blame."""
    write_project(consumer, packages)
    assert install_packages.main([], consumer) == 1
    assert message in capsys.readouterr().err
    assert not (consumer / "dbt_packages" / "dbt_expectations").exists()


def test_a_malformed_packages_file_does_not_fall_back_without_the_hub(
    consumer: Path, closed_hub: None
) -> None:
    """An unreachable hub does not hide that packages.yml is wrong."""
    (consumer / "packages.yml").write_text("packages: [")
    assert install_packages.main([], consumer) == 1


def test_a_missing_page_is_not_an_outage(
    consumer: Path, hub: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    """A hub that answers 404 is there, so something else is wrong."""
    hub.clear()
    assert install_packages.main([], consumer) == 1
    assert "404 Client Error" in capsys.readouterr().err
