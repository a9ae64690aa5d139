"""Texts with what a careful reader takes from them: the format of `kg evaluate`.

A line of JSON is a document (`id`, `text`, and what else a document may have) with `statements`
and, where they are marked, `attributions`. Names take the place of ids and offsets.
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, get_args

from kg.errors import KgError
from kg.records import Document, Modality, Polarity

_ISO = re.compile(r"\d{4}(-\d{2}(-\d{2}(T[\d:]+)?)?|-W\d{2})?")
_DOCUMENT = tuple(f.name for f in dataclasses.fields(Document))
_JOINT = " … "  # between stretches of content


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement in words; a side is None where nobody is named.

    Of types and sides the first is meant, the others are accepted, too. `reported`: somebody other
    than the document asserts it, `source` where he is known; with `source_any` it is open who.
    One that is `optional` is neither missed nor false.
    """

    types: tuple[str, ...]
    heads: tuple[str | None, ...]
    tails: tuple[str | None, ...]
    polarity: str = "positive"
    modality: str = "actual"
    reported: bool = False
    source: str | None = None
    source_any: bool = False
    date: str | None = None
    by: str | None = None
    quantity: int | float | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution in words: who says it, and the words of the text that are said."""

    source: str | None
    content: str


@dataclass(frozen=True, slots=True)
class Gold:
    """A document with its statements and attributions; None where these are not marked."""

    document: Document
    statements: tuple[Stated, ...]
    attributions: tuple[Said, ...] | None = None


def shipped() -> list[Path]:
    """Return the files of gold data that come with the package."""
    folder = Path(str(resources.files("kg"))) / "gold"
    return sorted(folder.glob("*.jsonl"))


def read(path: Path, types: Collection[str]) -> tuple[list[Gold], list[str]]:
    """Return the gold texts of a file, and what is wrong with the lines that cannot be used.

    Raises KgError where the file cannot be read.
    """
    found: list[Gold] = []
    problems: list[str] = []
    ids: set[str] = set()
    for number, line in enumerate(_lines(path), 1):
        if line.strip():
            row, wrong = _checked(line, types, ids)
            problems += [f"{path}, line {number}: {one}" for one in wrong]
            found += [] if wrong else [_gold(row)]
    return found, problems


def occurs(name: str, document: Document) -> bool:
    """Return whether a name stands in a document's text or metadata, whatever its case."""
    fields = (getattr(document, field) for field in _DOCUMENT)
    places = (_plain(value) for value in fields if isinstance(value, str))
    return any(_plain(name).lstrip("@") in place for place in places)


def line(gold: Gold) -> str:
    """Return the line of JSON that `read` makes this gold text of."""
    plain = dataclasses.asdict(gold.document)
    default = dataclasses.asdict(Document("", ""))
    row = {key: value for key, value in plain.items() if value != default[key]}
    row = {"id": gold.document.id, "text": gold.document.text} | row
    row["statements"] = [_row(stated) for stated in gold.statements]
    if gold.attributions is not None:
        row["attributions"] = [dataclasses.asdict(said) for said in gold.attributions]
    return json.dumps(row, ensure_ascii=False)


def _row(stated: Stated) -> dict[str, Any]:
    row: dict[str, Any] = {"type": stated.types[0], "head": stated.heads[0]}
    row["tail"] = stated.tails[0]
    default = Stated((), (), ())
    for key in ("polarity", "modality", "source", "date", "by", "quantity", "optional"):
        if getattr(stated, key) != getattr(default, key) or (key == "source" and stated.reported):
            row[key] = getattr(stated, key)
    return row


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise KgError(f"{path}: cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise KgError(f"{path}: not UTF-8 text; convert it") from error


def _checked(line: str, types: Collection[str], ids: set[str]) -> tuple[Any, list[str]]:
    """The row of a line, and what is wrong with it; its id is added to those that are taken."""
    try:
        row = json.loads(line)
    except ValueError as error:
        return None, [f"no JSON: {error}"]
    wrong = list(_problems(row, types))
    if not wrong and row["id"] in ids:
        wrong = [f"id {row['id']!r}: another line has it"]
    if not wrong:
        ids.add(row["id"])
    return row, wrong


type _Check = Callable[[Any], str | None]  # what is wrong with a value


def _problems(row: Any, types: Collection[str]) -> Iterator[str]:
    wrong = list(_of_row(row, _TEXT, ("id", "text", "statements")))
    yield from wrong
    if wrong:
        return
    document = _document(row)
    statement, attribution = _statement_checks(document, types), _attribution_checks(document)
    for n, one in enumerate(row["statements"]):
        for problem in _of_row(one, statement, ("type", "head", "tail")):
            yield f"statements[{n}]: {problem}"
        if isinstance(one, dict) and one.get("head", "") is one.get("tail", "") is None:
            yield f"statements[{n}]: head and tail are null; name one of them"
    for n, one in enumerate(row.get("attributions") or ()):
        for problem in _of_row(one, attribution, ("source", "content")):
            yield f"attributions[{n}]: {problem}"


def _of_row(row: Any, checks: Mapping[str, _Check], needed: tuple[str, ...]) -> Iterator[str]:
    if not isinstance(row, dict):
        yield "not an object such as {...}"
        return
    for key in needed:
        if key not in row:
            yield f"the key {key!r} is missing"
    for key, value in row.items():
        if key not in checks:
            yield f"unknown key {key!r}; allowed: {', '.join(checks)}"
        elif wrong := checks[key](value):
            yield f"{key} {json.dumps(value, ensure_ascii=False)}: {wrong}"


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) else "write a text"


