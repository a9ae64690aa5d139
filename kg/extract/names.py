"""Names: what the model and the gazetteer find, cleaned, merged, and repaired over the document.

Single names of a document support each other: a surname that stands alone takes the type of the
full name, and the readings of one form vote (measured: the largest cheap gain, notes of the
project's CHANGELOG).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc, Span

from kg.extract.candidates import Candidate, dropped, of_span, overlaps, taken
from kg.extract.gazetteer import Gazetteer
from kg.extract.vocabulary import Vocabulary
from kg.records import Dropped

_LABELS = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Facility",
}
_EDGE = re.compile(r"^[\W_]+$|^(?:the|The|THE|a|an|'s|’s|s)$")
_LINK = re.compile(r"https?:|www\.|\.com\b|pic\.twitter|t\.co/|[@#]")


def names(
    doc: Doc, gazetteer: Gazetteer, words: Vocabulary
) -> tuple[list[Candidate], list[Dropped]]:
    """Return the names of the Doc in order, and the model's names that were left out, with why."""
    known = [of_span(s, e.type, e.kind, e.name) for s, e in gazetteer.matches(doc)]
    model: list[Candidate] = []
    refused: list[tuple[Span, str]] = []
    for span, kind in _model_spans(doc, words):
        reason = _no_name(span, words)
        if reason:
            refused.append((span, reason))
        else:
            model.append(of_span(span, kind))
    merged = _merge(list(_patterns(doc, words, known)), known, model)
    found = _vote(doc, _propagate(doc, merged))
    left_out = [
        dropped("names", reason, span)
        for span, reason in refused
        if not any(overlaps(span, c) for c in found)
    ]
    return found, left_out


def _model_spans(doc: Doc, words: Vocabulary) -> Iterator[tuple[Span, str]]:
    for entity in doc.ents:
        kind = _LABELS.get(entity.label_)
        if kind is None:
            continue
        for part in _split(entity):
            span = _trim(part, words)
            if span:
                yield span, kind


def _split(span: Span) -> Iterator[Span]:
    """Cut at brackets, dashes and line ends: the model runs names together there."""
    start = span.start
    for token in span:
        if token.text in ("(", ")", "[", "]", "—", "–", "|") or "\n" in token.text:
            if token.i > start:
                yield span.doc[start : token.i]
            start = token.i + 1
    if start < span.end:
        yield span.doc[start : span.end]


def _trim(span: Span, words: Vocabulary) -> Span | None:
    """Take articles, possessive marks, punctuation and titles off the ends."""
    start, end = span.start, span.end
    doc = span.doc
    while start < end and _EDGE.match(doc[start].text):
        start += 1
    while end > start and _EDGE.match(doc[end - 1].text) and doc[end - 1].text != ".":
        end -= 1
    if start == end:
        return None
    if span.label_ == "PERSON" or span.doc[start:end].root.ent_type_ == "PERSON":
        title = words.title_at(doc, start, end)
        start += title if title < end - start else 0
    return doc[start:end] if start < end else None


def _no_name(span: Span, words: Vocabulary) -> str | None:
    """Why the model's span is no name, or None."""
    text, first = span.text, span[0]
    if _LINK.search(text):
        return "a link, a hashtag or a handle"
    if text.lower() in words.not_names:
        return "a word that is no name"
    if not any(t.is_title or t.is_upper or t.text[:1].isupper() for t in span):
        return "no capital letter"
    if len(span) == 1 and first.pos_ in ("NOUN", "VERB", "ADJ", "ADV", "INTJ", "NUM"):
        return "a common noun"
    if len(span) == 1 and first.is_upper and len(text) > 3 and _is_word(span):
        return "a word in capitals"
    return None


def _is_word(span: Span) -> bool:
    lower = span.text.lower()
    return lower in span.doc.vocab.strings and span.doc.vocab[lower].has_vector


