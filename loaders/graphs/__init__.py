"""A `Graph` into files: the ending of the file's name picks the format.

The stores are beside this: `loaders.graphs.arcade` (embedded) and `loaders.graphs.neo4j`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.records import Graph

# A new format is one line here: its ending, and the module:function that writes it.
EXPORTS = {
    ".graphml": "loaders.graphs.graphml:write",
    ".html": "loaders.graphs.html:write",
    ".jsonl": "loaders.graphs.jsonl:write",
}


def export(graph: Graph, path: Path, **options: Any) -> None:
    """Write the graph to `path` in the format that its ending names.

    `options` go to the format's writer (`collapsed=True` for GraphML, `title=...` for HTML).
    Raises KgError where the ending is unknown or the file cannot be written.
    """
    target = EXPORTS.get(path.suffix.lower())
    if target is None:
        allowed = ", ".join(EXPORTS)
        raise KgError(f"{path}: unknown export format '{path.suffix}'; end the name in {allowed}")
    module, function = target.split(":")
    try:
        getattr(import_module(module), function)(graph, path, **options)
    except OSError as error:
        raise KgError(f"{path}: cannot be written: {error.strerror or error}") from error
