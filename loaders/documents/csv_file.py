"""CSV and TSV with a header line; the delimiter is the commonest of , ; and tab in the header."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DocumentError
from kg.records import Document
from loaders.documents.columns import Row, documents, row
from loaders.documents.files import check_line, guarded, open_lines
from loaders.documents.options import ReadOptions

if TYPE_CHECKING:
    from _csv import Reader

_DELIMITERS = ",;\t"
_LONGEST_FIELD = 2**31 - 1


def read(path: Path, options: ReadOptions) -> Iterator[Document | DocumentError]:
    """Yield the Document of each row; a bad row is an error, and the next ones go on."""
    yield from documents(path, _rows(path, options), options)


@guarded
def _rows(path: Path, options: ReadOptions) -> Iterator[Row | DocumentError]:
    csv.field_size_limit(_LONGEST_FIELD)  # the module's own limit is shorter than an article
    with open_lines(path, options, newline="") as lines:
        first = next(lines, "")
        delimiter = max(_DELIMITERS, key=first.count)
        table = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
        _, header = next(_numbered(path, table), (0, []))
        if isinstance(header, DocumentError):
            raise header
        _check_header(path, header)
        for number, fields in _numbered(path, table):
            yield _row(path, number, header, fields, options)


def _numbered(path: Path, table: Reader) -> Iterator[tuple[int, list[str] | DocumentError]]:
    """Yield each row that is not blank with the line it begins on; a malformed one as an error."""
    while True:
        number = table.line_num + 1
        try:
            fields = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, DocumentError(f"{path}, line {number}: not CSV ({error})")
            continue
        if any(fields):
            yield number, fields


def _check_header(path: Path, header: list[str]) -> None:
    twice = next((name for name in header if name and header.count(name) > 1), None)
    if twice is not None:
        raise DocumentError(f"{path}: two columns are named '{twice}'; rename one")


def _row(
    path: Path,
    number: int,
    header: list[str],
    fields: list[str] | DocumentError,
    options: ReadOptions,
) -> Row | DocumentError:
    if isinstance(fields, DocumentError):
        return fields
    place = f"{path}, line {number}"
    if len(fields) != len(header):
        wrong = f"{len(fields)} fields where the header names {len(header)}"
        return DocumentError(f"{place}: {wrong}; quote fields that hold the delimiter")
    try:
        check_line(place, "\n".join(fields), options)
    except DocumentError as error:
        return error
    return row(number, place, dict(zip(header, fields, strict=True)))
