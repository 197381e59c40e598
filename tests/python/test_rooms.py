"""The law of rooms and the register of marts (docs/decisions/0011)."""

import json
import re
from pathlib import Path

import pytest

from tests.python.harness import CHECKOUT, MARTS, Project

FACT_ROOMS = {
    "schedule", "rosters", "box_scores", "play_by_play", "injuries", "betting_lines",
    "reconciliation", "promises",
}  # fmt: skip
LONGEST_YAML, LONGEST_SQL = 700, 500


@pytest.fixture(scope="module")
def models(target: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict]:
    """Every model by its id, parsed and not run."""
    project = Project(tmp_path_factory.mktemp("rooms"), target)
    assert project.dbt("parse").success
    nodes = json.loads((project.target / "manifest.json").read_text())["nodes"]
    return {key: node for key, node in nodes.items() if node["resource_type"] == "model"}


def test_folder_prefix_and_yaml_carry_the_word_of_the_room(models: dict[str, dict]) -> None:
    """Whoever knows the name knows the folder."""
    for node in models.values():
        path = Path(node["original_file_path"])
        room = path.parent.name
        if node["fqn"][1] == "intermediate":
            assert node["name"].startswith(f"int_{room}__"), path
        if node["fqn"][1] == "staging":
            assert node["name"].startswith(f"stg_{room}__"), path
        assert node["patch_path"].endswith(f"{path.parent}/_{room}__models.yml"), path


def test_only_staging_reads_raw(models: dict[str, dict]) -> None:
    """Each raw table is cleaned in one place."""
    for node in models.values():
        reads_raw = any(parent.startswith("source.") for parent in node["depends_on"]["nodes"])
        assert not reads_raw or node["fqn"][1] == "staging", node["name"]


def test_facts_and_promises_read_no_mart(models: dict[str, dict]) -> None:
    """What must exist never depends on what was published."""
    for node in models.values():
        if node["fqn"][1] == "staging" or room_of(node) in FACT_ROOMS:
            assert {models[parent]["fqn"][1] for parent in parents(node)} <= {
                "staging",
                "intermediate",
            }, node["name"]
            rooms = {room_of(models[parent]) for parent in parents(node)}
            assert rooms <= FACT_ROOMS | {None}, node["name"]


def test_nothing_but_observability_reads_observability(models: dict[str, dict]) -> None:
    """A report that a model reads would be an input."""
    for node in models.values():
        for parent in map(models.get, parents(node)):
            if parent["fqn"][1] == "observability" or room_of(parent) == "coverage":
                assert node["fqn"][1] == "observability" or room_of(node) == "coverage"


def test_the_register_lists_the_models_of_models_marts(models: dict[str, dict]) -> None:
    """In an order that goes upstream to downstream, each with what the register asks for."""
    text = (CHECKOUT / "macros" / "marts" / "register.sql").read_text()
    names = re.findall(r"'(\w+)'", text[text.index("return([") : text.index("]) }}")])
    marts = {node["name"]: node for node in models.values() if node["fqn"][1] == "marts"}
    assert sorted(names) == sorted(marts) == sorted(MARTS)
    shorts = [marts[name]["config"]["meta"]["short_name"] for name in names]
    assert len(set(shorts)) == len(names)
    for position, name in enumerate(names):
        assert marts[name]["config"]["meta"]["primary_key"]
        for parent in map(models.get, parents(marts[name])):
            assert parent["name"] not in names[position:], name


def test_no_file_is_too_long_to_read() -> None:
    """YAML of a room, SQL of a model or macro; the gate."""
    for pattern, most in (("models/**/*.yml", LONGEST_YAML), ("m*/**/*.sql", LONGEST_SQL)):
        for path in CHECKOUT.glob(pattern):
            assert len(path.read_text().splitlines()) <= most, path
    gate = (CHECKOUT / "macros" / "gate").glob("*.sql")
    assert sum(len(path.read_text().splitlines()) for path in gate) <= 200


def parents(node: dict) -> list[str]:
    """The models that a model reads."""
    return [parent for parent in node["depends_on"]["nodes"] if parent.startswith("model.")]


def room_of(node: dict) -> str | None:
    """The room of an intermediate model."""
    return node["fqn"][2] if node["fqn"][1] == "intermediate" else None
