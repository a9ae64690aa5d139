"""Seats that stand for governments: "Moscow said" is Russia, "in Moscow" is the city.

The name of a capital, or of a house of power, is read as the government or body in it only where it
acts, speaks or is addressed as one (cues/seats.yaml); where in doubt it stays the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.candidates import Candidate
from kg.extract.gazetteer import known_forms
from kg.ontology import Ontology
from kg.parsed import Doc, Token
from kg.resolve.names import Cluster

_SEAT_TYPES = ("Place", "Facility", "Organization")
_CONTENT = ("ccomp", "xcomp", "dative")


@dataclass(frozen=True, slots=True)
class Seats:
    """What each seat stands for, as (type, name), and the words that make it stand for that.

    `never` are forms that only name the city. `subjects` are verbs, `saying` verbs that need
    content; `after` are words by preposition.
    """

    bodies: Mapping[str, tuple[str, str]]
    never: frozenset[str]
    subjects: frozenset[str]
    saying: frozenset[str]
    adjectives: frozenset[str]
    objects: frozenset[str]
    after: Mapping[str, frozenset[str]]
    according: frozenset[str]
    possessed: frozenset[str]
    hyphened: frozenset[str]
    prefixed: frozenset[str]


def build(ontology: Ontology) -> Seats:
    """Return the seats of the ontology's places and the cues that read them as governments."""
    cues, attribution = ontology.cues["seats"], ontology.cues["attribution"]
    hollow = set(cues["never_subject"])
    saying = {
        v
        for row in attribution["verbs"]
        if row["source"] != "work" and not row.get("quoted")
        for v in row["lemmas"]
    }
    return Seats(
        bodies=dict(_bodies(ontology)),
        never=frozenset(ontology.gazetteers.get("places", {}).get("not_seats") or ()),
        subjects=frozenset(cues["subject"]),
        saying=frozenset(saying - hollow),
        adjectives=frozenset(cues["adjective"]),
        objects=frozenset(cues["object"]),
        after={p: frozenset(words) for p, words in cues["prepositions"].items()},
        according=frozenset(v for row in attribution["prepositions"] for v in row["lemmas"]),
        possessed=frozenset(cues["possessed"]),
        hyphened=frozenset(cues["hyphened"]),
        prefixed=frozenset(cues["prefixed"]),
    )


def governments(doc: Doc, names: Sequence[Candidate], seats: Seats) -> list[Candidate]:
    """Return the names, those of seats that act as governments with the government's name."""
    return [_read(doc, c, seats) for c in names]


def without_seats(doc: Doc, things: Sequence[Cluster], names: Iterable[Candidate]) -> list[Cluster]:
    """Return the clusters without the seats among their aliases: Russia is not called Moscow."""
    seats = {c.root: c.text(doc) for c in names if c.metonym}
    return [_without(cluster, seats) for cluster in things]


def _without(cluster: Cluster, seats: Mapping[int, str]) -> Cluster:
    forms = {seats[root] for root in cluster.roots if root in seats}
    if not forms:
        return cluster
    return replace(cluster, aliases=tuple(a for a in cluster.aliases if a not in forms))


def _bodies(ontology: Ontology) -> Iterator[tuple[str, tuple[str, str]]]:
    """Seat by name: the capitals of countries, then the other seats, which count more."""
    places = ontology.gazetteers.get("places") or {}
    types: dict[str, str] = {}
    for _, entry in known_forms(ontology):
        types.setdefault(entry.name, entry.type)
    for row in places.get("countries") or ():
        if row.get("capital"):
            yield row["capital"], ("Place", row["name"])
    for row in places.get("metonyms") or ():
        name = row["stands_for"]
        yield row["seat"], (types.get(name, "Agency"), name or row["seat"])


def _read(doc: Doc, c: Candidate, seats: Seats) -> Candidate:
    text = c.text(doc)
    body = seats.bodies.get(c.canonical or text) or seats.bodies.get(text)
    if body is None or c.kind != "name" or c.type not in _SEAT_TYPES or text in seats.never:
        return c
    if body[1] == c.canonical or not _governs(doc, c, seats):
        return c
    return replace(c, type=body[0], canonical=body[1], metonym=True)


def _governs(doc: Doc, c: Candidate, seats: Seats) -> bool:
    """Whether what the name does, or what is done to it, is a government's."""
    token = _first_conjunct(doc[c.root])
    if c.start and doc[c.start - 1].lower_ == "capital":  # "the capital Juba"
        return False
    if _hyphened(doc, c, seats):
        return True
    if token.dep_ == "nsubj":
        return _acts(token.head, seats)
    if token.dep_ in ("nsubjpass", "dobj", "dative"):
        return token.head.lemma_ in seats.objects
    if token.dep_ == "poss":
        return token.head.lemma_ in seats.possessed
    return token.dep_ == "pobj" and _after(token.head, seats)


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN"):
        token = token.head
    return token


def _acts(verb: Token, seats: Seats) -> bool:
    """Whether the verb, or what "be" says, is of one who wills, decides or speaks."""
    if verb.lemma_ in seats.subjects:
        return True
    if verb.lemma_ in seats.saying:
        return any(c.dep_ in _CONTENT or _is_quote(c) for c in verb.children) or _inserted(verb)
    named = (c for c in verb.children if c.dep_ in ("acomp", "oprd"))
    return verb.lemma_ in ("be", "remain", "become", "seem", "appear") and any(
        c.lemma_ in seats.adjectives for c in named
    )


def _is_quote(token: Token) -> bool:
    return token.text in ('"', "“", "”")


def _inserted(verb: Token) -> bool:
    """ "The talks failed, Moscow said": the verb of saying hangs on what is said."""
    return verb.dep_ == "parataxis" or (verb.dep_ == "advcl" and "as" in _marks(verb))


def _marks(verb: Token) -> list[str]:
    return [c.lower_ for c in verb.children if c.dep_ == "mark"]


def _after(preposition: Token, seats: Seats) -> bool:
    """Whether the preposition and the word it hangs on make its object a government."""
    form, host = preposition.lower_, preposition.head
    if form == "to" and host.lower_ in seats.according:
        return True
    if form == "by":
        return any(host.lemma_ in w for w in (seats.subjects, seats.objects, seats.possessed))
    words = seats.after.get(form, frozenset())
    return host.lemma_ in words or any(
        c.lemma_ in words for c in host.children if c.dep_ == "dobj" and c.i < preposition.i
    )


def _hyphened(doc: Doc, c: Candidate, seats: Seats) -> bool:
    """ "Moscow-backed", "pro-Beijing"."""
    after = [t.lower_ for t in doc[c.end : c.end + 2]]
    before = [t.lower_ for t in doc[max(0, c.start - 2) : c.start]]
    return (len(after) == 2 and after[0] == "-" and after[1] in seats.hyphened) or (
        len(before) == 2 and before[1] == "-" and before[0] in seats.prefixed
    )
