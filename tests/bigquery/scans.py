"""How much one statement asks of BigQuery's planner: its expanded scans, and its text.

BigQuery executes a CTE again for each reference, expands views and ephemeral models likewise, and
gives up planning at a few hundred scans. An expanded scan is one read of a table, seed or source
once every CTE and view is written out wherever it is referenced; a CTE that nothing references is
read by nobody. Nothing is written out to count them: a CTE is counted once in its scope.

    python -m tests.bigquery.scans      write the largest statements into docs/bigquery.md
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import sqlglot
from sqlglot import exp

from tests.bigquery.compiled import Compiled, path
from tests.python.harness import CHECKOUT, Project, window

BUDGET = 40  # scans of a statement
CEILING = 60  # scans of a statement that is allowed more, with its reason
SIZE = 50_000  # bytes of a statement

TWO_WEEKS = window("2021-11-15", "2021-11-28")
PAGE = CHECKOUT / "docs" / "bigquery.md"
BEGIN, END = "<!-- largest statements: begin -->", "<!-- largest statements: end -->"
COMMAND = "python -m tests.bigquery.scans"

NOT_READ = {exp.Create: ("this",), exp.Insert: ("this",)}
READS_NOTHING = (exp.Alter, exp.Drop, exp.TruncateTable)

Scope = Mapping[str, Counter[str]]


class NotCounted(Exception):
    """A statement whose scans cannot be counted."""


class Size(NamedTuple):
    """A statement and what it asks of the planner."""

    name: str
    scans: int
    bytes: int


class Scans:
    """Counts statements that read the same views, each view once."""

    def __init__(self, views: Mapping[str, str]) -> None:
        """views: their queries by qualified name; a reference may leave out the project."""
        self._views = {".".join(name.split(".")[-2:]): sql for name, sql in views.items()}
        self._views |= views
        self._counted: dict[str, Counter[str]] = {}

    def of(self, sql: str) -> Counter[str]:
        """Count the scans of one statement by table; raise NotCounted."""
        parsed = sqlglot.parse(sql, read="bigquery")
        statements = [each for each in parsed if each and not isinstance(each, exp.Semicolon)]
        if len(statements) != 1:
            raise NotCounted(f"{len(statements)} statements where one is expected")
        [statement] = statements
        if isinstance(statement, READS_NOTHING):
            return Counter()
        return self._count(statement, {}, frozenset())

    def _count(self, root: exp.Expression, scope: Scope, ranges: frozenset[str]) -> Counter[str]:
        """Count below a node.

        scope: the scans of each CTE that can be referenced here.
        ranges: the aliases that can be referenced here; a path that begins with one is an array.
        """
        total: Counter[str] = Counter()
        waiting = [(root, scope, ranges)]
        while waiting:
            node, scope, ranges = waiting.pop()
            if isinstance(node, exp.Command):
                raise NotCounted(f"not understood: {node.this} …")
            if with_ := node.args.get("with_"):
                scope = self._with(with_, scope, ranges)
            if isinstance(node, exp.Table):
                total.update(self._table(node, scope, ranges))
            waiting += [(child, scope, seen) for child, seen in _children(node, ranges)]
        return total

    def _with(self, with_: exp.With, scope: Scope, ranges: frozenset[str]) -> Scope:
        """Count each CTE where it stands: it sees those before it, and not itself."""
        if with_.args.get("recursive"):
            raise NotCounted("a recursive CTE has no number of scans")
        scope = dict(scope)
        for cte in with_.expressions:
            scope[cte.alias.lower()] = self._count(cte.this, scope, ranges)
        return scope

    def _table(self, table: exp.Table, scope: Scope, ranges: frozenset[str]) -> Counter[str]:
        """Count one item of a FROM. A table function reads its arguments alone."""
        if not isinstance(table.this, exp.Identifier):
            return Counter()
        names = [part.name for part in table.parts]
        if len(names) == 1 and names[0].lower() in scope:
            return scope[names[0].lower()]
        if len(names) > 1 and names[0].lower() in ranges:
            return Counter()
        name = ".".join(names)
        if name not in self._views:
            return Counter([name])
        if name not in self._counted:
            self._counted[name] = self.of(self._views[name])
        return self._counted[name]


def _children(
    node: exp.Expression, ranges: frozenset[str]
) -> Iterator[tuple[exp.Expression, frozenset[str]]]:
    """What below a node is read, but for its WITH, and the aliases that each part can reference.

    In a FROM, a path sees the items before it, and a subquery none of them.
    """
    outer, items = ranges, []
    if isinstance(node, exp.Select) and (origin := node.args.get("from_")):
        items = [origin, *(node.args.get("joins") or [])]
    for item in items:
        yield item.this, outer if isinstance(item.this, exp.Subquery) else ranges
        ranges |= {item.this.alias_or_name.lower()}
        yield from ((part, ranges) for part in item.iter_expressions() if part is not item.this)
    skipped = ["with_", *NOT_READ.get(type(node), ())] + (["from_", "joins"] if items else [])
    yield from ((part, ranges) for part in node.iter_expressions() if part.arg_key not in skipped)


def scans(sql: str, views: Mapping[str, str] | None = None) -> Counter[str]:
    """Count the scans of one statement by table; `.total()` of it is the number of the budget.

    A statement is a query, or what writes one: CREATE TABLE or VIEW, INSERT, MERGE, DELETE. The
    table that a MERGE, DELETE or UPDATE changes is read too.
    views: their queries by qualified name; they may read each other.
    """
    return Scans(views or {}).of(sql)


def views_of(compiled: Compiled) -> dict[str, str]:
    """Name the views of the project, and what each reads."""
    return {
        ".".join(path(node)): node["compiled_code"]
        for node in compiled.queries()
        if node["config"]["materialized"] == "view"
    }


def sizes(compiled: Compiled) -> list[Size]:
    """Measure every model that is not ephemeral, and every data test, as compiled."""
    return measure(
        [
            (node["name"], node["compiled_code"])
            for node in compiled.queries()
            if node["config"]["materialized"] != "ephemeral"
        ],
        views_of(compiled),
    )


def measure(statements: Iterable[tuple[str, str]], views: Mapping[str, str]) -> list[Size]:
    """Measure statements as they are sent: gates, hooks, merges; dbt's own comment left out.

    statements: the name of who sends it, and the text of one statement.
    """
    counter = Scans(views)
    found = []
    for name, sql in statements:
        sql = without_comment(sql)
        try:
            found.append(Size(name, counter.of(sql).total(), len(sql.encode())))
        except (NotCounted, sqlglot.ParseError) as reason:
            raise NotCounted(f"{name}: {reason}") from None
    return found


def without_comment(sql: str) -> str:
    """Leave out the comment that dbt puts in front of what it sends."""
    return re.sub(r"\A\s*/\*.*?\*/\s*", "", sql, flags=re.DOTALL)


def over_budget(found: Iterable[Size], allowed: Iterable[str] = ()) -> list[str]:
    """Say which statements ask too much, the largest first.

    allowed: names of statements that may go up to the ceiling.
    """
    complaints = []
    for name, count, size in _by_size(found):
        most = CEILING if name in allowed else BUDGET
        if count > most:
            complaints.append(f"{name}: {count:,} scans, at most {most}")
        if size > SIZE:
            complaints.append(f"{name}: {size:,} bytes, at most {SIZE:,}")
    return complaints


def needless(found: Iterable[Size], allowed: Iterable[str]) -> list[str]:
    """Name what is allowed more than the budget and does not need it, or is not there."""
    large = {each.name for each in found if each.scans > BUDGET}
    return sorted(set(allowed) - large)


def largest(compiled: Compiled, n: int = 10) -> list[Size]:
    """Return the statements with the most scans; of as many scans, the longer one first."""
    return _by_size(sizes(compiled))[:n]


def _by_size(found: Iterable[Size]) -> list[Size]:
    return sorted(found, key=lambda each: (-each.scans, -each.bytes, each.name))


def markdown(found: Iterable[Size]) -> str:
    """Spell sizes as the table of the page."""
    rows = [
        f"| `{name}` | {count:,} | {round(size / 1000)} |" for name, count, size in _by_size(found)
    ]
    return "\n".join(["| statement | scans | KB |", "|---|---|---|", *rows])


def table_of(page: str) -> str:
    """Return what is between the markers of a page."""
    _, table, _ = _parts(page)
    return table.strip()


def with_table(page: str, table: str) -> str:
    """Return a page with another table between its markers."""
    before, _, after = _parts(page)
    return f"{before}\n\n{table}\n\n{after}"


def _parts(page: str) -> tuple[str, str, str]:
    """Split a page after its first marker and before its last."""
    if page.count(BEGIN) != 1 or page.count(END) != 1 or page.index(END) < page.index(BEGIN):
        raise ValueError(f"{PAGE.name} needs one line {BEGIN} and below it one line {END}")
    start, end = page.index(BEGIN) + len(BEGIN), page.index(END)
    return page[:start], page[start:end], page[end:]


def main() -> None:
    """Compile the project and rewrite the table of the page."""
    page = PAGE.read_text()
    _parts(page)
    with TemporaryDirectory() as folder:
        compiled = Compiled.of(Project(Path(folder), Path(folder)), TWO_WEEKS)
    PAGE.write_text(with_table(page, markdown(largest(compiled))))


if __name__ == "__main__":
    main()
