"""Clause normalisation: who acts on whom is settled here, before any frame is matched.

A `Clause` names what fills each slot of a predicate (see the ontology's README), whatever the
syntax: passives are undone; subjects are handed on through relative clauses, coordination,
infinitives, participles and gerunds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract.asked import whom_asked
from kg.extract.coordination import host_of, is_joined, quotation_ends_between
from kg.extract.phrases import conjuncts, expand, measured, noun_slot, parties, prepositions
from kg.parsed import Token

__all__ = [
    "SUBJECTS",
    "Clause",
    "clause_of",
    "conjuncts",
    "is_passive",
    "noun_slot",
    "noun_subject",
    "prepositions",
    "quotation_ends_between",
    "surface_subject",
]

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
_OBJECTS = {"dobj", "obj"}
_CLAUSES = {"ccomp", "xcomp"}
_RELATIVES = {"WDT", "WP", "WP$"}
_OBJECT_CONTROL = ("from", "into", "of", "for", "as", "with", "about", "against", "out")
_RESULTS = {"kill", "injure", "wound", "destroy", "damage", "leave", "displace", "trap"}
_MAX_HOPS = 6
_WISHES = {"want", "need", "like", "order", "get"}


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
    objects = tuple(expand(_children(verb, _OBJECTS))) or _shared_object(verb)
    objects = tuple(measured(t) for t in objects)
    slots: dict[str, tuple[Token, ...]] = {
        "dative": tuple(expand(_children(verb, {"dative"}))),
        "complement": tuple(_complements(verb)),
        "clause": tuple(_clauses(verb)),
    }
    slots |= prepositions(verb) or _shared_prepositions(verb)
    if passive:
        slots["object"] = surface
        if objects and not slots["dative"]:  # "Smith was given a letter"
            slots["object"], slots["dative"] = objects, surface
        slots["subject"] = slots.pop("by", ()) if _has_agent(verb) else ()
    else:
        slots["subject"], slots["object"] = surface, objects or _gap(verb)
    slots["reciprocal"] = (slots["subject"] or slots["object"])[1:]
    if not slots["reciprocal"]:
        slots["party"], slots["reciprocal"] = parties(slots["subject"])
    if verb.dep_ == "relcl":
        slots = {k: tuple(_antecedent(verb, t) for t in v) for k, v in slots.items()}
    return Clause(verb, {k: v for k, v in slots.items() if v}, passive, inherited)


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive, also as a participle ("the man arrested by ...")."""
    if any(c.dep_ in ("nsubjpass", "auxpass", "csubjpass", "agent") for c in verb.children):
        return True
    if (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "advcl", "parataxis")
        and not _children(verb, SUBJECTS)
    ):
        return not any(c.dep_ == "aux" for c in verb.children)
    wished = verb.dep_ in _CLAUSES and verb.head.lemma_ in _WISHES
    if wished and verb.tag_ in ("VBN", "VBD"):  # "wants him arrested"
        return not _children(verb, {"aux", "dobj"})
    if verb.tag_ != "VBN":
        return _is_participle(verb)
    own_aux = _children(verb, {"aux", "auxpass"} | SUBJECTS)
    return verb.dep_ == "conj" and not own_aux and is_passive(verb.head)


def _is_participle(verb: Token) -> bool:
    """ "Asked about it, he left": a past tense without a subject is a mis-tagged participle."""
    alone = not any(c.dep_ in SUBJECTS or c.dep_ == "aux" for c in verb.children)
    return verb.tag_ == "VBD" and verb.dep_ == "advcl" and alone


def surface_subject(
    verb: Token, subject_control: frozenset[str], hops: int = 0
) -> tuple[tuple[Token, ...], bool]:
    """Return the tokens in subject position of the verb, and whether they stand elsewhere.

    `subject_control`: verbs whose subject is that of their infinitive although they have an
    object ("promised him to go").
    """
    own = _children(verb, SUBJECTS)
    if own:
        return tuple(t for s in own for t in _expand_relative(verb, s)), False
    if hops >= _MAX_HOPS:
        return (), True
    head, hop = verb.head, hops + 1
    if head == verb:
        return (), False
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        if not is_joined(verb, head):
            return (), False
        host = host_of(verb, head)
        if verb.tag_ == "VBD" and any(c.tag_ == "TO" for c in host.children):
            host = (
                host.head
            )  # "called on X to go and urged Y to": no infinitive goes on in the past
        return surface_subject(host, subject_control, hop)[0], True
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "oprd") and (
        verb.dep_ != "ccomp" or not is_finite(verb)
    ):
        return _controller(verb, head, subject_control, hop), True
    if verb.dep_ in ("acl", "relcl") or (verb.dep_ == "parataxis" and verb.tag_ == "VBN"):
        return _of_noun(verb, head, subject_control, hop), True
    if verb.dep_ == "pcomp":
        return _controller(verb, _governor(head), subject_control, hop), True
    return (), False


def relative_subject(verb: Token) -> Token | None:
    """Return the relative pronoun that is the subject of a verb, or of the verb it is joined to."""
    while verb.dep_ == "conj" and not _children(verb, SUBJECTS):
        verb = verb.head
    found = _children(verb, SUBJECTS) if verb.dep_ == "relcl" else []
    return next((t for t in found if _is_relative(t)), None)


def noun_subject(
    noun: Token, governor: Token, subject_control: frozenset[str]
) -> tuple[Token, ...]:
    """Return the subject of the verb that supports or equates the noun."""
    clause = clause_of(governor, subject_control)
    return tuple(t for t in clause.slot("subject") if t != noun)


