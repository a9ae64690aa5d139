"""The directory that keeps everything.

It owns documents and extractions, in one SQLite file, so that every write is whole or not there,
whenever the process is killed. The graph's store and `explorer.html` are derived from them; a
recorded state says what they were derived from, and they are made anew when that has changed.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kg import judgements
from kg.errors import KgError
from kg.judgements import Judgement, Judgements
from kg.records import Document, Extraction, digest
from kg.serial import dumps, extraction_from_plain, extraction_to_plain

DEFAULT = Path("kg-workspace")
ENVIRONMENT = "KG_WORKSPACE"
_DATABASE = "workspace.sqlite"
_FORMAT = "1"
_GRAPH = "4"  # raise it where the same extractions give another graph, store or page
_TABLES = """
CREATE TABLE IF NOT EXISTS extraction (
    document TEXT PRIMARY KEY, sha256 TEXT NOT NULL, configuration TEXT NOT NULL,
    text TEXT NOT NULL, record TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class WorkspaceBusy(KgError):
    """Another process is writing to the workspace."""


def locate(named: Path | None) -> Path:
    """Return the workspace: the one named, else that of KG_WORKSPACE, else ./kg-workspace."""
    if named is not None:
        return named
    from_environment = os.environ.get(ENVIRONMENT)
    return Path(from_environment) if from_environment else DEFAULT


class Workspace:
    """An open workspace directory; a context manager."""

    def __init__(self, path: Path, create: bool = False) -> None:
        """Open the workspace at `path`; with `create` it is made where it is missing.

        Raises KgError where there is none, or where it is not ours to use.
        """
        self.path = path
        self._held = False
        if not self._database.is_file():
            if not create:
                raise KgError(
                    f"{path}: no workspace here; make one with `kg build PATH`, or name it with -w"
                )
            _make(path)
        try:
            self._connection = sqlite3.connect(self._database)
            self._connection.executescript(_TABLES)
        except sqlite3.Error as error:
            raise KgError(f"{path}: cannot be opened as a workspace: {error}") from error
        self._check_format()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *error: object) -> None:
        self._connection.close()

    @property
    def store(self) -> Path:
        """The directory of the embedded Cypher store."""
        return self.path / "store"

    @property
    def explorer(self) -> Path:
        """The interactive page."""
        return self.path / "explorer.html"

    @property
    def ontology(self) -> Path | None:
        """Our copy of the directory that was laid over the ontology, if there was one."""
        kept = self.setting("ontology")
        return self.path / "ontology" / kept if kept else None

    def keep_ontology(self, extra: Path | None) -> None:
        """Keep a copy of the directory laid over the ontology: the workspace must not need it."""
        from kg import ontology

        folder = self.path / "ontology"
        name = ontology.copy(extra, folder) if extra else ""
        self.set("ontology", name)
        for other in folder.iterdir() if folder.is_dir() else ():
            if other.name != name:
                shutil.rmtree(other, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the workspace for writing; raises WorkspaceBusy where another process does."""
        if self._held:
            yield
            return
        with closing(sqlite3.connect(self.path / "lock.sqlite", timeout=0)) as lock:
            try:
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                raise WorkspaceBusy(
                    f"{self.path}: another kg is writing to this workspace; wait for it"
                ) from error
            # Readers go on while this process writes.
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._held = True
            try:
                yield
            finally:
                self._held = False

    def has(self, document: Document, configuration: str) -> bool:
        """Whether this very document was extracted with this configuration."""
        row = self._connection.execute(
            "SELECT 1 FROM extraction WHERE document = ? AND sha256 = ? AND configuration = ?",
            (document.id, document.sha256, configuration),
        ).fetchone()
        return row is not None

    def save(self, extraction: Extraction, configuration: str) -> None:
        """Keep an extraction, in place of an earlier one of its document; see `commit`."""
        document = extraction.document
        record = dumps(extraction_to_plain(extraction))
        self._connection.execute(
            "REPLACE INTO extraction VALUES (?, ?, ?, ?, ?)",
            (document.id, document.sha256, configuration, document.text, record),
        )

    def commit(self) -> None:
        """Make what was saved so far permanent."""
        self._connection.commit()

    def extractions(self) -> Iterator[Extraction]:
        """Yield the extractions by document id."""
        rows = self._connection.execute("SELECT record, text FROM extraction ORDER BY document")
        for record, text in rows:
            yield extraction_from_plain(json.loads(record), text)

    def configuration(self, document: str) -> str | None:
        """Return what made the extraction of a document; None where there is none."""
        row = self._connection.execute(
            "SELECT configuration FROM extraction WHERE document = ?", (document,)
        ).fetchone()
        return str(row[0]) if row else None

    def judgements(self) -> Judgements:
        """Return what people have judged."""
        return judgements.read(self.path)

    def judge(self, add: Iterable[Judgement], retract: Iterable[Judgement] = ()) -> None:
        """Record judgements, and take others back; raises WorkspaceBusy where another writes."""
        with self.writing():
            judgements.revised(self.path, add, retract)

    def documents(self) -> list[str]:
        """Return the ids of the documents, sorted."""
        rows = self._connection.execute("SELECT document FROM extraction ORDER BY document")
        return [str(row[0]) for row in rows]

    def configurations(self) -> Counter[str]:
        """Return how many extractions each configuration made."""
        rows = self._connection.execute(
            "SELECT configuration, count(*) FROM extraction GROUP BY configuration"
        )
        return Counter({str(name): int(count) for name, count in rows})

    def extraction(self, document: str) -> Extraction | None:
        """Return the extraction of one document."""
        row = self._connection.execute(
            "SELECT record, text FROM extraction WHERE document = ?", (document,)
        ).fetchone()
        return extraction_from_plain(json.loads(row[0]), row[1]) if row else None

    def remove(self, documents: Iterable[str]) -> None:
        """Remove documents and all that was found in them, together."""
        self._connection.executemany(
            "DELETE FROM extraction WHERE document = ?", ((d,) for d in documents)
        )
        self.commit()

    def state(self) -> str:
        """Return a digest of all extractions, judgements and settings that the graph is made of."""
        rows = self._connection.execute(
            "SELECT document, sha256, configuration FROM extraction ORDER BY document"
        )
        judged = self.path / judgements.FILE
        said = judged.read_text(encoding="utf-8") if judged.is_file() else None
        fields = (field for row in rows for field in row)
        return digest(_GRAPH, self.setting("bound"), said, *fields)

    def is_stale(self) -> bool:
        """Whether store and page are missing, or made of something else than what is here now."""
        there = self.store.is_dir() and self.explorer.is_file()
        return not there or self.setting("derived") != self.state()

    def setting(self, name: str) -> str | None:
        """Return a recorded setting."""
        row = self._connection.execute(
            "SELECT value FROM setting WHERE name = ?", (name,)
        ).fetchone()
        return str(row[0]) if row else None

    def set(self, name: str, value: str) -> None:
        """Record a setting at once."""
        if self.setting(name) != value:
            self._connection.execute("REPLACE INTO setting VALUES (?, ?)", (name, value))
            self.commit()

    @property
    def _database(self) -> Path:
        return self.path / _DATABASE

    def _check_format(self) -> None:
        try:
            found = self.setting("format")
        except sqlite3.DatabaseError as error:
            raise KgError(f"{self._database}: not a workspace file: {error}") from error
        if found is None:
            self.set("format", _FORMAT)
        elif found != _FORMAT:
            raise KgError(
                f"{self.path}: made by another version of kg (format {found}); build it anew"
            )


def _make(path: Path) -> None:
    """Make the directory; what holds other people's files is not taken for a workspace."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        names = {entry.name for entry in path.iterdir()}
    except FileExistsError as error:
        raise KgError(f"{path}: a file, not a workspace directory; name another with -w") from error
    except OSError as error:
        raise KgError(f"{path}: cannot be made: {error.strerror}; name another with -w") from error
    if names and _DATABASE not in names:
        raise KgError(
            f"{path}: holds other files and no workspace; name a new or empty directory with -w"
        )
