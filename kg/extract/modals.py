"""Demands made with a modal: "The President must end this operation", said by somebody.

The speaker demands something of the clause's subject, whatever the verb is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract import spans
from kg.extract.arguments import Argument, Arguments
from kg.extract.attributed import Attributed, innermost
from kg.extract.clauses import clause_of
from kg.extract.frames import Draft
from kg.extract.operators import Status, is_inverted
from kg.ontology import Ontology
from kg.parsed import Token

RULE = "modal"
_DEMANDS = {"must", "should"}
# "children should have a school", "he must know" ask nothing of whom they speak of
_STATES = frozenset(("have", "get", "face", "receive", "suffer", "enjoy", "know", "feel", "think"))


def demands(
    sentence: Sequence[Token],
    arguments: Arguments,
    found: Sequence[Attributed],
    owners: Mapping[int, int],
    ontology: Ontology,
) -> Iterator[Draft]:
    """Yield a demand for each "must" or "should" whose speaker and subject are known.

    The demand of a post is its owner's: `owners` maps the root of an account to that of a name.
    """
    kind = ontology.by_form.get(RULE)
    for token in sentence if kind else ():
        if token.dep_ != "aux" or token.lower_ not in _DEMANDS or token.head.tag_ != "VB":
            continue
        if is_inverted(token) or token.head.lemma_ in _STATES:
            continue
        source = _speaker(token, found)
        speaker = arguments.heads.get(owners.get(source, source)) if source is not None else None
        clause = clause_of(token.head, frozenset())
        if speaker is None or clause.passive or clause.inherited:
            continue
        negated = any(c.dep_ == "neg" for c in token.head.children)
        status = Status(polarity="negative" if negated else "positive")
        head = Argument.of(speaker)
        for tail in (a for t in clause.slot("subject") for a in arguments.at(t)):
            yield Draft(str(kind), head, tail, token, {"content": (token.head,)}, status, RULE)


def _speaker(token: Token, found: Sequence[Attributed]) -> int | None:
    index = innermost(found, spans.of_token(token))
    return found[index].source if index is not None else None
