"""What a person may say about the documents to be read, checked as soon as it is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kg.errors import KgError

FIELDS = (
    *("id", "text", "published", "title", "url", "publisher", "author", "kind"),
    *("reply_to", "repost_of"),
)


@dataclass(frozen=True)
class ReadOptions:
    """How to read documents.

    `mapping` names the column of a record field (`{"text": "body"}`; an empty name leaves the
    field out), `encoding` is that of every file, `limit` the greatest number of documents. `kind`
    ("article", "post") holds for every document and goes before a column. `date_order` says what
    07/04/2016 means; without it a date that can be read both ways is left out.

    Raises KgError where a value is not allowed.
    """

    mapping: Mapping[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"
    limit: int | None = None
    kind: str | None = None
    date_order: Literal["dmy", "mdy"] | None = None

    def __post_init__(self) -> None:
        for name, column in self.mapping.items():
            _check_field(name, column)
        _check_encoding(self.encoding)
        if self.limit is not None and self.limit < 1:
            raise KgError(f"limit {self.limit}: must be 1 or more")
        if self.date_order not in (None, "dmy", "mdy"):
            raise KgError(f"date order '{self.date_order}': must be dmy or mdy")


def parse_mapping(text: str) -> dict[str, str]:
    """Return the column of each field in `text`, such as "text=body,published=date".

    Raises KgError where a part is not FIELD=COLUMN, or its field is unknown or given twice.
    """
    mapping: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, equals, column = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise KgError(f"map '{part}': write FIELD=COLUMN, such as text=body,published=date")
        _check_field(name, column)
        if name in mapping:
            raise KgError(f"map '{part}': {name} is already mapped to '{mapping[name]}'")
        mapping[name] = column
    return mapping


def _check_field(name: str, column: str) -> None:
    if name not in FIELDS:
        raise KgError(
            f"map '{name}={column}': no field '{name}'; write FIELD=COLUMN, "
            f"where FIELD is one of {', '.join(FIELDS)}"
        )
    if name == "text" and not column:
        raise KgError("map 'text=': name the column that holds the text, such as text=body")


def _check_encoding(encoding: str) -> None:
    try:
        "a".encode(encoding)
    except (LookupError, ValueError):
        raise KgError(
            f"encoding '{encoding}': unknown; use a name such as utf-8, utf-16, latin-1, cp1252"
        ) from None
