"""Ties that a noun phrase states by its form alone, without a verb or a role noun.

"Ole Rud of Yale University", "Acme's Ann Smith", "Bob Jones (SPD)": who belongs where. "Germany's
Federal Court", "the Kenyan parliament": whose body. "The London-based Acme Group", "Turin's La
Stampa": where. "The Kenyan city of Mombasa", "Oslo, Norway": a place is part of another, and what
is in the part is in the whole, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from kg.extract.arguments import Argument
from kg.extract.candidates import BODIES, Candidate, by_root
from kg.extract.frames import Draft
from kg.extract.statics import of_form
from kg.ontology import Ontology
from kg.parsed import Doc, Token

PHRASE_RULE = "phrase"
_POSSESSIVE = ("'s", "’s", "'", "’")
_BRACKETS = 40  # tokens that brackets after a name may hold
_BORN = ("born", "b.")
_BESIDE_DAYS = (",", "in", "c.", "at", "near")
_SEATED = (*BODIES, "Facility")


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a Doc by where they begin, where they end, and by their head token."""

    doc: Doc
    starts: Mapping[int, Candidate]
    ends: Mapping[int, Candidate]
    roots: Mapping[int, Candidate]
    ontology: Ontology
    settlements: frozenset[str]
    areas: frozenset[str]
    unseated: frozenset[str]

    def has_seat(self, name: Candidate) -> bool:
        """Whether it names what is somewhere: a body or a facility, no study, no operation."""
        return name.type in _SEATED and self.doc[name.end - 1].lower_ not in self.unseated

    def tie(
        self, form: str, head: Candidate, tail: Candidate, trigger: Token, how: str
    ) -> Iterator[Draft]:
        """The tie that a form states: who is the `member` of what, the `unit` of what."""
        return of_form(form, head, tail, trigger, f"{PHRASE_RULE}:{how}", self.ontology)


def phrase_ties(doc: Doc, found: Sequence[Candidate], ontology: Ontology) -> Iterator[Draft]:
    """Yield the ties of the Doc's names, in order."""
    named = [c for c in found if c.kind in ("name", "demonym") and not c.metonym]
    words = (frozenset(ontology.cues["roles"][key]) for key in ("settlements", "areas", "unseated"))
    starts, ends = {c.start: c for c in named}, {c.end: c for c in named}
    names = _Names(doc, starts, ends, by_root(named), ontology, *words)
    for name in named:
        if name.kind == "name":
            yield from _after(name, names)
            yield from _born(name, names)
            yield from _before(name, names)


def with_wholes(
    drafts: Iterator[Draft], found: Sequence[Candidate], doc: Doc, ontology: Ontology
) -> Iterator[Draft]:
    """Yield the drafts, and those of "born in Oslo, Norway" once more with the whole."""
    starts = {c.start: c for c in found if c.kind == "name" and c.type == "Place"}
    parts = {c.root: c for c in starts.values()}
    for draft in drafts:
        yield draft
        part = parts.get(draft.tail.root) if draft.tail else None
        if part is None or not ontology.relation_types[draft.relation].wholes:
            continue
        whole = starts.get(part.end + 1)
        if whole is not None and _is_whole(part, whole, doc):
            yield replace(draft, tail=Argument.of(whole))


def _after(name: Candidate, names: _Names) -> Iterator[Draft]:
    """What stands right after a name: "of Yale University", "in Oslo", ", 43, of Oslo", "(SPD)"."""
    doc, at = names.doc, name.end
    word = doc[at].lower_ if at < len(doc) else ""
    if name.type == "Person":
        yield from _after_person(name, names, word)
    elif name.type == "Place":
        yield from _after_place(name, names, word)
    elif word == "in" and names.has_seat(name) and doc[at].head.i == name.root:
        place = _next_place(at + 1, names)
        if place is not None:
            yield from names.tie("seated", name, place, doc[at], "in")


