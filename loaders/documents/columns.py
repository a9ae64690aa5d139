"""Rows of named columns to Documents: which column is which field, by mapping or by custom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from kg.errors import DocumentError, KgError
from kg.records import Document
from loaders.documents.dates import to_iso
from loaders.documents.files import plain_name
from loaders.documents.options import ReadOptions

# The columns that hold a field where no mapping says so, the first that is filled. Case, spaces
# and hyphens do not matter: "Created-At" is created_at.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "id_str", "document_id", "doc_id", "article_id", "tweet_id", "post_id", "guid"),
    "text": ("text", "body", "content", "full_text", "article_text", "article", "tweet", "message"),
    "published": (
        *("published", "date", "published_at", "publication_date", "date_published", "pubdate"),
        *("created_at", "timestamp", "datetime", "time"),
    ),
    "title": ("title", "headline"),
    "url": ("url", "link", "permalink"),
    "publisher": ("publisher", "source", "outlet", "publication", "newspaper", "domain"),
    "author": ("author", "authors", "byline", "username", "screen_name", "handle", "user"),
    "kind": ("kind",),
    "reply_to": (
        *("reply_to", "in_reply_to_screen_name", "in_reply_to_username", "in_reply_to_user"),
        *("in_reply_to", "replied_to", "reply_to_user", "replied_to_user"),
    ),
    "repost_of": (
        *("repost_of", "retweet_of", "original_author", "retweeted_user", "reposted_from"),
        *("retweeted_from", "forwarded_from", "forward_from", "retweeted_screen_name"),
    ),
}
_WINDOW = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A record of a file: its number there, where that is in words, its value in each column."""

    number: int
    place: str
    values: Mapping[str, Any]


def row(number: int, place: str, values: Any) -> Row | DocumentError:
    """Return the Row of a decoded record, a DocumentError where it has no columns."""
    if not isinstance(values, Mapping):
        return DocumentError(f"{place}: {_kind_of(values)}, not a record with named columns")
    return Row(number, place, {_key(name): value for name, value in values.items()})


def has_text(names: Iterable[str], options: ReadOptions) -> bool:
    """Whether one of the columns is one that holds the text."""
    return not {_key(name) for name in names}.isdisjoint(_names("text", options))


def documents(
    path: Path, rows: Iterable[Row | DocumentError], options: ReadOptions
) -> Iterator[Document | DocumentError]:
    """Yield the Document of each row, in order, errors where they stood.

    Columns are looked for in the first 100 rows: a file without any text column is one error.
    Raises KgError where a mapped column is in none of them.
    """
    rows = iter(rows)
    first = list(islice(rows, _WINDOW))
    if not first:
        yield DocumentError(f"{path}: no records in this file")
    names = dict.fromkeys(n for r in first if isinstance(r, Row) for n in r.values)
    if names:
        _check_mapping(path, names, options)
        if not has_text(names, options):
            yield DocumentError(
                f"{path}: no text column; name it with --map text=COLUMN,"
                f" where COLUMN is one of {', '.join(names)}"
            )
            return
    for item in chain(first, rows):
        yield item if isinstance(item, DocumentError) else _document(path, item, options)


def _check_mapping(path: Path, names: Iterable[str], options: ReadOptions) -> None:
    for field, column in options.mapping.items():
        if column and _key(column) not in names:
            raise KgError(
                f"{path}: no column '{column}' to map to {field}; "
                f"its columns are {', '.join(names)}"
            )


def _document(path: Path, row: Row, options: ReadOptions) -> Document | DocumentError:
    text = _find(row, "text", options)
    if text is None:
        return DocumentError(f"{row.place}: no text")
    if not isinstance(text, str):
        return DocumentError(f"{row.place}: the text is {_kind_of(text)}, not a string")
    fields = {f: _line(_find(row, f, options)) for f in COLUMNS if f not in ("text", "published")}
    fields["id"] = fields["id"] or f"{plain_name(path)}#{row.number}"
    fields["published"] = to_iso(_find(row, "published", options), options.date_order)
    fields["kind"] = options.kind or fields["kind"] or "article"
    if any(not _encodable(value) for value in (text, *filter(None, fields.values()))):
        return DocumentError(f"{row.place}: half of a surrogate pair, which is no character")
    return Document(text=text, **fields)  # type: ignore[arg-type]  # id and kind are filled


def _find(row: Row, field: str, options: ReadOptions) -> Any:
    """Return the first filled value among the columns of a field, else a blank one, else None.

    A text that is given and blank is a document all the same: a post of a picture alone.
    """
    found = (row.values.get(name) for name in _names(field, options))
    given = [value for value in found if value is not None]
    return next((value for value in given if not _is_blank(value)), given[0] if given else None)


def _is_blank(value: Any) -> bool:
    return isinstance(value, str) and not value.strip()


def _names(field: str, options: ReadOptions) -> tuple[str, ...]:
    if field in options.mapping:
        return (_key(options.mapping[field]),) if options.mapping[field] else ()
    return COLUMNS[field]


def _line(value: Any) -> str | None:
    """Return a value as one line of text; a list of strings is joined, other shapes left out."""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        value = ", ".join(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float) or value != value:
        return None
    return " ".join(str(value).split()) or None


def _key(name: Any) -> str:
    return "_".join(str(name).lower().replace("-", " ").split())


def _kind_of(value: Any) -> str:
    kinds = {list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return kinds.get(type(value), "an object" if isinstance(value, Mapping) else "a number")


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
