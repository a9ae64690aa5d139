"""Third-person pronouns to their antecedents: what may be meant, and how much speaks for it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.extract.attributed import Attributed
from kg.extract.candidates import BODIES, Candidate
from kg.extract.verbs import SUBJECTS
from kg.parsed import Token
from kg.resolve.antecedents import Antecedent, State, role_of
from kg.resolve.binding import Site, site
from kg.resolve.salience import choose, weight_of, weights

_ODD = (*BODIES, "Facility")
_FITTING = {
    "people": ("Person", "Unnamed"),
    "they": ("Group", *BODIES, "Place", "Unnamed", "people", "bodies", "places", "noun"),
    "it": (*BODIES, "Place", "Facility", "Group", "Work", "noun"),
}
_DISTANCE = {-1: "distance after", **{n: f"distance {n}" for n in range(5)}}
_CLASSES = dict.fromkeys(_ODD, "body")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """A pronoun and what its place says."""

    token: Token
    kind: str
    gender: str | None
    role: str
    site: Site
    said: Attributed | None
    last_speaker: int | None
    banned: frozenset[int]

    @property
    def at(self) -> int:
        """Its token's index."""
        return self.token.i


def resolve(c: Candidate, state: State, known: Mapping[str, Any]) -> None:
    """Link a third-person pronoun to what it most likely stands for, or leave it open."""
    p = _pronoun(c, state, known)
    scored = [(a.things, _score(p, a, back, state)) for a, back in possible(p, state)]
    nothing = weight_of(f"nothing {p.kind}")
    nothing += weight_of("nothing quoted") if state.quotations[p.at] else 0.0
    things = choose(scored, p.kind, nothing)
    if not things and p.last_speaker is not None:
        # "he said", where the last speaker could be meant: who speaks mostly goes on
        things = next((t for t, _ in scored if t == (p.last_speaker,)), ())
    if len(things) == 1:
        state.entity[c.root] = things[0]
        if p.gender:
            state.gender.setdefault(things[0], p.gender)
    elif things:
        state.parts[c.root] = next(a.parts for a in reversed(state.seen) if a.things == things)


def _score(p: Pronoun, a: Antecedent, back: int, state: State) -> float:
    known, total = weights(), a.weight
    for feature, measure in features(p, a, back, state):
        total += known.get(feature, 0.0) * measure
    return total


def kind_of(known: Mapping[str, Any]) -> str:
    """Return "people", "they" or "it" for a row of the table of pronouns."""
    if known["number"] == "many":
        return "they"
    return "it" if known.get("gender") == "n" else "people"


def _pronoun(c: Candidate, state: State, known: Mapping[str, Any]) -> Pronoun:
    token, kind = state.doc[c.root], kind_of(known)
    place = site(token, bool(known.get("reflexive")), state.mention)
    banned = {state.entity[r] for r in place.banned if r in state.entity}
    banned |= {state.entity[r] for r in _speakers(token, state) if r in state.entity}
    banned |= set(_named_by(token, state))
    gender = known["gender"] if kind == "people" else None
    said = state.speech.reported(token)
    speaker = _last_speaker(token, gender, state) if token.dep_ in SUBJECTS else None
    return Pronoun(token, kind, gender, role_of(token), place, said, speaker, frozenset(banned))


def _last_speaker(token: Token, gender: str | None, state: State) -> int | None:
    """Who spoke last, or has acted since in a main clause, of a cue's subject."""
    last = state.speech.last_source(token)
    if last is None:
        return None
    since = state.last_subject(token)
    if since is None or since.root < last or since.type != "Person":
        return state.entity.get(last)
    fits = state.gender.get(since.things[0], gender) == gender
    return since.things[0] if fits else state.entity.get(last)


def _speakers(token: Token, state: State) -> tuple[int, ...]:
    """Who speaks is no third person in the own words."""
    speaker = state.speech.direct(token)
    return (speaker, state.speech.owners.get(speaker, speaker)) if speaker is not None else ()


