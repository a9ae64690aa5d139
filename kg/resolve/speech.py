"""Whose words a token is: what coreference needs to know of attributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract import spans
from kg.extract.attributed import Attributed, direct_speaker, innermost
from kg.parsed import Doc, Token
from kg.records import Span

_CARRIED = 600  # characters from the end of a quotation within which the next has its speaker


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says what; `owners` maps an account's root to that of its owner's name. `narrator` is the
    root of who wrote the whole text, where its metadata name one person."""

    attributed: Sequence[Attributed]
    quoted: Sequence[Span]
    owners: Mapping[int, int]
    narrator: int | None = None

    def direct(self, token: Token) -> int | None:
        """Return the root of the speaker whose own words the token is, else None."""
        return direct_speaker(self.attributed, self.quoted, spans.of_token(token))

    def first_person(self, token: Token) -> int | None:
        """Return the root of who says "I": the direct speaker, or that of the quotation before.

        A quotation that has no speaker of its own mostly goes on with the one before it.
        """
        direct, here = self.direct(token), spans.of_token(token)
        if direct is not None or not any(q.covers(here) for q in self.quoted):
            return direct
        before = [
            (span.end, a.source)
            for a in self.attributed
            if a.kind == "quoted" and a.source is not None
            for span in a.content
            if here.start - _CARRIED < span.end <= here.start
        ]
        return max(before)[1] if before else None

    def told_by(self, token: Token) -> int | None:
        """Return the root of the narrator, where the token is in nobody's quotation."""
        here = spans.of_token(token)
        return None if any(q.covers(here) for q in self.quoted) else self.narrator

    def reported(self, token: Token) -> Attributed | None:
        """Return the innermost attribution that covers the token, unless it is a post."""
        index = innermost(self.attributed, spans.of_token(token))
        found = self.attributed[index] if index is not None else None
        return found if found and found.kind != "post" else None

    def words_of(self, root: int) -> tuple[Span, ...]:
        """Return what a source says in quotation marks."""
        said = (a for a in self.attributed if a.source == root and a.kind == "quoted")
        return tuple(s for a in said for s in a.content if any(q.covers(s) for q in self.quoted))

    def is_said_by(self, token: Token) -> bool:
        """Whether a token's verb is a cue that stands in nothing that others say."""
        return any(cue.holds(token.head.idx) for cue, _ in self._said())

    def _said(self) -> list[tuple[Span, int | None]]:
        return [(a.cue, a.source) for a in self.attributed if a.cue and a.says and a.parent is None]

    def last_source(self, token: Token) -> int | None:
        """Return the source of the attribution before the one that the token's verb is the cue of.

        None where the verb is no cue: who speaks in one sentence mostly goes on in the next.
        """
        if not self.is_said_by(token):
            return None
        said = self._said()
        first = min(token.head.idx, token.idx)
        before = sorted(
            (pair for pair in said if pair[0].end <= first), key=lambda pair: pair[0].start
        )
        main = (source for cue, source in reversed(before) if not _is_aside(token.doc, cue))
        return next(main, None)


def _is_aside(doc: Doc, cue: Span) -> bool:
    """ "Ben Stone, who once accused him": what a name is told to have said is not the story."""
    span = doc.char_span(cue.start, cue.end, alignment_mode="expand")
    return span is not None and span.root.dep_ in ("relcl", "acl")
