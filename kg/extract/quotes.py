"""Quotations: stretches between quotation marks, also over several paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from kg.records import Span

_LONGEST = 4000


def quotations(text: str, marks: Mapping[str, str]) -> Iterator[Span]:
    """Yield the stretches in quotation marks, marks included, in order.

    `marks` maps an opening mark to its closing one. A mark that opens again in the next paragraph
    continues the quotation; one that is never closed ends with its paragraph.
    """
    done = 0
    for found in re.finditer("|".join(map(re.escape, marks)), text):
        at = found.start()
        if at >= done and _opens(text, at):
            done = _close(text, at, marks[found.group()])
            yield Span(at, done)


def _opens(text: str, at: int) -> bool:
    """A straight mark opens after a space or at the start, before a letter."""
    if text[at] != '"':
        return True
    before = text[at - 1] if at else " "
    return before.isspace() or before in "([—–-"


def _close(text: str, start: int, closing: str) -> int:
    """The end of a quotation: its closing mark, or that of the paragraph where none comes."""
    end = text.find(closing, start + 1, start + _LONGEST)
    stop = text.find("\n\n", start)
    stop = len(text) if stop < 0 else stop
    if end < 0:
        return stop
    continues = text[stop:].lstrip().startswith(text[start])
    return end + 1 if end < stop or continues else stop