def _named_by(token: Token, state: State) -> Iterator[int]:
    """Whoever speaks does not name or describe himself: "Putin would go on," he said."""
    words = state.speech.words_of(token.i) if token.dep_ in SUBJECTS else ()
    for c in state.by_root.values() if words else ():
        if c.kind in ("name", "nominal") and c.root in state.entity:
            named = state.doc[c.root]
            alone = named.dep_ not in ("compound", "nmod")  # not "the Trump family"
            if alone and any(s.holds(named.idx) for s in words):
                yield state.entity[c.root]


def possible(p: Pronoun, state: State) -> Iterator[tuple[Antecedent, int]]:
    """Yield what the pronoun may stand for, with the distance in sentences; -1: it follows."""
    for a, back in state.near(p.at):
        if _fits(p, a, state):
            yield a, back
    for root in p.site.after:
        c = state.by_root.get(root)
        if c is not None and c.kind == "name" and root in state.entity:
            a = state.antecedent(c)
            if _fits(p, a, state):
                yield a, -1


def _fits(p: Pronoun, a: Antecedent, state: State) -> bool:
    if a.root in p.site.banned or p.banned.intersection(a.things):
        return False
    if p.kind == "people":
        if len(a.things) != 1 or (a.many and a.type != "Person"):
            return False
        if a.type == "Unnamed" and not _is_person_noun(state.doc[a.root], state):
            return False
        odd = a.type in _ODD and a.kind == "name" and _may_be_a_person(a, state)
        right = a.type in _FITTING["people"] or odd
        return right and state.gender.get(a.things[0], p.gender) == p.gender
    if a.type not in _FITTING[p.kind]:
        return False
    return a.many if a.type == "noun" and p.kind == "they" else p.kind == "they" or not a.many


def _is_person_noun(noun: Token, state: State) -> bool:
    """Whether a noun is one of persons: not "the forum", which only spoke."""
    words = state.words
    return noun.lower_ in words.role_words or noun.lemma_.lower() in words.role_nouns


def _may_be_a_person(a: Antecedent, state: State) -> bool:
    """A short name that no list knows, without an article: the model takes many for bodies."""
    c = state.by_root.get(a.root)
    if c is None or c.canonical or c.end - c.start > 2:
        return False
    return not any(t.dep_ == "det" for t in state.doc[a.root].lefts)


def features(p: Pronoun, a: Antecedent, back: int, state: State) -> list[tuple[str, float]]:
    """Return what speaks for or against an antecedent, each with its measure."""
    found = [
        (_DISTANCE[min(back, 4)], 1.0),
        ("distance words", math.log1p(abs(p.at - a.root))),
        (f"{p.kind} {_CLASSES.get(a.type, a.type)}", 1.0),
    ]
    if a.things:
        found.append(("count log", math.log1p(state.counts[a.things])))
        if a.things == state.topic:
            found.append((f"topic {p.kind}", 1.0))
    if a.kind == "pronoun" and back <= 1:
        found.append((f"chain {back}", 1.0))
    if p.role == a.role:
        found.append((f"parallel {p.role}", 1.0))
    if p.kind == "people" and a.things[0] in state.gender:
        found.append(("gender known", 1.0))
    found += _clausal(p, a)
    found += _spoken(p, a, state)
    return found


def _clausal(p: Pronoun, a: Antecedent) -> list[tuple[str, float]]:
    if a.root in p.site.own:
        return [("clause own", 1.0)]
    if a.root in p.site.over:
        return [("clause over", 1.0)]
    return [("clause object", 1.0)] if a.root in p.site.objects else []


def _spoken(p: Pronoun, a: Antecedent, state: State) -> list[tuple[str, float]]:
    """ "Trump said he ...": the subject of what is reported is mostly its source; "told Walz that
    ... him": an object is often whom it was said to."""
    found: list[tuple[str, float]] = []
    if p.said is not None and a.root == p.said.source:
        found.append((f"source {p.kind}", 1.0))
    elif p.said is not None and a.root == p.said.addressee:
        found.append((f"addressee {'subject' if p.role == 'subject' else 'object'}", 1.0))
    if p.last_speaker is not None and a.things == (p.last_speaker,):
        found.append(("source again", 1.0))
    here, there = state.quotations[p.at], state.quotations[a.root]
    if here != there:
        found.append((f"quotation {'left' if there else 'entered'}", 1.0))
    elif here:
        found.append(("quotation same", 1.0))
    return found
