"""Command line: ``python -m tools.sample_season --out data [--games N | --full]``."""

import argparse
import sys
from pathlib import Path

from tools.sample_season import schema, season, tables
from tools.sample_season.dates import Calendar
from tools.sample_season.parquet import all_at_once, write_monthly, write_single
from tools.sample_season.season import REGULAR_GAMES

FOLDERS = RAW_FOLDER, REFERENCE_FOLDER = "nba_raw", "nba_reference"
DEFAULT_GAMES = 240
MOST_GAMES = REGULAR_GAMES - 30  # so that there are games to come


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tools.sample_season",
        description=(
            "Write a synthetic, deterministic and internally consistent NBA season as raw "
            "Parquet, dirt included. Teams are real, players and games are invented. The same "
            "options give the same bytes."
        ),
    )
    parser.add_argument(
        "--out",
        type=Path,
        default=Path("data"),
        metavar="DIR",
        help=(
            "folder that gets nba_raw/<table>/<YYYY-MM>.parquet and "
            "nba_reference/<table>.parquet (default: data)"
        ),
    )
    parser.add_argument(
        "--season",
        type=int,
        default=2021,
        metavar="YEAR",
        help="start year; the season begins on the third Tuesday of October (default: 2021)",
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=7,
        metavar="N",
        help="another seed, another season (default: 7)",
    )
    size = parser.add_mutually_exclusive_group()
    size.add_argument(
        "--games",
        type=int,
        default=DEFAULT_GAMES,
        metavar="N",
        help=(
            f"only the first N regular-season games, 1 to {MOST_GAMES}, are final, and the games "
            f"of two more dates are scheduled (default: {DEFAULT_GAMES}, about five weeks)"
        ),
    )
    size.add_argument(
        "--full",
        action="store_true",
        help=(
            f"all {REGULAR_GAMES} games, the play-in and the playoffs up to the finals, whose "
            "first two games are scheduled"
        ),
    )
    parser.add_argument(
        "--force", action="store_true", help="replace nba_raw and nba_reference if they exist"
    )
    options = parser.parse_args(arguments)
    if not 1 <= options.games <= MOST_GAMES:
        parser.error(f"--games must be 1 to {MOST_GAMES}; for the whole season use --full")
    if not 1950 <= options.season <= 2100:
        parser.error("--season must be a start year from 1950 to 2100")
    existing = [options.out / name for name in FOLDERS if (options.out / name).exists()]
    if existing and not options.force:
        parser.error(
            f"refusing to overwrite {' and '.join(map(str, existing))}: "
            "choose another --out, or --force to replace"
        )
    return options


def write(out: Path, played: season.Season) -> int:
    """Write all tables, replacing what `out` holds; return the number of rows."""
    first_month = f"{played.calendar.opening:%Y-%m}"
    total = 0
    with all_at_once(out, FOLDERS) as workspace:
        for table, builder in tables.RAW.items():
            folder = workspace / RAW_FOLDER / table
            rows = write_monthly(folder, schema.RAW[table], builder(played), first_month)
            print(f"  {table:<34}{rows:>10,} rows")
            total += rows
        for table, builder in tables.REFERENCE.items():
            path = workspace / REFERENCE_FOLDER / f"{table}.parquet"
            rows = write_single(path, schema.REFERENCE[table], builder(played))
            print(f"  {table:<34}{rows:>10,} rows")
            total += rows
    return total


def main(arguments: list[str] | None = None) -> int:
    options = parse(arguments)
    calendar = Calendar(options.season)
    print(f"Playing {calendar.label} with seed {options.seed} ...", flush=True)
    played = season.play(options.seed, calendar, None if options.full else options.games)
    print(
        f"  {len(played.finals):,} games from {played.dates[0]} to {played.dates[-1]}, "
        f"{len(played.upcoming)} scheduled from {played.next_date}"
    )
    print(f"Writing to {options.out} ...", flush=True)
    rows = write(options.out, played)
    files = [file for folder in FOLDERS for file in (options.out / folder).rglob("*.parquet")]
    size = sum(file.stat().st_size for file in files)
    print(f"Done: {rows:,} rows, {len(files)} files, {size / 1e6:.1f} MB.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
