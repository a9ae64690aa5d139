"""A trigger and what stands in the slots around it: a verb's clause, what a noun's phrase and the
verb that supports it hold, what an adjective is said of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kg.extract.arguments import Arguments
from kg.extract.candidates import BODIES
from kg.extract.clauses import Clause, clause_of, noun_subject
from kg.extract.operators import supports, turns_nouns
from kg.extract.phrases import conjuncts, noun_prepositions, noun_slot, prepositions
from kg.extract.role_nouns import are_listed, belongings, described, names_place
from kg.extract.subjects import surface_subject
from kg.extract.verbs import CLAUSES, OBJECTS, children
from kg.ontology import Ontology
from kg.parsed import Token

_DURING = ("on", "during", "in", "at")
_AFTER = ("after", "following", "before")
_CLAIMED = "responsibility"
_BACK = {"return", "come"}
_STATES = ("at", "in", "on", "under")


@dataclass(frozen=True, slots=True)
class Reading:
    """A trigger and the slots around it."""

    trigger: Token
    slots: Mapping[str, tuple[Token, ...]]
    clause: Clause | None = None
    inherited: bool = False
    supported: bool = False

    def without_support(self) -> Reading:
        """The reading of a noun that names what its subject is: a support verb lends it none."""
        slots = {k: v for k, v in self.slots.items() if k != "subject"}
        return replace(self, slots=slots) if self.supported else self

    def slot(self, name: str) -> tuple[Token, ...]:
        """Return the tokens in a slot; "object.of" looks inside the object's phrase."""
        if self.clause is not None:
            return self.clause.slot(name)
        outer, _, inner = name.partition(".")
        tokens = self.slots.get(outer, ())
        return noun_slot(tokens[0], inner) if inner and tokens else tokens


def read(token: Token, kind: str, ontology: Ontology, arguments: Arguments) -> Reading:
    """Return the slots around a trigger that is of a kind (verbs, nouns, adjectives)."""
    control = ontology.subject_control
    if kind == "verbs":
        clause = clause_of(token, control)
        return Reading(token, clause.slots, clause, clause.inherited)
    if kind == "nouns":
        governor = _supporting(token, ontology)
        slots = _noun_slots(token, governor, ontology, arguments)
        return Reading(token, slots, supported=governor is not None)
    subject, inherited = _predicate_subject(token, ontology, control)
    return Reading(token, {"subject": subject} | prepositions(token), inherited=inherited)


def said_of(reading: Reading, ontology: Ontology, arguments: Arguments) -> Reading:
    """Return the reading of a noun that says what somebody is, wherever that one stands."""
    noun, cues = reading.trigger, ontology.cues["roles"]
    own = dict(reading.without_support().slots)
    own["subject"] = tuple(t for t in own.get("subject", ()) if not are_listed(noun, t))
    slots = belongings(noun, own, arguments, cues["posts"])
    slots.setdefault("subject", _apposed(noun, own, arguments))
    place = noun.dep_ != "appos" or names_place(noun, arguments)
    subject = _fitting(noun, slots.get("subject", ()), arguments, cues, place)
    if not any(arguments.is_actor(t) for t in subject):
        other = described(noun, arguments, cues, ontology.subject_control)
        subject = _fitting(noun, other, arguments, cues, place=True)
    slots["subject"] = subject
    return replace(reading, slots={k: v for k, v in slots.items() if v}, supported=False)


def _fitting(
    noun: Token,
    subject: tuple[Token, ...],
    arguments: Arguments,
    cues: Mapping[str, Any],
    place: bool,
) -> tuple[Token, ...]:
    """The tokens of a subject that may be what the noun says: a `place`, too, or only others.

    "Born in Oslo, son of Ann": what the parser takes for a place's apposition is a person's; and no
    body is an officer of another."""
    unfit = () if place else ("Place",)
    if noun.lemma_.lower() in cues["of_people"]:
        unfit = (*unfit, *BODIES)
    return tuple(t for t in subject if not any(a.type in unfit for a in arguments.at(t)))


