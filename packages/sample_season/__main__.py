"""Command line: ``python -m packages.sample_season --out data [--games N | --full]``."""

import argparse
import sys
from pathlib import Path

from . import schema, season, tables
from .dates import Calendar
from .parquet import all_at_once, write_monthly, write_single
from .season import REGULAR_GAMES

FOLDERS = RAW_FOLDER, REFERENCE_FOLDER = "nba_raw", "nba_reference"
DEFAULT_GAMES = 240
MOST_GAMES = REGULAR_GAMES - 30  # so that there are games to come


def parse(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m packages.sample_season",
        description="Write a synthetic NBA season as raw Parquet, dirt included. Teams are real, "
        "players and games are invented. The same options give the same bytes.",
    )
    add = parser.add_argument
    add("--out", type=Path, default=Path("data"), metavar="DIR", help="folder (default: data)")
    add("--season", type=int, default=2021, metavar="YEAR", help="start year (default: 2021)")
    add("--seed", type=int, default=7, metavar="N", help="another seed, another season")
    size = parser.add_mutually_exclusive_group()
    size.add_argument(
        "--games",
        type=int,
        default=DEFAULT_GAMES,
        metavar="N",
        help="only the first N regular-season games are final, and the games of two more dates "
        f"are scheduled (default: {DEFAULT_GAMES}, about five weeks)",
    )
    size.add_argument(
        "--full", action="store_true", help="everything up to the finals, which are scheduled"
    )
    add("--force", action="store_true", help="replace nba_raw and nba_reference if they exist")
    options = parser.parse_args(arguments)
    if not 1 <= options.games <= MOST_GAMES:
        parser.error(f"--games must be 1 to {MOST_GAMES}; for the whole season use --full")
    existing = [str(options.out / name) for name in FOLDERS if (options.out / name).exists()]
    if existing and not options.force:
        parser.error(f"refusing to overwrite {' and '.join(existing)}: see --out and --force")
    return options


def write(out: Path, played: season.Season) -> None:
    """Write all tables, replacing what `out` holds."""
    first_month = f"{played.calendar.opening:%Y-%m}"
    with all_at_once(out, FOLDERS) as workspace:
        for table, builder in tables.RAW.items():
            folder = workspace / RAW_FOLDER / table
            write_monthly(folder, schema.RAW[table], builder(played), first_month)
        for table, builder in tables.REFERENCE.items():
            path = workspace / REFERENCE_FOLDER / f"{table}.parquet"
            write_single(path, schema.REFERENCE[table], builder(played))


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
    write(options.out, played)
    return 0


if __name__ == "__main__":
    sys.exit(main())
