"""Speakers before their words, with a colon: transcripts and headlines, "QUILL: It is closed."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.attributed import Attributed
from kg.extract.cues import Frame
from kg.extract.page import Page
from kg.extract.posts import paragraphs
from kg.extract.quoted_text import tokens_between
from kg.extract.sources import Sources
from kg.records import Span

_LABEL = re.compile(r"[“\"‘']?([^\W\d_][^:\n]{1,40}?):\s+(?=[^\s])")
_WORK = Frame((("clause",),), "work", says=True)
_LONG = 1200  # characters: a longer paragraph is several, whose breaks are lost
_SPEAKING = ("Person", "Media", "Work")


def labelled(page: Page, sources: Sources) -> Iterator[Attributed]:
    """Yield the paragraphs that begin with who says them, where a sentence follows."""
    for span in paragraphs(page.text):
        label = _LABEL.match(page.text, span.start, span.end)
        if label and span.end - span.start < _LONG:
            yield from _said(page, sources, label, span)


def _said(page: Page, sources: Sources, label: re.Match[str], span: Span) -> Iterator[Attributed]:
    source = _speaker(page, sources, *label.span(1))
    words = tokens_between(page.doc, label.end(), span.end)
    if source is not None and any(t.tag_ in ("VBD", "VBP", "VBZ", "MD") for t in words):
        colon = Span(label.end(1), label.end(1) + 1)
        yield Attributed(source, colon, (Span(label.end(), span.end),), "quoted")


def _speaker(page: Page, sources: Sources, start: int, end: int) -> int | None:
    """The mention that a label is, and nothing else."""
    tokens = tokens_between(page.doc, start, end)
    known = sources.arguments.at(tokens[-1]) if tokens else ()
    if not known:
        return sources.of(tokens, _WORK) if len(tokens) == 1 else None
    mention = sources.arguments.heads[known[0].root]
    whole = page.doc[mention.start].idx <= start or mention.start == tokens[0].i
    return known[0].root if whole and mention.type in _SPEAKING else None
