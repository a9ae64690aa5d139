"""Who says so: posts, reported speech, quotations, and statements pasted without marks.

Each attribution has a source (a mention), a cue and the stretches of text that it covers. Where
one stretch lies in another, the outer attribution is the parent.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from kg.extract import reported
from kg.extract.arguments import Arguments
from kg.extract.attributed import Attributed
from kg.extract.candidates import Candidate
from kg.extract.cues import Cues
from kg.extract.labels import labelled
from kg.extract.page import Page
from kg.extract.post_attributions import embedded
from kg.extract.posts import paragraphs, speaks_in_first_person
from kg.extract.sources import Sources
from kg.extract.speakers import speakers
from kg.records import Span


def attributions(
    page: Page, arguments: Arguments, cues: Cues, quoting: Mapping[str, Any]
) -> tuple[list[Attributed], list[Candidate]]:
    """Return the attributions of a page, by place, and the mentions that only speak in them."""
    sources = Sources(arguments, cues)
    found = [*embedded(page, arguments), *labelled(page, sources)]
    found += reported.reader(page, sources).read()
    found = speakers(page, arguments, found, quoting)
    found += _pasted(page, arguments, found)
    return nested(found), list(sources.found.values())


def nested(found: Sequence[Attributed]) -> list[Attributed]:
    """Return the attributions by place, each with its parent, without attitudes that others report:
    those are what the others say."""
    ordered = sorted(found, key=lambda a: (min(s.start for s in a.content), -a.size))
    holders = _holders(ordered)
    kept = [a for a in ordered if a.says or _parent(a, holders) is None]
    holders = _holders(kept)
    parents = [_parent(a, holders) for a in kept]
    return [
        replace(a, parent=None if _is_round(i, parents) else parents[i]) for i, a in enumerate(kept)
    ]


def others(found: Sequence[Attributed], entity: Mapping[int, int]) -> list[Attributed]:
    """Return the attributions without those of who speaks anyway: "Smith said he hopes to win".

    `entity` maps the roots of mentions to things.
    """
    kept = [n for n, a in enumerate(found) if not _is_own(a, found, entity)]
    index: dict[int | None, int | None] = {old: new for new, old in enumerate(kept)}
    return [replace(found[n], parent=index.get(_kept_parent(found[n], found, index))) for n in kept]


def _kept_parent(
    a: Attributed, found: Sequence[Attributed], kept: Mapping[int | None, int | None]
) -> int | None:
    """The nearest attribution around it that is kept."""
    parent = a.parent
    while parent is not None and parent not in kept:
        parent = found[parent].parent
    return parent


def _is_own(a: Attributed, found: Sequence[Attributed], entity: Mapping[int, int]) -> bool:
    outer = found[a.parent] if a.parent is not None else None
    if outer is None or a.source is None or outer.source is None or a.kind == "post":
        return False
    return entity.get(a.source, a.source) == entity.get(outer.source, outer.source)


def _pasted(page: Page, arguments: Arguments, found: Sequence[Attributed]) -> Iterator[Attributed]:
    """A paragraph in the first person, without marks, right after one in which a person or a body
    spoke is that speaker's statement, and so are those that go on with it."""
    speakers = {c.root for c in arguments.candidates if c.type not in ("Place", "Group")}
    spans = list(paragraphs(page.text))
    goes_on = False
    for earlier, span in pairwise(spans):
        before = [a for a in found if a.kind != "post" and a.cue and a.cue.end <= span.start]
        last = max(before, key=lambda a: a.cue.start if a.cue else 0, default=None)
        follows = last is not None and last.cue is not None and last.cue.start >= earlier.start
        goes_on = (follows or goes_on) and _is_own_words(page, span, found)
        source = _outer_source(last, found) if goes_on and last is not None else None
        if source in speakers:
            yield Attributed(source, None, (span,), "quoted")


def _is_own_words(page: Page, span: Span, found: Sequence[Attributed]) -> bool:
    """Whether a paragraph speaks in the first person: no post, no report of what others say."""
    if any(p.content.overlaps(span) for p in page.posts):
        return False
    inside = [q for q in page.quoted if q.overlaps(span)]
    if any(q.end - q.start > (span.end - span.start) / 2 for q in inside):
        return False
    quotes = any(a.kind == "quoted" and a.cue and span.covers(a.cue) for a in found)
    return not quotes and speaks_in_first_person(page.text, span, inside)


def _outer_source(last: Attributed, found: Sequence[Attributed]) -> int | None:
    """The outermost speaker of a nested report is the one who is being quoted at length."""
    cue = last.cue
    holders = [a for a in found if cue and a is not last and any(s.covers(cue) for s in a.content)]
    return max(holders, key=lambda a: a.size).source if holders else last.source


def _holders(found: Sequence[Attributed]) -> list[tuple[int, int, Attributed]]:
    """Those that may be parents: size, index and attribution, the smallest first."""
    return sorted(
        ((a.size, i, a) for i, a in enumerate(found) if a.says), key=lambda held: held[:2]
    )


def _parent(inner: Attributed, holders: Sequence[tuple[int, int, Attributed]]) -> int | None:
    """The innermost attribution whose content covers the cue, or the whole, of another."""
    if inner.kind == "post":
        return None
    span, size = inner.cue or inner.content[0], inner.size
    at = bisect_right(holders, size, key=lambda held: held[0])
    around = next((i for _, i, a in holders[at:] if a.holds(span)), None)
    if around is None and len(inner.content) > 1:  # it has grown: what tells of it may be smaller
        around = next(
            (i for _, i, a in holders[:at] if a.holds(inner.cue) and inner.is_within(a)), None
        )
    return around


def _is_round(at: int, parents: Sequence[int | None]) -> bool:
    """Whether the parents of an attribution lead back to it."""
    above, steps = parents[at], 0
    while above is not None and above != at and steps < len(parents):
        above, steps = parents[above], steps + 1
    return above is not None
