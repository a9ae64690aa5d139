"""An attribution on tokens, and what is asked of them: who says a stretch of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.records import AttributionKind, Date, Span

_MARGIN = 3  # characters beside a quotation that is the whole post


@dataclass(frozen=True, slots=True)
class Attributed:
    """An attribution on tokens: `source` is a candidate's root, `addressee` whom it was said to.

    `says`: what the content states is the source's word; else ("condemned the attack", "wants to
    go") the document still states it. `relative` is the pronoun that stands for the source before
    the cue: "Quill, who said".
    """

    source: int | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: AttributionKind
    date: Date | None = None
    parent: int | None = None
    addressee: int | None = None
    says: bool = True
    relative: int | None = None

    def holds(self, cue: Span | None) -> bool:
        """Whether a cue stands in the content."""
        if cue is None:
            return False
        start, end = cue.start, cue.end
        return any(s.start <= start and end <= s.end for s in self.content)

    def is_within(self, other: Attributed) -> bool:
        """Whether the other tells of this one: "“A,” he said, according to the paper. “B.”"."""
        held, holds = other.holds(self.cue), self.holds(other.cue)
        return held if held != holds else self.size < other.size

    @property
    def size(self) -> int:
        """Characters of content: of two that hold a point the smaller is mostly the inner one."""
        return sum(s.end - s.start for s in self.content)


def direct_speaker(found: Sequence[Attributed], quoted: Sequence[Span], span: Span) -> int | None:
    """Return the source whose own words a span is: in quotation marks, in a post, or pasted.

    What is reported inside a quotation is in the words of who is quoted.
    """
    told = [a for a in found if a.says and a.holds(span)]
    if not told:
        return None
    marks = [q for q in quoted if q.covers(span)]
    direct = [a for a in told if _is_direct(a, marks)]
    index = innermost(direct, span)
    return direct[index].source if index is not None else None


def _is_direct(a: Attributed, marks: Sequence[Span]) -> bool:
    """Whether the words are the source's own; `marks` are the quotations that they stand in."""
    if a.kind == "post":
        return not any(_quotes(a, q) for q in marks)
    if a.cue is None:
        return True
    cue = a.cue
    return a.kind == "quoted" and bool(marks) and not any(q.covers(cue) for q in marks)


def _quotes(post: Attributed, quotation: Span) -> bool:
    """Whether a quotation is a part of the post, and so another's words: not all that it says."""
    begins = any(s.start <= quotation.start < s.end for s in post.content)
    return begins and quotation.end - quotation.start < post.size - _MARGIN


def innermost(found: Sequence[Attributed], span: Span) -> int | None:
    """Return the index of the innermost attribution that says what the span says."""
    best: int | None = None
    for i, a in enumerate(found):
        for s in a.content if a.says else ():
            if s.start <= span.start and span.end <= s.end:
                best = i if best is None or a.is_within(found[best]) else best
                break
    return best