def _after_person(name: Candidate, names: _Names, word: str) -> Iterator[Draft]:
    doc, at = names.doc, name.end
    link = doc[at + (word == ",") : at + (word == ",") + 1]
    if link.text in ("of", "from"):
        body = _object(link[0], names)
        if body is not None and body.type in BODIES and link[0].head.i == name.root:
            yield from names.tie("member", name, body, link[0], link.text)
    elif word == "(":
        party = _next_name(at + 1 + (doc[at + 1 : at + 2].text == "of"), names)
        if (
            party is not None
            and party.type == "Party"
            and doc[party.end : party.end + 1].text == ")"
        ):
            yield from names.tie("member", name, party, doc[party.root], "party")
    elif _has_age(doc, at) and doc[at + 3 : at + 4].text == "of":
        place = _next_place(at + 4, names)
        if place is not None:
            yield from names.tie("resident", name, place, doc[at + 3], "age")


def _object(link: Token, names: _Names) -> Candidate | None:
    """The name after "of" and what stands before it: "of the Oslo-based Acme Group"."""
    objects = (names.roots.get(c.i) for c in link.children if c.dep_ == "pobj")
    return next((c for c in objects if c is not None and c.kind == "name"), None)


def _has_age(doc: Doc, at: int) -> bool:
    """Whether ", 43," stands here."""
    age = doc[at : at + 3].text
    return age[:1] == age[-1:] == "," and age[1:-1].strip().isdigit()


def _after_place(name: Candidate, names: _Names, word: str) -> Iterator[Draft]:
    """ "Zermatt in Switzerland", "the Punjab region of India"."""
    doc, at = names.doc, name.end
    area = word in names.areas
    link = doc[at + area : at + area + 1]
    if link.text not in (("of", "in") if area else ("in",)):
        return
    whole = _next_place(link.end, names)
    if whole is not None and link[0].head.i == (at if area else name.root):
        yield from names.tie("unit", name, whole, link[0], "in")


def _next_place(at: int, names: _Names) -> Candidate | None:
    """The place that begins here: "Norway", "northern Norway", "the Netherlands"."""
    at += names.doc[at : at + 1].text.lower().endswith(("ern", "central"))
    found = _next_name(at, names)
    return found if found is not None and found.type == "Place" else None


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
            yield from names.tie("native", name, place, doc[token.i], "born")
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
    joined = doc[whole.end : whole.end + 1].text == "," and doc[whole.end + 1 : whole.end + 2]
    listed = any(c.dep_ in ("conj", "cc") for c in (*doc[whole.root].children, *(joined or ())))
    return inside and not listed


def _before(name: Candidate, names: _Names) -> Iterator[Draft]:
    """What stands right before a name: "Acme's", "German", "the London-based"."""
    doc, at = names.doc, name.start
    owner = names.ends.get(at - 1) if at and doc[at - 1].text in _POSSESSIVE else None
    if name.type == "Person":
        if owner is not None and owner.type in BODIES:
            yield from names.tie("member", name, owner, doc[name.root], "poss")
    elif name.type == "Party" and owner is not None and owner.type == "Person":
        yield from names.tie("member", owner, name, doc[name.root], "poss")
    elif name.type in BODIES and owner is not None and owner.type in BODIES:
        yield from names.tie("unit", name, owner, doc[name.root], "poss")
    elif names.has_seat(name):
        place, how = _place_before(name, names)
        if place is not None:
            part = name.type == "Agency" and how != "based"
            yield from names.tie("unit" if part else "seated", name, place, doc[name.root], how)
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
    """ "The Kenyan city of Mombasa", "Kenya's port city Mombasa", "Kenya's Kwale county"; "Oslo,
    Norway"."""
    doc, at = names.doc, name.start
    at -= at > 1 and doc[at - 1].lower_ == "of"
    before = doc[at - 1 : at] if at else doc[:0]
    nouns = [t for t in (*before, *doc[name.end : name.end + 1]) if t.lower_ in names.settlements]
    wholes = (names.ends.get(c.i + 1) for t in nouns for c in t.children if _is_whose(c, names))
    for whole in wholes:
        if whole is not None and whole.type == "Place" and whole != name:
            yield from names.tie("unit", name, whole, nouns[0], "settlement")
    whole = _next_place(name.end + 1, names)
    if whole is not None and _is_whole(name, whole, doc):
        yield from names.tie("unit", name, whole, doc[whole.root], "address")


def _is_whose(word: Token, names: _Names) -> bool:
    """ "The Kenyan city", "the Lombardy town"; but "the Lombardy region" is Lombardy itself."""
    if word.dep_ in ("compound", "nmod"):
        return word.pos_ != "PROPN" or word.head.lower_ not in names.areas
    return word.dep_ in ("amod", "poss")
