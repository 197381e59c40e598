"""The general tie-break of raw.md 4."""

from collections.abc import Callable, Hashable
from datetime import datetime


def load_order(row: dict) -> tuple:
    """Greater = later load: processed_at, then source_file_path, NULL last."""
    loaded, path = row["processed_at"], row["source_file_path"]
    return (loaded is not None, loaded or datetime.min, path is not None, path or "")


def newest_load(rows: list[dict], key: Callable[[dict], Hashable]) -> list[dict]:
    """One row per key: the latest load."""
    newest: dict[Hashable, dict] = {}
    for row in rows:
        row_key = key(row)
        if row_key not in newest or load_order(row) > load_order(newest[row_key]):
            newest[row_key] = row
    return list(newest.values())