def _list(value: Any) -> str | None:
    return None if isinstance(value, list) else "write a list"


def _yes_or_no(value: Any) -> str | None:
    return None if isinstance(value, bool) else "write true or false"


def _number(value: Any) -> str | None:
    return None if type(value) in (int, float) else "write a number"


def _optional_text(value: Any) -> str | None:
    return None if value is None else _text(value)


_TEXT: dict[str, _Check] = dict.fromkeys(_DOCUMENT, _optional_text)
_TEXT |= {"id": _text, "text": _text, "note": _optional_text}
_TEXT |= {"statements": _list, "attributions": _list}


def _statement_checks(document: Document, types: Collection[str]) -> dict[str, _Check]:
    def name(value: Any) -> str | None:
        return None if value is None else _in_text(value, document)

    sides = dict.fromkeys(("head", "tail"), name)
    others = dict.fromkeys(("source", "by", "alt_head", "alt_tail"), name)
    return {
        "type": _one_of(sorted(types)),
        **sides,
        "polarity": _one_of(get_args(Polarity)),
        "modality": _one_of(get_args(Modality)),
        "date": _date,
        "quantity": _number,
        "optional": _yes_or_no,
        "source_any": _yes_or_no,
        "alt_type": _one_of(sorted(types)),
        **others,
    }


def _attribution_checks(document: Document) -> dict[str, _Check]:
    def content(value: Any) -> str | None:
        pieces = value.split(_JOINT) if isinstance(value, str) else [""]
        exact = all(piece and piece in document.text for piece in pieces)
        return None if exact else f'write words of the text as they stand, "{_JOINT}" between'

    return {
        "source": lambda v: None if v is None else _in_text(v, document),
        "content": content,
    }


def _in_text(name: Any, document: Document) -> str | None:
    known = isinstance(name, str) and name.strip() and occurs(name, document)
    return None if known else "does not occur in the text; write a name that does, or null"


def _one_of(allowed: Collection[str]) -> _Check:
    return lambda value: None if value in allowed else f"allowed: {', '.join(allowed)}"


def _date(value: Any) -> str | None:
    fits = isinstance(value, str) and _ISO.fullmatch(value)
    return None if fits else "write 2026-01-26, 2026-W04, 2026-01 or 2026"


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split())


def _document(row: Mapping[str, Any]) -> Document:
    given = {key: row[key] for key in _DOCUMENT if row.get(key) is not None}
    return Document(**given)


def _gold(row: Mapping[str, Any]) -> Gold:
    said = row.get("attributions")
    return Gold(
        _document(row),
        tuple(dict.fromkeys(_stated(s) for s in row["statements"])),
        None
        if said is None
        else tuple(dict.fromkeys(Said(s["source"], s["content"]) for s in said)),
    )


def _stated(row: Mapping[str, Any]) -> Stated:
    def both(key: str) -> tuple[Any, ...]:
        return tuple(row[k] for k in (key, f"alt_{key}") if k in row)

    given = {k: v for k, v in row.items() if k in Stated.__dataclass_fields__}
    types, heads, tails = both("type"), both("head"), both("tail")
    return Stated(types, heads, tails, reported="source" in row, **given)
