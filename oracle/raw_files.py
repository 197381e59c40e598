"""Read the raw Parquet tables as lists of dictionaries."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow.dataset as ds


def read_raw(raw_dir: Path, table: str, columns: Sequence[str]) -> list[dict]:
    """All rows of `nba_raw/<table>/*.parquet`, the given columns only."""
    return _read(raw_dir / "nba_raw" / table, columns)


def read_reference(raw_dir: Path, table: str, columns: Sequence[str]) -> list[dict]:
    """All rows of `nba_reference/<table>.parquet`, the given columns only."""
    return _read(raw_dir / "nba_reference" / f"{table}.parquet", columns)


def _read(path: Path, columns: Sequence[str]) -> list[dict]:
    dataset = ds.dataset(path, format="parquet")
    return dataset.to_table(columns=list(columns)).to_pylist()
