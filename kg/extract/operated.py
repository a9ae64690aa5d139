"""What is refused or threatened need be no relation of ours.

"Refused to let the crew of a Chinese ship land" turns the Chinese away, whatever landing is: the
operator is the trigger then, and the tail is whom the act would reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arguments import Argument, Arguments
from kg.extract.clauses import Clause, clause_of
from kg.extract.frames import KINDS, Draft
from kg.extract.operators import status
from kg.ontology import Ontology, Operator
from kg.parsed import Token

RULE = "operated"
_REACHED = ("object", "dative", "to", "with", "from", "for", "against", "into")


def with_operated(
    found: Sequence[Draft], sentence: Sequence[Token], ontology: Ontology, arguments: Arguments
) -> Iterator[Draft]:
    """Yield the drafts of a sentence, and one for each operator with a type whose infinitive
    reached nobody by a frame of its own."""
    told = {d.trigger.i for d in found if d.tail}
    told |= {d.status.governor.i for d in found if d.tail and d.status.governor is not None}
    yield from found
    for token in sentence:
        operator = _operator(token, ontology) if token.pos_ in KINDS else None
        if operator is None or operator.type is None or token.i in told:
            continue
        for core in _infinitives(token):
            yield from _drafts(token, core, operator.type, ontology, arguments)


def _operator(token: Token, ontology: Ontology) -> Operator | None:
    """The operator over infinitives that turns a type, if the word is one.

    What is promised may harm whom it reaches: "promised to scrap the pact"."""
    for operator in ontology.by_operator.get(token.lemma_.lower(), ()):
        if operator.type and not operator.commits and "infinitive" in operator.over:
            return operator
    return None


def _infinitives(governor: Token) -> Iterator[Token]:
    for child in governor.children:
        hangs = child.dep_ in ("xcomp", "ccomp", "acl", "advcl") and child.pos_ == "VERB"
        if hangs and any(c.tag_ == "TO" for c in child.children):
            yield child


def _drafts(
    governor: Token, core: Token, kind: str, ontology: Ontology, arguments: Arguments
) -> Iterator[Draft]:
    clause = clause_of(core, ontology.subject_control)
    heads = tuple(a for t in clause.slot("subject") for a in arguments.at(t))
    turned = status(governor, ontology)
    for tail in _reached(clause, heads, arguments):
        for head in heads:
            yield Draft(kind, head, tail, governor, {"content": (core,)}, turned, f"{RULE}:{kind}")


def _reached(
    clause: Clause, heads: tuple[Argument, ...], arguments: Arguments
) -> tuple[Argument, ...]:
    """Whom the act would reach: the first slot that holds or names actors other than the head;
    a pronoun that possesses ("its borders") is the head's own."""
    own = {a.root for a in heads}
    for look in (arguments.at, arguments.below):
        for slot in _REACHED:
            found = tuple(a for t in clause.slot(slot) for a in look(t))
            named = tuple(a for a in found if not (a.via and a.kind == "pronoun"))
            if any(not a.bare_force and a.root not in own for a in named):
                return named
    return ()
