"""Clause normalisation: who acts on whom is settled here, before any frame is matched.

A `Clause` names what fills each slot of a predicate (see the ontology's README), whatever the
syntax: passives are undone; `subjects.py` finds who acts where it stands in another clause.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract.coordination import quotation_ends_between
from kg.extract.phrases import conjuncts, expand, measured, noun_slot, parties, prepositions
from kg.extract.subjects import RELATIVES, antecedent_of, is_relative, surface_subject
from kg.extract.verbs import CLAUSES, OBJECTS, SUBJECTS, children, is_passive
from kg.parsed import Token


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """A predicate and the tokens in its slots. `inherited`: the subject stands elsewhere."""

    predicate: Token
    slots: Mapping[str, tuple[Token, ...]]
    passive: bool = False
    inherited: bool = False

    def slot(self, name: str) -> tuple[Token, ...]:
        """Return the tokens in the slot; "clause.subject" looks inside the clause slot."""
        outer, _, inner = name.partition(".")
        tokens = self.slots.get(outer, ())
        if not inner or not tokens:
            return tokens
        if outer == "clause":
            return self._inside(tokens[0], inner)
        return noun_slot(tokens[0], inner)

    def _inside(self, verb: Token, name: str) -> tuple[Token, ...]:
        """A slot of the clausal complement; a subject that is only shared with ours is none."""
        clause = clause_of(verb, frozenset())
        found = clause.slot(name)
        return () if clause.inherited and found == self.slots.get("subject") else found


def clause_of(verb: Token, subject_control: frozenset[str]) -> Clause:
    """Return the normalised clause of a verb; `subject_control` as in `surface_subject`."""
    passive = is_passive(verb)
    surface, inherited = surface_subject(verb, subject_control)
    objects = tuple(expand(children(verb, OBJECTS))) or _shared_object(verb)
    objects = tuple(measured(t) for t in objects)
    slots: dict[str, tuple[Token, ...]] = {
        "dative": tuple(expand(children(verb, {"dative"}))),
        "complement": tuple(_complements(verb)),
        "clause": tuple(_clauses(verb)),
    }
    slots |= prepositions(verb) or _shared_prepositions(verb)
    if passive:
        slots["object"] = surface
        if objects and not slots["dative"]:  # "Smith was given a letter"
            slots["object"], slots["dative"] = objects, surface
        slots["subject"] = slots.pop("by", ()) if _has_agent(verb) else _shared_agent(verb)
    else:
        slots["subject"], slots["object"] = surface, objects or _gap(verb)
    slots["reciprocal"] = (slots["subject"] or slots["object"])[1:]
    if not slots["reciprocal"]:
        slots["party"], slots["reciprocal"] = parties(slots["subject"])
    if verb.dep_ == "relcl":
        slots = {k: tuple(antecedent_of(verb, t) for t in v) for k, v in slots.items()}
    return Clause(verb, {k: v for k, v in slots.items() if v}, passive, inherited)


def noun_subject(
    noun: Token, governor: Token, subject_control: frozenset[str]
) -> tuple[Token, ...]:
    """Return the subject of the verb that supports or equates the noun."""
    clause = clause_of(governor, subject_control)
    return tuple(t for t in clause.slot("subject") if t != noun)


def _joined(verb: Token) -> Token | None:
    """The verb that "and" joins right to this one: "arrested and charged"."""
    for child in verb.rights:
        if child.dep_ == "conj" and child.pos_ == "VERB" and not children(child, SUBJECTS):
            between = [c for c in verb.rights if c.i < child.i and c.dep_ not in ("cc", "punct")]
            return None if between else child
    return None


def _shared_object(verb: Token) -> tuple[Token, ...]:
    """ "arrested and charged Smith": the object of the last verb is that of the first, too."""
    last = _joined(verb)
    return tuple(expand(children(last, OBJECTS))) or _shared_object(last) if last else ()


def _shared_prepositions(verb: Token) -> dict[str, tuple[Token, ...]]:
    """ "lives and works in Oslo": what follows the last verb belongs to the first, too."""
    last = _joined(verb)
    if last is None or children(last, OBJECTS):
        return {}
    return {k: v for k, v in prepositions(last).items() if k != "by"}


def _shared_agent(verb: Token) -> tuple[Token, ...]:
    """ "was cheered and booed by students": who does the last does the first, too."""
    last = _joined(verb)
    return prepositions(last).get("by", ()) if last and _has_agent(last) else ()


def _gap(verb: Token) -> tuple[Token, ...]:
    """ "the man whom Trump accused": the object is the noun that the relative clause hangs on."""
    if verb.dep_ != "relcl" or not children(verb, SUBJECTS):
        return ()
    subject_is_relative = any(s.tag_ in RELATIVES for s in children(verb, SUBJECTS))
    stranded = any(
        c.dep_ == "prep" and all(is_relative(g) for g in c.children) for c in verb.children
    )
    return () if subject_is_relative or stranded else (verb.head,)


def _complements(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("oprd", "attr", "acomp"):
            yield from conjuncts(child)
    yield from children(verb, OBJECTS)[1:]  # "declared the plan a failure"


def _clauses(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in CLAUSES:
            yield from (t for t in conjuncts(child) if not quotation_ends_between(child, t))


def _has_agent(verb: Token) -> bool:
    return any(c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by") for c in verb.children)