def _children(word: Token, labels: set[str]) -> list[Token]:
    return [c for c in word.children if c.dep_ in labels and c.pos_ != "ADP"]


def _expand_relative(verb: Token, subject: Token) -> Iterator[Token]:
    """The subject with what is coordinated with it; of an antecedent what stands before the verb:
    "Smith and Jones, who fled", but not "Smith, who fled, and Jones"."""
    antecedent = _antecedent(verb, subject)
    yield from (t for t in conjuncts(antecedent) if antecedent == subject or t.i < verb.i)


def _antecedent(verb: Token, subject: Token) -> Token:
    """A relative pronoun stands for the noun that its clause hangs on."""
    return verb.head if verb.dep_ == "relcl" and _is_relative(subject) else subject


def _is_relative(token: Token) -> bool:
    return token.tag_ in _RELATIVES or token.lower_ == "that"


def is_finite(verb: Token) -> bool:
    """Whether a verb has a tense: not "to go", "going"."""
    if verb.tag_ in ("VBD", "VBP", "VBZ", "MD"):
        return True
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ not in ("TO", "VBG") for c in verb.children)


def _governor(preposition: Token) -> Token:
    """The word that a clause after a preposition hangs on: "prior to founding it, he led ..."."""
    word = preposition.head
    while word.pos_ in ("ADV", "ADP") and word.head != word:
        word = word.head
    return word


def _controller(
    verb: Token, governor: Token, subject_control: frozenset[str], hop: int
) -> tuple[Token, ...]:
    """The subject of a clause without one, from the word that governs it."""
    if governor.pos_ not in ("VERB", "AUX"):
        return _of_noun(verb, governor, subject_control, hop)
    governor = _reported(verb, governor)
    objects = _children(governor, _OBJECTS)
    controls = governor.lemma_ in subject_control or verb.dep_ == "advcl" or verb.i < governor.i
    preposition = verb.head.lower_ if verb.dep_ == "pcomp" else ""
    if objects and not controls and (not preposition or preposition in _OBJECT_CONTROL):
        return tuple(expand(objects))
    if is_passive(governor) and preposition == "by":
        return prepositions(governor).get("by", ())
    if asked := whom_asked(verb, governor):
        return asked
    return surface_subject(governor, subject_control, hop)[0]


def _reported(verb: Token, governor: Token) -> Token:
    """ "A bomb went off, police said, killing two": the bomb, not the police."""
    before = [c for c in governor.lefts if c.dep_ == "ccomp"]
    follows = verb.dep_ == "advcl" and verb.i > governor.i and verb.lemma_ in _RESULTS
    return before[0] if before and follows else governor


def _of_noun(
    verb: Token, noun: Token, subject_control: frozenset[str], hop: int
) -> tuple[Token, ...]:
    """The subject of a clause that hangs on a noun or an adjective."""
    if noun.pos_ == "ADJ":
        return surface_subject(noun.head, subject_control, hop)[0] if noun.head != noun else ()
    if verb.dep_ in ("acl", "relcl", "parataxis") and verb.tag_ in ("VBG", "VBN"):
        return tuple(conjuncts(noun))
    owners = [c for c in noun.children if c.dep_ == "poss"]
    if owners:
        return tuple(expand(owners))
    if noun.dep_ in ("dobj", "attr", "nsubjpass") and noun.head.pos_ in ("VERB", "AUX"):
        return surface_subject(noun.head, subject_control, hop)[0]
    return ()


def _joined(verb: Token) -> Token | None:
    """The verb that "and" joins right to this one: "arrested and charged"."""
    for child in verb.rights:
        if child.dep_ == "conj" and child.pos_ == "VERB" and not _children(child, SUBJECTS):
            between = [c for c in verb.rights if c.i < child.i and c.dep_ not in ("cc", "punct")]
            return None if between else child
    return None


def _shared_object(verb: Token) -> tuple[Token, ...]:
    """ "arrested and charged Smith": the object of the last verb is that of the first, too."""
    last = _joined(verb)
    return tuple(expand(_children(last, _OBJECTS))) or _shared_object(last) if last else ()


def _shared_prepositions(verb: Token) -> dict[str, tuple[Token, ...]]:
    """ "lives and works in Oslo": what follows the last verb belongs to the first, too."""
    last = _joined(verb)
    if last is None or _children(last, _OBJECTS):
        return {}
    return {k: v for k, v in prepositions(last).items() if k != "by"}


def _gap(verb: Token) -> tuple[Token, ...]:
    """ "the man whom Trump accused": the object is the noun that the relative clause hangs on."""
    if verb.dep_ != "relcl" or not _children(verb, SUBJECTS):
        return ()
    subject_is_relative = any(s.tag_ in _RELATIVES for s in _children(verb, SUBJECTS))
    stranded = any(
        c.dep_ == "prep" and all(_is_relative(g) for g in c.children) for c in verb.children
    )
    return () if subject_is_relative or stranded else (verb.head,)


def _complements(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("oprd", "attr", "acomp"):
            yield from conjuncts(child)
    yield from _children(verb, _OBJECTS)[1:]  # "declared the plan a failure"


def _clauses(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in _CLAUSES:
            yield from (t for t in conjuncts(child) if not quotation_ends_between(child, t))


def _has_agent(verb: Token) -> bool:
    return any(c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by") for c in verb.children)
