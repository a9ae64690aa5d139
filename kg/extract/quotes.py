"""Quotations: stretches between quotation marks, also over several paragraphs.

Straight marks do not say whether they open or close, scraped text loses marks, spaces and
paragraphs, and an apostrophe looks like a closing mark. So every mark may open, close, reopen or
be no mark at all, each at a cost that what stands beside it sets, and the cheapest reading of the
text is taken: dynamic programming over its marks, one state for each nesting of open ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.records import Span

_LONGEST = 4000
_UNCLOSED = 1200  # characters of a quotation whose closing mark is lost
_DEPTH = 2
_BREAK = r"[ \t]*\n\s*"
_SENTENCE_END = re.compile(r"[.!?…][)\]”’\"']*\s*\Z")
_BEFORE = "([—–-/"
_CONTRACTED = re.compile(r"\w(?:\"|'')(?:s|t|re|ve|ll|m|d)\b|\s\"\?\w", re.IGNORECASE)
_ELIDED = re.compile(r"‘(?:\d0s|\d\d|em|til|tis|twas|cause|n)\b", re.IGNORECASE)

# What a use costs. Their order matters more than their values.
_STRAY, _STRAY_INSIDE, _INCH, _STRAY_SINGLE, _PLURAL = 3.5, 5.0, 1.0, 1.0, 0.5
_NESTED, _REOPENED, _ABANDONED, _LOST_CLOSING = 2.0, 1.2, 3.0, 3.0
_WRAPPED, _CROSSED, _MIXED = 1.0, 4.0, 1.0
_NEVER = float("inf")
_HOPELESS = 8.0  # no reading that costs so much more wins in the end


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read the marks so far: those open, with their places, and what was closed."""

    cost: float = 0.0
    opened: tuple[tuple[str, int], ...] = ()
    closed: tuple[Span, ...] = ()

    def open(self, form: str, at: int, cost: float) -> _Reading:
        return _Reading(self.cost + cost, (*self.opened, (form, at)), self.closed)

    def close(self, end: int, cost: float) -> _Reading:
        *outer, (_, start) = self.opened
        closed = self.closed if outer else (*self.closed, Span(start, end))
        return _Reading(self.cost + cost, tuple(outer), closed)

    def skip(self, cost: float) -> _Reading:
        return _Reading(self.cost + cost, self.opened, self.closed)


@dataclass(frozen=True, slots=True)
class _Mark:
    """A quotation mark, and what each use of it would cost."""

    form: str
    start: int
    end: int
    opening: float
    closing: float
    skipping: float
    reopening: float
    nesting: float


def quotations(text: str, marks: Mapping[str, str]) -> Iterator[Span]:
    """Yield the stretches in quotation marks, marks included, in order; inner ones stay inside.

    `marks` maps an opening mark to its closing one. A mark that opens again in the next paragraph
    continues the quotation; one that is never closed ends with its paragraph.
    """
    readings = [_Reading()]
    for event in _events(marks).finditer(text):
        if event.group().isspace():
            if not any(r.opened for r in readings):
                continue
            read = [n for r in readings for n in _over_break(r, text, event, marks)]
        else:
            mark = _mark(text, event, marks)
            read = [n for r in readings for n in _uses(r, mark, marks)]
        readings = _cheapest(read)
    ends = [_unclosed(r, len(text)) for r in readings]
    yield from min(ends, key=lambda r: r.cost).closed


def _events(marks: Mapping[str, str]) -> re.Pattern[str]:
    """Marks and paragraph breaks, in order; an apostrophe between letters is neither."""
    forms = sorted({*marks, *marks.values()}, key=lambda m: (-len(m), m))
    escaped = [r"(?:(?<!\w)’(?!s\b)|’(?!\w))" if f == "’" else re.escape(f) for f in forms]
    return re.compile("|".join([*escaped, _BREAK]))


def _cheapest(readings: Iterable[_Reading]) -> list[_Reading]:
    """The cheapest reading of each nesting of open marks, but those far behind the best."""
    best: dict[tuple[str, ...], _Reading] = {}
    for reading in readings:
        state = tuple(form for form, _ in reading.opened)
        if reading.cost < _NEVER and (state not in best or reading.cost < best[state].cost):
            best[state] = reading
    least = min((r.cost for r in best.values()), default=0.0)
    return [r for r in best.values() if r.cost <= least + _HOPELESS]


