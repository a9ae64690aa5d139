"""The rows of a query as a table, JSON, JSON Lines or CSV."""

from __future__ import annotations

import csv
import io
import json
import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

# What a terminal could take for a command; line breaks and tabs are no harm.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_FORMULA = ("=", "+", "-", "@")

type Row = Sequence[Any]


class Format(StrEnum):
    """How rows are printed."""

    table = "table"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


def printable(text: str) -> str:
    """Return the text with control characters replaced, but for line breaks and tabs."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def as_table(columns: Sequence[str], rows: Sequence[Row]) -> Table:
    """Return a table for a terminal; control characters in it are replaced."""
    from rich.table import Table

    table = Table(*columns, show_lines=len(columns) > 1)
    for row in rows:
        table.add_row(*(printable(_text(value)) for value in row))
    return table


def as_json(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return one JSON list, a row a line."""
    return "[" + ",\n ".join(_objects(columns, rows)) + "]\n"


def as_jsonl(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return one JSON object a line."""
    return "".join(f"{line}\n" for line in _objects(columns, rows))


def as_csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Return CSV with a header line; lists and maps are JSON, null is an empty cell."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return stream.getvalue()


WRITERS = {Format.json: as_json, Format.jsonl: as_jsonl, Format.csv: as_csv}


def _objects(columns: Sequence[str], rows: Sequence[Row]) -> list[str]:
    found = (dict(zip(columns, row, strict=True)) for row in rows)
    return [json.dumps(row, ensure_ascii=False) for row in found]


def _text(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _cell(value: Any) -> str:
    """A spreadsheet must not run what a document says: a leading = + - @ gets an apostrophe."""
    text = _text(value)
    runs = isinstance(value, str) and text.lstrip().startswith(_FORMULA)
    return f"'{text}" if runs else text
