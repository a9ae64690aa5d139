"""JSON Lines (one record a line, read as a stream) and JSON (read whole)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from kg.errors import DocumentError
from kg.records import Document
from loaders.documents.columns import Row, documents, has_text, row
from loaders.documents.files import check_line, guarded, open_lines, read_text
from loaders.documents.options import ReadOptions


def read_lines(path: Path, options: ReadOptions) -> Iterator[Document | DocumentError]:
    """Yield the Document of each line; a bad line is an error, and the next ones go on."""
    yield from documents(path, _line_rows(path, options), options)


def read_file(path: Path, options: ReadOptions) -> Iterator[Document | DocumentError]:
    """Yield the Documents of a list of records, an object with one list inside, or one record."""
    yield from documents(path, _file_rows(path, options), options)


@guarded
def _line_rows(path: Path, options: ReadOptions) -> Iterator[Row | DocumentError]:
    with open_lines(path, options, newline="\n") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.isspace():
                yield _line_row(number, f"{path}, line {number}", line, options)


def _line_row(number: int, place: str, line: str, options: ReadOptions) -> Row | DocumentError:
    try:
        check_line(place, line, options)
        return row(number, place, _parse(place, line.strip()))
    except DocumentError as error:
        return error


@guarded
def _file_rows(path: Path, options: ReadOptions) -> Iterator[Row | DocumentError]:
    content = _parse(str(path), read_text(path, options))
    for number, record in enumerate(_records(content, options), start=1):
        yield row(number, f"{path}, record {number}", record)


def _parse(place: str, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, " if "\n" in text else ""
        reason = f"{error.msg}: {where}character {error.colno}"
    except ValueError:  # Python refuses to read it, to keep its speed
        reason = "a number of thousands of digits"
    except RecursionError:
        reason = "nested too deep"
    raise DocumentError(f"{place}: not JSON that can be read ({reason})")


def _records(content: Any, options: ReadOptions) -> list[Any]:
    """Return the records: of several lists in an object none can be chosen, so it is one record."""
    if isinstance(content, list):
        return content
    if isinstance(content, Mapping) and not has_text(content, options):
        lists = [value for value in content.values() if _holds_objects(value)]
        if len(lists) == 1:
            return cast(list[Any], lists[0])
    return [content]


def _holds_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, Mapping) for item in value)
