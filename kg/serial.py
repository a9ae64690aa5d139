"""Records to JSON and back, for the extraction record, the workspace and the lossless export.

A record becomes a mapping of its fields in their order; `from_plain` reads the field types of
the record class, so a new field needs no change here.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any

from kg.records import Document, Extraction


def to_plain(value: Any) -> Any:
    """Return the value as dicts, lists and scalars that `json` can write."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((f, getattr(value, f)) for f in _fields(type(value)))
        sparse = _sparse(type(value))
        return {f: to_plain(item) for f, item in fields if item is not None or f not in sparse}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    return value


def from_plain[R](kind: type[R], plain: Mapping[str, Any]) -> R:
    """Return the record of class `kind`; unknown keys are ignored, missing ones take defaults.

    Raises TypeError where a field without a default is missing.
    """
    fields = _fields(typing.cast(Hashable, kind))
    return kind(**{k: _read(fields[k], v) for k, v in plain.items() if k in fields})


def extraction_to_plain(extraction: Extraction) -> dict[str, Any]:
    """Return the extraction record: as `to_plain`, with the document's digest for its text."""
    plain: dict[str, Any] = to_plain(extraction)
    plain["document"] = document_header(extraction.document)
    return plain


def extraction_from_plain(plain: Mapping[str, Any], text: str) -> Extraction:
    """Return the extraction of a record and the text that its offsets point into."""
    return from_plain(Extraction, {**plain, "document": {**plain["document"], "text": text}})


def document_header(document: Document) -> dict[str, Any]:
    """Return the document without its text, with the digest that stands for it."""
    header: dict[str, Any] = to_plain(document)
    del header["text"]
    return header | {"sha256": document.sha256}


def dumps(plain: Any) -> str:
    """Return one line of JSON, the same for the same value."""
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


@cache
def _fields(kind: Hashable) -> dict[str, Any]:
    record: Any = kind
    hints = typing.get_type_hints(record)
    return {f.name: hints[f.name] for f in dataclasses.fields(record)}


@cache
def _sparse(kind: Hashable) -> frozenset[str]:
    """The fields that are written only where they are set."""
    record: Any = kind
    return frozenset(f.name for f in dataclasses.fields(record) if f.metadata.get("sparse"))


def _read(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if dataclasses.is_dataclass(hint):
        return from_plain(typing.cast(type, hint), value)
    origin = typing.get_origin(hint)
    if origin is tuple:
        item = typing.get_args(hint)[0]
        return tuple(_read(item, v) for v in value)
    if origin is types.UnionType:
        options = [a for a in typing.get_args(hint) if a is not type(None)]
        return _read(options[0], value)
    return value
