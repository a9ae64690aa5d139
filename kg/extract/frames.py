"""Frames: which words of a sentence trigger which relation, and who fills its sides.

Frames are chosen by the trigger lemmas present, so the cost does not grow with the ontology.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extract.arguments import Argument, Arguments
from kg.extract.clauses import (
    Clause,
    clause_of,
    conjuncts,
    noun_slot,
    noun_subject,
    prepositions,
    surface_subject,
)
from kg.extract.operators import Status, status, supports, turns_nouns
from kg.ontology import Condition, Frame, Ontology

KINDS = {"VERB": "verbs", "NOUN": "nouns", "ADJ": "adjectives"}
_MAX_SIDE = 6


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate statement on tokens: its sides are arguments, or None where nobody is named."""

    relation: str
    head: Argument | None
    tail: Argument | None
    trigger: Token
    roles: Mapping[str, tuple[Token, ...]]
    status: Status
    rule: str
    inherited: bool = False
    role: str | None = None


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
        """Return the tokens in a slot; "clause.subject" looks inside the clause slot."""
        if self.clause is not None:
            return self.clause.slot(name)
        outer, _, inner = name.partition(".")
        tokens = self.slots.get(outer, ())
        return noun_slot(tokens[0], inner) if inner and tokens else tokens


def drafts(sentence: Sequence[Token], ontology: Ontology, arguments: Arguments) -> Iterator[Draft]:
    """Yield the candidate statements of a sentence, by trigger in text order."""
    for reading, frame in standing(sentence, ontology, arguments):
        if _holds(reading, frame, arguments):
            yield from _fill(reading, frame, ontology, arguments)


def standing(
    sentence: Sequence[Token], ontology: Ontology, arguments: Arguments
) -> Iterator[tuple[Reading, Frame]]:
    """Yield each frame whose words stand in a sentence, with what is around its trigger."""
    for token in sentence:
        kind = KINDS.get(token.pos_)
        if kind is None:
            continue
        frames = ontology.triggers[kind].get(token.lemma_.lower(), ())
        if not frames:
            continue
        matched = _most_specific(token, frames)
        reading = _read(token, kind, ontology, arguments) if matched else Reading(token, {})
        yield from ((reading, frame) for frame in matched)


def _read(token: Token, kind: str, ontology: Ontology, arguments: Arguments) -> Reading:
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


def _noun_slots(
    noun: Token, governor: Token | None, ontology: Ontology, arguments: Arguments
) -> dict[str, tuple[Token, ...]]:
    control = ontology.subject_control
    slots = {"poss": noun_slot(noun, "poss"), "compound": noun_slot(noun, "compound")}
    own = prepositions(noun)
    if governor is not None:
        for name, tokens in prepositions(governor).items():
            own.setdefault(name, tokens)
        slots["subject"] = noun_subject(noun, governor, control)
        slots["dative"] = clause_of(governor, control).slot("dative")
    elif apposed := _apposed(noun, own, arguments):
        slots["subject"] = apposed
    elif noun.dep_ == "appos":
        slots["subject"] = (noun.head,)
    elif noun.dep_ == "attr" or (noun.dep_ == "conj" and noun.head.dep_ == "attr"):
        slots["subject"] = _predicate_subject(noun, ontology, control)[0]
    slots["self"] = (noun,)
    if len(own.get("between", ())) > 1:
        slots["reciprocal"] = own["between"][1:]
        own["between"] = own["between"][:1]
    return {k: v for k, v in (slots | own).items() if v}


def _apposed(
    noun: Token, own: Mapping[str, tuple[Token, ...]], arguments: Arguments
) -> tuple[Token, ...]:
    """ "her adviser, Ann Smith": the name after the noun; also where the parser hangs it on a
    person named inside ("an adviser to Tim Walz, Ann Smith"), for no person is another."""
    people = [t for ts in own.values() for t in ts if _is_person(t, arguments)]
    return tuple(
        c
        for anchor in (noun, *people)
        for c in anchor.children
        if c.dep_ == "appos" and (anchor == noun or _is_person(c, arguments))
    )


def _is_person(token: Token, arguments: Arguments) -> bool:
    return any(a.type == "Person" and a.kind == "name" for a in arguments.at(token))


