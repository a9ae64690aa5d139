"""Names: what the gazetteer, the forms of agencies, the model and the capitals show.

Known names have their type; of the others each mention is scored (name_types.py), and the mentions
of one form decide together: a document calls one thing by one name. A surname that stands alone
takes the type of the full name.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.agencies import agencies, is_agency, is_capital
from kg.extract.candidates import BODIES, Candidate, dropped, of_span, overlaps, taken
from kg.extract.gazetteer import Gazetteer
from kg.extract.name_spans import (
    Found,
    capital_runs,
    dated_events,
    event_or_work,
    joined,
    model_spans,
    no_name,
)
from kg.extract.name_types import KINDS, NameTypes, Surroundings, surroundings
from kg.extract.told_bodies import is_told, with_suffixes
from kg.extract.vocabulary import Vocabulary
from kg.parsed import Doc
from kg.records import Dropped

_TYPES = {"person": "Person", "body": "Organization", "place": "Place"}
_NAMED = ("PERSON", "ORG", "GPE", "LOC", "FAC")
_TRUST = 1.0  # what the model calls a name is one, unless much speaks against it
_REPEATED = 1.0  # so is what a document says again and again
_ENOUGH = 5  # mentions of a form that are looked at


def names(
    doc: Doc, gazetteer: Gazetteer, words: Vocabulary, types: NameTypes
) -> tuple[list[Candidate], list[Dropped]]:
    """Return the names of the Doc in order, and the model's names that were left out, with why."""
    firm, still_open, refused = _told_apart(doc, gazetteer, words)
    typed, untyped = _typed(still_open, types, words, surroundings(doc, firm))
    found = _propagate(doc, sorted([*firm, *typed], key=lambda c: c.start))
    found = with_suffixes(doc, _of_places(doc, found, words), words)
    busy = taken(found)
    return found, [
        dropped("names", reason, f.span)
        for f, reason in [*untyped.items(), *refused.items()]
        if busy.isdisjoint(range(f.span.start, f.span.end))
    ]


def guessed(doc: Doc, gazetteer: Gazetteer, words: Vocabulary) -> tuple[list[Found], Surroundings]:
    """Return the names whose type is open, neither known nor told by their form, and what
    surrounds them."""
    firm, still_open, _ = _told_apart(doc, gazetteer, words)
    return [f for f in still_open if not event_or_work(f, words)], surroundings(doc, firm)


def _told_apart(
    doc: Doc, gazetteer: Gazetteer, words: Vocabulary
) -> tuple[list[Candidate], list[Found], dict[Found, str]]:
    """The names whose type is told, those whose type is open, and what is none, with why."""
    model, refused = _model_names(doc, words)
    firm = _firm(doc, gazetteer, words, model)
    return firm, _open(doc, firm, model, refused, words), refused


def _model_names(doc: Doc, words: Vocabulary) -> tuple[list[Found], dict[Found, str]]:
    """The model's names, and those that are none, with why."""
    model: list[Found] = []
    refused: dict[Found, str] = {}
    for found in model_spans(doc, words):
        reason = no_name(found.span, words)
        if reason:
            refused[found] = reason
        else:
            model.append(found)
    return model, refused


def _firm(
    doc: Doc, gazetteer: Gazetteer, words: Vocabulary, model: Sequence[Found]
) -> list[Candidate]:
    """Agencies by their form, then known names that lie in no longer name of the model."""
    known = list(_known(doc, gazetteer, words))
    holder = {i: f for f in model for i in range(f.span.start, f.span.end)}
    outer = [
        k for k in known if k.start not in holder or not _outweighs(doc, holder[k.start], k, words)
    ]
    events = [of_span(span, "Event") for span in dated_events(doc, words)]
    chosen: list[Candidate] = []
    busy: set[int] = set()
    for candidate in [*events, *agencies(doc, words, known), *outer]:
        if busy.isdisjoint(range(candidate.start, candidate.end)):
            chosen.append(candidate)
            busy.update(range(candidate.start, candidate.end))
    return sorted(chosen, key=lambda c: c.start)


def _known(doc: Doc, gazetteer: Gazetteer, words: Vocabulary) -> Iterator[Candidate]:
    """Known names without their article; after "Mr." even "Holland" is a person."""
    for span, entry in gazetteer.matches(doc):
        before = doc[span.start - 1].text.removesuffix(".") if span.start else ""
        if entry.type == "Place" and before in words.honorifics:
            continue
        article = len(span) > 1 and span[0].lower_ == "the"
        yield of_span(doc[span.start + article : span.end], entry.type, entry.kind, entry.name)


def _outweighs(doc: Doc, found: Found, known: Candidate, words: Vocabulary) -> bool:
    """A longer name of the model holds a known one: "Jim Jordan", "Bank of Scotland"."""
    span, label = found.span, found.label
    inside = span.start <= known.start and known.end <= span.end
    if not inside or len(span) <= known.end - known.start:
        return False
    if label == "PERSON" or event_or_work(found, words):
        return True
    if known.type == "Place":
        return label in ("ORG", "FAC")
    ends_alike = span.end == known.end or doc[known.end].text == "of"
    own = doc[span.start].text[:1].isupper() and doc[span.start].text not in words.naming.surnames
    return label == "ORG" and ends_alike and own and known.end - known.start > 1


