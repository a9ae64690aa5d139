"""The graph as networkx: one edge a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.records import Graph, Statement

if TYPE_CHECKING:
    import networkx as nx


def edge_properties(statement: Statement) -> dict[str, Any]:
    """Return what a statement's edge carries in every store and file."""
    return {
        "statement": statement.id,
        "sentence": statement.sentence,
        "document": statement.document,
        "published": statement.published,
        "date": statement.date,
        "polarity": statement.polarity,
        "modality": statement.modality,
        "attributed_to": statement.attributed_to,
        "confidence": statement.confidence,
        "weight": 1,
    }


def to_networkx(graph: Graph) -> nx.MultiDiGraph[str]:
    """Return entities as nodes and statements with both sides as keyed edges.

    Node attributes are the entity's fields; edge attributes are the edge's `type` and
    `edge_properties`. The key of an edge is the id of its statement.
    """
    import networkx as nx

    view: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in graph.entities:
        fields = ("type", "name", "aliases", "mentions", "documents", "first_seen", "last_seen")
        view.add_node(entity.id, **{f: getattr(entity, f) for f in fields})
    for s in graph.statements:
        if s.head and s.tail:
            view.add_edge(s.head, s.tail, key=s.id, type=s.type, **edge_properties(s))
    return view
