"""Posts inside an article: "text pic.twitter.com/x — Name (@handle) January 25, 2026".

A post is a stretch of its document with an author account and often a date of its own. Who wrote it
stands below it (a signature), above it (a heading), or before a colon ("@handle tweeted: ...").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg import nlp
from kg.records import Span

_MONTH = r"[A-Z][a-z]{2,8}\.?"
_DATE = (
    rf"(?P<date>{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2})(?!\d)"
)
_TIME = r"(?:\d{1,2}:\d{2}(?:\s*[AaPp]\.?[Mm]\.?)?\s*[·•,-]?\s*)?"
_HANDLE = rf"\((?P<handle>{nlp.HANDLE}|(?:https?://)?(?:\w+\.)+\w+/@?[\w.]*\w)\)"
_AUTHOR = rf"(?P<name>[^()\n—–]{{1,60}}?)\s*{_HANDLE}"
_DASH = r"(?:[—–-]|\"\?)\s*"  # also a dash in the wrong encoding
_HEADING = re.compile(
    rf"^(?P<name>[A-Z][^()\n—–]{{1,60}}?)\s*{_HANDLE}"
    rf"(?:\s*[·•]\s*{_DATE})?\s+(?=[A-Z0-9\"“#@.…])",
    re.MULTILINE,
)
_COPIED = re.compile(  # as Telegram copies messages
    r"^(?P<name>[A-Z][^()\[\]\n—–]{1,60}?), \[(?P<date>\d\d?\.\d\d\.\d{4}),? \d\d?:\d\d\]\s*\n",
    re.MULTILINE,
)
_DATE_BELOW = re.compile(rf"\s*{_TIME}{_DATE}\s*")
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_NUMERAL = "".join(f"(?<!{word} )" for word in ("War", "Part", "Phase", "Title"))
_FIRST_PERSON = re.compile(rf"\b(?:{_NUMERAL}I|we|We|my|My|our|Our|me|us)\b")
_LINK = re.compile(r"(?:https?://|pic\.twitter\.com/|t\.co/)\S+")
_SENTENCE = re.compile(r"[.!?…][\"”)]*\s+(?=\S)|\n+")
_PICTURE = re.compile(r"pic\.twitter\.com/\w+\s+(?=\S)")
_LONGEST = 280  # characters of a post without its links
_OLD = re.compile(r"20(?:0\d|1[0-7])")  # years in which it had 140
_LONG_PARAGRAPH = 600


@dataclass(frozen=True, slots=True)
class Post:
    """A post inside a text: what it says, and who signed it, where and when as far as told.

    The `handle` is the name where no account is shown.
    """

    content: Span
    name: Span | None
    handle: Span
    date: Span | None


@dataclass(frozen=True, slots=True)
class Patterns:
    """What shows who wrote a post: signatures ("— Name (@handle) January 25, 2026", "— Name, Truth
    Social, January 25, 2026", "A post shared by Name (@handle) on Jan 25, 2026"), cues ("@handle
    tweeted:"); and what stands before whose words are passed on ("via @handle", “...” —@handle)."""

    signatures: tuple[re.Pattern[str], ...]
    cue: re.Pattern[str]
    share: re.Pattern[str]


def embedded_posts(text: str, patterns: Patterns) -> Iterator[Post]:
    """Yield the posts of a text that show who wrote them, in order.

    What is signed is the paragraph that ends in the
    signature (the one before where the signature stands alone), and those before it that still
    speak in the first person outside quotation marks; of a paragraph that is longer than any post
    its last sentences. What is under a heading, or after "@handle tweeted:", is the paragraph.
    """
    signed = list(_signed(text, patterns))
    handles = {p.handle for p in signed}
    found = [*signed, *(p for p in _announced(text, patterns) if p.handle not in handles)]
    floor = 0
    for post in sorted(found, key=lambda p: (p.content.start, p.content.end)):
        if post.content.start >= floor:
            floor = post.content.end
            yield post


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the stretches between blank lines."""
    for found in _PARAGRAPH.finditer(text):
        yield Span(*found.span())


def speaks_in_first_person(text: str, span: Span, quoted: Sequence[Span] = ()) -> bool:
    """Whether "I", "we", "my" ... stand in the span outside quotation marks (`quoted`)."""
    own, at = "", span.start
    for q in quoted:
        own, at = own + text[at : max(at, q.start)], max(at, q.end)
    return bool(_FIRST_PERSON.search(_QUOTED.sub("", own + text[at : span.end])))


def _signed(text: str, patterns: Patterns) -> Iterator[Post]:
    """Posts with a signature below or behind them."""
    spans = list(paragraphs(text))
    floor, end = 0, 0
    for found in _matches(text, patterns.signatures):
        at = next(i for i, p in enumerate(spans) if p.start <= found.start() < p.end)
        alone = not text[spans[at].start : found.start()].strip()
        first = at - 1 if alone and at > floor else at
        while first > floor and speaks_in_first_person(text, spans[first - 1]):
            first -= 1
        floor = at + 1
        start = _shortened(text, Span(max(end, spans[first].start), found.start()), end, found)
        end = found.end()
        if text[start : found.start()].strip():
            yield _post(found, Span(start, found.start()))


def _announced(text: str, patterns: Patterns) -> Iterator[Post]:
    """Posts under "Name (@handle)", or after "@handle tweeted:"."""
    for found in _matches(text, (_HEADING, _COPIED, patterns.cue)):
        stop = text.find("\n\n", found.end())
        stop = _closed(text, found.end(), len(text) if stop < 0 else stop)
        below = _dated(text, found.end(), stop)
        content = Span(found.end(), min(below.start(), stop) if below else stop)
        if text[content.start : content.end].strip():
            yield _post(found, content, Span(*below.span("date")) if below else None)


def _dated(text: str, start: int, stop: int) -> re.Match[str] | None:
    """The date that ends a post, or stands alone in the next paragraph."""
    ends = (m for m in _DATE_BELOW.finditer(text, start, stop) if m.end() == stop)
    after = text.find("\n\n", stop + 2)
    below = _DATE_BELOW.fullmatch(text, stop, len(text) if after < 0 else after)
    return next(ends, below)


def _post(found: re.Match[str], content: Span, date: Span | None = None) -> Post:
    groups = found.groupdict()
    name, written = (
        Span(*found.span(g)) if groups.get(g) is not None else None for g in ("name", "date")
    )
    return Post(
        content,
        name,
        Span(*found.span("handle" if "handle" in groups else "name")),
        written or date,
    )


def _closed(text: str, start: int, stop: int) -> int:
    """Where a quotation that begins at `start` ends; else `stop`."""
    found = _QUOTED.match(text, start, stop)
    return found.end() if found else stop


def _shortened(text: str, span: Span, end: int, signature: re.Match[str]) -> int:
    """Where a post begins in the text before its signature: not before the picture of another.

    A paragraph of its own may be a long post; of others, which run on from an earlier one that ends
    at `end` or were never parted, the last sentences are taken.
    """
    pictures = [m.end() for m in _PICTURE.finditer(text, span.start, span.end)]
    start = pictures[-1] if pictures else span.start
    own = not 0 < start == end and span.end - start <= _LONG_PARAGRAPH
    if own or "\n\n" in text[start : span.end]:
        return start
    starts = [start, *(m.end() for m in _SENTENCE.finditer(text, start, span.end))]
    longest = _LONGEST // 2 if _OLD.search(signature["date"] or "") else _LONGEST
    fitting = (s for s in starts if len(_LINK.sub("", text[s : span.end])) <= longest)
    return next(fitting, starts[-1])


def _matches(text: str, patterns: Iterable[re.Pattern[str]]) -> list[re.Match[str]]:
    """The matches of some patterns, by place."""
    return sorted((m for p in patterns for m in p.finditer(text)), key=lambda m: m.start())


def build(platforms: Mapping[str, Any]) -> Patterns:
    """Return the patterns for the cues of cues/platforms.yaml."""
    kinds, passives, names, verbs, shares = (
        "|".join(map(re.escape, platforms[key]))
        for key in ("posts", "shared", "names", "verbs", "shares")
    )
    where = rf"(?:on |via |,? )?\(?(?:{names})\)?"
    return Patterns(
        signatures=(
            re.compile(rf"{_DASH}{_AUTHOR}(?:,?\s+{where})?[\s·•,|-]*{_TIME}{_DATE}"),
            re.compile(
                rf"{_DASH}(?P<name>[A-Z][^()\n—–]{{1,60}}?),?\s+{where}[\s·•,|-]+{_TIME}{_DATE}"
            ),
            re.compile(rf"\bAn? (?:{kinds}) (?:{passives}) by {_AUTHOR}(?:\s+on\s+{_DATE})?"),
        ),
        cue=re.compile(
            rf"(?P<handle>{nlp.HANDLE})\)?\s+(?:{verbs})"
            rf"(?:\s+(?:on|to|via|in)\s+(?:\w+\s+)?(?:{names}))?(?:\s+(?:on\s+)?{_DATE})?\s*:\s+"
        ),
        share=re.compile(rf"(?:(?:^|[\s(])(?:{shares}):?|[\"”]\s*[—–-]+)\s*$", re.IGNORECASE),
    )