def _noun_slots(
    noun: Token, governor: Token | None, ontology: Ontology, arguments: Arguments
) -> dict[str, tuple[Token, ...]]:
    control = ontology.subject_control
    slots = {name: noun_slot(noun, name) for name in ("poss", "compound", "proper")}
    own = noun_prepositions(noun)
    for patient in own.get("of", ()):  # "the arrest of Smith by police"
        own.setdefault("by", noun_slot(patient, "by"))
    if governor is not None:
        for name, tokens in prepositions(governor).items():
            own.setdefault(name, tokens)
        slots["subject"] = noun_subject(noun, governor, control)
        if supports(governor, ontology):
            slots["support"] = slots["subject"]
        slots["dative"] = clause_of(governor, control).slot("dative")
    elif apposed := _apposed(noun, own, arguments):
        slots["subject"] = apposed
    elif noun.dep_ == "appos":
        slots["subject"] = (noun.head,)
    elif found := _predicate_subject(_counter(noun), ontology, control)[0]:
        slots["subject"] = found
    elif verb := _during(noun):
        slots["setting"] = noun_subject(noun, verb, control)
    elif noun.dep_ == "pobj" and noun.head.lower_ == "of" and turns_nouns(noun.head.head, ontology):
        slots["subject"] = noun_slot(noun.head.head, "poss")  # "X's threat of sanctions"
    slots["self"] = (noun,)
    if len(own.get("between", ())) > 1:
        slots["reciprocal"] = own["between"][1:]
        own["between"] = own["between"][:1]
    return {k: v for k, v in (slots | own).items() if v}


def _during(noun: Token) -> Token | None:
    """The verb that says what somebody did "during a visit", "at a meeting", "back from a trip";
    also "after talks", unless what he did is done to another."""
    link, verb = noun.head, noun.head.head
    if noun.dep_ != "pobj" or verb.pos_ != "VERB":
        return None
    told = any(c.dep_ in CLAUSES for c in verb.children)
    after = link.lower_ in _AFTER and (told or not children(verb, OBJECTS))
    back = link.lower_ == "from" and verb.lemma_ in _BACK
    return verb if link.lower_ in _DURING or after or back else None


def _counter(noun: Token) -> Token:
    """ "one of Smith's critics": the word that counts the noun stands in its place."""
    of = noun.head
    counted = noun.dep_ == "pobj" and of.lower_ == "of" and of.head.pos_ in ("NUM", "DET", "PRON")
    return of.head if counted else noun


def _apposed(
    noun: Token, own: Mapping[str, tuple[Token, ...]], arguments: Arguments
) -> tuple[Token, ...]:
    """ "her adviser, Ann Smith": the name after the noun; also where the parser hangs it on a
    name inside ("the head of Acme, Ann Smith"), for no person is another, nor a body."""
    names = [t for ts in own.values() for t in ts if t.pos_ == "PROPN" and arguments.is_actor(t)]
    return tuple(
        joined
        for anchor in (noun, *names)
        for c in anchor.children
        if c.dep_ == "appos" and (anchor == noun or names_person(c, arguments))
        if not any(g.dep_ == "poss" for g in c.children)  # "my father, my uncle": a list
        for joined in conjuncts(c)
    )


def names_person(token: Token, arguments: Arguments) -> bool:
    return token.pos_ == "PROPN" and any(
        a.type == "Person" and a.kind == "name" for a in arguments.at(token)
    )


def _supporting(noun: Token, ontology: Ontology) -> Token | None:
    """The verb that lends the noun its subject: a support verb, or an operator over nouns."""
    verb = noun.head
    if noun.dep_ == "conj" and verb.pos_ == "NOUN":
        return _supporting(verb, ontology)
    if noun.dep_ == "pobj" and verb.dep_ in ("prep", "dative"):
        verb = verb.head
        if verb.lemma_ == _CLAIMED and noun.head.lower_ == "for":  # "claimed responsibility for"
            return _supporting(verb, ontology)
        return verb if verb.pos_ == "VERB" and turns_nouns(verb, ontology) else None
    if noun.dep_ not in ("dobj", "nsubjpass") or verb.pos_ != "VERB":
        return None
    return verb if supports(verb, ontology) or turns_nouns(verb, ontology) else None


def _predicate_subject(
    word: Token, ontology: Ontology, control: frozenset[str]
) -> tuple[tuple[Token, ...], bool]:
    top = word
    while top.dep_ == "conj":
        top = top.head
    if top.dep_ in ("acomp", "attr", "oprd") and top.head.lemma_ in ontology.auxiliaries["copulas"]:
        return surface_subject(top.head, control)
    if top.dep_ == "pobj":
        return _prepositional_subject(top.head, ontology, control)
    if top.dep_ in ("amod", "acl", "appos") and top.head != top and top.i > top.head.i:
        return tuple(conjuncts(top.head))[:1], True
    return (), False


def _prepositional_subject(
    link: Token, ontology: Ontology, control: frozenset[str]
) -> tuple[tuple[Token, ...], bool]:
    """ "emerged as a critic of X", "saw her as one", "is at odds with"; not "is in the museum"."""
    verb = link.head
    if link.lower_ == "as" and verb.pos_ == "VERB":
        clause = clause_of(verb, control)
        return clause.slot("object") or clause.slot("subject"), True
    definite = any(c.lower_ == "the" for t in link.children for c in t.children)
    if link.lower_ in _STATES and not definite and verb.lemma_ in ontology.auxiliaries["copulas"]:
        return surface_subject(verb, control)
    return (), False
