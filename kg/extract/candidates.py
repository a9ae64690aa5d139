"""Mention candidates: mentions on tokens, before ids and entities are given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.parsed import Doc, Span, Token
from kg.records import Dropped, MentionKind

BODIES = ("Agency", "Organization", "Party", "Media")  # the types of named bodies


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of tokens (`end` exclusive) with its head token `root`.

    `canonical` is the name that a gazetteer knows it by; `acts_for` and `origin` are the roots of
    the names inside an unnamed actor's phrase. A `metonym` is the name of a seat that stands for
    the government in it.
    """

    start: int
    end: int
    root: int
    type: str
    kind: MentionKind
    canonical: str | None = None
    acts_for: int | None = None
    origin: int | None = None
    metonym: bool = False

    def text(self, doc: Doc) -> str:
        """The words of the candidate, with single spaces."""
        return " ".join(doc[self.start : self.end].text.split())


def of_span(
    span: Span, entity_type: str, kind: MentionKind = "name", canonical: str | None = None
) -> Candidate:
    """Return the candidate of a span."""
    return Candidate(span.start, span.end, span.root.i, entity_type, kind, canonical)


def overlaps(a: Candidate | Span, b: Candidate | Span) -> bool:
    """Whether two spans share a token."""
    return a.start < b.end and b.start < a.end


def taken(candidates: Iterable[Candidate]) -> frozenset[int]:
    """Return the indices of all tokens that lie in a candidate."""
    return frozenset(i for c in candidates for i in range(c.start, c.end))


def dropped(stage: str, reason: str, span: Span | Token) -> Dropped:
    """Return the record that a span was left out."""
    start = span.idx if isinstance(span, Token) else span.start_char
    return Dropped(stage, reason, start, start + len(span.text), span.text)


def name_inside(
    noun: Token, heads: Mapping[int, Candidate], prepositions: tuple[str, ...]
) -> int | None:
    """Return the root of the name that a noun's phrase holds: before it, or after a preposition."""
    for child in noun.children:
        before = child.dep_ in ("poss", "compound", "amod", "nmod")
        if before and child.i in heads:
            return child.i
        if before and child.dep_ != "poss" and any(True for _ in child.lefts):
            inner = name_inside(child, heads, ())  # "IDF fighter jets"
            if inner is not None:
                return inner
        if child.dep_ == "prep" and child.lower_ in prepositions:
            for obj in child.children:
                if obj.dep_ == "pobj" and obj.i in heads:
                    return obj.i
    return None


def by_root(candidates: Iterable[Candidate]) -> Mapping[int, Candidate]:
    """Return candidates by their head token; of two with one head the longer counts."""
    found: dict[int, Candidate] = {}
    for c in candidates:
        if c.root not in found or c.end - c.start > found[c.root].end - found[c.root].start:
            found[c.root] = c
    return found
