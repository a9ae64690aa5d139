"""Loading into a store that may hold something: what the graph no longer says is taken out.

`moved` is for every load into a store that holds something: a statement or a claim keeps its id
when the entity at one of its sides has been merged or split, so its links must follow. `surplus` is
for a load that replaces: it removes what we made and the graph does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.records import Graph
from loaders.graphs.cypher import SIDES, Batch, assertions, batches, check, sides, split
from loaders.graphs.rows import Rows

_MOVED_EDGE = (
    "UNWIND $rows AS row MATCH (s:Statement {id: row.id})-[:HEAD]->(h) MATCH (s)-[:TAIL]->(t) "
    "WHERE coalesce(h.id <> row.head, true) OR coalesce(t.id <> row.tail, true) "
    "MATCH (h)-[r]->(t) WHERE r.statement = row.id DELETE r"
)
_DROPPED_EDGE = (
    "UNWIND $rows AS row MATCH (s:Statement {id: row.id})-[:HEAD]->(h) MATCH (s)-[:TAIL]->(t) "
    "MATCH (h)-[r]->(t) WHERE r.statement = row.id DELETE r"
)


def update(graph: Graph, ask: Callable[[str], Rows], replace: bool) -> Iterator[Batch]:
    """Yield all that brings a store up to the graph; with `replace` to the graph alone.

    `ask` runs a read-only query on the store. Raises OntologyError or StoreError before the first
    batch where the graph cannot be loaded.
    """
    check(graph)
    yield from moved(graph)
    if replace:
        yield from surplus(graph, ask)
    yield from batches(graph)


def moved(graph: Graph) -> Iterator[Batch]:
    """Yield what unlinks the graph's statements from entities that are no longer their sides."""
    ends = ({"id": s.id, "head": s.head, "tail": s.tail} for s in graph.statements)
    yield from split(_MOVED_EDGE, ends)
    for name in SIDES:
        known = "row.ends[r.step - 1] = e.id" if name == "RELAYED_BY" else "e.id IN row.ends"
        query = (
            f"UNWIND $rows AS row MATCH (s:Statement {{id: row.id}})-[r:{name}]->(e) "
            f"WHERE NOT coalesce({known}, false) DELETE r"
        )
        yield from split(query, _ends(graph, name))


def _ends(graph: Graph, name: str) -> Iterator[dict[str, object]]:
    for said in assertions(graph):
        ends = sides(said).get(name)
        if ends is not None:
            yield {"id": said.id, "ends": list(ends)}


def surplus(graph: Graph, ask: Callable[[str], Rows]) -> Iterator[Batch]:
    """Yield what removes nodes and links that the graph does not hold.

    Every node labelled Entity, Document or Statement
    that has an `id` counts as ours.
    """
    kept = {s.id for s in assertions(graph)}
    gone = [{"id": id} for id in _ids(ask, "Statement") if id not in kept]
    yield from split(_DROPPED_EDGE, gone)
    yield from split(_delete("Statement"), gone)
    for label, records in (("Document", graph.documents), ("Entity", graph.entities)):
        kept = {record.id for record in records}
        yield from split(_delete(label), ({"id": i} for i in _ids(ask, label) if i not in kept))
    mentions = {(m.entity, m.document) for m in graph.mentioned_in}
    yield from _links(ask, "Entity", "MENTIONED_IN", "Document", mentions)
    acting = {(a.group, a.entity) for a in graph.acts_for}
    yield from _links(ask, "Entity", "ACTS_FOR", "Entity", acting)


def _ids(ask: Callable[[str], Rows], label: str) -> list[str]:
    query = f"MATCH (n:{label}) WHERE n.id IS NOT NULL RETURN n.id AS id ORDER BY id"
    return [row[0] for row in ask(query).rows]


def _delete(label: str) -> str:
    return f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) DETACH DELETE n"


def _links(
    ask: Callable[[str], Rows], start: str, name: str, end: str, kept: set[tuple[str, str]]
) -> Iterator[Batch]:
    pattern = f"(a:{start})-[r:{name}]->(b:{end})"
    present = ask(f"MATCH {pattern} RETURN a.id AS a, b.id AS b ORDER BY a, b").rows
    gone = ({"a": a, "b": b} for a, b in present if (a, b) not in kept)
    query = (
        f"UNWIND $rows AS row MATCH (a:{start} {{id: row.a}})-[r:{name}]->(b:{end} {{id: row.b}}) "
        "DELETE r"
    )
    yield from split(query, gone)
