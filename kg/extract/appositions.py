"""Unnamed actors in apposition to a name: "a farmer, Ben Stone, said" speaks of one person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from kg.extract.candidates import Candidate
from kg.resolve.coreference import Links


def joined(doc: Doc, found: Sequence[Candidate], links: Links, clusters: int) -> Links:
    """Return the links, those of apposed unnamed actors to the person named beside them.

    `clusters` is how many things have names: the numbers from there on are unnamed.
    """
    merged = {
        links.entity[unnamed]: links.entity[name]
        for unnamed, name in _pairs(doc, found)
        if links.entity.get(unnamed, -1) >= clusters and name in links.entity
    }
    return replace(links, entity={r: merged.get(e, e) for r, e in links.entity.items()})


def _pairs(doc: Doc, found: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """The roots of an unnamed actor and of the person's name that it stands in apposition to."""
    people = {c.root for c in found if c.kind == "name" and c.type == "Person"}
    unnamed = {c.root for c in found if c.kind == "nominal" and c.type == "Unnamed"}
    for root in sorted(people | unnamed):
        token = doc[root]
        if token.dep_ != "appos":
            continue
        if root in unnamed and token.head.i in people:
            yield root, token.head.i
        elif root in people and token.head.i in unnamed:
            yield token.head.i, root
