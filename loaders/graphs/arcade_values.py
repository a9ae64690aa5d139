"""ArcadeDB's results as `Rows`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, time
from typing import Any

from loaders.graphs.rows import Rows, moment, node, relationship

# A path comes back as text, "(#1:0)-[#10:0]->(#7:0)": it is read again from its record ids, where
# the query names a path at all, so that no other text is taken for one.
_PATH = re.compile(r"\(#\d+:\d+\)(?:<?-\[#\d+:\d+\]->?\(#\d+:\d+\))*")
_NAMES_A_PATH = re.compile(r"[\w`]\s*=\s*(?:\(|shortestPath|allShortestPaths)", re.IGNORECASE)
_RECORD_ID = re.compile(r"#\d+:\d+")
_FINAL = re.compile(r"\+ FINAL PROJECTION \[(.*)\]\s*$", re.MULTILINE)


def rows(
    execute: Callable[..., Any], database: Any, query: str, parameters: Mapping[str, Any]
) -> Rows:
    """Return the rows of a query; `execute` is the database's `query` or its `command`.

    Raises ArcadeDBError.
    """
    records = execute("opencypher", query, dict(parameters)).to_list()
    reader = _Reader(database, paths=bool(_NAMES_A_PATH.search(query)))
    if not records:
        return Rows(_columns(database, query), ())
    columns = tuple(records[0])
    return Rows(columns, tuple(tuple(reader.read(r.get(c)) for c in columns) for r in records))


def _columns(database: Any, query: str) -> tuple[str, ...]:
    # A result without rows has lost its columns: the plan still names them.
    plan = database.query("opencypher", f"EXPLAIN {query}").to_list()
    found = _FINAL.findall(str(plan[0].get("executionPlanAsString"))) if plan else []
    return tuple(_split(found[-1])) if found else ()


def _split(projection: str) -> Iterator[str]:
    """Yield the parts between commas that stand in no bracket and no quotes."""
    depth, quote, start = 0, "", 0
    for position, character in enumerate(projection):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"`":
            quote = character
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == "," and depth == 0:
            yield projection[start:position].strip()
            start = position + 1
    if projection[start:].strip():
        yield projection[start:].strip()


class _Reader:
    """Reads values; remembers for the rows of one query which types are edges."""

    def __init__(self, database: Any, paths: bool) -> None:
        self._database = database
        self._paths = paths
        self._edges: dict[str, bool] = {}

    def read(self, value: Any) -> Any:
        if isinstance(value, dict):
            return self._map(value)
        if isinstance(value, list | tuple | set):
            return [self.read(item) for item in value]
        if isinstance(value, date | time):
            return moment(value.isoformat())
        if self._paths and isinstance(value, str) and _PATH.fullmatch(value):
            return self._path(value)
        return value

    def _map(self, value: dict[str, Any]) -> dict[str, Any]:
        properties = {k: self.read(v) for k, v in value.items() if k not in ("@rid", "@type")}
        if "@rid" not in value or "@type" not in value:
            return properties
        type = value["@type"]
        if self._is_edge(type):
            return relationship(type, properties)
        return node(type.split("~"), properties)

    def _path(self, value: str) -> list[Any]:
        return [self._record(record_id) for record_id in _RECORD_ID.findall(value)]

    def _record(self, record_id: str) -> Any:
        # The pattern lets nothing but digits into the text of this query.
        found = self._database.query("sql", f"SELECT *, @rid, @type FROM {record_id}").to_list()
        return self._map(found[0])

    def _is_edge(self, type: str) -> bool:
        if type not in self._edges:
            types = self._database.query("sql", "SELECT name, type FROM schema:types").to_list()
            self._edges.update({t["name"]: t["type"] == "edge" for t in types})
        return self._edges.get(type, False)