def _mark(text: str, event: re.Match[str], marks: Mapping[str, str]) -> _Mark:
    form, start, end = event.group(), event.start(), event.end()
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return _Mark(
        form,
        start,
        end,
        _opening(before, after) if form in marks else _NEVER,
        _closing(before, after) if form in marks.values() else _NEVER,
        _skipping(text, form, start, before),
        _reopening(text, start),
        0.0 if before.isspace() or before in _BEFORE else _NEVER,
    )


def _opening(before: str, after: str) -> float:
    """A mark opens after a space or a bracket, before a word."""
    left = 0.0 if before.isspace() or before in _BEFORE else 1.0 if not before.isalnum() else 3.0
    return left + (2.0 if after.isspace() or after in ",;:)]?!" else 0.0)


def _closing(before: str, after: str) -> float:
    """A mark closes after a word or its punctuation, before a space or more punctuation."""
    left = 2.0 if before.isspace() or before in "([" else 0.0
    glued = after.isalnum()
    return left + (2.5 if glued and before.isalnum() else 1.0 if glued else 0.0)


def _skipping(text: str, form: str, start: int, before: str) -> float:
    """What it costs that a mark is none: an apostrophe, inches, a plural's, a scraper's."""
    if form == "’":
        return 0.0 if before == "s" else 0.3 if before.isalpha() else 2.0
    if form == "‘":
        return 0.0 if _ELIDED.match(text, start) else _STRAY_SINGLE
    if form in ('"', "''") and _CONTRACTED.match(text, start - 1):
        return 0.0
    return _INCH if before.isdigit() else _STRAY


def _skipping_inside(mark: _Mark, inner: str) -> float:
    """In a quotation a stray mark is less likely, and so is a plural's apostrophe after "‘"."""
    if mark.form == "’" and inner == "‘":
        return mark.skipping + _PLURAL
    return _STRAY_INSIDE if mark.skipping == _STRAY else mark.skipping


def _reopening(text: str, start: int) -> float:
    """A quotation goes on with a mark at a paragraph's start, or where the paragraphs are lost."""
    before = text[max(0, start - 8) : start]
    if "\n" in before.replace(before.rstrip(), "", 1):
        return 0.0
    return _REOPENED if before[-1:].isspace() and _SENTENCE_END.search(before) else _NEVER


def _uses(reading: _Reading, mark: _Mark, marks: Mapping[str, str]) -> Iterator[_Reading]:
    """The reading with each use of the next mark."""
    opened = reading.opened
    inner = opened[-1][0] if opened else ""
    yield reading.skip(_skipping_inside(mark, inner) if opened else mark.skipping)
    if not opened:
        yield reading.open(mark.form, mark.start, mark.opening)
        return
    yield reading.close(mark.end, mark.closing + _mismatch(inner, mark, opened[-1][1], marks))
    if mark.form in marks:
        yield reading.skip(mark.reopening + mark.opening + (0.0 if mark.form == inner else _MIXED))
        restarted = _Reading(reading.cost, (), reading.closed)
        yield restarted.open(mark.form, mark.start, mark.opening + mark.nesting + _ABANDONED)
    if len(opened) < _DEPTH:
        again = _NESTED if mark.form == inner else 0.0 if "‘" in (mark.form, inner) else _MIXED
        yield reading.open(mark.form, mark.start, mark.opening + mark.nesting + again)


def _mismatch(opening: str, mark: _Mark, start: int, marks: Mapping[str, str]) -> float:
    """A mark that closes what another kind opened; single marks close only each other."""
    if mark.end - start > _LONGEST:
        return _NEVER
    if marks[opening] == mark.form:
        return 0.0
    return _NEVER if "‘" in (opening, mark.form) or mark.form == "’" else _MIXED


def _over_break(
    reading: _Reading, text: str, event: re.Match[str], marks: Mapping[str, str]
) -> Iterator[_Reading]:
    """What is open at a paragraph's end: it goes on where it is opened again, or it ends there."""
    if not reading.opened:
        yield reading
        return
    yield _unclosed(reading, event.start())
    reopened = text.startswith(reading.opened[0][0], event.end())
    wrapped = event.group().count("\n") == 1 and not _SENTENCE_END.search(
        text[max(0, event.start() - 4) : event.start()]
    )
    yield reading.skip(0.0 if reopened else _WRAPPED if wrapped else _CROSSED)


def _unclosed(reading: _Reading, end: int) -> _Reading:
    """The reading after a place where all that is open ends, kept where it is not too long."""
    if not reading.opened:
        return reading
    outer = _Reading(reading.cost, reading.opened[:1], reading.closed)
    if end - outer.opened[0][1] > _UNCLOSED:
        return _Reading(reading.cost + _LOST_CLOSING, (), reading.closed)
    return outer.close(end, _LOST_CLOSING)
