"""What must hold of the graph and of the text of the project, whoever changes it next."""

import json
import re
from functools import cache
from pathlib import Path

import pytest

from oracle.contract import COLUMNS, PRECOMPUTE_COLUMNS
from tests.python.harness import ALL_KEYS, CHECKOUT, MARTS, Project

SCHEDULE = "source.nba_pipeline.nba_raw.nbac_schedule"
ZONES = ["player_shot_zone_analysis", "team_defense_zone_analysis"]
SAME_DATE_READS = {
    "upcoming_player_game_context": ["upcoming_team_game_context"],
    "player_composite_factors": ["upcoming_player_game_context", *ZONES],
    "player_daily_cache": ["upcoming_player_game_context", ZONES[0]],
    "ml_feature_store_v2": [
        "upcoming_player_game_context",
        "upcoming_team_game_context",
        *ZONES,
        "player_composite_factors",
        "player_daily_cache",
    ],
}


COVERAGE = {"coverage", "observability"}  # folders of what looks at marts and holds back none
MART_IDS = {f"model.nba_pipeline.{mart}" for mart in MARTS}


class Graph:
    """The nodes of a manifest and how they depend on one another."""

    def __init__(self, manifest: dict) -> None:
        """Read a manifest as dbt writes it."""
        self.nodes = manifest["nodes"]
        self.macros = manifest["macros"]
        self.disabled = manifest["disabled"]
        self.ancestors = cache(self._ancestors)
        self.inside = cache(self._inside)

    def parents(self, node: str) -> set[str]:
        """Return what a node reads; a source has no parents."""
        return set(self.nodes.get(node, {}).get("depends_on", {}).get("nodes", []))

    def _ancestors(self, node: str) -> set[str]:
        parents = self.parents(node)
        return parents.union(*map(self.ancestors, parents))

    def of_type(self, resource_type: str) -> dict[str, dict]:
        """Return the nodes of this type that belong to the project."""
        return {
            key: node
            for key, node in self.nodes.items()
            if node["resource_type"] == resource_type and node["package_name"] == "nba_pipeline"
        }

    def facts(self) -> dict[str, dict]:
        """Return the tables that are worked out for the marts: neither marts nor observability."""
        return {
            key: node
            for key, node in self.of_type("model").items()
            if node["config"]["materialized"] in ("incremental", "table")
            and node["fqn"][1] in ("staging", "intermediate")
        }

    def readers(self, node: str) -> list[str]:
        """Return the models and tests that read a node."""
        return [key for key in self.nodes if node in self.parents(key)]

    def marts_read(self, node: str) -> set[str]:
        """Return the marts that a model reads, itself or through models that are none."""
        return {model for model in self._reached(node) if model in MART_IDS}

    def _inside(self, node: str) -> set[str]:
        """Return the models that a model is made of, up to the marts that it reads."""
        return self._reached(node) - MART_IDS

    def _reached(self, node: str) -> set[str]:
        parents = {parent for parent in self.parents(node) if parent.startswith("model.")}
        return parents.union(*map(self._reached, parents - MART_IDS))

    def serves_coverage(self, node: str) -> bool:
        """Return whether a model looks at marts, or is read by nothing else."""
        if COVERAGE & set(self.nodes.get(node, {"fqn": []})["fqn"]):
            return True
        models = [reader for reader in self.readers(node) if reader.startswith("model.")]
        return bool(models) and all(map(self.serves_coverage, models))

    def tested(self, test: str) -> set[str]:
        """Return what a test is about: of its parents those from which no other descends."""
        parents = self.parents(test)
        return {
            parent
            for parent in parents
            if not any(parent in self.ancestors(other) for other in parents)
        }

    def children(self, node: str) -> set[str]:
        """Return the marts that are made of a node, without another mart in between."""
        return {
            mart
            for mart in MART_IDS & self.nodes.keys()
            if node in self.parents(mart)
            or any(node in self.parents(model) for model in self.inside(mart))
        }

    def ungated(self, test: str) -> list[str]:
        """List the children of what is tested that dbt builds although the test fails."""
        parents = self.parents(test)
        return sorted(
            child
            for node in self.tested(test)
            for child in self.children(node)
            if not parents <= self.ancestors(child)
        )


