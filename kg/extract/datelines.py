"""Datelines: "OSLO (Reuters) - The mayor said ...": a place, and where the story begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc as Parse

from kg.extract.candidates import Candidate, of_span
from kg.parsed import Doc, Span

_WORD = r"[A-Z][A-Z.'’-]*[A-Z]\b"  # SAN FRANCISCO, BAB-EL-OUED
_REST = r"(?P<rest>(?:,? +[A-Z][\w.]+){0,2}(?:,? +\d{1,2})?)"  # , Calif., Jan. 24
_AGENCY = r"(?P<agency>(?: *\([A-Z][\w&./ ]*\))?)"
_DATELINE = re.compile(
    rf"^[ \t]*(?P<place>{_WORD}(?: {_WORD})*){_REST}{_AGENCY} *(?:—|–|--|-) *(?=[“\"‘A-Z]\w)",
    re.MULTILINE,
)


def begin_after(doc: Parse, text: str) -> Parse:
    """Let a sentence begin after each dateline, so that the place is no part of what is told.

    `doc` is not parsed yet; its offsets are those of `text`, the words as they were written.
    """
    for found in _DATELINE.finditer(text):
        here = doc.char_span(found.end(), found.end() + 1, alignment_mode="expand")
        if here is not None:
            doc[here.start].is_sent_start = True
    return doc


def placed(text: str, doc: Doc, named: Sequence[Candidate]) -> list[Candidate]:
    """Return the names, those of a dateline as places; a dateline that says more than a word, as
    "OSLO (Reuters) -", is a place whether it was taken for a name or not."""
    spans = list(_places(text, doc))
    kept = [replace(c, type="Place") if any(_within(c, s) for s, _ in spans) else c for c in named]
    found = {c.start for c in kept}
    new = (of_span(s, "Place") for s, sure in spans if sure and s.start not in found)
    return sorted((*kept, *new), key=lambda c: c.start)


def _places(text: str, doc: Doc) -> Iterator[tuple[Span, bool]]:
    for found in _DATELINE.finditer(text):
        span = doc.char_span(*found.span("place"), "strict")
        if span is not None:
            yield span, bool(found["rest"] or found["agency"])


def _within(c: Candidate, span: Span) -> bool:
    return span.start <= c.start < span.end
