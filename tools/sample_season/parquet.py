"""Raw tables as Parquet files, one per month, and a folder that appears all at once."""

import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

COMPRESSION = "zstd"
BATCH = 50_000  # rows held as dictionaries before they become Arrow


class Sheet:
    """The rows of one file, collected in Arrow batches; `count` is their number."""

    def __init__(self, schema: pa.Schema) -> None:
        self._schema = schema
        self.count = 0
        self._columns = frozenset(schema.names)
        self._rows: list[dict] = []
        self._batches: list[pa.RecordBatch] = []

    def add(self, row: dict) -> None:
        if unknown := row.keys() - self._columns:
            raise KeyError(f"columns that the contract does not have: {sorted(unknown)}")
        self._rows.append(row)
        self.count += 1
        if len(self._rows) == BATCH:
            self._flush()

    def _flush(self) -> None:
        self._batches.append(pa.RecordBatch.from_pylist(self._rows, schema=self._schema))
        self._rows = []

    def write(self, path: Path) -> None:
        self._flush()
        table = pa.Table.from_batches(self._batches, schema=self._schema)
        pq.write_table(table.combine_chunks(), path, compression=COMPRESSION)


def write_monthly(folder: Path, schema: pa.Schema, rows: Iterable[dict], first_month: str) -> int:
    """Write ``<folder>/<YYYY-MM>.parquet``; return the number of rows.

    The month is that of `game_date`, or of `roster_date` where there is none.

    :param first_month: the month whose file holds the schema if there is no row at all.
    """
    day = "game_date" if "game_date" in schema.names else "roster_date"
    sheets: dict[str, Sheet] = defaultdict(lambda: Sheet(schema))
    for row in rows:
        sheets[f"{row[day]:%Y-%m}"].add(row)
    if not sheets:
        sheets[first_month] = Sheet(schema)
    folder.mkdir(parents=True)
    for month, sheet in sheets.items():
        sheet.write(folder / f"{month}.parquet")
    return sum(sheet.count for sheet in sheets.values())


def write_single(path: Path, schema: pa.Schema, rows: Iterable[dict]) -> int:
    """Write one file; return the number of rows."""
    sheet = Sheet(schema)
    for row in rows:
        sheet.add(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.write(path)
    return sheet.count


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
