"""Ties that a noun phrase states by its form alone, without a verb or a role noun.

"Ole Rud of Yale University", "Acme's Ann Smith": who works where. "Germany's Federal Court", "the
Kenyan parliament": whose body. "The London-based Acme Group", "Turin's La Stampa", "the Kenyan
city of Mombasa": where. "Oslo, Norway" is an address, no statement: what is in Oslo is in Norway.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from spacy.tokens import Doc, Token

from kg.extract.arguments import Argument
from kg.extract.candidates import BODIES, Candidate
from kg.extract.frames import Draft
from kg.extract.operators import Status
from kg.ontology import Ontology

PHRASE_RULE = "phrase"
_POSSESSIVE = ("'s", "’s", "'", "’")
_WHERE = ("BORN_IN", "LIVES_IN", "LOCATED_IN")
_BRACKETS = 40  # tokens that brackets after a name may hold
_BORN = ("born", "b.")
_BESIDE_DAYS = (",", "in", "c.", "at", "near")
_SEATED = (*BODIES, "Facility")


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a Doc by where they begin and end."""

    doc: Doc
    starts: Mapping[int, Candidate]
    ends: Mapping[int, Candidate]
    settlements: frozenset[str]


def phrase_ties(doc: Doc, found: Sequence[Candidate], ontology: Ontology) -> Iterator[Draft]:
    """Yield the ties of the Doc's names, in order."""
    named = [c for c in found if c.kind in ("name", "demonym") and not c.metonym]
    words = frozenset(ontology.cues["roles"]["settlements"])
    names = _Names(doc, {c.start: c for c in named}, {c.end: c for c in named}, words)
    for name in named:
        if name.kind == "name":
            yield from _after(name, names)
            yield from _born(name, names)
            yield from _before(name, names)


def with_wholes(drafts: Iterator[Draft], found: Sequence[Candidate], doc: Doc) -> Iterator[Draft]:
    """Yield the drafts, and those of "born in Oslo, Norway" once more with the whole."""
    starts = {c.start: c for c in found if c.kind == "name" and c.type == "Place"}
    parts = {c.root: c for c in starts.values()}
    for draft in drafts:
        yield draft
        part = parts.get(draft.tail.root) if draft.tail else None
        if part is None or draft.relation not in _WHERE:
            continue
        whole = starts.get(part.end + 1)
        if whole is not None and _is_whole(part, whole, doc):
            yield replace(draft, tail=Argument(whole.root, whole.type, whole.kind))


def _after(name: Candidate, names: _Names) -> Iterator[Draft]:
    """What stands right after a name: "of Yale University", "in Oslo", ", Norway"."""
    doc, at = names.doc, name.end
    word = doc[at].lower_ if at < len(doc) else ""
    if word in ("of", "from") and name.type == "Person":
        body = _next_name(at + 1, names)
        if body is not None and body.type in BODIES and doc[at].head.i == name.root:
            yield _tie("AFFILIATED_WITH", name, body, doc[at], word)
    elif word == "in" and name.type in _SEATED and doc[at].head.i == name.root:
        place = _next_name(at + 1, names)
        if place is not None and place.type == "Place":
            yield _tie("LOCATED_IN", name, place, doc[at], "in")


def _born(name: Candidate, names: _Names) -> Iterator[Draft]:
    """ "Ann Smith (born May 1963, Oslo)": the place that follows the day in the brackets."""
    doc, at = names.doc, name.end
    if name.type != "Person" or doc[at : at + 1].text != "(":
        return
    inside = list(takewhile(lambda t: t.text != ")", doc[at + 1 : at + _BRACKETS]))
    born = next((t for t in inside if t.lower_ in _BORN), None)
    for token in inside[born.i - at :] if born is not None else ():
        place = names.starts.get(token.i)
        if place is not None and place.type == "Place":
            yield _tie("BORN_IN", name, place, doc[token.i], "born")
        if place is not None or not _is_of_day(token):
            return


def _is_of_day(token: Token) -> bool:
    return token.ent_type_ == "DATE" or token.like_num or token.text in _BESIDE_DAYS


def _next_name(at: int, names: _Names) -> Candidate | None:
    """The name that begins here, after an article."""
    after_article = at < len(names.doc) and names.doc[at].lower_ == "the"
    found = names.starts.get(at + 1 if after_article else at)
    return found if found is not None and found.kind == "name" else None


def _is_whole(part: Candidate, whole: Candidate, doc: Doc) -> bool:
    """Whether "Oslo, Norway" is one place in another, not the beginning of a list."""
    if doc[part.end].text != ",":
        return False
    inside = doc[whole.root].head.i == part.root and doc[whole.root].dep_ in (
        "appos",
        "npadvmod",
        "nmod",
    )
    listed = any(c.dep_ in ("conj", "cc") for c in doc[whole.root].children)
    return inside and not listed


def _before(name: Candidate, names: _Names) -> Iterator[Draft]:
    """What stands right before a name: "Acme's", "German", "the London-based"."""
    doc, at = names.doc, name.start
    if name.type == "Person":
        owner = names.ends.get(at - 1) if at and doc[at - 1].text in _POSSESSIVE else None
        if owner is not None and owner.type in BODIES:
            yield _tie("AFFILIATED_WITH", name, owner, doc[name.root], "poss")
    elif name.type in _SEATED:
        place, how = _place_before(name, names)
        if place is not None:
            part = name.type == "Agency" and how != "based"
            yield _tie("PART_OF" if part else "LOCATED_IN", name, place, doc[name.root], how)
    elif name.type == "Place":
        yield from _settlement(name, names)


def _place_before(name: Candidate, names: _Names) -> tuple[Candidate | None, str]:
    """The place that a body belongs to or is based in, and how that is said."""
    doc, at = names.doc, name.start
    if at > 2 and doc[at - 1].lower_ == "based" and doc[at - 2].text == "-":
        return _as_place(names.ends.get(at - 2)), "based"
    if at and doc[at - 1].text in _POSSESSIVE:
        return _as_place(names.ends.get(at - 1)), "poss"
    near = names.ends.get(at)
    return (_as_place(near) if near is not None and near.kind == "demonym" else None), "demonym"


def _as_place(c: Candidate | None) -> Candidate | None:
    return c if c is not None and c.type == "Place" else None


def _settlement(name: Candidate, names: _Names) -> Iterator[Draft]:
    """ "The Kenyan city of Mombasa", "Kenya's port city Mombasa"."""
    doc, at = names.doc, name.start
    at -= at > 1 and doc[at - 1].lower_ == "of"
    if not at or doc[at - 1].lower_ not in names.settlements:
        return
    for child in doc[at - 1].children:
        whole = names.ends.get(child.i + 1)
        if (
            child.dep_ in ("amod", "poss", "compound")
            and whole is not None
            and whole.type == "Place"
        ):
            yield _tie("LOCATED_IN", name, whole, doc[at - 1], "settlement")


def _tie(relation: str, head: Candidate, tail: Candidate, trigger: Token, how: str) -> Draft:
    return Draft(
        relation,
        Argument(head.root, head.type, head.kind),
        Argument(tail.root, tail.type, tail.kind),
        trigger,
        {},
        Status(),
        f"{PHRASE_RULE}:{how}",
    )