def _supporting(noun: Token, ontology: Ontology) -> Token | None:
    """The verb that lends the noun its subject: a support verb, or an operator over nouns."""
    verb = noun.head
    if noun.dep_ == "conj" and verb.pos_ == "NOUN":
        return _supporting(verb, ontology)
    if noun.dep_ == "pobj" and verb.dep_ in ("prep", "dative"):
        verb = verb.head
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
    if top.dep_ in ("amod", "acl", "appos") and top.head != top and top.i > top.head.i:
        return tuple(conjuncts(top.head))[:1], True
    return (), False


def _most_specific(token: Token, frames: Sequence[Frame]) -> list[Frame]:
    """The frames whose lemma stands here; "phone call" outranks "call", "call off" "call"."""
    lengths = [(_lemma_length(token, frame), frame) for frame in frames]
    longest = max((n for n, _ in lengths), default=0)
    return [frame for n, frame in lengths if n and n == longest]


def _lemma_length(token: Token, frame: Frame) -> int:
    """Words of the longest of the frame's lemmas that stands here with all its parts, or 0."""
    word, at = token.lemma_.lower(), -1 if frame.kind == "nouns" else 0
    found = (
        len(lemma)
        for lemma in frame.lemmas
        if lemma[at] == word and _words_near(token, lemma[:-1] if at else lemma[1:])
    )
    return max(found, default=0)


def _words_near(token: Token, words: tuple[str, ...]) -> bool:
    """Whether the other words of a lemma hang on the trigger, directly or by one step."""
    if not words:
        return True
    near = {t.lemma_.lower() for c in token.children for t in (c, *c.children)}
    near |= {c.lower_ for c in token.children}
    return all(word in near for word in words)


def _holds(reading: Reading, frame: Frame, arguments: Arguments) -> bool:
    return all(meets(reading, slot, c, arguments) for slot, c in frame.where.items())


def meets(reading: Reading, slot: str, condition: Condition, arguments: Arguments) -> bool:
    """Whether what fills a slot meets a condition of a frame."""
    tokens = reading.slot(slot)
    if isinstance(condition, tuple):
        return any(t.lemma_.lower() in condition or t.lower_ in condition for t in tokens)
    if condition in ("present", "absent"):
        return bool(tokens) == (condition == "present")
    if condition in ("infinitive", "finite"):
        infinitive = any(c.tag_ == "TO" for t in tokens for c in t.children)
        return bool(tokens) and infinitive == (condition == "infinitive")
    actor = any(arguments.is_actor(t) for t in tokens)
    return actor if condition == "actor" else bool(tokens) and not actor


def _fill(
    reading: Reading, frame: Frame, ontology: Ontology, arguments: Arguments
) -> Iterator[Draft]:
    if frame.roles.get("role") == ("self",):
        reading = reading.without_support()
    head_slot, heads = _side(reading, frame.roles["head"], arguments, None)
    tail_slot, tails = _side(reading, frame.roles["tail"], arguments, head_slot)
    if tail_slot is not None and tail_slot == head_slot:
        tails = ()
    found = {"head": heads, "tail": tails}
    if any(not found.get(role, True) for role in frame.requires) or not (heads or tails):
        return
    roles = {r: _tokens(reading, frame.roles[r]) for r in frame.roles if r not in ("head", "tail")}
    how = f"{frame.relation}:{reading.trigger.lemma_.lower()}:{head_slot or '-'}:{tail_slot or '-'}"
    turned = status(reading.trigger, ontology)
    for head in heads[:_MAX_SIDE] or (None,):
        for tail in tails[:_MAX_SIDE] or (None,):
            if head and tail and head.root == tail.root:
                continue
            yield Draft(
                frame.relation, head, tail, reading.trigger, roles, turned, how, reading.inherited
            )


def _side(
    reading: Reading, slots: tuple[str, ...], arguments: Arguments, used: str | None
) -> tuple[str | None, tuple[Argument, ...]]:
    """The first slot that holds actors, else the first whose phrase holds one.

    A bare force ("sent troops") gives way to a later slot: who sends it acts.
    """
    filled = [(name, reading.slot(name)) for name in slots if name != used]
    forces: tuple[str | None, tuple[Argument, ...]] = None, ()
    for look in (arguments.at, arguments.below):
        for name, tokens in filled:
            found = tuple(dict.fromkeys(a for t in tokens for a in look(t)))
            if any(not a.bare_force for a in found):
                return name, found
            forces = (name, found) if found and not forces[1] else forces
        if forces[1] and len(filled) == 1:
            break
    return forces


def _tokens(reading: Reading, slots: tuple[str, ...]) -> tuple[Token, ...]:
    return next((reading.slot(name) for name in slots if reading.slot(name)), ())
