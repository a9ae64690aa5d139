"""Bodies that the words around a name tell.

"The chairman of Barco", "Ann co-founded Barco", "Barco is headquartered in Oslo", "Barco engineer
Ann Smith", "Barco Inc.": whatever the name looks like, it is a body's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.candidates import BODIES, Candidate, of_span, taken
from kg.extract.vocabulary import Vocabulary
from kg.parsed import Doc, Span, Token


def is_told(span: Span, words: Vocabulary) -> bool:
    """Whether the words around a name say that it is a body's."""
    root, naming = span.root, words.naming
    head = root.head
    if span[0].text in words.gender or span[-1].text in naming.surnames:
        return False
    if root.dep_ == "pobj":
        return head.lower_ == "of" and head.head.lemma_.lower() in naming.body_roles
    if root.dep_ in ("dobj", "nsubjpass"):
        return head.lemma_ in naming.body_verbs
    return _has_bearer(span, words) or _owns_person(span)


def _owns_person(span: Span) -> bool:
    """ "Barco's Ann Smith": a person in full is not another person's."""
    head = span.root.head
    full = head.ent_type_ == "PERSON" and head.ent_iob_ == "I"
    return len(span) == 1 and span.root.dep_ == "poss" and full


def _has_bearer(span: Span, words: Vocabulary) -> bool:
    """ "Barco engineer Ann Smith": the role noun stands between the name and a person's."""
    role, bearer = (span.doc[i : i + 1] for i in (span.end, span.end + 1))
    if role.text.lower() not in words.naming.body_roles or _is_of_title(span[-1], words):
        return False
    return any(t.ent_type_ == "PERSON" or t.text in words.gender for t in bearer)


def _is_of_title(token: Token, words: Vocabulary) -> bool:
    """ "Deputy Chairman Ann Smith"."""
    return any(
        token.lower_ in w for w in (words.title_kept, words.title_modifiers, words.title_ends)
    )


def with_suffixes(doc: Doc, found: Sequence[Candidate], words: Vocabulary) -> list[Candidate]:
    """Return the names, those of firms with what they end in: "Low Cost Vans Oslo" and "Ltd"."""
    busy = taken(found)
    return [_with_suffix(doc, c, busy, words) for c in found]


def _with_suffix(doc: Doc, c: Candidate, busy: frozenset[int], words: Vocabulary) -> Candidate:
    end = c.end
    end += end < len(doc) and doc[end].text == ","
    if c.kind != "name" or end in busy or end >= len(doc):
        return c
    if doc[end].text not in words.naming.firm_suffixes:
        return c
    start = c.start
    while start and start - 1 not in busy and doc[start - 1].pos_ == "PROPN":
        start -= 1
    whole = of_span(doc[start : end + 1], c.type, canonical=c.canonical)
    return whole if c.type in BODIES else replace(whole, type="Organization", canonical=None)
