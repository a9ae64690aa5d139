"""Attributions of kind post: a document that is a post, and the posts inside a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract import dates
from kg.extract.arguments import Arguments
from kg.extract.attributed import Attributed
from kg.extract.metadata import Metadata
from kg.extract.page import Page
from kg.records import Date, Document, Precision, Span

_DOTTED = re.compile(r"(\d\d)\.(\d\d)\.(\d{4})")
_PRECISIONS: dict[int, Precision] = {4: "year", 7: "month", 10: "day", 13: "hour"}


def embedded(page: Page, arguments: Arguments) -> Iterator[Attributed]:
    """Yield an attribution for each post inside the text: to the account that it shows."""
    for post in page.posts:
        source = account_at(arguments, post.handle)
        date = None
        if post.date is not None:
            date = _written(page.text[post.date.start : post.date.end], page.published)
        yield Attributed(source, post.handle, (post.content,), "post", date)


def _written(text: str, published: str | None) -> Date | None:
    """A date as a post shows it, also "25.01.2026"."""
    date = dates.resolve(_DOTTED.sub(r"\3-\2-\1", text), published)
    return replace(date, text=text) if date and _DOTTED.fullmatch(text) else date


def account_at(arguments: Arguments, span: Span) -> int | None:
    """Return the root of the mention that begins in a span."""
    for c in arguments.candidates:
        if span.holds(arguments.doc[c.start].idx):
            return c.root
    return None


def own(document: Document, metadata: Metadata, inside: Sequence[Attributed]) -> list[Attributed]:
    """Return what makes a post its author's: an attribution of the whole text, which has no cue.

    In a repost the words are another's, so that one comes first: of two as long the first is the
    inner one. Where the text begins with "RT @name" (among those `inside`) it tells that itself.
    """
    if metadata.author is None:
        return []
    whole = (Span(0, len(document.text)),)
    found = [Attributed(metadata.author, None, whole, "post", _day(document.published))]
    told = any(a.kind == "post" and a.cue and a.cue.start < _NEAR_START for a in inside)
    if "repost_of" in metadata.sources and not told:
        found.insert(0, Attributed(metadata.sources["repost_of"], None, whole, "post", parent=1))
    return found


_NEAR_START = 5  # characters: 'RT @', '"@'


def within(own: Sequence[Attributed], inside: Sequence[Attributed]) -> list[Attributed]:
    """Return all attributions: those inside a post's text go back to its author in the end."""
    if not own:
        return list(inside)
    moved = [replace(a, parent=_moved(a, inside, len(own))) for a in inside]
    return [*own, *moved]


def _moved(a: Attributed, inside: Sequence[Attributed], by: int) -> int:
    if a.parent is not None:
        return a.parent + by
    cue = a.cue
    if a.kind != "post" or cue is None:
        return 0
    holders = [
        n
        for n, other in enumerate(inside)
        if other is not a and other.kind == "post" and any(s.covers(cue) for s in other.content)
    ]
    return min((n + by for n in holders), key=lambda n: inside[n - by].size, default=0)


def _day(published: str | None) -> Date | None:
    value = (published or "")[:13]
    precision = _PRECISIONS.get(len(value))
    return Date(published, value, precision) if published and precision else None