@pytest.fixture(scope="module")
def graph(target: Path, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """Parse the project."""
    run = Project(tmp_path_factory.mktemp("manifest"), target).dbt("parse")
    assert run.success, run.screen
    return Graph(json.loads((target / "manifest.json").read_text()))


def mart_id(mart: str) -> str:
    """Return the id of a model."""
    return f"model.nba_pipeline.{mart}"


def project_files(*patterns: str) -> dict[str, str]:
    """Read the text of the dbt project's files, without comments."""
    return {
        str(file.relative_to(CHECKOUT)): re.sub(
            r"\{#.*?#\}|--[^\n]*|(?m:^|\s)#[^\n]*", "", file.read_text(), flags=re.DOTALL
        )
        for pattern in patterns
        for file in sorted(CHECKOUT.glob(pattern))
    }


EVERY_FILE = ("models/**/*.*", "macros/**/*.*", "tests/**/*.sql", "seeds/*.yml", "*.yml")


def found_in(files: dict[str, str], pattern: str) -> list[str]:
    """List what matches, file by file."""
    return [
        f"{file}: {match[0]}"
        for file, text in files.items()
        for match in re.finditer(pattern, text)
    ]


def test_a_failing_test_holds_back_every_child_of_what_it_tests(graph: Graph) -> None:
    """F06, F18: dbt skips a child only if it descends from all parents of the test."""
    ungated = {
        test["name"]: graph.ungated(key)
        for key, test in graph.of_type("test").items()
        if graph.ungated(key)
    }
    assert ungated == {}


def test_no_test_of_an_input_is_a_dead_end(graph: Graph) -> None:
    """F18: a test of something that no mart descends from could fail and hold back nothing."""
    inputs = {
        test["name"]: [
            node
            for node in graph.tested(key)
            if node.startswith(("model.", "source."))
            and node not in MART_IDS
            and not graph.serves_coverage(node)
        ]
        for key, test in graph.of_type("test").items()
    }
    dead_ends = [
        test for test, nodes in inputs.items() if nodes and not any(map(graph.children, nodes))
    ]
    assert dead_ends == []


def test_the_gating_rule_finds_a_test_with_a_second_parent() -> None:
    """The rule itself: a completeness test against a schedule that the mart is not below."""

    def node(resource_type: str, *parents: str) -> dict:
        return {
            "resource_type": resource_type,
            "package_name": "nba_pipeline",
            "config": {"materialized": "table"},
            "depends_on": {"nodes": list(parents)},
        }

    mart = mart_id(MARTS[0])
    nodes = {
        "model.box": node("model", "source.raw"),
        mart: node("model", "model.box"),
        "test.one": node("test", "model.box"),
        "test.two": node("test", "model.box", "source.schedule"),
    }
    graph = Graph({"nodes": nodes, "macros": {}, "disabled": {}})
    assert graph.ungated("test.one") == []
    assert graph.ungated("test.two") == [mart]


@pytest.mark.parametrize("mart", MARTS)
def test_every_mart_descends_from_the_schedule_and_its_promise(graph: Graph, mart: str) -> None:
    """F19: expectations come from the schedule, for the mart and for the test of its rows."""
    promise = mart_id(f"int_promises__{mart}")
    assert promise in graph.inside(mart_id(mart))
    assert SCHEDULE in graph.ancestors(promise)
    kept = [
        key
        for key, test in graph.of_type("test").items()
        if (test.get("test_metadata") or {}).get("name") == "keeps_its_promise"
        and {mart_id(mart), promise} <= graph.parents(key)
        and graph.parents(key) - {mart_id(mart)} <= graph.ancestors(mart_id(mart))
    ]
    assert len(kept) == 1


@pytest.mark.parametrize("mart", MARTS)
def test_the_gate_knows_the_key_and_what_is_read_on_the_same_date(graph: Graph, mart: str) -> None:
    """docs/contracts/game_*.md: the keys; only pre-game tables of tonight are read for tonight."""
    meta = graph.nodes[mart_id(mart)]["config"]["meta"]
    assert tuple(meta["primary_key"]) == ALL_KEYS[mart]
    same_date = meta.get("reads_on_same_date", [])
    assert same_date == SAME_DATE_READS.get(mart, [])
    assert {mart_id(read) for read in same_date} <= graph.marts_read(mart_id(mart))


@pytest.mark.parametrize("mart", MARTS)
def test_a_mart_is_configured_to_keep_its_history(graph: Graph, mart: str) -> None:
    """F23, F48, docs/design.md 4."""
    config = graph.nodes[mart_id(mart)]["config"]
    assert config["materialized"] == "incremental"
    assert config["incremental_strategy"] == "window_overwrite"
    assert config["full_refresh"] is False
    assert config["on_schema_change"] == "fail"
    assert config["contract"]["enforced"] is True
    assert [hook["sql"] for hook in config["pre-hook"]] == ["{{ gate() }}"]


@pytest.mark.parametrize("mart", MARTS)
def test_the_contract_has_the_columns_and_types_of_the_spec(graph: Graph, mart: str) -> None:
    """F48."""
    columns = graph.nodes[mart_id(mart)]["columns"].values()
    found = [(column["name"], column["data_type"]) for column in columns]
    assert found == list((COLUMNS | PRECOMPUTE_COLUMNS)[mart].items())


def test_the_gate_makes_a_mart_descend_from_what_it_compares(graph: Graph) -> None:
    """Its promise, the games that raw contradicts, the schedule's problems: built before it."""
    compared = {mart_id("int_reconciliation__blocked_games"), mart_id("int_schedule__problems")}
    for mart in MARTS:
        assert compared | {mart_id(f"int_promises__{mart}")} <= graph.parents(mart_id(mart)), mart


def test_every_table_of_the_project_is_a_mart_a_fact_or_observability(graph: Graph) -> None:
    """A new mart joins these tests by joining the list of marts."""
    others = {
        node["name"]: node["fqn"][1]
        for key, node in graph.of_type("model").items()
        if node["config"]["materialized"] != "ephemeral"
        and key not in graph.facts().keys() | MART_IDS
    }
    assert set(others.values()) == {"observability"}


def test_a_fact_says_its_reach_and_its_key_and_never_loses_history(graph: Graph) -> None:
    """Decision 0009: what a run owns of it is replaced, anything else is left alone."""
    facts = graph.facts()
    assert len(facts) > 40
    for fact in facts.values():
        config = fact["config"]
        whole = config["materialized"] == "table"
        reaches = ("whole",) if whole else ("window", "season")
        assert config["meta"]["reach"] in reaches, fact["name"]
        assert config["meta"]["primary_key"], fact["name"]
        assert config["full_refresh"] is False, fact["name"]
        assert config["schema"] == "nba_intermediate", fact["name"]
        assert whole or "game_date" in fact["columns"], fact["name"]
        assert "{{ refuse_outdated_facts() }}" in [hook["sql"] for hook in config["pre-hook"]]


def test_what_is_ephemeral_has_one_or_two_readers(graph: Graph) -> None:
    """Decision 0009. With two readers, tests among them, it reads nothing ephemeral itself.

    dbt 1.11 compiles nodes in parallel and takes no lock where it nests ephemeral models, so two
    threads must not meet there.
    """
    ephemeral = {
        key: node
        for key, node in graph.of_type("model").items()
        if node["config"]["materialized"] == "ephemeral"
    }
    models = {
        node["name"]: [reader for reader in graph.readers(key) if reader.startswith("model.")]
        for key, node in ephemeral.items()
    }
    assert {name: readers for name, readers in models.items() if not 1 <= len(readers) <= 2} == {}
    shared = [
        node["name"]
        for key, node in ephemeral.items()
        if len(graph.readers(key)) > 1 and graph.parents(key) & ephemeral.keys()
    ]
    assert shared == []


def test_only_staging_reads_raw_and_each_raw_table_is_read_once_or_twice(graph: Graph) -> None:
    """Decision 0009: once for the facts, once for the coverage of raw itself."""
    readers: dict[str, list[str]] = {}
    for node in graph.of_type("model").values():
        for parent in node["depends_on"]["nodes"]:
            if parent.startswith("source."):
                assert node["fqn"][1] == "staging", node["name"]
                readers.setdefault(parent, []).append(node["name"])
    assert {raw: names for raw, names in readers.items() if len(names) > 2} == {}


def test_no_test_is_softened_or_switched_off(graph: Graph) -> None:
    """docs/design.md 2.9: every exception is a row of known_gaps."""
    softened = {
        test["name"]
        for test in graph.of_type("test").values()
        if (test["config"]["severity"].lower(), test["config"]["error_if"]) != ("error", "!= 0")
        or (test["config"]["warn_if"], test["config"]["limit"]) != ("!= 0", None)
    }
    assert softened == set()
    data_only = [key for key in graph.disabled if not key.startswith("unit_test.")]  # decision 0006
    assert [key for key in data_only if ".nba_pipeline." in key] == []
    files = project_files(*EVERY_FILE)
    del files["macros/overrides/get_test_sql.sql"]  # dbt's own macro, which hands them on
    assert found_in(files, r"\b(error_if|warn_if|severity)\b") == []


def test_no_variable_switches_a_check_off() -> None:
    """F18, F20: the only variables are the window's, and places and credentials.

    NBA_UNIT_TESTS only adds tests (decision 0006).
    """
    files = project_files(*EVERY_FILE, "profiles/*.yml")
    variables = found_in(files, r"\bvar\(\s*['\"](?!(default_)?(start|end)_date['\"])[^)]*")
    assert variables == []
    known = r"'NBA_((START|END)_DATE|RAW_DIR|WAREHOUSE|TARGET|UNIT_TESTS|GIT_COMMIT|BIGQUERY_\w+)'"
    environment = {
        match.split("'")[1].split('"')[0]
        for match in found_in(files, r"env_var\('[^']*'")
        if not re.search(known, match)
    }
    assert environment <= {"GOOGLE_APPLICATION_CREDENTIALS", "USER"}
    switches = r"(?i)\b(skip|bypass|force|ignore|disable|allow)_\w+"
    assert found_in(files, switches) == ["dbt_project.yml: skip_nodes_if_on_run_start_fails"]


@pytest.mark.parametrize(
    "pattern",
    [
        r"\btarget\.(type|name)\b",
        r"\bis_incremental\b",
        r"(?i)\bcurrent_(date|timestamp)\b|\bnow\(\)",
        r"\{[{%][^}]*\bthis\b",
        r"(?i)max\(\s*game_date\s*\)(?! as season_end)",
    ],
)
def test_no_model_depends_on_the_engine_the_clock_or_its_own_past(pattern: str) -> None:
    """F20, F21, docs/design.md 2.7 and 4: one SQL, no mode, no watermark."""
    assert found_in(project_files("models/**/*.sql"), pattern) == []


def test_nothing_expires() -> None:
    """F23: history disappeared behind a partition expiry."""
    files = project_files(*EVERY_FILE, "profiles/*.yml")
    assert found_in(files, r"(?i)\w*expiration\w*|partition_expir\w*|\w*retention\w*") == []


def test_every_model_says_its_grain_first(graph: Graph) -> None:
    """style.md, convention 19."""
    silent = [
        model["name"]
        for model in graph.of_type("model").values()
        if not model["description"].startswith("One row per ")
    ]
    assert silent == []


@pytest.mark.parametrize("mart", MARTS)
def test_every_column_of_a_mart_is_described(graph: Graph, mart: str) -> None:
    """The issue: descriptions of every column."""
    columns = graph.nodes[mart_id(mart)]["columns"].values()
    assert [column["name"] for column in columns if not column["description"].strip()] == []


def test_every_macro_is_described(graph: Graph) -> None:
    """docs/design.md 8: documented in macros/_macros.yml, once for all engines."""
    silent = [
        macro["name"]
        for macro in graph.macros.values()
        if macro["package_name"] == "nba_pipeline"
        and macro["original_file_path"].startswith("macros/")
        and not macro["name"].startswith(("default__", "bigquery__", "duckdb__"))
        and not macro["description"].strip()
    ]
    assert silent == []


def test_every_decision_names_a_test_that_enforces_it() -> None:
    """docs/design.md 8."""
    missing = []
    for decision in sorted((CHECKOUT / "docs" / "decisions").glob("0*.md")):
        [enforced_by] = re.findall(r"Enforced by:? (.*)", decision.read_text())
        named = re.findall(r"`([\w./-]+)(?:::(\w+))?`", enforced_by)
        missing += [
            f"{decision.name}: {file} {test}"
            for file, test in named or [("nothing", "")]
            if not (CHECKOUT / file).exists() or test not in (CHECKOUT / file).read_text()
        ]
    assert missing == []


def test_production_parses_without_deprecations(tmp_path: Path) -> None:
    """`dbt parse` on the bigquery target is free of deprecations."""
    run = Project(tmp_path, tmp_path).dbt(
        "parse",
        "--target",
        "bigquery",
        "--no-partial-parse",
        "--warn-error-options",
        '{"error": ["Deprecations"]}',
    )
    assert run.success, run.screen


def test_production_compiles_without_a_server(tmp_path: Path) -> None:
    """`dbt compile` works on the bigquery target; every window read is a literal."""
    run = Project(tmp_path, tmp_path).dbt(
        "compile", "--target", "bigquery", "--no-introspect", "--no-populate-cache"
    )
    assert run.success, run.screen
    assert len(run.compiled) >= len(MARTS)
