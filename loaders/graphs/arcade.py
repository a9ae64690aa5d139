"""The embedded Cypher store: ArcadeDB in this process, its files in one directory.

The directory holds numbered databases and a file CURRENT with the number of the one in use. A
build writes the next number and then replaces CURRENT, so that whoever opens the store finds the
old graph or the new one, whole, whenever the build is killed. One process may write, or any
number may read.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from kg.errors import StoreError
from kg.records import Graph
from loaders.graphs import arcade_errors, arcade_values
from loaders.graphs.cleanup import update
from loaders.graphs.cypher import CONSTRAINTS, batches, check
from loaders.graphs.files import replacing
from loaders.graphs.rows import Rows

_CURRENT = "CURRENT"
# Kept in each database: a query reads no file and no address, and does not run for ever.
_SETTINGS = {
    "arcadedb.opencypher.loadCsv.allowFileUrls": "false",
    "arcadedb.opencypher.loadCsv.allowRemoteUrls": "false",
    "arcadedb.command.timeout": "300000",  # milliseconds
}


def build(graph: Graph, path: Path) -> None:
    """Make the store at `path` hold exactly this graph; a kill leaves the old store or the new.

    Raises OntologyError or StoreError where the graph cannot be loaded or the directory not be
    written; the store is then as it was.
    """
    check(graph)
    old = _numbers(path)
    new = path / str(max(old, default=0) + 1)
    try:
        path.mkdir(parents=True, exist_ok=True)
        _create(graph, new)
        with replacing(path / _CURRENT) as stream:
            stream.write(new.name)
    except OSError as error:
        shutil.rmtree(new, ignore_errors=True)
        raise StoreError(f"{path}: cannot be written: {error.strerror or error}") from error
    for number in old:
        shutil.rmtree(path / str(number), ignore_errors=True)


class EmbeddedStore:
    """A store that `build` made, open for queries: a context manager."""

    def __init__(self, path: Path, write: bool = False) -> None:
        """Open the store at `path`; without `write` several processes may read it at once.

        Raises StoreError where there is no store or another process is writing to it.
        """
        self._path = path
        self._write = write
        self._database = _open(path, write)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the files back; a second call does nothing."""
        self._database.close()

    def run(
        self, query: str, parameters: Mapping[str, Any] | None = None, write: bool = False
    ) -> Rows:
        """Return the rows of one Cypher query; only with `write` may it change the store.

        Raises StoreError where the query is malformed, fails, takes more than five minutes, or
        writes without leave.
        """
        if write and not self._write:
            raise StoreError(f"{self._path} is open for reading only; open it with write=True")
        database, given = self._database, parameters or {}
        with arcade_errors.clear():
            if not write:
                return arcade_values.rows(database.query, database, query, given)
            with database.transaction():
                return arcade_values.rows(database.command, database, query, given)

    def load(self, graph: Graph, replace: bool = False) -> None:
        """Load the graph into the store as it is; with `replace`, remove what it does not hold.

        Raises OntologyError or StoreError.
        """
        for batch in update(graph, self.run, replace):
            self.run(batch.query, {"rows": batch.rows}, write=True)


def _create(graph: Graph, path: Path) -> None:
    with arcade_errors.clear(), _engine().create_database(str(path)) as database:
        # Nothing to save of a build that is cut short: CURRENT does not name it yet.
        database.set_wal_flush("no")
        for constraint in CONSTRAINTS:
            database.command("opencypher", constraint)
        for batch in batches(graph, fresh=True):
            with database.transaction():
                database.command("opencypher", batch.query, {"rows": batch.rows})
        for name, value in _SETTINGS.items():
            database.command("sql", f"ALTER DATABASE `{name}` {value}")


def _open(path: Path, write: bool) -> Any:
    try:
        current = path / (path / _CURRENT).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise StoreError(f"{path}: there is no graph store here; build it first") from error
    engine = _engine()
    with arcade_errors.clear(str(path)):
        if not write:
            try:
                return engine.open_database(str(current), read_only=True)
            except engine.ArcadeDBError as error:
                if not arcade_errors.needs_recovery(error):
                    raise
            # Left by a writer that was killed (or is at work: then this is refused as locked).
            engine.open_database(str(current)).close()
            return engine.open_database(str(current), read_only=True)
        database = engine.open_database(str(current))
        database.set_wal_flush("yes_nometadata")
        return database


def _numbers(path: Path) -> list[int]:
    if not path.is_dir():
        return []
    return sorted(int(p.name) for p in path.iterdir() if p.name.isdecimal())


def _engine() -> Any:
    # Read when the engine starts: its log goes to its own file, not to the terminal.
    os.environ.setdefault("ARCADEDB_LOG_CONSOLE", "0")
    import arcadedb  # type: ignore[import-untyped]

    return arcadedb
