"""The lossless export: one JSON object a line, its `record` naming what it is.

Documents of a graph have no text (the workspace keeps it), so none is written and `read` gives
them the empty text: all else comes back equal.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.records import (
    ActsFor,
    Claim,
    Document,
    Graph,
    GraphEntity,
    Link,
    MentionedIn,
    Statement,
)
from kg.serial import dumps, from_plain, to_plain
from loaders.graphs.files import replacing

# record -> (the field of Graph, its class), in the order of the file
_RECORDS: dict[str, tuple[str, type[Any]]] = {
    "document": ("documents", Document),
    "entity": ("entities", GraphEntity),
    "statement": ("statements", Statement),
    "claim": ("claims", Claim),
    "mentioned_in": ("mentioned_in", MentionedIn),
    "acts_for": ("acts_for", ActsFor),
    "link": ("links", Link),
}


def write(graph: Graph, path: Path) -> None:
    """Write the graph to `path`, whole or not at all. Raises OSError."""
    with replacing(path) as stream:
        for plain in _lines(graph):
            stream.write(dumps(plain) + "\n")


def read(path: Path) -> Graph:
    """Return the graph that `write` wrote. Raises KgError naming the line that is not right."""
    parts: dict[str, list[Any]] = {field: [] for field, _ in _RECORDS.values()}
    try:
        with path.open(encoding="utf-8", newline="\n") as stream:
            for number, line in enumerate(stream, start=1):
                field, record = _record(line, f"{path}:{number}")
                parts[field].append(record)
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    return Graph(**{field: tuple(records) for field, records in parts.items()})


def _lines(graph: Graph) -> Iterator[dict[str, Any]]:
    for name, (field, _) in _RECORDS.items():
        for record in getattr(graph, field):
            plain = {"record": name} | to_plain(record)
            plain.pop("text", None)
            yield plain


def _record(line: str, where: str) -> tuple[str, Any]:
    try:
        plain = json.loads(line)
        field, kind = _RECORDS[plain["record"]]
        return field, from_plain(kind, {"text": ""} | plain)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        allowed = ", ".join(_RECORDS)
        raise KgError(
            f"{where}: not a record of a graph export ({error!r}); each line is a JSON object "
            f"whose 'record' is one of {allowed}"
        ) from error
