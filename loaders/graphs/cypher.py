"""The Cypher that loads a `Graph` into any store: one set of statements, fed with rows.

    (:Entity:<Type>)  (:Document)  (:Statement {type})  (:Statement:Claim {type: "CLAIM"})
    (head)-[:<RELATION> {statement, sentence, ...}]->(tail)
    (:Statement)-[:HEAD|TAIL|BY|AT|ASSERTED_BY]->(:Entity)  (:Statement)-[:IN]->(:Document)
    (:Statement)-[:RELAYED_BY {step}]->(:Entity)            (:Claim)-[:ABOUT]->(:Entity)
    (:Entity)-[:MENTIONED_IN {count}]->(:Document)  (:Entity)-[:ACTS_FOR]->(:Entity)

Every statement finds by `id` what is there before it creates, so loading twice changes nothing.
Values travel as parameters only; labels and relationship types stand in the text of a query, and
only after their names have been checked. A null in a row removes that property and no other:
what others have put on our nodes stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import chain, groupby
from typing import Any

from kg.errors import OntologyError, StoreError
from kg.graph import edge_properties
from kg.records import Claim, Document, Graph, GraphEntity, Statement

BATCH = 1000
OWN = ("Entity", "Document", "Statement")  # a node of ours has one of these labels, and an id
LABELS = (*OWN, "Claim")
CLAIM = "CLAIM"  # the type of a claim, beside the relation types of other statements
SIDES = ("HEAD", "TAIL", "BY", "AT", "ASSERTED_BY", "RELAYED_BY", "ABOUT")
LINKS = (*SIDES, "IN", "MENTIONED_IN", "ACTS_FOR")
CONSTRAINTS = tuple(
    f"CREATE CONSTRAINT kg_{label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for label in OWN
)

_ENTITY_TYPE = re.compile(r"[A-Z][A-Za-z]*")
_RELATION_TYPE = re.compile(r"[A-Z][A-Z0-9]*(_[A-Z0-9]+)*")

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """A query and the value of its `$rows`."""

    query: str
    rows: list[Row]


def batches(graph: Graph, fresh: bool = False) -> Iterator[Batch]:
    """Yield what loads the graph, in order; the constraints are there already.

    `fresh` says that the store is empty: links are made without a look for them, which in
    ArcadeDB costs time in proportion to the degree of an entity.

    Raises OntologyError where a type is no fit name for a label, StoreError where the graph
    points at an entity or a document that it does not hold.
    """
    check(graph)
    yield from split(_merge("Document"), map(_document, graph.documents))
    yield from _entities(graph.entities)
    names = {e.id: e.name for e in graph.entities}
    yield from split(_merge("Statement"), (_statement(s, names) for s in graph.statements))
    yield from _labelled("Statement", "Claim", [_claim(c, names) for c in graph.claims])
    link = "CREATE" if fresh else "MERGE"
    yield from _edges(link, graph.statements)
    said = assertions(graph)
    for name in SIDES:
        step = " {step: row.step}" if name == "RELAYED_BY" else ""
        ends = (row for s in said for row in _ends(s, name))
        yield from split(_link(link, "Statement", name + step, "Entity"), ends)
    inside = ((s.id, s.document) for s in said)
    yield from split(_link(link, "Statement", "IN", "Document"), _pairs(inside))
    mentions = ({"a": m.entity, "b": m.document, "count": m.count} for m in graph.mentioned_in)
    counted = _link(link, "Entity", "MENTIONED_IN", "Document") + " SET r.count = row.count"
    yield from split(counted, mentions)
    acting = ((a.group, a.entity) for a in graph.acts_for)
    yield from split(_link(link, "Entity", "ACTS_FOR", "Entity"), _pairs(acting))


def check(graph: Graph) -> None:
    """Raise OntologyError or StoreError where the graph cannot be loaded as it stands."""
    for entity in graph.entities:
        _check_name("entity type", entity.type, _ENTITY_TYPE, LABELS, "PascalCase")
    for s in graph.statements:
        _check_name("relation type", s.type, _RELATION_TYPE, (*LINKS, CLAIM), "UPPER_SNAKE")
    entities = {e.id for e in graph.entities}
    documents = {d.id for d in graph.documents}
    for said in assertions(graph):
        where = f"{type(said).__name__.lower()} {said.id}"
        _check_ids(where, chain.from_iterable(sides(said).values()), entities)
        _check_ids(where, (said.document,), documents)
    for m in graph.mentioned_in:
        _check_ids(f"mentions of {m.entity}", (m.entity,), entities)
        _check_ids(f"mentions of {m.entity}", (m.document,), documents)
    for a in graph.acts_for:
        _check_ids(f"group {a.group}", (a.group, a.entity), entities)


def assertions(graph: Graph) -> list[Statement | Claim]:
    """Return the statements and the claims: all that bears the label Statement."""
    return [*graph.statements, *graph.claims]


def sides(said: Statement | Claim) -> dict[str, tuple[str, ...]]:
    """Return the entities that a statement or a claim is linked to, by the name of the link.

    Those of RELAYED_BY are in order: the first heard it from the source.
    """
    relayed = said.chain[1:] if said.source else said.chain
    common = {"ASSERTED_BY": _known(said.source), "RELAYED_BY": relayed}
    if isinstance(said, Claim):
        return common | {"ABOUT": said.about}
    ends = {"HEAD": said.head, "TAIL": said.tail, "BY": said.by, "AT": said.place}
    return common | {name: _known(end) for name, end in ends.items()}


def split(query: str, rows: Iterable[Row], size: int = BATCH) -> Iterator[Batch]:
    """Yield the query with at most `size` rows at a time; nothing where there are no rows."""
    part: list[Row] = []
    for row in rows:
        part.append(row)
        if len(part) == size:
            yield Batch(query, part)
            part = []
    if part:
        yield Batch(query, part)


def _check_name(
    what: str, name: str, rule: re.Pattern[str], reserved: tuple[str, ...], style: str
) -> None:
    if not rule.fullmatch(name):
        raise OntologyError(f"{what} {name!r} cannot be a Cypher label: it must be {style}")
    if name in reserved:
        raise OntologyError(f"{what} {name!r} is a name of the graph's own; choose another")


def _check_ids(where: str, ids: Iterable[str], known: set[str]) -> None:
    for id in ids:
        if id not in known:
            raise StoreError(f"{where} points at {id!r}, which the graph does not hold; rebuild it")


def _merge(label: str) -> str:
    return f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n += row.properties"


def _link(link: str, start: str, name: str, end: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (a:{start} {{id: row.a}}) MATCH (b:{end} {{id: row.b}}) "
        f"{link} (a)-[r:{name}]->(b)"
    )


def _pairs(ends: Iterable[tuple[str, str]]) -> Iterator[Row]:
    return ({"a": a, "b": b} for a, b in ends)


def _ends(said: Statement | Claim, name: str) -> Iterator[Row]:
    for step, end in enumerate(sides(said).get(name, ()), start=1):
        yield {"a": said.id, "b": end, "step": step}


def _known(end: str | None) -> tuple[str, ...]:
    return () if end is None else (end,)


def _entities(entities: Iterable[GraphEntity]) -> Iterator[Batch]:
    for type, group in _by_type(entities, lambda e: e.type):
        yield from _labelled("Entity", type, [_entity(e) for e in group])


def _labelled(label: str, other: str, rows: list[Row]) -> Iterator[Batch]:
    # Not one MERGE on both labels: ArcadeDB uses no index for that.
    create = (
        f"UNWIND $rows AS row OPTIONAL MATCH (e:{label} {{id: row.id}}) "
        "WITH row, e WHERE e IS NULL "
        f"CREATE (n:{label}:{other} {{id: row.id}})"
    )
    yield from split(create, ({"id": row["id"]} for row in rows))
    yield from split(
        f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n += row.properties", rows
    )


def _edges(link: str, statements: Iterable[Statement]) -> Iterator[Batch]:
    linked = (s for s in statements if s.head is not None and s.tail is not None)
    for type, group in _by_type(linked, lambda s: s.type):
        query = (
            "UNWIND $rows AS row "
            "MATCH (h:Entity {id: row.head}) MATCH (t:Entity {id: row.tail}) "
            f"{link} (h)-[r:{type} {{statement: row.id}}]->(t) SET r += row.properties"
        )
        yield from split(query, map(_edge, group))


def _by_type[R](records: Iterable[R], type: Callable[[R], str]) -> Iterator[tuple[str, list[R]]]:
    # sorted is stable: inside a type the records keep their order
    for name, group in groupby(sorted(records, key=type), key=type):
        yield name, list(group)


def _document(document: Document) -> Row:
    names = (f.name for f in fields(Document) if f.name not in ("id", "text"))
    return {"id": document.id, "properties": {n: getattr(document, n) for n in names}}


def _entity(entity: GraphEntity) -> Row:
    properties = {f.name: getattr(entity, f.name) for f in fields(GraphEntity) if f.name != "id"}
    lists = {"aliases": list(entity.aliases), "members": list(entity.members)}
    return {"id": entity.id, "properties": properties | lists}


def _statement(statement: Statement, names: Mapping[str, str]) -> Row:
    left_out = ("id", "head", "tail", "by", "place", "source")
    return {"id": statement.id, "properties": _said(statement, names, left_out)}


def _claim(claim: Claim, names: Mapping[str, str]) -> Row:
    properties = _said(claim, names, left_out=("id", "source", "about"))
    return {"id": claim.id, "properties": {"type": CLAIM, **properties}}


def _said(said: Statement | Claim, names: Mapping[str, str], left_out: Iterable[str]) -> Row:
    """All fields but those that are links; the chain by its names."""
    kept = [f.name for f in fields(said) if f.name not in left_out]
    return {n: getattr(said, n) for n in kept} | {"chain": [names[i] for i in said.chain] or None}


def _edge(statement: Statement) -> Row:
    ends = {"id": statement.id, "head": statement.head, "tail": statement.tail}
    return ends | {"properties": edge_properties(statement)}
