"""Statements that names carry with them: offices from titles, accounts from "Name (@handle)".

They are states of the world as the text presents them, so nobody's words: never attributed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from kg.extract.arguments import Argument
from kg.extract.candidates import Candidate, by_root
from kg.extract.frames import Draft
from kg.extract.operators import Status
from kg.extract.titles import Titled
from kg.ontology import Ontology

TITLE_RULE = "title"
ACCOUNT_RULE = "account"


def offices(
    doc: Doc, names: Sequence[Candidate], titled: Sequence[Titled], ontology: Ontology
) -> Iterator[Draft]:
    """Yield an office for each title whose body is named ("Minnesota Gov. Tim Walz")."""
    relation = next((r.name for r in ontology.relation_types.values() if r.titles), None)
    heads = by_root(names)
    for t in titled:
        if relation is None or not t.title.office or t.body is None or t.bearer not in heads:
            continue
        head, tail = heads[t.bearer], heads[t.body]
        yield Draft(
            relation,
            Argument(head.root, head.type, head.kind),
            Argument(tail.root, tail.type, tail.kind),
            doc[t.end - 1],
            {},
            Status(polarity="negative" if t.denied else "positive"),
            f"{TITLE_RULE}:{'before' if t.before else 'after'}",
            role=t.title.title,
        )


def owners(doc: Doc, candidates: Sequence[Candidate]) -> dict[int, int]:
    """Return the owner of each account by "Name (@handle)", as roots: account -> name."""
    ends = {c.end: c for c in candidates if c.kind == "name" and c.type != "Place"}
    found = {}
    for c in candidates:
        if c.kind != "account" or c.start < 1 or doc[c.start - 1].text not in ("(", ",", "/"):
            continue
        owner = ends.get(c.start - 1)
        if owner is not None:
            found[c.root] = owner.root
    return found


def account_ownership(
    doc: Doc, candidates: Sequence[Candidate], owned: dict[int, int]
) -> Iterator[Draft]:
    """Yield HAS_ACCOUNT for each account with an owner."""
    heads = by_root(candidates)
    for account, owner in owned.items():
        head, tail = heads[owner], heads[account]
        yield Draft(
            "HAS_ACCOUNT",
            Argument(head.root, head.type, head.kind),
            Argument(tail.root, tail.type, tail.kind),
            doc[account],
            {},
            Status(),
            ACCOUNT_RULE,
        )
