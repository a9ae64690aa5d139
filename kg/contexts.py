"""Sentences that mention an entity, for somebody who has to judge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg import ontology
from kg.linking.profiles import seat
from kg.records import GraphEntity
from kg.resolve.entities import Members
from kg.workspace import Workspace


def sentences(
    workspace: Workspace, entity: GraphEntity, documents: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield the first sentence of each document that mentions the entity, after the id."""
    members = Members(ontology.load(workspace.ontology))
    for document in documents:
        found = workspace.extraction(document)
        ours = {
            e.id
            for e in (found.entities if found else ())
            if members.of(e, document) in entity.members
        }
        mentions = sorted(
            (m for m in (found.mentions if found else ()) if m.entity in ours and m.end),
            key=lambda m: (m.kind != "name", m.start),
        )
        if found and mentions:
            yield document, seat(found.document, mentions[0]).sentence
