"""Names: what the gazetteer, the forms of agencies, the model and the capitals show.

Known names have their type; of the others each mention is scored (name_types.py), and the mentions
of one form decide together: a document calls one thing by one name. A surname that stands alone
takes the type of the full name.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.agencies import agencies, is_capital
from kg.extract.candidates import Candidate, dropped, of_span, overlaps, taken
from kg.extract.gazetteer import Gazetteer
from kg.extract.name_spans import Found, capital_runs, joined, model_spans, no_name
from kg.extract.name_types import KINDS, NameTypes
from kg.extract.vocabulary import Vocabulary
from kg.records import Dropped

_WORKS = {"EVENT": "Event", "LAW": "Work", "WORK_OF_ART": "Work"}
_TYPES = {"person": "Person", "body": "Organization", "place": "Place"}
_NAMED = ("PERSON", "ORG", "GPE", "LOC", "FAC")
_TRUST = 1.0  # what the model calls a name is one, unless much speaks against it
_REPEATED = 1.0  # so is what a document says again and again
_BODIES = ("Agency", "Organization", "Party", "Media")


def names(
    doc: Doc, gazetteer: Gazetteer, words: Vocabulary, types: NameTypes
) -> tuple[list[Candidate], list[Dropped]]:
    """Return the names of the Doc in order, and the model's names that were left out, with why."""
    model = list(model_spans(doc, words))
    firm = _firm(doc, gazetteer, words, model)
    typed, left_out = _typed(_open(doc, firm, model, words), types)
    found = _propagate(doc, sorted([*firm, *typed], key=lambda c: c.start))
    refused = ((f, no_name(f.span, words)) for f in model)
    left_out += [dropped("names", reason, f.span) for f, reason in refused if reason]
    found = _of_places(doc, found, words)
    return found, [d for d in left_out if not _is_covered(doc, d, found)]


def guessed(doc: Doc, gazetteer: Gazetteer, words: Vocabulary) -> list[Found]:
    """Return the names whose type is open: neither known nor told by their form."""
    model = list(model_spans(doc, words))
    found = _open(doc, _firm(doc, gazetteer, words, model), model, words)
    return [f for f in found if f.label not in _WORKS]


def _firm(
    doc: Doc, gazetteer: Gazetteer, words: Vocabulary, model: Sequence[Found]
) -> list[Candidate]:
    """Agencies by their form, then known names that lie in no longer name of the model."""
    known = [of_span(s, e.type, e.kind, e.name) for s, e in gazetteer.matches(doc)]
    outer = [k for k in known if not any(_outweighs(doc, f, k) for f in model)]
    chosen: list[Candidate] = []
    for candidate in [*agencies(doc, words, known), *outer]:
        if not any(overlaps(candidate, c) for c in chosen):
            chosen.append(candidate)
    return sorted(chosen, key=lambda c: c.start)


def _outweighs(doc: Doc, found: Found, known: Candidate) -> bool:
    """A longer name of the model holds a known one: "Jim Jordan", "Bank of Scotland"."""
    span, label = found.span, found.label
    inside = span.start <= known.start and known.end <= span.end
    if not inside or len(span) <= known.end - known.start:
        return False
    if label == "PERSON" or label in _WORKS:
        return True
    if known.type == "Place":
        return label in ("ORG", "FAC")
    return (
        label == "ORG"
        and span.end == known.end
        and known.end - known.start > 1
        and doc[span.start].text[:1].isupper()
    )


def _open(
    doc: Doc, firm: Sequence[Candidate], model: Sequence[Found], words: Vocabulary
) -> list[Found]:
    """The model's names beside the firm ones, and the capitalised words beside both."""
    busy = taken(firm)
    named = [
        f
        for f in model
        if not no_name(f.span, words) and busy.isdisjoint(range(f.span.start, f.span.end))
    ]
    held = busy | {i for f in model for i in range(f.span.start, f.span.end)}
    return joined([*named, *capital_runs(doc, held, words)], words)


def _typed(found: Sequence[Found], types: NameTypes) -> tuple[list[Candidate], list[Dropped]]:
    best = _best(found, types)
    typed: list[Candidate] = []
    left_out: list[Dropped] = []
    for f in found:
        kind = _WORKS.get(f.label or "") or _TYPES.get(best[f.span.text])
        if kind is None:
            left_out.append(dropped("names", "no name by its form and place", f.span))
        else:
            typed.append(of_span(f.span, "Facility" if _is_built(f, kind) else kind))
    return typed, left_out


def _best(found: Sequence[Found], types: NameTypes) -> dict[str, str]:
    """One form has one type in a document: the one that its mentions score highest together."""
    forms: dict[str, list[Found]] = defaultdict(list)
    for f in found:
        if f.label not in _WORKS:
            forms[f.span.text].append(f)
    return {text: _kind(mentions, types) for text, mentions in forms.items()}


def _kind(mentions: Sequence[Found], types: NameTypes) -> str:
    scores = [types.scores(f) for f in mentions]
    mean = {k: sum(s[k] for s in scores) / len(scores) for k in KINDS}
    mean["none"] -= _REPEATED * math.log2(len(mentions))
    mean["none"] -= _TRUST * any(f.label in _NAMED for f in mentions)
    return max(mean, key=lambda k: (mean[k], k))


def _is_built(found: Found, kind: str) -> bool:
    return kind == "Place" and found.label == "FAC"


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
        and not is_capital(doc, t.i + 1)
    ]
    return sorted([*fixed, *extra], key=lambda c: c.start)


def _as_surname(doc: Doc, c: Candidate, surnames: set[str]) -> Candidate:
    bare = c.end - c.start == 1 and c.canonical is None and doc[c.start].text in surnames
    return replace(c, type="Person") if bare else c


def _of_places(doc: Doc, found: Sequence[Candidate], words: Vocabulary) -> list[Candidate]:
    """ "Liberal Party" and "of Canada" are one name."""
    starts = {c.start: c for c in found if c.type == "Place" and c.kind == "name"}
    joined: dict[int, Candidate] = {}
    for c in found:
        if (
            c.type in _BODIES
            and c.kind == "name"
            and doc[c.end - 1].text in words.naming.body_words
        ):
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


def _is_covered(doc: Doc, left: Dropped, found: Sequence[Candidate]) -> bool:
    return any(
        doc[c.start].idx < left.end and left.start < doc[c.end - 1].idx + len(doc[c.end - 1])
        for c in found
    )
