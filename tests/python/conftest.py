"""Warehouses that the tests start from. Tests of the real season are skipped where it is not."""

from pathlib import Path

import pytest

from tests.python.harness import Project, RawFolder, real_data


@pytest.fixture(scope="session")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where dbt writes what it compiles; shared, so that unchanged files are parsed once."""
    return tmp_path_factory.mktemp("target")


@pytest.fixture(scope="session")
def season(tmp_path_factory: pytest.TempPathFactory, target: Path) -> Project:
    """Build the whole real season once: the window of a run that names no date."""
    folder = tmp_path_factory.mktemp("season")
    raw = RawFolder.linked(folder / "raw", real_data())
    season = Project(folder / "warehouse.duckdb", raw, target)
    run = season.dbt("build")
    assert run.success, run.screen
    return season


@pytest.fixture
def project(season: Project, tmp_path: Path) -> Project:
    """The built season in a warehouse that a test may change, over raw data that it may break."""
    return season.copy(tmp_path)


@pytest.fixture
def empty_project(tmp_path: Path, target: Path) -> Project:
    """The real raw data, which a test may break, and no warehouse yet."""
    raw = RawFolder.linked(tmp_path / "raw", real_data())
    return Project(tmp_path / "warehouse.duckdb", raw, target)
