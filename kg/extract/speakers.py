"""Who is quoted where no verb of its sentence says so.

A sequence of sieves, the surest first, each tried on every quotation that is still without a
speaker, as in Muzny, Fang, Chang and Jurafsky, "A Two-stage Sieve Approach for Quote Attribution"
(EACL 2017), with the conventions of newspapers in place of those of novels: a quotation goes on
after its cue, and one without a cue has the speaker of the sentence or the quotation before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kg.extract import spans
from kg.extract.arguments import Arguments
from kg.extract.attributed import Attributed
from kg.extract.clauses import clause_of
from kg.extract.page import Page
from kg.extract.quoted_text import last_sentence, sentences
from kg.extract.quoting import Reading, Speaker, read
from kg.parsed import Token
from kg.records import Span

_REACH = 25  # tokens of its sentence that are searched for a cue
_LINKING = re.compile(r"[.,;]?\s+(?:[Aa]nd|[Bb]ut|[Ss]o|[Tt]hen|[Yy]et),?$")
_INSIDE = ("poss", "compound", "nmod")
_LABEL = 12  # tokens of a speaker's label: 'Sen. Ada Quill (R-Iowa):'
_CARRIED = 400  # characters over which a speaker goes on to speak
_SIGNATURE = re.compile(r"[\s?]*(?P<dash>—|―|–|--|-)\s*(?=[A-Z@])|(?P<colon>:)\s+(?=\w)")
_BYLINE = re.compile(r"\s*(?=[A-Z][^\n.!?:]{2,60}, [A-Z][^\n.!?:]{1,40}(?:\n|\Z))")


def speakers(
    page: Page, arguments: Arguments, found: Sequence[Attributed], cues: Mapping[str, Any]
) -> list[Attributed]:
    """Return the attributions with those of quotations that have no cue of their own.

    `found` are the attributions by words; where a quotation goes on with one of them its content
    grows. `cues` are all cues of the ontology.
    """
    reading = read(page, arguments, found, cues)
    for n in range(len(reading.quotations)):
        if n not in reading.governed and reading.is_speech(n):
            speaker = next((s for sieve in SIEVES if (s := sieve(reading, n))), None)
            if speaker is not None:
                reading.add(n, speaker)
    return reading.found


def _signed(reading: Reading, n: int) -> Speaker | None:
    """ "We shall win." — Ada Quill", "We are lost": Ada Quill", or "Ada Quill, Oslo Post" at the
    end of the paragraph."""
    q = reading.quotations[n]
    text = reading.page.text
    byline = _BYLINE.match(text, q.span.end) if q.opens_paragraph else None
    mark = _SIGNATURE.match(text, q.span.end) or byline
    captioned = mark is not None and mark.re is _SIGNATURE and mark["colon"] and q.begins_sentence
    if mark is None or not (q.stands_alone or captioned):
        return None
    line = text[mark.end() : mark.end() + 80].split("\n")[0]
    tokens = reading.tokens(mark.end(), mark.end() + len(line))
    root = next((r for t in tokens[:4] if (r := reading.actor(t)) is not None), None)
    if root is None or any(t.tag_ in ("VBD", "VBZ", "VBP") for t in tokens[:6]):
        return None
    return Speaker(root, Span(*mark.span(mark.lastgroup)) if mark.lastgroup else None)


def _followed_by_cue(reading: Reading, n: int) -> Speaker | None:
    """ "...," Ada Quill said": a cue after it that the parse did not connect with it."""
    q = reading.quotations[n]
    tail = q.tail.lstrip("?- ")
    if not tail or not (q.words[-1:] in ",!?—-…" or tail[0].islower()):
        return None
    after = reading.tokens(q.span.end, q.span.end + len(q.tail))[:_REACH]
    tokens = _until_point(after, reading.abbreviations)
    return _cued(reading, tokens)


def _within_clause(reading: Reading, n: int) -> Speaker | None:
    """ "Quill asked the board to report on "..."": the nearest cue above it in its sentence."""
    q = reading.quotations[n]
    if q.stands_alone:
        return None
    inside = [t for t in reading.tokens(q.span.start, q.span.end) if not t.is_punct]
    top = next((t for t in inside if not q.span.holds(t.head.idx)), None)
    for above in _above(top) if top is not None else ():
        at = reading.cue_at(above, q.span)
        if at is not None:
            return Speaker(reading.found[at].source, goes_on=at)
    return None


def _above(token: Token) -> Iterator[Token]:
    """The words that govern a token, the nearest first: not the one that it is joined to."""
    while token.head != token:
        if token.dep_ != "conj":
            yield token.head
        token = token.head


def _led_by_cue(reading: Reading, n: int) -> Speaker | None:
    """ "Ada Quill has said that "...": a cue before it in its sentence."""
    q = reading.quotations[n]
    if q.stands_alone and q.lead.rstrip()[-1:] not in tuple(",:"):
        return None
    sentence = last_sentence(q.lead, reading.abbreviations)
    tokens = reading.tokens(q.span.start - len(sentence), q.span.start)[-_REACH:]
    return _cued(reading, tokens[::-1], beside=False)


