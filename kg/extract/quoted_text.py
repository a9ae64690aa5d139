"""A quotation in its place: what stands before and after it, and whether it stands by itself."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from kg.parsed import Doc, Token
from kg.records import Span

_MARKS = "“”\"«»„‘’`'"
_POINTS = ".!?…"
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')\]]*\s+(?=[\"“‘(\[]*[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with the text of its paragraph up to its neighbours: `lead` and `tail`."""

    span: Span
    words: str
    lead: str
    tail: str
    opens_paragraph: bool

    @property
    def begins_sentence(self) -> bool:
        """Whether no sentence has begun before it that it could be a part of."""
        lead = self.lead.rstrip()
        return not lead or lead[-1] in _POINTS + _MARKS + ":-—)"

    @property
    def ends_sentence(self) -> bool:
        """Whether its sentence ends with it."""
        tail = self.tail.lstrip(_MARKS + " ?\xa0")
        return self.words[-1:] in _POINTS and not tail[:1].islower()

    @property
    def stands_alone(self) -> bool:
        """Whether it is a sentence, or more, of its own."""
        return self.begins_sentence and (self.ends_sentence or not self.tail.strip())


def placed(text: str, quoted: Sequence[Span]) -> list[Quotation]:
    """Return the quotations of a text in their places."""
    found = []
    for n, span in enumerate(quoted):
        left = text.rfind("\n", 0, span.start) + 1
        right = text.find("\n", span.end)
        floor = quoted[n - 1].end if n else 0
        ceiling = quoted[n + 1].start if n + 1 < len(quoted) else len(text)
        lead = text[max(left, floor) : span.start]
        tail = text[span.end : max(span.end, min(right if right >= 0 else len(text), ceiling))]
        words = text[span.start : span.end].strip(_MARKS + " \n")
        found.append(Quotation(span, words, lead, tail, not text[left : span.start].strip()))
    return found


def last_sentence(text: str, abbreviations: Sequence[str]) -> str:
    """Return the last sentence of a text: what follows its last sentence end."""
    return text[_ends(text, abbreviations)[-1] :]


def sentences(text: str, abbreviations: Sequence[str]) -> int:
    """Return how many sentences a text holds."""
    return len(_ends(text, abbreviations)) if text.strip() else 0


def _ends(text: str, abbreviations: Sequence[str]) -> list[int]:
    """Where the sentences of a text start."""
    found = [0]
    for m in _SENTENCE_END.finditer(text.rstrip()):
        if text[: m.start() - 1].rsplit(None, 1)[-1:] and not _abbreviated(
            text[: m.start()], abbreviations
        ):
            found.append(m.end())
    return found


def _abbreviated(before: str, abbreviations: Sequence[str]) -> bool:
    word = before.split()[-1]
    return word.rstrip(".") in abbreviations or bool(re.fullmatch(r"(?:[A-Z]\.)+", word))


def tokens_between(doc: Doc, start: int, end: int) -> list[Token]:
    """Return the tokens that begin in a stretch of text."""
    first = bisect_left(range(len(doc)), start, key=lambda i: doc[i].idx)
    last = bisect_left(range(len(doc)), end, key=lambda i: doc[i].idx)
    return list(doc[first:last])
