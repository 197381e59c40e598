"""The gap report in the terminal: what every date promises, what is there, and what to run.

    python -m tools.gaps [--vars '{start_date: 2021-11-15, end_date: 2021-11-30}'] [--json]

Reads the `coverage` model through dbt, so the window and the promises are those of the build;
only the seeds are refreshed. Exit code 0: everything promised is there (or waived); 1: something is
broken; 2: the report could not be made, and dbt says why.
"""

import argparse
import contextlib
import io
import json
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from dbt.cli.main import dbtRunner, dbtRunnerResult
from rich.console import Console
from rich.table import Table

Row = dict[str, Any]

# In the order in which a build writes them.
MODELS = (
    "player_game_summary",
    "team_offense_game_summary",
    "team_defense_game_summary",
    "upcoming_team_game_context",
    "upcoming_player_game_context",
    "player_shot_zone_analysis",
    "team_defense_zone_analysis",
    "player_composite_factors",
    "player_daily_cache",
    "ml_feature_store_v2",
)
BROKEN = ("missing", "partial", "excess")
# From worst to best: the verdict of a date is its worst cell.
STATUSES = (*BROKEN, "waived", "pending", "complete", "bootstrap", "not_scheduled")
WIDTH = 100  # columns of a terminal that the table needs
LINES = 20  # of a list, before it says how many more there are
COLOURS = dict.fromkeys(BROKEN, "bold red") | {
    "waived": "yellow",
    "pending": "cyan",
    "complete": "green",
    "bootstrap": "dim",
    "not_scheduled": "dim",
}


def read_coverage(dbt_vars: str | None) -> list[Row]:
    """One row per mart and date of the window, as the model `coverage` computes it now."""
    window = ["--vars", dbt_vars] if dbt_vars else []
    # The seeds first: a line just added to known_gaps.csv is part of the answer.
    dbt("seed", *window)
    outcome = dbt("show", "--select", "coverage", "--limit", "-1", *window)
    table = outcome.result.results[0].agate_table
    rows = [dict(zip(table.column_names, row.values(), strict=True)) for row in table.rows]
    return sorted(rows, key=lambda row: (str(row["game_date"]), MODELS.index(row["model_name"])))


def dbt(*arguments: str) -> dbtRunnerResult:
    """Run dbt in process and in silence; on failure exit 2 with what dbt says."""
    with contextlib.redirect_stdout(io.StringIO()) as said:
        outcome = dbtRunner().invoke(["--log-level", "error", "--no-use-colors", *arguments])
    if not outcome.success:
        print(outcome.exception or said.getvalue(), file=sys.stderr)
        raise SystemExit(2)
    return outcome


def verdict(statuses: Iterable[str]) -> str:
    """The worst of the statuses of one date."""
    return min(statuses, key=STATUSES.index)


def cell(row: Row) -> str:
    """Rows there, or `there/promised` where they differ, in the colour of the status."""
    found, promised = int(row["rows_found"]), int(row["rows_promised"])
    text = str(found) if found == promised else f"{found}/{promised}"
    colour = COLOURS[row["status"]]
    return f"[{colour}]{text}[/]"


def date_table(rows: list[Row]) -> Table:
    """One line per date: games, the rows of each table, the verdict."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("date", no_wrap=True)
    table.add_column("games", justify="right")
    for model in MODELS:
        table.add_column(initials(model), justify="right")
    table.add_column("verdict")
    by_date: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in rows:
        by_date[str(row["game_date"])][row["model_name"]] = row
    for date, cells in by_date.items():
        worst = verdict(row["status"] for row in cells.values())
        games = int(next(iter(cells.values()))["games"])
        table.add_row(
            date,
            str(games) if games else "[dim]-[/]",
            *(cell(cells[model]) for model in MODELS),
            f"[{COLOURS[worst]}]{worst}[/]",
        )
    return table


def initials(model: str) -> str:
    """The short name that operators use: pgs for player_game_summary, mlfs for the features."""
    words = model.removesuffix("_v2").split("_")
    return "".join(word if word == "ml" else word[0] for word in words)


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


def repair_lines(broken: list[Row]) -> list[str]:
    """What is wrong, cell by cell, then the one command that rebuilds it."""
    lines = []
    for row in broken[:LINES]:
        counts = ", ".join(
            f"{int(row[column])} {word}"
            for column, word in (
                ("rows_missing", "missing"),
                ("rows_excess", "not promised or duplicated"),
            )
            if row[column]
        )
        lines.append(
            f"  {row['game_date']}  {row['model_name']}  {row['status']}: "
            f"{counts or 'raw no longer reconciles'}  ({shortened(row['broken_games'])})"
            + (f"\n      {row['reason']}" if row["reason"] else "")
        )
    if len(broken) > LINES:
        lines.append(f"  … and {len(broken) - LINES} more (--json lists all)")
    dates = sorted(str(row["game_date"]) for row in broken)
    lines.append(
        f"Repair raw where a rule is named, then run\n  make build START={dates[0]} END={dates[-1]}"
    )
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
    broken = [row for row in rows if row["status"] in BROKEN]
    if options.json:
        print(json.dumps(rows, default=str, indent=2))
        return bool(broken)

    # A table that is cut off hides the verdict, so a narrow terminal wraps whole lines instead.
    width = max(WIDTH, shutil.get_terminal_size().columns)
    console = Console(highlight=False, soft_wrap=True, width=width)
    console.print(date_table(rows))
    console.print(", ".join(f"{initials(model)} {model}" for model in MODELS), style="dim")
    fallbacks = fallback_lines(rows)
    if fallbacks:
        console.print(f"\nBuilt from a fallback source, tier bronze: {len(fallbacks)} cells")
        console.print("\n".join(fallbacks[:LINES]), markup=False)
        if len(fallbacks) > LINES:
            console.print(f"  … and {len(fallbacks) - LINES} more (--json lists all)")
    if broken:
        console.print(f"\n{len(broken)} broken of {len(rows)} cells", style="bold red")
        console.print("\n".join(repair_lines(broken)), markup=False)
    else:
        console.print(
            "\nEverything that the schedule promises is there, or waived by a known gap.",
            style="bold green",
        )
    return bool(broken)


if __name__ == "__main__":
    sys.exit(main())
