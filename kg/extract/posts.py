"""Posts inside an article: "text pic.twitter.com/x — Name (@handle) January 25, 2026".

A post is a stretch of its document with an author account and a date of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.records import Span

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SIGNATURE = re.compile(
    r"[—–-]\s*(?P<name>[^()\n—–]{1,60}?)\s*\((?P<handle>@\w+)\)\s*"
    rf"(?P<date>(?:{_MONTHS})\s+\d{{1,2}},\s+\d{{4}})"
)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_NUMERAL = "".join(f"(?<!{word} )" for word in ("War", "Part", "Phase", "Title"))
_FIRST_PERSON = re.compile(rf"\b(?:{_NUMERAL}I|we|We|my|My|our|Our|me|us)\b")


@dataclass(frozen=True, slots=True)
class Post:
    """An embedded post: what it says, and who signed it, where and when."""

    content: Span
    name: Span
    handle: Span
    date: Span


def embedded_posts(text: str) -> Iterator[Post]:
    """Yield the signed posts of a text, in order.

    The content is the paragraph that ends in the signature (the one before where the signature
    stands alone), and those before it that still speak in the first person outside quotation marks.
    """
    spans = [Span(*m.span()) for m in _PARAGRAPH.finditer(text)]
    floor = 0
    for found in _SIGNATURE.finditer(text):
        at = next(i for i, p in enumerate(spans) if p.start <= found.start() < p.end)
        alone = not text[spans[at].start : found.start()].strip()
        first = at - 1 if alone and at > floor else at
        while first > floor and speaks_in_first_person(text, spans[first - 1]):
            first -= 1
        floor = at + 1
        start = _previous_end(text, found.start(), spans[first].start)
        name, handle, date = (Span(*found.span(group)) for group in ("name", "handle", "date"))
        if text[start : found.start()].strip():
            yield Post(Span(start, found.start()), name, handle, date)


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the stretches between blank lines."""
    for found in _PARAGRAPH.finditer(text):
        yield Span(*found.span())


def speaks_in_first_person(text: str, span: Span) -> bool:
    """Whether "I", "we", "my" ... stand in the span outside quotation marks."""
    return bool(_FIRST_PERSON.search(_QUOTED.sub("", text[span.start : span.end])))


def _previous_end(text: str, before: int, start: int) -> int:
    """Where an earlier signature in the same paragraph ends, or the paragraph's start."""
    earlier = [m.end() for m in _SIGNATURE.finditer(text, start, before)]
    return earlier[-1] if earlier else start
