"""Cypher as people write it down: several queries in a file, and parameters in words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from kg.errors import KgError

# What a ; may stand inside of: text, a quoted name, a comment; or the ; that ends a query.
_TOKEN = re.compile(
    r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|//[^\n]*|/\*.*?\*/|;""", re.DOTALL
)
_END = "\0"


def given_queries(text: str | None, file: Path | None) -> list[str]:
    """Return the queries of a text or of a file; raises KgError where not one of them is given."""
    if text is not None and file is None:
        return split_queries(text, "the query")
    if text is None and file is not None:
        return read_queries(file)
    raise KgError("give one query, or a file of queries with -f")


def read_queries(path: Path) -> list[str]:
    """Return the queries of a UTF-8 file; raises KgError where it cannot be read or holds none."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise KgError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise KgError(f"{path}: not UTF-8 text; convert it") from error
    return split_queries(text, str(path))


def split_queries(text: str, where: str) -> list[str]:
    """Return the queries in a text, which a ; ends, without comments.

    Raises KgError, naming `where`, if there is none.
    """
    parts = _TOKEN.sub(_marked, text).split(_END)
    queries = [part.strip() for part in parts if part.strip()]
    if not queries:
        raise KgError(f"{where}: holds no query; write one such as MATCH (n) RETURN n.name;")
    return queries


def parameter(text: str) -> tuple[str, Any]:
    """Return the name and value of NAME=VALUE: the value is JSON, or else the text itself.

    Raises KgError where it is not in this form.
    """
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise KgError(f"parameter '{text}': write NAME=VALUE")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def _marked(found: re.Match[str]) -> str:
    token = found[0]
    if token == ";":
        return _END
    return " " if token.startswith(("//", "/*")) else token
