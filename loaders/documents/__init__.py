"""Files and folders to Documents.

A reader is a generator function `(path, options) -> Iterator[Document | DocumentError]`: what
cannot be read is yielded as an error that names the place, and the reader goes on. `READERS` finds
it by the file's ending; a reader of another format is one more line there.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import chain
from pathlib import Path

from kg.errors import DocumentError, KgError
from kg.records import Document
from loaders.documents.files import plain_name
from loaders.documents.options import FIELDS, ReadOptions, parse_mapping

__all__ = ["FIELDS", "READERS", "ReadOptions", "Reader", "parse_mapping", "read_documents"]

type Reader = Callable[[Path, ReadOptions], Iterator[Document | DocumentError]]

# Each ending stands for itself and for itself with .gz.
READERS = {
    ".txt": "loaders.documents.text:read",
    ".text": "loaders.documents.text:read",
    ".md": "loaders.documents.text:read",
    ".jsonl": "loaders.documents.json_records:read_lines",
    ".ndjson": "loaders.documents.json_records:read_lines",
    ".json": "loaders.documents.json_records:read_file",
    ".csv": "loaders.documents.csv_file:read",
    ".tsv": "loaders.documents.csv_file:read",
}
_ENDINGS = f"files that are read end in {', '.join(READERS)}, or those with .gz"


def read_documents(
    paths: Iterable[Path | str], options: ReadOptions | None = None
) -> Iterator[Document | DocumentError]:
    """Return the documents of files and folders, in order, with an error for each unreadable one.

    A folder is read with its subfolders, sorted, without hidden files and without what the file
    `.kgignore` beside it names, a pattern of names a line; links to folders are not followed. In it
    a file of an unknown ending is an error; one that is named itself is read as text. A file is
    read once, and so is a document that comes again under its id; another document under the same
    id is an error.

    Raises KgError at once where a path does not exist or a folder holds nothing that can be read,
    and while reading where a mapped column does not exist.
    """
    options = options or ReadOptions()
    files: dict[Path, tuple[Path, str | None]] = {}
    for path, reader in chain.from_iterable(_files(Path(path)) for path in paths):
        files.setdefault(path.resolve(), (path, reader))
    return _limited(_distinct(files.values(), options), options.limit)


def _files(path: Path) -> list[tuple[Path, str | None]]:
    """Return the files that a path names, each with its reader; None where there is none."""
    if not path.is_dir():
        if not path.exists():
            raise KgError(f"{path}: no such file or folder; check the path")
        return [(path, _reader(path) or READERS[".txt"])]
    files = [(file, _reader(file)) for file in sorted(_inside(path))]
    if not any(reader for _, reader in files):
        others = f" (files of other kinds: {len(files)})" if files else ""
        raise KgError(f"{path}: nothing to read in this folder{others}; {_ENDINGS}")
    return files


def _reader(path: Path) -> str | None:
    return READERS.get(Path(plain_name(path)).suffix.lower())


def _inside(folder: Path) -> Iterator[Path]:
    """Yield the files of a folder and its subfolders but those left out."""
    for place, folders, files in folder.walk():
        left_out = [".*", *_ignored(place / ".kgignore")]
        folders[:] = [name for name in folders if not _matches(name, left_out)]
        kept = (place / name for name in files if not _matches(name, left_out))
        yield from (file for file in kept if file.is_file())


def _ignored(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return [line.strip().rstrip("/") for line in lines if line.strip()]


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _distinct(
    files: Iterable[tuple[Path, str | None]], options: ReadOptions
) -> Iterator[Document | DocumentError]:
    seen: dict[str, tuple[str, Path]] = {}
    for path, reader in files:
        for item in _read(path, reader, options):
            if isinstance(item, DocumentError):
                yield item
                continue
            if item.id not in seen:
                seen[item.id] = item.sha256, path
                yield item
            elif seen[item.id][0] != item.sha256:
                yield DocumentError(
                    f"{path}: another document with the id '{item.id}' was read from "
                    f"{seen[item.id][1]}; give one of them another id"
                )


def _read(
    path: Path, reader: str | None, options: ReadOptions
) -> Iterator[Document | DocumentError]:
    if reader is None:
        return iter([DocumentError(f"{path}: skipped, for its ending is unknown; {_ENDINGS}")])
    module, _, function = reader.partition(":")
    read: Reader = getattr(importlib.import_module(module), function)
    return read(path, options)


def _limited(
    items: Iterator[Document | DocumentError], limit: int | None
) -> Iterator[Document | DocumentError]:
    count = 0
    for item in items:
        yield item
        count += isinstance(item, Document)
        if count == limit:
            return
