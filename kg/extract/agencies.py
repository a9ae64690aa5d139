"""Agencies by their form: "Trump administration", "Ministry of Defence", "Memphis Police"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.candidates import Candidate, of_span, overlaps, taken
from kg.extract.name_spans import is_edge
from kg.extract.vocabulary import Vocabulary
from kg.parsed import Doc, Span

_INSIDE = ("and", "of", "the", "for", "&")


def agencies(doc: Doc, words: Vocabulary, known: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the bodies that no list has but whose words tell what they are."""
    inside = taken(c for c in known if c.type in ("Agency", "Organization"))
    places = [k for k in known if k.type == "Place"]
    for token in doc:
        if token.text not in words.agency_words or token.i in inside:
            continue
        for suffix in words.person_suffixes.get(token.text, ()):
            span = _suffixed(doc, token.i, suffix)
            if span and not any(overlaps(span, k) for k in places):
                surname = doc[token.i - 1 : token.i + len(suffix)]
                yield of_span(span, "Agency", canonical=surname.text)
        for prefix in words.agency_prefixes.get(token.text, ()):
            span = _prefixed(doc, token.i, prefix)
            if span:
                yield of_span(span, "Agency")
                break
        for suffix in words.agency_suffixes.get(token.text, ()):
            span = _suffixed(doc, token.i, suffix)
            if span:
                yield of_span(span, "Agency")
                break


def is_agency(span: Span, words: Vocabulary) -> bool:
    """Whether a body's name ends as those of agencies do: "Chinese Coast Guard"."""
    texts = tuple(t.text for t in span)
    return any(texts[at:] in words.agency_suffixes.get(texts[at], ()) for at in range(len(texts)))


def _prefixed(doc: Doc, start: int, prefix: tuple[str, ...]) -> Span | None:
    end = start + len(prefix)
    if tuple(t.text for t in doc[start:end]) != prefix:
        return None
    first = end
    while end < len(doc) and (
        is_capital(doc, end) or (doc[end].text in _INSIDE and is_capital(doc, end + 1))
    ):
        end += 1
    return doc[start:end] if end > first else None


def _suffixed(doc: Doc, start: int, suffix: tuple[str, ...]) -> Span | None:
    if tuple(t.text for t in doc[start : start + len(suffix)]) != suffix:
        return None
    first = start
    while first > 0 and _leads(doc, first - 1):
        first -= 1
    while first < start and is_edge(doc[first]):
        first += 1
    return doc[first : start + len(suffix)] if first < start else None


def _leads(doc: Doc, i: int) -> bool:
    """Whether a word before an agency's own words is part of its name: "Memphis" Police."""
    if doc[i].pos_ == "PROPN" and doc[i].is_sent_start:
        return doc[i].text[0].isupper()
    return doc[i].pos_ in ("PROPN", "ADJ") and is_capital(doc, i)


def is_capital(doc: Doc, i: int) -> bool:
    """Whether the token has a capital that no start of a sentence explains."""
    return i < len(doc) and doc[i].text[:1].isupper() and not doc[i].is_sent_start
