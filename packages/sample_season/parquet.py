"""Raw tables as Parquet files, one per month, and a folder that appears all at once."""

import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq


def write_monthly(folder: Path, schema: pa.Schema, rows: Iterable[dict], first_month: str) -> None:
    """Write ``<folder>/<YYYY-MM>.parquet`` by the month of `game_date` or `roster_date`.

    :param rows: in order of the date.
    :param first_month: the month whose file holds the schema if there is no row at all.
    """
    day = "game_date" if "game_date" in schema.names else "roster_date"
    for month, of_month in groupby(rows, key=lambda row: f"{row[day]:%Y-%m}"):
        path = folder / f"{month}.parquet"
        if path.exists():
            raise ValueError(f"{folder.name}: rows of {month} came twice, so they are not in order")
        write_single(path, schema, of_month)
    if not folder.exists():
        write_single(folder / f"{first_month}.parquet", schema, [])


def write_single(path: Path, schema: pa.Schema, rows: Iterable[dict]) -> None:
    """Write one file. A column that a row leaves out is NULL."""
    rows = list(rows)
    if unknown := set().union(*rows) - set(schema.names):
        raise KeyError(f"columns that the contract does not have: {sorted(unknown)}")
    path.parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path, compression="zstd")


@contextmanager
def all_at_once(out: Path, names: tuple[str, ...]) -> Iterator[Path]:
    """A temporary folder beside `out`'s subfolders `names`, which replaces them at the end.

    If the body fails, `out` stays as it was.
    """
    out.mkdir(parents=True, exist_ok=True)
    workspace = Path(tempfile.mkdtemp(prefix=".sample_season_", dir=out))
    try:
        yield workspace
        for name in names:
            target = out / name
            if target.exists():
                target.rename(workspace / f"old_{name}")
            (workspace / name).rename(target)
    finally:
        shutil.rmtree(workspace)