def _cued(reading: Reading, tokens: Sequence[Token], beside: bool = True) -> Speaker | None:
    """The first cue among the tokens that is told as done, with its subject or who is beside it."""
    cues = (i for i, t in enumerate(tokens) if reading.is_cue(t))
    at = next(cues, None)
    if at is None:
        return None
    cue = tokens[at]
    near = list(clause_of(cue, frozenset()).slot("subject") if cue.pos_ == "VERB" else ())
    around = (*tokens[max(0, at - 3) : at][::-1], *tokens[at + 1 : at + 4]) if beside else ()
    near += (t for t in around if t.dep_ not in ("dobj", "dative"))  # not "told us"
    source = next((r for t in near if t in tokens and (r := reading.actor(t)) is not None), None)
    return Speaker(source, spans.of_token(cue)) if source is not None else None


def _until_point(tokens: Sequence[Token], abbreviations: Sequence[str]) -> list[Token]:
    """The tokens up to the end of the sentence: not that of "Capt."."""
    kept: list[Token] = []
    for t in tokens:
        if t.text in (".", "!", "?", ";") and not (kept and kept[-1].text in abbreviations):
            break
        kept.append(t)
    return kept


def _continued(reading: Reading, n: int) -> Speaker | None:
    """ "A," he said. "B.": B goes on with A where only A's cue stands between them."""
    q = reading.quotations[n]
    before = reading.said_by(n - 1) if n else None
    if before is None or q.opens_paragraph:
        return None
    end = reading.quotations[n - 1].span.end
    between = reading.page.text[end : q.span.start]
    cue = before.cue
    own = not between.strip() or (cue is not None and end <= cue.start < q.span.start)
    rest = _LINKING.sub("", between.strip(" ?.,-"))  # "..., he said. But "...""
    if own and sentences(rest, reading.abbreviations) <= 1:
        return Speaker(before.source, goes_on=reading.governed[n - 1])
    return None


def _introduced(reading: Reading, n: int) -> Speaker | None:
    """ "Quill was blunt: "...", "QUILL: "...": a sentence before it that ends in a colon."""
    q = reading.quotations[n]
    text = reading.page.text
    before = text[max(0, q.span.start - _CARRIED) : q.span.start].rstrip()
    if not before.endswith(":"):
        return None
    sentence = last_sentence(before.rpartition("\n")[2], reading.abbreviations)
    end = q.span.start - (len(text[: q.span.start]) - len(text[: q.span.start].rstrip()))
    return _of_sentence(reading, end - len(sentence), end, label=Span(end - 1, end))


def _of_sentence(
    reading: Reading, start: int, end: int, label: Span | None = None
) -> Speaker | None:
    """Who speaks in a sentence: its cue's source, its subject, or the name that is all of it."""
    at = reading.cue_in(start, end)
    if at is not None:
        return Speaker(reading.found[at].source, goes_on=at if label else None)
    if reading.page.text[start:end].endswith("?"):
        return None  # the reporter asks
    tokens = reading.tokens(start, end)
    root = reading.subject(tokens)
    if root is None and label and len(tokens) < _LABEL:
        named = [t for t in tokens if reading.actor(t) is not None]
        own = [t for t in named if t.dep_ not in _INSIDE]  # not "the Post's" in "the Post's Quill:"
        root = next((reading.actor(t) for t in own or named), None)
    return Speaker(root, label) if root is not None else None


def _framed(reading: Reading, n: int) -> Speaker | None:
    """Words in a sentence that says whose they are: its cue's source, or who acts in the clause."""
    q = reading.quotations[n]
    if q.stands_alone:
        return None
    sentence = last_sentence(q.lead, reading.abbreviations)
    start = q.span.start - len(sentence)
    at = reading.cue_in(start, q.span.start)
    if at is not None:
        return Speaker(reading.found[at].source)
    before = reading.tokens(start, q.span.start)
    verbs = [t for t in before if t.pos_ == "VERB"]
    subjects = clause_of(verbs[-1], frozenset()).slot("subject") if verbs else before[-1:]
    root = next((r for t in subjects if (r := reading.somebody(t)) is not None), None)
    return Speaker(root) if root is not None else None


def _after_sentence(reading: Reading, n: int) -> Speaker | None:
    """ "Quill was blunt. "It is over.": who speaks or acts in the sentence before it."""
    q = reading.quotations[n]
    if not q.stands_alone or not q.lead.strip():
        return None
    sentence = last_sentence(reading.before(q), reading.abbreviations)
    return _of_sentence(reading, q.span.start - len(sentence), q.span.start)


def _goes_on(reading: Reading, n: int) -> Speaker | None:
    """The speaker of the quotation before it goes on."""
    q = reading.quotations[n]
    before = reading.said_by(n - 1) if n else None
    if before is None or not q.stands_alone:
        return None
    gap = q.span.start - reading.quotations[n - 1].span.end
    return Speaker(before.source) if gap < _CARRIED else None


def _after_paragraph(reading: Reading, n: int) -> Speaker | None:
    """A paragraph that begins with a quotation: who speaks or acts at the end of the one before."""
    q = reading.quotations[n]
    if not q.stands_alone or not q.opens_paragraph:
        return None
    before = reading.page.text[max(0, q.span.start - _CARRIED) : q.span.start].rstrip()
    sentence = last_sentence(before.rpartition("\n")[2], reading.abbreviations)
    end = max(0, q.span.start - _CARRIED) + len(before)
    return _of_sentence(reading, end - len(sentence), end)


SIEVES: tuple[Callable[[Reading, int], Speaker | None], ...] = (
    _signed,
    _followed_by_cue,
    _continued,
    _introduced,
    _within_clause,
    _led_by_cue,
    _framed,
    _after_sentence,
    _after_paragraph,
    _goes_on,
)
