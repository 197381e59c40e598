"""The raw contract as Arrow schemas, read from columns.txt."""

from pathlib import Path

import pyarrow as pa

_TYPES = {
    "string": pa.string(),
    "int64": pa.int64(),
    "float64": pa.float64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us"),
    "strings": pa.list_(pa.string()),
}


def _read() -> dict[str, pa.Schema]:
    """Schemas by `folder/table`: a line that is not indented names a table."""
    tables: dict[str, list[pa.Field]] = {}
    name = ""
    for line in Path(__file__).with_name("columns.txt").read_text().splitlines():
        if line.startswith(" "):
            type_name, columns = line.strip().split(":")
            tables[name] += [pa.field(column, _TYPES[type_name]) for column in columns.split()]
        elif line and not line.startswith("#"):
            name = line
            tables[name] = []
    return {name: pa.schema(fields) for name, fields in tables.items()}


def _of_folder(folder: str) -> dict[str, pa.Schema]:
    return {Path(name).name: schema for name, schema in _read().items() if name.startswith(folder)}


RAW, REFERENCE = _of_folder("nba_raw"), _of_folder("nba_reference")
