"""Layer 4: BigQuery can plan every statement, by its expanded scans and its length.

What dbt adds around compiled nodes (gates, hooks, merges) is measured where it is seen, on the
emulator: test_emulator.py.
"""

import time
from pathlib import Path

import pytest

from tests.bigquery.compiled import Compiled
from tests.bigquery.scans import (
    BEGIN,
    BUDGET,
    CEILING,
    COMMAND,
    END,
    PAGE,
    SIZE,
    TWO_WEEKS,
    NotCounted,
    Size,
    largest,
    markdown,
    measure,
    needless,
    over_budget,
    scans,
    sizes,
    table_of,
    with_table,
)
from tests.python.harness import MARTS, Project

# Statements that may go up to the ceiling, and why nothing smaller says the same.
ALLOWED: dict[str, str] = {}


@pytest.fixture(scope="module")
def compiled(target: Path, tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """The project for BigQuery, for two weeks."""
    return Compiled.of(Project(tmp_path_factory.mktemp("scans"), target), TWO_WEEKS)


@pytest.fixture(scope="module")
def found(compiled: Compiled) -> list[Size]:
    """The size of every statement that is compiled."""
    return sizes(compiled)


def test_every_statement_is_within_the_budget(found: list[Size]) -> None:
    """Models that are not ephemeral, views expanded, and data tests."""
    assert {each.name for each in found} >= {*MARTS, "coverage", "final_games_reconcile"}
    complaints = over_budget(found, ALLOWED)
    assert not complaints, "\n".join(complaints)


def test_no_allowance_is_needless(found: list[Size]) -> None:
    """An entry goes when its statement does, or shrinks."""
    assert needless(found, ALLOWED) == []


def test_the_page_shows_the_largest_statements(compiled: Compiled) -> None:
    """The table of docs/bigquery.md is today's."""
    assert table_of(PAGE.read_text()) == markdown(largest(compiled)), f"rewrite it: {COMMAND}"


VIEWS = {
    "p.d.two": "select 1 from d.a union all select 1 from d.b",
    "p.d.four": "with both as (select 1 from p.d.two) select 1 from both, both as again",
    "p.d.six": "select 1 from `p`.`d`.`four` union all (select 1 from `p.d.two`)",
    "p.d.named": "with a as (select 1 from d.a, d.b) select 1 from a",
}


@pytest.mark.parametrize(
    ("sql", "number"),
    [
        # Where a table can be read.
        ("select 1", 0),
        ("select * from d.a", 1),
        ("select * from a", 1),
        ("select * from `p.d.a`, `p`.d.a", 2),
        ("select * from d.a as x inner join d.b as y on x.k = y.k left join d.c using (k)", 3),
        ("select * from (d.a join d.b using (k)) join d.c using (k)", 3),
        ("select * from (select * from (select * from d.a))", 1),
        ("select (select max(k) from d.a) as k from d.b", 2),
        ("select 1 from d.a where k in (select k from d.b) and not exists (select 1 from d.c)", 3),
        ("select 1 from d.a group by k having count(*) > (select max(k) from d.b)", 2),
        ("select 1 from d.a inner join d.b on a.k = (select max(k) from d.c)", 3),
        ("select 1 from d.a order by (select max(k) from d.b)", 2),
        ("select 1 from d.a qualify row_number() over (order by k) = (select 1 from d.b)", 2),
        ("select if(true, [(select 1 from d.a)], array(select 1 from d.b)) as k", 2),
        ("select 1 from d.a for system_time as of current_timestamp()", 1),
        # Set operations.
        ("select 1 from d.a union all select 1 from d.a union all select 1 from d.b", 3),
        ("(select 1 from d.a except distinct select 1 from d.b) intersect distinct select 1", 2),
        ("with x as (select 1 from d.a) select 1 from x union all select 1 from x", 2),
        ("(with x as (select 1 from d.a, d.b) select 1 from x) union all select 1 from x", 3),
        # Arrays and functions are no tables.
        ("select 1 from unnest([1, 2]) as k", 0),
        ("select 1 from d.a, unnest(a.ks) as k cross join a.ks left join unnest(a.ls) as l", 1),
        ("select 1 from d.a as g where exists (select 1 from g.ks) and 1 in unnest(g.ls)", 1),
        ("select array(select k from g.ks) from d.a as g", 1),
        ("select 1 from d.a as g inner join d.b as h on exists (select 1 from h.ks, g.ks)", 2),
        # A table or an alias that is called like a dataset.
        ("select 1 from d.a, d.d", 2),
        ("select 1 from d.a as d, (select 1 from d.b) as x", 2),
        ("select 1 from unnest(array(select k from d.a)) as k", 1),
        ("select 1 from unnest(generate_date_array((select min(k) from d.a), '2022-01-01'))", 1),
        ("select 1 from d.recent(7)", 0),
        ("select 1 from d.recent((select max(k) from d.a)) inner join d.b using (k)", 2),
        # CTEs, each as often as it is referenced.
        ("with x as (select 1 from d.a) select 1 from x", 1),
        ("with x as (select 1 from d.a) select 1 from x as y, x where 1 in (select 1 from x)", 3),
        ("with x as (select 1 from d.a) select 1 from X", 1),
        ("with x as (select 1 from d.a) select 1 from d.b", 1),
        ("with x as (select 1 from d.a), y as (select 1 from x, x as z) select 1 from d.b", 1),
        ("with x as (select 1 from d.a), y as (select 1 from x, d.b) select 1 from y, x", 3),
        # Nested WITH.
        ("select 1 from (with x as (select 1 from d.a) select 1 from x, x as y)", 2),
        ("with x as (with y as (select 1 from d.a, d.b) select 1 from y, y as z)"
         " select 1 from x", 4),
        ("with x as (select 1 from d.a) select (with y as (select 1 from x, x as z)"
         " select 1 from y, y as w)", 4),
        # Shadowing: the nearest WITH, an earlier CTE, never itself.
        ("with x as (select 1 from d.a, d.b) select 1 from"
         " (with x as (select 1 from d.c) select 1 from x), x", 3),
        ("with x as (select 1 from d.a, d.b) select 1 from"
         " (with x as (select 1 from x, x as y) select 1 from x)", 4),
        ("with a as (select 1 from a, d.b) select 1 from a", 2),
        ("with a as (select 1 from d.b, d.c) select 1 from d.a, a", 3),
        ("with x as (select 1 from y), y as (select 1 from d.a, d.b) select 1 from x", 1),
        ("with x as (select 1 from d.a, d.b) select 1 from d.x", 1),
        ("with x as (select 1 from d.a, d.b) select 1 from d.c as x", 1),
        # Views, and views that read views.
        ("select 1 from p.d.two", 2),
        ("select 1 from `p`.`d`.`two`, d.two", 4),
        ("select 1 from p.d.four", 4),
        ("select 1 from p.d.six, p.d.four", 10),
        ("select 1 from q.d.two, p.e.two, two", 3),
        ("with two as (select 1 from d.a) select 1 from two, p.d.two", 3),
        ("with a as (select 1 from d.c, d.e, d.f) select 1 from a, p.d.named", 5),
        ("with x as (select 1 from p.d.six) select 1 from d.a", 1),
        # What writes.
        ("create table d.t as select 1 from d.a", 1),
        ("create or replace table `p`.d.t partition by k cluster by l options (description = 'x')"
         " as (with x as (select 1 from d.a) select 1 from x, x as y)", 2),
        ("create table d.t as with x as (select 1 from d.a) select 1 from x, x as y", 2),
        ("create or replace view p.d.two as select 1 from p.d.four", 4),
        ("insert into d.t (k) select k from d.a", 1),
        ("insert into d.t (k) with x as (select 1 from d.a) select k from x, x as y", 2),
        ("insert into d.t values (1, (select max(k) from d.a))", 1),
        ("delete from d.t where k in (select k from p.d.two)", 3),
        ("update d.t set k = a.k from d.a where t.l = a.l", 2),
        ("merge into d.t as t using (with x as (select 1 from d.a) select 1 from x, x as y) as s"
         " on false when not matched by source and t.k in (select k from d.b) then delete"
         " when not matched then insert (k) values (k)", 4),
        ("merge into d.t as t using d.a as s on t.k = s.k when matched then update set k = s.k", 2),
        ("drop table if exists p.d.two", 0),
        ("truncate table d.t", 0),
        ("alter table d.t add column k int64", 0),
        ("create schema if not exists d", 0),
        ("create table if not exists d.t (k int64)", 0),
        ("/* dbt */ select 1 from d.a; -- done", 1),
    ],
)  # fmt: skip
def test_scans_are_counted(sql: str, number: int) -> None:
    """Planted: every way to read a table, once or by reference."""
    assert scans(sql, VIEWS).total() == number


def test_scans_are_counted_by_table() -> None:
    """Planted: which tables a number is made of."""
    sql = "with x as (select 1 from p.d.two, d.a) select 1 from x, x as y, `p.d.c`"
    assert scans(sql, VIEWS) == {"d.a": 4, "d.b": 2, "p.d.c": 1}


def test_references_multiply() -> None:
    """Planted: thirty references to one CTE, and ten CTEs that each double the one before."""
    thirty = " union all ".join(["select 1 from x"] * 30)
    assert scans(f"with x as (select 1 from d.a, d.b) {thirty}").total() == 60
    doubled = "".join(f", x{n + 1} as (select 1 from x{n}, x{n} as y)" for n in range(10))
    assert scans(f"with x0 as (select 1 from d.a){doubled} select 1 from x10").total() == 1024


def test_a_flat_union_has_a_scan_per_branch() -> None:
    """Planted: more branches than Python would recurse into."""
    union = " union all ".join(["select k from d.a where k = 1 or k = 2"] * 1300)
    assert scans(union).total() == 1300


def test_counting_does_not_expand() -> None:
    """Planted: 120 KB whose expansion no computer could hold."""
    filler = " and ".join(f"column_{n} between {n} and {n + 1}" for n in range(40))
    chain = "".join(
        f", x{n + 1} as (select 1 from x{n}, x{n} as y where {filler})" for n in range(100)
    )
    sql = f"with x0 as (select 1 from d.a){chain} select 1 from x100"
    assert len(sql) > 100_000
    started = time.process_time()
    assert scans(sql).total() == 2**100
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "sql",
    [
        "",
        "select 1; select 2",
        "with recursive x as (select 1 union all select 1 from x) select 1 from x",
        "execute immediate 'select 1 from d.a'",
        "call d.procedure()",
    ],
)
def test_what_cannot_be_counted_is_refused(sql: str) -> None:
    """Planted: a count of nothing would pass any budget."""
    with pytest.raises(NotCounted):
        scans(sql)


