"""Warehouses that the tests start from. Tests of the real season are skipped where it is not."""

from pathlib import Path

import pytest

from tests.python.harness import Project


@pytest.fixture(scope="session")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where dbt writes what it compiles; shared, so that unchanged files are parsed once."""
    return tmp_path_factory.mktemp("target")


@pytest.fixture(scope="session")
def season(tmp_path_factory: pytest.TempPathFactory, target: Path) -> Project:
    """Build the whole real season once: the window of a run that names no date."""
    season = Project(tmp_path_factory.mktemp("season"), target)
    season.raw.restore()
    for command in ("seed", "run"):
        run = season.dbt(command)
        assert run.success, run.screen
    return season


@pytest.fixture
def project(season: Project, tmp_path: Path) -> Project:
    """The built season in a warehouse that a test may change, over raw data that it may break."""
    return season.copy(tmp_path)


@pytest.fixture
def empty_project(target: Path, tmp_path: Path) -> Project:
    """The real raw data, which a test may break, and no warehouse yet."""
    project = Project(tmp_path, target)
    project.raw.restore()
    return project