def _open(
    doc: Doc,
    firm: Sequence[Candidate],
    model: Sequence[Found],
    refused: Iterable[Found],
    words: Vocabulary,
) -> list[Found]:
    """The model's names beside the firm ones, and the capitalised words beside both."""
    busy = taken(firm)
    held = busy | {i for f in [*model, *refused] for i in range(f.span.start, f.span.end)}
    named = [f for f in model if busy.isdisjoint(range(f.span.start, f.span.end))]
    return joined([*named, *capital_runs(doc, held, words)], words)


def _typed(
    found: Sequence[Found], types: NameTypes, words: Vocabulary, around: Surroundings
) -> tuple[list[Candidate], dict[Found, str]]:
    told = {f: kind for f in found if (kind := event_or_work(f, words))}
    best = _best([f for f in found if f not in told], types, around)
    bodies = {f.span.text for f in found if f not in told and is_told(f.span, words)}
    best |= {text: "body" for text in bodies if best[text] != "place"}
    typed: list[Candidate] = []
    untyped: dict[Found, str] = {}
    for f in found:
        kind = told.get(f) or _TYPES.get(best[f.span.text])
        if kind is None:
            untyped[f] = "no name by its form and place"
        else:
            typed.append(of_span(f.span, _subtype(f, kind, words)))
    return typed, untyped


def _best(found: Sequence[Found], types: NameTypes, around: Surroundings) -> dict[str, str]:
    """One form has one type in a document: the one that its mentions score highest together."""
    forms: dict[str, list[Found]] = defaultdict(list)
    for f in found:
        forms[f.span.text].append(f)
    return {text: _kind(mentions, types, around) for text, mentions in forms.items()}


def _kind(mentions: Sequence[Found], types: NameTypes, around: Surroundings) -> str:
    scores = [types.scores(f, around) for f in mentions[:_ENOUGH]]
    mean = {k: sum(s[n] for s in scores) / len(scores) for n, k in enumerate(KINDS)}
    mean["none"] -= _REPEATED * math.log2(len(mentions))
    mean["none"] -= _TRUST * any(f.label in _NAMED for f in mentions)
    return max(mean, key=lambda k: (mean[k], k))


def _subtype(found: Found, kind: str, words: Vocabulary) -> str:
    """A place that was built is a facility; a body that ends as agencies do is one."""
    if kind == "Place" and found.label == "FAC":
        return "Facility"
    texts = [t.text for t in found.span]
    if kind == "Organization" and texts[1:2] == ["of"] and texts[0] in words.naming.realms:
        return "Place"
    if kind == "Organization" and "Party" in texts:
        return "Party"
    if kind == "Organization" and is_agency(found.span, words):
        return "Agency"
    return kind


def _propagate(doc: Doc, found: list[Candidate]) -> list[Candidate]:
    """Find bare surnames of people who are named in full elsewhere in the document."""
    people = [c for c in found if c.type == "Person" and c.end - c.start > 1]
    surnames = {doc[c.end - 1].text for c in people if len(doc[c.end - 1].text) > 2}
    tails = surnames | {doc[i : c.end].text for c in people for i in range(c.start + 1, c.end - 1)}
    fixed = [_as_surname(doc, c, tails) for c in found]
    inside = taken(fixed)
    extra = [
        Candidate(t.i, t.i + 1, t.i, "Person", "name")
        for t in (doc if surnames else ())
        if t.text in surnames
        and t.i not in inside
        and t.pos_ in ("PROPN", "NOUN", "ADJ", "VERB")
        and not is_capital(doc, t.i + 1)
    ]
    return sorted([*fixed, *extra], key=lambda c: c.start)


def _as_surname(doc: Doc, c: Candidate, tails: set[str]) -> Candidate:
    """The name as a person's where it ends a full name: "Stone", "El Aissami", "Diaz-Canel"."""
    bare = c.canonical is None and c.kind == "name" and doc[c.start : c.end].text in tails
    return replace(c, type="Person") if bare else c


def _of_places(doc: Doc, found: Sequence[Candidate], words: Vocabulary) -> list[Candidate]:
    """ "Liberal Party" and "of Canada" are one name."""
    starts = {c.start: c for c in found if c.type == "Place" and c.kind == "name"}
    joined: dict[int, Candidate] = {}
    for c in found:
        if c.type in BODIES and c.kind == "name" and doc[c.end - 1].text in words.naming.body_words:
            place = _place_after(doc, c.end, starts)
            if place:
                whole = doc[c.start : place.end]
                joined[place.root] = of_span(whole, c.type)
    return list(_replaced(found, list(joined.values())))


def _place_after(doc: Doc, at: int, starts: dict[int, Candidate]) -> Candidate | None:
    if at >= len(doc) or doc[at].text != "of":
        return None
    return starts.get(at + 1) or (
        starts.get(at + 2) if doc[at + 1 : at + 2].text == "the" else None
    )


def _replaced(found: Sequence[Candidate], whole: Sequence[Candidate]) -> Iterator[Candidate]:
    parts = [c for c in found if not any(overlaps(c, w) for w in whole)]
    yield from sorted([*parts, *whole], key=lambda c: c.start)
