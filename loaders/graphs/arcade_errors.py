"""ArcadeDB's errors as one clear line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from kg.errors import StoreError

_BEFORE = re.compile(r"^(?:[A-Z][a-z ]+: )?(?:(?:[a-z][\w$]*\.)+[A-Z][\w$]*: )?")
_CAUSE = re.compile(r" \(caused by (?:[\w$]+\.)*[\w$]+: (.*?)\)*$", re.DOTALL)
_EXPECTED = re.compile(r", expected: one of .*")
_PLACE = re.compile(r"\s*at line (\d+)(?::|, column )(\d+)(?: - )?")
_KNOWN = {
    "QueryNotIdempotentException": (
        "this query would write, or calls a function that the store does not know; "
        "only reading is allowed here (to write, ask for it)"
    ),
    "DatabaseIsReadOnlyException": "this query would write; the store is open for reading only",
    "LockException": "another process is using the store for writing; try again when it is done",
    "already in use": "this process has the store open already; close that first",
    "SecurityException": "LOAD CSV is off here: a query reads no file and no address",
    "TimeoutException": "the query took more than five minutes and was stopped",
}


@contextmanager
def clear(where: str = "") -> Iterator[None]:
    """Turn an error of ArcadeDB inside the block into a StoreError of one line."""
    from arcadedb import ArcadeDBError  # type: ignore[import-untyped]

    try:
        yield
    except ArcadeDBError as error:
        line = message(str(error))
        raise StoreError(f"{where}: {line}" if where else line) from error


def needs_recovery(error: Exception) -> bool:
    """Whether the last writer did not close the database: it must be opened for writing once."""
    return "needs recovery" in str(error)


def message(raw: str) -> str:
    """Return what the error says, without class names; the place in the query is counted from 1."""
    for sign, known in _KNOWN.items():
        if sign in raw:
            return known
    cause = _CAUSE.search(raw)
    text = _BEFORE.sub("", raw)
    if text.startswith("Error executing") and cause:
        text = cause[1]
    else:
        text = _CAUSE.sub("", text)
    return _placed(text.strip().splitlines()[0] if text.strip() else "the store failed")


def _placed(line: str) -> str:
    line = _EXPECTED.sub("", line)
    line = line.replace("Expected parameter(s):", "no value is given for the parameter")
    place = _PLACE.search(line)
    if not place:
        return line
    rest = (line[: place.start()] + ": " + line[place.end() :]).strip(": ")
    return f"query, line {place[1]}, column {int(place[2]) + 1}: {rest}"
