"""What dbt compiles for BigQuery: no server, no credentials."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from tests.bigquery.googlesql import GoogleSql, Refused
from tests.python.harness import Project

OFFLINE = ("--target", "bigquery", "--no-introspect", "--no-populate-cache")


@dataclass(frozen=True)
class Compiled:
    """The compiled nodes of the project, by their unique id."""

    nodes: dict[str, dict]
    sources: dict[str, dict]
    unit_tests: dict[str, dict]

    @classmethod
    def of(cls, project: Project, dbt_vars: str = "{}") -> "Compiled":
        """Compile everything, unit tests read too."""
        run = project.dbt("compile", *OFFLINE, "--select", "fqn:*", "--vars", dbt_vars)
        assert run.success, run.errors
        manifest = json.loads((project.target / "manifest.json").read_text())
        return cls(manifest["nodes"], manifest["sources"], manifest["unit_tests"])

    def queries(self) -> Iterator[dict]:
        """Models in the order of their graph, then data tests."""
        models = {key: node for key, node in self.nodes.items() if key.startswith("model.")}
        done: set[str] = set()
        while models:
            ready = [
                key
                for key, node in models.items()
                if not models.keys() & node["depends_on"]["nodes"]
            ]
            for key in ready:
                yield models.pop(key)
            done |= set(ready)
        yield from (node for key, node in self.nodes.items() if key.startswith("test."))

    def partitioned(self) -> dict[str, str]:
        """The partition column of each partitioned table, raw and marts, by `dataset.table`."""
        found = {}
        for node in self.sources.values():
            if column := node["config"]["meta"].get("partitioned_by"):
                found[".".join(path(node)[1:])] = column
        for node in self.nodes.values():
            if partition := node["config"].get("partition_by"):
                found[".".join(path(node)[1:])] = partition["field"]
        return found

    def googlesql(self) -> GoogleSql:
        """An analyzer that knows the raw tables and the seeds, by the types of the YAML."""
        analyzer = GoogleSql()
        for source in self.sources.values():
            analyzer.add_table(path(source), declared_types(source))
        for key, node in self.nodes.items():
            if key.startswith("seed."):
                analyzer.add_table(path(node), node["config"]["column_types"])
        return analyzer


def path(node: dict) -> tuple[str, str, str]:
    """Where BigQuery finds it: project, dataset and table."""
    return node["database"], node["schema"], node.get("identifier") or node["alias"]


def declared_types(node: dict) -> dict[str, str]:
    """Its columns as the YAML declares them."""
    return {name: column["data_type"].lower() for name, column in node["columns"].items()}


def own_code(node: dict) -> str:
    """The query of a node without the ephemeral models that dbt put in front of it."""
    code = node["compiled_code"]
    if not node["extra_ctes"]:
        return code
    last = node["extra_ctes"][-1]["sql"]
    own = code[code.rindex(last) + len(last) :].lstrip()
    return "with " + own[1:] if own.startswith(",") else own


def analyze(compiled: Compiled, analyzer: GoogleSql) -> list[str]:
    """Analyze every model and data test; what is refused, and what differs from its contract.

    An ephemeral model is analyzed once and known as a table from there on; the marts and the views
    are analyzed once more as they are sent, ephemeral models and all.
    """
    complaints = []
    for node in compiled.queries():
        name = node["name"]
        try:
            if node["config"]["materialized"] == "ephemeral":
                analyzer.add_query((f"__dbt__cte__{name}",), own_code(node))
            elif node["resource_type"] == "test":
                analyzer.check(own_code(node))
            else:
                found = analyzer.add_query(path(node), node["compiled_code"])
                if node["contract"]["enforced"] and found != declared_types(node):
                    complaints += [
                        f"{name}.{column} is {found.get(column)} and declared {declared}"
                        for column, declared in declared_types(node).items()
                        if found.get(column) != declared
                    ] or [f"{name} has columns {', '.join(found)}"]
        except Refused as refused:
            complaints.append(f"{name}: {refused}")
            if node["contract"]["enforced"]:
                analyzer.add_table(path(node), declared_types(node))
    return complaints
