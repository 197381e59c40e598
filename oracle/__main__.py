"""Write the ten tables of a season: python -m oracle --raw DIR --out DIR."""

import argparse
from pathlib import Path

from .build import Build
from .constants import SAMPLE_KNOWN_GAPS
from .contract import write_parquet
from .precompute import precompute_all


def main() -> None:
    """Build from raw Parquet, write Parquet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raw", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    build = Build(arguments.raw, SAMPLE_KNOWN_GAPS)
    for table, rows in (build.tables | precompute_all(build)).items():
        path = write_parquet(table, rows, arguments.out)
        print(f"{path}: {len(rows)} rows")


if __name__ == "__main__":
    main()
