"""The gap report in the terminal: what every date promises, what is there, and what to run.

    python -m tools.gaps [--vars '{start_date: 2021-11-15, end_date: 2021-11-30}'] [--json]

Builds coverage through dbt, so the window and the promises are those of the build; the marts are
left as they are. Exit code 0: everything promised is there
(or waived); 1: something is broken; 2: the report could not be made, and dbt says why.
"""

import argparse
import contextlib
import io
import json
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from dbt.cli.main import dbtRunner, dbtRunnerResult
from rich.console import Console
from rich.table import Table

Row = dict[str, Any]

# A row of coverage, with what the report calls its table and the verdict of its date.
QUERY = """
select
    coverage.*,
    coverage_summary.short_name,
    gap_report.verdict
from {{ ref('coverage') }} as coverage
inner join {{ ref('coverage_summary') }} as coverage_summary
    on coverage.model_name = coverage_summary.model_name
inner join {{ ref('gap_report') }} as gap_report
    on coverage.game_date = gap_report.target_date
where {{ in_window('coverage.game_date') }}
"""
WIDTH = 120  # columns of a terminal that the table needs
LINES = 20  # of a list, before it says how many more there are
BROKEN_COLOUR, ACCEPTED_COLOUR = "bold red", "yellow"
COLOURS = {"pending": "cyan", "complete": "green", "bootstrap": "dim", "not_scheduled": "dim"}


def read_coverage(dbt_vars: str | None) -> list[Row]:
    """One row per table and date of the window, as coverage is now.

    Facts that are up to date, as they are after a build, are not built again.
    """
    window = ["--vars", dbt_vars] if dbt_vars else []
    # The seeds first: a line just added to known_gaps.csv is part of the answer.
    dbt("seed", *window)
    if not run_dbt("build", "--selector", "coverage", *window)[0].success:
        dbt("build", "--selector", "observability", *window)
    outcome = dbt("show", "--inline", QUERY, "--limit", "-1", *window)
    table = outcome.result.results[0].agate_table
    rows = [dict(zip(table.column_names, row.values(), strict=True)) for row in table.rows]
    return sorted(rows, key=lambda row: (str(row["game_date"]), row["model_position"]))


def run_dbt(*arguments: str) -> tuple[dbtRunnerResult, str]:
    """Run dbt in process and in silence: its result, and what it said."""
    with contextlib.redirect_stdout(io.StringIO()) as said:
        outcome = dbtRunner().invoke(["--log-level", "error", "--no-use-colors", *arguments])
    return outcome, said.getvalue()


def dbt(*arguments: str) -> dbtRunnerResult:
    """Run dbt in process and in silence; on failure exit 2 with what dbt says."""
    outcome, said = run_dbt(*arguments)
    if not outcome.success:
        print(outcome.exception or said, file=sys.stderr)
        raise SystemExit(2)
    return outcome


def colour(row: Row) -> str:
    """Red needs a repair, amber was accepted or restored."""
    if row["is_broken"]:
        return BROKEN_COLOUR
    return COLOURS.get(row["status"], ACCEPTED_COLOUR)


def verdict(cells: Iterable[Row]) -> str:
    """The verdict of a date, as the views give it, in the colour of the cells that brought it."""
    cells = list(cells)
    word = cells[0]["verdict"]
    of_word = [row for row in cells if row["status"] == word]
    worst = max(of_word, key=lambda row: row["is_broken"], default=None)
    return f"[{colour(worst) if worst else ACCEPTED_COLOUR}]{word}[/]"


def cell(row: Row) -> str:
    """Rows there, or `there/promised` where they differ, in the colour of the status."""
    found, promised = int(row["rows_found"]), int(row["rows_promised"])
    text = str(found) if found == promised else f"{found}/{promised}"
    return f"[{colour(row)}]{text}[/]"


def date_table(rows: list[Row]) -> Table:
    """One line per date: games, the rows of each table, the verdict."""
    models = {row["model_name"]: row["short_name"] for row in rows}
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("date", no_wrap=True)
    table.add_column("games", justify="right")
    for short_name in models.values():
        table.add_column(short_name, justify="right")
    table.add_column("verdict")
    by_date: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        by_date[str(row["game_date"])][row["model_name"]] = row
    # After the last date that holds or owes something there is nothing to see.
    eventful = [date for date, cells in by_date.items() if any(map(is_eventful, cells.values()))]
    for date, cells in by_date.items():
        if date > max(eventful, default=date):
            break
        games = int(next(iter(cells.values()))["games"])
        table.add_row(
            date,
            str(games) if games else "[dim]-[/]",
            *(cell(cells[model]) for model in models),
            verdict(cells.values()),
        )
    return table