def test_sent_statements_are_measured() -> None:
    """Planted: a gate, a merge and a hook as dbt sends them, its comment in front."""
    comment = '/* {"app": "dbt", "node_id": "model.p.m"} */\n'
    gate = "with x as (select 1 from p.d.six) select * from x where true"
    merge = "merge into `p`.`d`.`t` as t using (select * from d.tmp) as s on false" + (
        " when not matched then insert row"
    )
    hook = "\n    insert into d.log select 'ä', (select count(*) from d.t)\n"
    sent = [("m", comment + gate), ("m", comment + merge), ("", comment + hook)]
    assert measure(sent, VIEWS) == [
        Size("m", 6, len(gate)),
        Size("m", 2, len(merge)),
        Size("", 1, len(hook.lstrip()) + 1),
    ]
    with pytest.raises(NotCounted, match="hook: 2 statements"):
        measure([("hook", comment + "select 1; select 2")], {})
    with pytest.raises(NotCounted, match="broken: "):
        measure([("broken", "select from where (")], {})


def test_what_is_over_the_budget_is_named() -> None:
    """Planted: statements at each limit and one above it."""
    found = [
        Size("at_the_budget", BUDGET, SIZE),
        Size("allowed", CEILING, 1),
        Size("above", BUDGET + 1, 1),
        Size("long", 1, SIZE + 1),
        Size("above_the_ceiling", CEILING + 1, 1),
    ]
    allowed = {"allowed": "why", "above_the_ceiling": "why", "long": "why", "gone": "why"}
    assert over_budget(found, allowed) == [
        "above_the_ceiling: 61 scans, at most 60",
        "above: 41 scans, at most 40",
        "long: 50,001 bytes, at most 50,000",
    ]
    assert needless(found, allowed) == ["gone", "long"]


def test_a_table_is_written_between_the_markers() -> None:
    """Planted: a page whose table is old, and pages without a place for one."""
    page = f"Before\n\n{BEGIN}\n| old |\n{END}\n\nAfter\n"
    table = markdown([Size("small", 7, 900), Size("large", 1234, 45_678)])
    assert table.splitlines()[2:] == ["| `large` | 1,234 | 46 |", "| `small` | 7 | 1 |"]
    assert table_of(page) != table
    written = with_table(page, table)
    assert table_of(written) == table
    assert with_table(written, table) == written
    assert written.startswith("Before\n") and written.endswith("\nAfter\n")
    for broken in ("", BEGIN, f"{END}\n{BEGIN}", page + page):
        with pytest.raises(ValueError, match="largest statements: begin"):
            with_table(broken, table)