def _patterns(doc: Doc, words: Vocabulary, known: list[Candidate]) -> Iterator[Candidate]:
    """Agencies by their form: "Trump administration", "Ministry of Defence", "Memphis Police"."""
    inside = taken(c for c in known if c.type in ("Agency", "Organization"))
    for token in doc:
        if token.i in inside:
            continue
        for suffix in words.person_suffixes.get(token.text, ()):
            span = _suffixed(doc, token.i, suffix)
            if span and not any(overlaps(span, k) for k in known if k.type == "Place"):
                yield of_span(span, "Agency", canonical=span.text)
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


def _prefixed(doc: Doc, start: int, prefix: tuple[str, ...]) -> Span | None:
    end = start + len(prefix)
    if tuple(t.text for t in doc[start:end]) != prefix:
        return None
    first = end
    while end < len(doc) and (
        _is_capital(doc, end)
        or (doc[end].text in ("and", "of", "the", "for", "&") and _is_capital(doc, end + 1))
    ):
        end += 1
    return doc[start:end] if end > first else None


def _suffixed(doc: Doc, start: int, suffix: tuple[str, ...]) -> Span | None:
    if tuple(t.text for t in doc[start : start + len(suffix)]) != suffix:
        return None
    first = start
    while first > 0 and doc[first - 1].pos_ in ("PROPN", "ADJ") and _is_capital(doc, first - 1):
        first -= 1
    while first < start and _EDGE.match(doc[first].text):
        first += 1
    return doc[first : start + len(suffix)] if first < start else None


def _is_capital(doc: Doc, i: int) -> bool:
    return i < len(doc) and doc[i].text[:1].isupper() and not doc[i].is_sent_start


def _merge(
    patterns: list[Candidate], known: list[Candidate], model: list[Candidate]
) -> list[Candidate]:
    """Patterns first, then the gazetteer but inside longer names of the model, then the model."""
    chosen: list[Candidate] = []
    longer = [
        m for m in model if m.type in ("Person", "Organization", "Facility") and m.end - m.start > 1
    ]
    outer = [
        k
        for k in known
        if not any(m.start <= k.start and k.end <= m.end and _outweighs(m, k) for m in longer)
    ]
    for candidate in [*patterns, *outer, *model]:
        if not any(overlaps(candidate, c) for c in chosen):
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: c.start)


def _outweighs(model: Candidate, known: Candidate) -> bool:
    """A longer name of the model holds a known one: "Jim Jordan", "Bank of Scotland"."""
    return model.end - model.start > known.end - known.start and (
        model.type == "Person" or known.type == "Place"
    )


def _propagate(doc: Doc, found: list[Candidate]) -> list[Candidate]:
    """Find bare surnames of people who are named in full elsewhere in the document."""
    people = [c for c in found if c.type == "Person" and c.end - c.start > 1]
    surnames = {doc[c.end - 1].text for c in people if len(doc[c.end - 1].text) > 2}
    fixed = [_as_surname(doc, c, surnames) for c in found]
    inside = taken(fixed)
    extra = [
        Candidate(t.i, t.i + 1, t.i, "Person", "name")
        for t in doc
        if t.i not in inside
        and t.text in surnames
        and t.pos_ in ("PROPN", "NOUN", "ADJ", "VERB")
        and not _is_capital(doc, t.i + 1)
    ]
    return sorted([*fixed, *extra], key=lambda c: c.start)


def _as_surname(doc: Doc, c: Candidate, surnames: set[str]) -> Candidate:
    bare = c.end - c.start == 1 and c.canonical is None and doc[c.start].text in surnames
    return replace(c, type="Person") if bare else c


def _vote(doc: Doc, found: Iterable[Candidate]) -> list[Candidate]:
    """One form has one type in a document: the one that most of its mentions have."""
    listed = list(found)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for c in listed:
        if c.canonical is None:
            votes[c.text(doc)][c.type] += 1
    winner = {text: min(n, key=lambda t: (-n[t], t)) for text, n in votes.items()}
    return [replace(c, type=winner[c.text(doc)]) if c.canonical is None else c for c in listed]