def is_eventful(row: Row) -> bool:
    """Whether a cell is anything but an off-day."""
    return row["status"] != "not_scheduled"


def fallback_lines(rows: list[Row]) -> list[str]:
    """Which tables were built from a second source, lowest tier, and for which games."""
    return [
        f"  {row['game_date']}  {row['model_name']}  {int(row['rows_by_fallback'])} rows"
        f"  ({shortened(row['fallback_games'])})"
        for row in rows
        if row["rows_by_fallback"]
    ]


def shortened(games: str) -> str:
    """The first three of a comma-separated list of games, and how many more."""
    first, *rest = sorted(games.split(", "))
    shown = [first, *rest[:2]]
    return ", ".join(shown) + (f" and {len(rest) - 2} more" if len(rest) > 2 else "")


def counted(number: int, noun: str) -> str:
    """`1 cell`, `2 cells`."""
    return f"{number} {noun}" + ("s" if number != 1 else "")


def repair_lines(broken: list[Row]) -> list[str]:
    """The roots of what is broken, earliest first, then what to run for all of it."""
    cells_of = Counter((str(row["root_date"]), row["root_model"]) for row in broken)
    own = {(str(row["game_date"]), row["model_name"]): row for row in broken}
    lines = [f"{counted(len(broken), 'broken cell')} from {counted(len(cells_of), 'root')}"]
    roots = sorted(cells_of)
    for date, model in roots[:LINES]:
        lines.append(f"  {date}  {model}  {counted(cells_of[date, model], 'cell')}")
        row = own.get((date, model))  # a root before the window has no row here
        if row:
            games = f"  ({shortened(row['broken_games'])})" if row["broken_games"] else ""
            lines.append(f"      {row['status']}: {row['reason']}{games}")
    if len(roots) > LINES:
        lines.append(f"  … and {len(roots) - LINES} more (--json lists all)")
    commands = {row["root_date"]: row["repair_command"] for row in broken}
    reloads = sorted(
        f"  reload {model} of {date}, or accept the hole in seeds/known_gaps.csv"
        for date, model in roots
        if model.startswith("nbac_")
    )
    command = commands[min(commands)]
    lines.append("To repair all of it:")
    lines += reloads[:LINES]
    lines.append("  " + command[command.index("dbt build") :])
    return lines


def main() -> int:
    """Print the report; the exit code says whether anything promised is broken."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.gaps", description="What is promised and what is there, per date."
    )
    parser.add_argument("--vars", help="the window, as for dbt: '{start_date: …, end_date: …}'")
    parser.add_argument("--json", action="store_true", help="the rows as JSON instead")
    options = parser.parse_args()

    rows = read_coverage(options.vars)
    broken = [row for row in rows if row["is_broken"]]
    if options.json:
        print(json.dumps(rows, default=str, indent=2))
        return bool(broken)

    # A table that is cut off hides the verdict, so a narrow terminal wraps whole lines instead.
    width = max(WIDTH, shutil.get_terminal_size().columns)
    console = Console(highlight=False, soft_wrap=True, width=width)
    console.print(date_table(rows))
    models = {row["short_name"]: row["model_name"] for row in rows}
    console.print(", ".join(map(" ".join, models.items())), style="dim")
    fallbacks = fallback_lines(rows)
    if fallbacks:
        console.print(
            f"\nBuilt from a fallback source, tier bronze: {counted(len(fallbacks), 'cell')}"
        )
        console.print("\n".join(fallbacks[:LINES]), markup=False)
        if len(fallbacks) > LINES:
            console.print(f"  … and {len(fallbacks) - LINES} more (--json lists all)")
    if broken:
        console.print()
        console.print("\n".join(repair_lines(broken)), markup=False, style="red")
    else:
        console.print(
            "\nEverything that the schedule promises is there, or waived by a known gap.",
            style="bold green",
        )
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
