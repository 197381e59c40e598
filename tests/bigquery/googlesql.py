"""GoogleSQL, the dialect of BigQuery, as its own analyzer reads it (PyPI `zetasql`, in WASM).

It knows no table but those that it is told of, and needs no server.
"""

import re
from collections.abc import Iterable, Mapping

import zetasql.core.wasm_client as wasm_client
from zetasql.core.local_service import ZetaSqlLocalService
from zetasql.types import (
    AnalyzerOptions,
    LanguageOptions,
    ProductMode,
    TypeKind,
    ZetaSQLBuiltinFunctionOptions,
)
from zetasql.wasi._pb2.zetasql.local_service.local_service_pb2 import (
    AnalyzeRequest,
    AnalyzeResponse,
)

# Compiling the analyzer takes twenty seconds; wasmtime keeps the result for the next process.
_Config = wasm_client.Config


def _cached_config():
    config = _Config()
    config.cache = True
    return config


wasm_client.Config = _cached_config

SPELLINGS = {
    TypeKind.TYPE_BOOL: "bool",
    TypeKind.TYPE_DATE: "date",
    TypeKind.TYPE_DATETIME: "datetime",
    TypeKind.TYPE_DOUBLE: "float64",
    TypeKind.TYPE_INT64: "int64",
    TypeKind.TYPE_NUMERIC: "numeric",
    TypeKind.TYPE_STRING: "string",
    TypeKind.TYPE_TIME: "time",
    TypeKind.TYPE_TIMESTAMP: "timestamp",
}


class Refused(Exception):
    """A statement that BigQuery would refuse."""


class GoogleSql:
    """The analyzer, and the tables that it knows.

    It speaks protocol buffers to the WASM module itself: the package's own wrapper turns every
    answer into Python objects, which takes longer than the analysis.
    """

    def __init__(self) -> None:
        """Know BigQuery's functions and no table."""
        language = LanguageOptions.maximum_features()
        language.reserved_keywords.append("QUALIFY")
        language.product_mode = ProductMode.PRODUCT_EXTERNAL
        functions = ZetaSQLBuiltinFunctionOptions(language_options=language)
        self._request = AnalyzeRequest(
            options=AnalyzerOptions(language_options=language).to_proto(),
            simple_catalog={"builtin_function_options": functions.to_proto()},
        )
        self._client = ZetaSqlLocalService.get_instance().wasm_client

    def check(self, sql: str) -> None:
        """Analyze a statement of any kind; raise Refused."""
        self._analyze(sql)

    def columns(self, sql: str) -> dict[str, str]:
        """Return the columns of a query and the spelling of their types; raise Refused."""
        return {name: _spelled(type_) for name, type_ in self._output(sql)}

    def add_query(self, path: tuple[str, ...], sql: str) -> dict[str, str]:
        """Know what a query returns as a table, and return its columns; raise Refused."""
        output = self._output(sql)
        self._add(path, output)
        return {name: _spelled(type_) for name, type_ in output}

    def add_table(self, path: tuple[str, ...], columns: Mapping[str, str]) -> None:
        """Know a table by its columns and the spelling of their types."""
        nulls = ", ".join(f"cast(null as {spelling})" for spelling in columns.values())
        types = [type_ for _, type_ in self._output(f"select {nulls}")]
        self._add(path, zip(columns, types, strict=True))

    def _analyze(self, sql: str) -> AnalyzeResponse:
        self._request.sql_statement = sql
        try:
            return self._client.call_grpc_func(
                "ZetaSqlLocalService_Analyze", self._request, AnalyzeResponse
            )
        except Exception as error:
            raise Refused(re.sub(r"^\[INVALID_ARGUMENT\] ", "", str(error))) from None

    def _output(self, sql: str) -> list[tuple[str, object]]:
        query = self._analyze(sql).resolved_statement.resolved_query_stmt_node
        return [(column.name, column.column.type) for column in query.output_column_list]

    def _add(self, path: tuple[str, ...], columns: Iterable[tuple[str, object]]) -> None:
        catalog = self._request.simple_catalog
        for folder in path[:-1]:
            named = [inner for inner in catalog.catalog if inner.name == folder]
            catalog = named[0] if named else catalog.catalog.add(name=folder)
        for position, table in enumerate(catalog.table):
            if table.name == path[-1]:
                del catalog.table[position]
                break
        table = catalog.table.add(name=path[-1])
        for name, type_ in columns:
            table.column.add(name=name, type=type_, is_writable_column=True)


def _spelled(type_) -> str:
    if type_.type_kind == TypeKind.TYPE_ARRAY:
        return f"array<{_spelled(type_.array_type.element_type)}>"
    return SPELLINGS.get(type_.type_kind, TypeKind(type_.type_kind).name)
