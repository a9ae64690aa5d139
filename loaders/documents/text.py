"""Plain text: one file, one document, with what its first lines say about it.

A file may begin with header lines, each `name: value`, in any order and each at most once:
`date` (or `published`), `title`, `url`, `author`, `publisher`; or with the words
`date 2026-01-26` before the text goes on. Both are taken off, and so is the space around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kg.errors import DocumentError
from kg.records import Document
from loaders.documents.dates import to_iso
from loaders.documents.files import guarded, plain_name, read_text
from loaders.documents.options import ReadOptions

_HEADER = re.compile(
    r"\s*^[ \t]*(date|published|title|url|author|publisher):[ \t]*(\S[^\n]*)\n?", re.I | re.M
)
_DATE_WORD = re.compile(r"\s*date (\d{4}-\d{2}-\d{2})(?=\s|$)", re.I)


@guarded
def read(path: Path, options: ReadOptions) -> Iterator[Document | DocumentError]:
    """Yield the file as a Document named after it; line ends become LF.

    The text begins at the first character after the header that is no space.
    """
    whole = read_text(path, options).replace("\r\n", "\n").replace("\r", "\n")
    fields, start = _header(whole, options)
    text = whole[start:].lstrip()
    if not text:
        raise DocumentError(f"{path}: no text in this file")
    yield Document(plain_name(path), text, kind=options.kind or "article", **fields)


def _header(text: str, options: ReadOptions) -> tuple[dict[str, str], int]:
    """Return the fields and where the text goes on; what cannot be read is left in the text."""
    fields: dict[str, str] = {}
    start = 0
    while found := _HEADER.match(text, start) or _DATE_WORD.match(text, start):
        name, value = _field(found, options)
        if value is None or name in fields:
            break
        fields[name] = value
        start = found.end()
    return fields, start


def _field(found: re.Match[str], options: ReadOptions) -> tuple[str, str | None]:
    if found.re is _DATE_WORD:
        return "published", to_iso(found[1])
    name, value = found[1].lower(), found[2].strip()
    if name in ("date", "published"):
        return "published", to_iso(value, options.date_order)
    return name, value
