"""Layer 3: whether every read of a partitioned table says, in literals, which partitions.

BigQuery prunes partitions only by predicates that it can evaluate before it runs: a column compared
with constants. So a read is bounded where its own WHERE (or the ON of an inner join) has a literal
lower and a literal upper bound on the partition column, and-ed with the rest.
"""

from collections.abc import Iterator, Mapping

import sqlglot
from sqlglot import exp

LOWER = {exp.GT: "this", exp.GTE: "this", exp.LT: "expression", exp.LTE: "expression"}


def full_scans(sql: str, partitioned: Mapping[str, str]) -> list[str]:
    """The partitioned tables that a statement reads without literal bounds, one entry per read.

    partitioned: partition columns by `dataset.table`.
    """
    return [
        f"{name} without bounds on {partitioned[name]}"
        for select in sqlglot.parse_one(sql, read="bigquery").find_all(exp.Select)
        for name, alias, conditions in _reads(select)
        if name in partitioned and not _is_bounded(partitioned[name], alias, conditions)
    ]


def reads(sql: str, partitioned: Mapping[str, str]) -> int:
    """How often a statement reads partitioned tables: a check that checks nothing must show."""
    return sum(
        name in partitioned
        for select in sqlglot.parse_one(sql, read="bigquery").find_all(exp.Select)
        for name, _, _ in _reads(select)
    )


def _reads(select: exp.Select) -> Iterator[tuple[str, str | None, list[exp.Expression]]]:
    """Each table of a SELECT: its name, its alias if there are others, and what bounds it."""
    origin = select.args.get("from_") or select.args.get("from")
    joins = select.args.get("joins") or []
    sources = [(origin.this, None)] if origin else []
    sources += [(join.this, join) for join in joins]
    where = select.args.get("where")
    shared = list(_conjuncts(where.this)) if where else []
    for join in joins:
        if not join.side and join.args.get("on"):
            shared += _conjuncts(join.args["on"])
    for source, join in sources:
        if isinstance(source, exp.Table):
            own = join.args["on"] if join and join.side == "LEFT" and join.args.get("on") else None
            conditions = shared + (list(_conjuncts(own)) if own else [])
            alias = source.alias_or_name if len(sources) > 1 else None
            yield f"{source.db}.{source.name}", alias, conditions


def _conjuncts(condition: exp.Expression) -> Iterator[exp.Expression]:
    if isinstance(condition, exp.Paren):
        yield from _conjuncts(condition.this)
    elif isinstance(condition, exp.And):
        yield from _conjuncts(condition.left)
        yield from _conjuncts(condition.right)
    else:
        yield condition


def _is_bounded(column: str, alias: str | None, conditions: list[exp.Expression]) -> bool:
    def is_column(found: exp.Expression | None) -> bool:
        return (
            isinstance(found, exp.Column)
            and found.name == column
            and (alias is None or found.table == alias)
        )

    lower = upper = False
    for condition in conditions:
        if isinstance(condition, exp.Between) and is_column(condition.this):
            lower |= _is_date(condition.args["low"])
            upper |= _is_date(condition.args["high"])
        elif isinstance(condition, exp.In) and is_column(condition.this):
            values = condition.expressions
            lower = upper = (lower and upper) or (bool(values) and all(map(_is_date, values)))
        elif isinstance(condition, exp.EQ):
            sides = condition.left, condition.right
            if any(map(is_column, sides)) and any(map(_is_date, sides)):
                lower = upper = True
        elif type(condition) in LOWER:
            greater = condition.args[LOWER[type(condition)]]
            smaller = condition.left if greater is condition.right else condition.right
            lower |= is_column(greater) and _is_date(smaller)
            upper |= is_column(smaller) and _is_date(greater)
    return lower and upper


def _is_date(value: exp.Expression) -> bool:
    """Whether it is date 'YYYY-MM-DD', which sqlglot reads as a cast of a text."""
    return (
        isinstance(value, exp.Cast)
        and value.is_type("date")
        and isinstance(value.this, exp.Literal)
    )
