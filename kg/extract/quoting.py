"""The quotations of a page and the attributions that they belong to."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.extract.arguments import Arguments
from kg.extract.attributed import Attributed
from kg.extract.cues import speech
from kg.extract.page import Page
from kg.extract.quoted_text import Quotation, placed, tokens_between
from kg.extract.verbs import SUBJECTS
from kg.parsed import Token
from kg.records import Span

_SHORT = 4  # words: a shorter quotation inside a clause is a name or a scare quote
_CLOSING = "”\"»’' "
_OPENING = '“"«„‘` '
_NOBODY = ("it", "i", "we", "you")
_SPEAKING = ("Person", "Unnamed", "Group", "Agency", "Organization", "Party", "Media", "Account")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says a quotation, by which cue, and the attribution that it goes on with, if any."""

    source: int | None
    cue: Span | None = None
    goes_on: int | None = None


@dataclass(slots=True)
class Reading:
    """The quotations of a page in order; `governed` maps them to their attributions, and grows."""

    page: Page
    arguments: Arguments
    found: list[Attributed]
    quotations: Sequence[Quotation]
    governed: dict[int, int]
    verbs: frozenset[str]
    abbreviations: Sequence[str]

    def is_speech(self, n: int) -> bool:
        """Whether a quotation says something: not a name, a title, or words in scare quotes."""
        q = self.quotations[n]
        words = q.words.split()
        if any(p.content.covers(q.span) for p in self.page.posts):
            return False
        if len(words) > 2 and _is_title(words):
            return False
        return len(words) > 1 if q.stands_alone else len(words) >= _SHORT

    def add(self, n: int, speaker: Speaker) -> None:
        """Give a quotation its speaker."""
        span = self.quotations[n].span
        if speaker.goes_on is None:
            self.governed[n] = len(self.found)
            self.found.append(Attributed(speaker.source, speaker.cue, (span,), "quoted"))
            return
        at = self.governed[n] = speaker.goes_on
        a = self.found[at]
        if not any(s.covers(span) for s in a.content):
            apart = (s for s in a.content if s.end <= span.start or span.end <= s.start)
            content = tuple(sorted((*apart, span), key=lambda s: s.start))
            self.found[at] = replace(a, content=content, kind="quoted")

    def said_by(self, n: int) -> Attributed | None:
        """The attribution of a quotation."""
        at = self.governed.get(n)
        return self.found[at] if at is not None else None

    def tokens(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in a stretch of text."""
        return tokens_between(self.page.doc, start, end)

    def actor(self, token: Token) -> int | None:
        """The root of the mention that a token stands for, where that is one who can speak."""
        known = self.arguments.at(token)
        return known[0].root if known and known[0].type in _SPEAKING else None

    def somebody(self, token: Token) -> int | None:
        """The actor that a subject stands for: not "it", nor "we" outside quotation marks."""
        return self.actor(token) if token.lower_ not in _NOBODY else None

    def before(self, q: Quotation) -> str:
        """What stands before a quotation in its paragraph, other quotations too."""
        start = self.page.text.rfind("\n", 0, q.span.start) + 1
        return self.page.text[start : q.span.start]

    def subject(self, tokens: Sequence[Token]) -> int | None:
        """Who acts in a sentence: the subject of the clause that nothing else in it governs."""
        inside = {t.i for t in tokens}
        subjects = (t for t in tokens if t.dep_ in SUBJECTS and t.head.i in inside)
        main = (t for t in subjects if t.head.head == t.head or t.head.head.i not in inside)
        acting = (_meant(t) for t in main)
        return next((r for t in acting if (r := self.somebody(t)) is not None), None)

    def is_cue(self, token: Token) -> bool:
        """Whether a token is a verb of speech that is told as done: not "to say"."""
        if not token.is_alpha or token.lemma_.lower() not in self.verbs:
            return False
        return not any(c.tag_ == "TO" for c in token.children)

    def cue_at(self, token: Token, quotation: Span) -> int | None:
        """The attribution that a token is the cue of, where its source may say the quotation.

        What only mentions it ("has shown “the depth of it”") does not say it.
        """
        for i, a in enumerate(self.found):
            if a.cue and a.cue.holds(token.idx) and a.source is not None:
                shows = a.kind == "reported" and any(s.covers(quotation) for s in a.content)
                return i if a.kind != "post" and not shows else None
        return None

    def cue_in(self, start: int, end: int) -> int | None:
        """The last attribution whose cue stands in a stretch and whose source is known."""
        inside = [
            (a.cue.start, i)
            for i, a in enumerate(self.found)
            if a.cue and start <= a.cue.start < end and a.source is not None and a.kind != "post"
        ]
        return max(inside)[1] if inside else None


def read(
    page: Page, arguments: Arguments, found: Sequence[Attributed], cues: Mapping[str, Any]
) -> Reading:
    """Return the quotations of a page, and which of the attributions `found` they belong to."""
    found = sorted_out(page, found)
    verbs = speech(cues["attribution"])
    return Reading(
        page,
        arguments,
        list(found),
        placed(page.text, page.quoted),
        _governed(page.quoted, found),
        verbs,
        tuple(cues["quotations"]["abbreviations"]),
    )


def _governed(quoted: Sequence[Span], found: Sequence[Attributed]) -> dict[int, int]:
    """The smallest attribution with a source that covers most of each quotation from outside."""
    starts, governed = [q.start for q in quoted], dict[int, int]()
    for i, a in enumerate(found):
        if a.source is None:
            continue
        for s in a.content:
            first = max(0, bisect_right(starts, s.start) - 1)
            for n in range(first, bisect_left(starts, s.end)):
                if _governs(a, s, quoted[n]) and a.size <= found[governed.get(n, i)].size:
                    governed[n] = i
    return governed


def _governs(a: Attributed, content: Span, quotation: Span) -> bool:
    shared = min(content.end, quotation.end) - max(content.start, quotation.start)
    inside = a.cue is not None and quotation.start <= a.cue.start < quotation.end
    return shared * 2 > quotation.end - quotation.start and not inside


def sorted_out(page: Page, found: Sequence[Attributed]) -> list[Attributed]:
    """Return the attributions so that a quotation that several cues claim for being near it is
    the content of the nearest alone, and a title's of none. What a cue has by its clause stays."""
    claims: dict[Span, list[int]] = {q: [] for q in page.quoted}
    for i, a in enumerate(found):
        for s in a.content if a.cue and a.says and a.kind == "quoted" else ():
            if s in claims:
                claims[s].append(i)
    lost = {(i, q) for q, rivals in claims.items() for i in _lost(page.text, found, rivals, q)}
    if not lost:
        return list(found)
    kept = (
        replace(a, content=tuple(s for s in a.content if (i, s) not in lost))
        for i, a in enumerate(found)
    )
    return [a for a in kept if a.content]


def _lost(text: str, found: Sequence[Attributed], rivals: Sequence[int], q: Span) -> set[int]:
    """Which of the cues that claim a quotation do not have it."""
    if not rivals:
        return set()
    nearest = min(rivals, key=lambda i: _distance(text, found[i].cue, q))
    cue = found[nearest].cue
    lost = _names_a_work(text, cue, q) or _is_over(text, cue, q)
    return set(rivals) - ({nearest} if not lost else set())


def _is_over(text: str, cue: Span | None, q: Span) -> bool:
    """ "..., which began on Friday. “We are ready,” Quill told us": a cue whose sentence ended."""
    between = text[cue.end : q.start].strip() if cue else ""
    begins = text[q.start : q.end].lstrip(_OPENING)[:1].isupper()
    return begins and between.rstrip(_CLOSING)[-1:] in tuple(".!?…")


def _names_a_work(text: str, cue: Span | None, q: Span) -> bool:
    """ "Quill wrote the novel “The Closed Bridge”": a title after a noun."""
    between = text[cue.end : q.start].strip() if cue else ""
    words = text[q.start : q.end].strip(_CLOSING + "“‘«").split()
    return between[-1:].isalpha() and len(words) > 1 and _is_title(words)


def _distance(text: str, cue: Span | None, quotation: Span) -> tuple[int, int]:
    """How far a cue is from a quotation: past the end of a sentence is farther than within it."""
    if cue is None:
        return (2, 0)
    before = cue.end <= quotation.start
    between = text[cue.end : quotation.start] if before else text[quotation.end : cue.start]
    comma = text[quotation.start : quotation.end].rstrip(_CLOSING)[-1:]
    apart = bool(re.search(r"[.!?\n][\s\"“”]", between)) or (not before and comma == ".")
    leads = before and between.rstrip(" \n")[-1:] in (",", ":", "")
    return (int(apart) * 2 + int(not leads and not (not before and comma in ",?!—")), len(between))


def _meant(subject: Token) -> Token:
    """ "It was Quill who put it best": Quill."""
    named = (c for c in subject.head.rights if c.dep_ == "attr" and subject.lower_ == "it")
    spoke = (c for c in named if any(r.dep_ == "relcl" for r in c.rights))
    return next(spoke, subject)


def _is_title(words: Sequence[str]) -> bool:
    """ "The White House Doctor": nearly every word of weight has a capital."""
    weighty = [w for w in words if len(w) > 3]
    low = sum(w[0].islower() for w in weighty)
    return bool(weighty) and low * 8 <= len(weighty) and len(words) < 20
