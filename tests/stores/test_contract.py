"""The contract of every Cypher store: same graph, same query, same rows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from samples import CYPHER_INJECTION, ENTITIES, GRAPH, HTML_INJECTION, STATEMENTS

from kg.errors import KgError, OntologyError, StoreError
from kg.records import Graph, GraphEntity, MentionedIn, Statement
from loaders.graphs.arcade import EmbeddedStore
from loaders.graphs.neo4j import Neo4jStore

Store = EmbeddedStore | Neo4jStore

JOSE = {
    "labels": ["Entity", "Person"],
    "aliases": ["Gov. O'Neil", 'José "Pepe" O’Neil'],
    "documents": 2,
    "first_seen": "2026-01-26",
    "id": "e01",
    "last_seen": "2026-01-27",
    "members": ["e01", "e01b"],
    "mentions": 5,
    "name": "José O'Neil-Łukasz",
    "type": "Person",
}
ACCOUNT = {
    "labels": ["Account", "Entity"],
    "aliases": [],
    "documents": 1,
    "first_seen": "2026-01-27",
    "id": "e06",
    "last_seen": "2026-01-27",
    "members": ["e06"],
    "mentions": 1,
    "name": "@jose_oneil",
    "type": "Account",
}
HAS_ACCOUNT = {
    "type": "HAS_ACCOUNT",
    "confidence": 1.0,
    "document": "d2",
    "modality": "actual",
    "polarity": "positive",
    "published": "2026-01-26",
    "sentence": 'José O\'Neil accused ICE of "terror" in Minneapolis.',
    "statement": "s08",
    "weight": 1,
}
PROMISE = {
    "labels": ["Statement"],
    "amount": "$3.5 million",
    "attributed_to": "@jose_oneil",
    "attribution": "post",
    "chain": ["e06"],
    "confidence": 0.8,
    "content_type": "PAID",
    "document": "d2",
    "end": 51,
    "id": "s07",
    "modality": "possible",
    "polarity": "positive",
    "published": "2026-01-27T08:30:00",
    "quantity": 3.5,
    "rule": "accused.verb",
    "sentence": STATEMENTS[6].sentence,
    "start": 0,
    "trigger": "accused",
    "trigger_end": 19,
    "trigger_start": 12,
    "type": "PROMISED",
}

# query, parameters, columns, rows
QUERIES: list[tuple[str, dict[str, Any], tuple[str, ...], list[tuple[Any, ...]]]] = [
    (
        "MATCH (a)-[r:ACCUSED]->(b) RETURN b.name, r.statement, a.name, r.polarity "
        "ORDER BY r.statement",
        {},
        ("b.name", "r.statement", "a.name", "r.polarity"),
        [
            ("Immigration and Customs Enforcement", "s01", "José O'Neil-Łukasz", "positive"),
            ("Immigration and Customs Enforcement", "s02", "José O'Neil-Łukasz", "positive"),
            ("Immigration and Customs Enforcement", "s03", "José O'Neil-Łukasz", "negative"),
        ],
    ),
    ("MATCH (n:Person {id: 'e01'}) RETURN n", {}, ("n",), [(JOSE,)]),
    ("MATCH (s:Statement {id: $id}) RETURN s", {"id": "s07"}, ("s",), [(PROMISE,)]),
    (
        "MATCH p = (a)<-[r:HAS_ACCOUNT]-(b) RETURN p, r, length(p) AS steps",
        {},
        ("p", "r", "steps"),
        [([ACCOUNT, HAS_ACCOUNT, JOSE], HAS_ACCOUNT, 1)],
    ),
    (
        "MATCH p = shortestPath((a:Account)-[*..4]-(b:Person {id: 'e01'})) "
        "RETURN [n IN nodes(p) | n.id] AS ids",
        {},
        ("ids",),
        [(["e06", "e01"],)],
    ),
    (
        "MATCH (s:Statement)-[:ASSERTED_BY]->(e) RETURN s.id AS statement, e.name ORDER BY s.id",
        {},
        ("statement", "e.name"),
        [("s02", HTML_INJECTION), ("s07", "@jose_oneil")],
    ),
    (
        "MATCH (s:Statement {id: 's04'})-[r]->(x) RETURN type(r) AS role, x.id ORDER BY role",
        {},
        ("role", "x.id"),
        [("BY", "e05"), ("HEAD", "e02"), ("IN", "d1"), ("TAIL", "e03")],
    ),
    (
        "MATCH (s:Statement)-[:AT]->(p:Place) RETURN s.id, p.name",
        {},
        ("s.id", "p.name"),
        [("s01", "Minneapolis")],
    ),
    (
        "MATCH (g:Group)-[:ACTS_FOR]->(a) RETURN g.name, a.aliases",
        {},
        ("g.name", "a.aliases"),
        [("federal agents", ["ICE"])],
    ),
    (
        "MATCH (e:Entity)-[m:MENTIONED_IN]->(d:Document) "
        "RETURN d.id AS d, sum(m.count) AS n, d.title ORDER BY d",
        {},
        ("d", "n", "d.title"),
        [("d1", 10, 'Zürich "talks": José & Łukasz'), ("d2", 6, HTML_INJECTION), ("d3", 1, None)],
    ),
    (
        "MATCH (s:Statement) OPTIONAL MATCH (s)-[:HEAD]->(h) OPTIONAL MATCH (s)-[:TAIL]->(t) "
        "WITH s, h, t WHERE h IS NULL OR t IS NULL "
        "RETURN s.id, h.name, t.name ORDER BY s.id",
        {},
        ("s.id", "h.name", "t.name"),
        [("s05", None, CYPHER_INJECTION), ("s06", CYPHER_INJECTION, None)],
    ),
    (
        "MATCH (n:Entity) WHERE n.name = $name RETURN n.id, {id: n.id, all: [n.type, 1]} AS m",
        {"name": CYPHER_INJECTION},
        ("n.id", "m"),
        [("e04", {"id": "e04", "all": ["Person", 1]})],
    ),
    (
        "RETURN datetime('2026-01-02T03:04:05.5Z') AS dt, localdatetime('2026-01-02T03:04:00') "
        "AS ld, date('2026-01-02') AS d, time('10:11:12+01:00') AS t, duration('P1DT2H') AS du",
        {},
        ("dt", "ld", "d", "t", "du"),
        [
            (
                "2026-01-02T03:04:05.500Z",
                "2026-01-02T03:04",
                "2026-01-02",
                "10:11:12+01:00",
                "P1DT2H",
            )
        ],
    ),
    (
        "MATCH (n:Nothing) RETURN n.a, coalesce(n.b, 'x,y') AS b, count(*) AS c",
        {},
        ("n.a", "b", "c"),
        [],
    ),
    ("UNWIND $l AS x RETURN x AS z, x AS a", {"l": [1, 2.5]}, ("z", "a"), [(1, 1), (2.5, 2.5)]),
]

COUNTS = (
    "MATCH (n) RETURN 'node' AS kind, head([l IN labels(n) WHERE l IN "
    "['Entity', 'Document', 'Statement']]) AS name, count(*) AS n ORDER BY name "
    "UNION ALL MATCH ()-[r]->() RETURN 'link' AS kind, type(r) AS name, count(*) AS n"
)
EXPECTED_COUNTS = [
    ("link", "ACCUSED", 3),
    ("link", "ACTS_FOR", 1),
    ("link", "ASSERTED_BY", 2),
    ("link", "AT", 1),
    ("link", "BY", 1),
    ("link", "CRITICIZED", 2),
    ("link", "DEPLOYED_TO", 1),
    ("link", "HAS_ACCOUNT", 1),
    ("link", "HEAD", 9),
    ("link", "IN", 10),
    ("link", "MENTIONED_IN", 10),
    ("link", "PROMISED", 1),
    ("link", "TAIL", 9),
    ("node", "Document", 3),
    ("node", "Entity", 8),
    ("node", "Statement", 10),
]


def everything(store: Store) -> tuple[list[str], list[str]]:
    """All nodes and all links with their ends, as sorted text."""
    nodes = store.run("MATCH (n) RETURN n").rows
    links = store.run("MATCH (a)-[r]->(b) RETURN a.id, r, b.id").rows
    return sorted(map(repr, nodes)), sorted(map(repr, links))


def test_same_query_same_rows(store: Store) -> None:
    store.load(GRAPH)
    answers = [(query, store.run(query, parameters)) for query, parameters, _, _ in QUERIES]
    found = [(query, answer.columns, list(answer.rows)) for query, answer in answers]
    assert found == [(query, columns, rows) for query, _, columns, rows in QUERIES]


def test_loading_twice_changes_nothing(store: Store) -> None:
    store.load(GRAPH)
    once = everything(store)
    assert sorted(store.run(COUNTS).rows) == EXPECTED_COUNTS
    store.load(GRAPH)
    assert everything(store) == once


def test_text_is_never_executed(store: Store) -> None:
    store.load(GRAPH)
    names = store.run("MATCH (n:Entity) RETURN n.id, n.name ORDER BY n.id").rows
    assert list(names) == [(e.id, e.name) for e in ENTITIES]
    sentences = store.run("MATCH (s:Statement) RETURN s.id, s.sentence ORDER BY s.id").rows
    assert list(sentences) == [(s.id, s.sentence) for s in STATEMENTS]


def test_reading_cannot_write(store: Store) -> None:
    store.load(GRAPH)
    before = everything(store)
    for query in (
        "CREATE (n:X)",
        "MATCH (n) SET n.name = 'x'",
        "MATCH (n) DETACH DELETE n",
        "MERGE (n:X)",
    ):
        with pytest.raises(StoreError, match=r"^this query would write.*\(to write, ask for it\)$"):
            store.run(query)
    assert everything(store) == before


def test_write_writes(store: Store) -> None:
    made = store.run("CREATE (n:Note {text: $t}) RETURN n", {"t": CYPHER_INJECTION}, write=True)
    assert made.dicts() == [{"n": {"labels": ["Note"], "text": CYPHER_INJECTION}}]
    assert store.run("MATCH (n:Note) RETURN count(n) AS n").rows == ((1,),)


def test_a_value_that_is_gone_goes_and_what_others_added_stays(store: Store) -> None:
    store.load(GRAPH)
    store.run("MATCH (n:Entity {id: 'e01'}) SET n.note = 'ours'", write=True)
    changed = replace(ENTITIES[0], first_seen=None, aliases=())
    store.load(replace(GRAPH, entities=(changed, *ENTITIES[1:])))
    expected = {k: v for k, v in JOSE.items() if k != "first_seen"} | {"aliases": []}
    (row,) = store.run("MATCH (n:Entity {id: 'e01'}) RETURN n").rows
    assert row == (expected | {"note": "ours"},)


def merged() -> Graph:
    """The sample after its account has been merged into the organization (e06 into e05)."""
    statements = tuple(
        replace(s, **{f: "e05" for f in ("tail", "source") if getattr(s, f) == "e06"})
        for s in STATEMENTS
    )
    return replace(GRAPH, statements=statements)


def test_links_follow_a_merge(store: Store) -> None:
    store.load(GRAPH)
    store.load(merged())
    moved = everything(store)
    store.run("MATCH (n) DETACH DELETE n", write=True)
    store.load(merged())
    assert moved == everything(store)


def without_d2() -> Graph:
    """The sample without document d2 and what only it holds."""
    return Graph(
        documents=tuple(d for d in GRAPH.documents if d.id != "d2"),
        entities=tuple(e for e in ENTITIES if e.id not in ("e04", "e06")),
        statements=tuple(s for s in STATEMENTS if s.document != "d2"),
        mentioned_in=tuple(m for m in GRAPH.mentioned_in if m.document != "d2"),
        acts_for=GRAPH.acts_for,
    )


def test_replace_leaves_exactly_the_graph(store: Store) -> None:
    store.load(without_d2())
    small = everything(store)
    store.load(GRAPH)
    large = everything(store)
    store.load(without_d2())
    assert everything(store) == large
    store.run("CREATE (:Entity {name: 'not ours: it has no id'})", write=True)
    store.load(without_d2(), replace=True)
    store.run("MATCH (n:Entity) WHERE n.id IS NULL DELETE n", write=True)
    assert everything(store) == small


def test_replace_removes_links(store: Store) -> None:
    store.load(GRAPH)
    fewer = replace(GRAPH, mentioned_in=GRAPH.mentioned_in[1:], acts_for=())
    store.load(fewer, replace=True)
    left = everything(store)
    store.run("MATCH (n) DETACH DELETE n", write=True)
    store.load(fewer)
    assert everything(store) == left


def bad_graphs() -> dict[str, tuple[Graph, type[KgError], str]]:
    """Graphs that no store may take, with what is said about them."""
    entity = GraphEntity(id="x", type="Person) DETACH DELETE n //", name="x")
    relation = replace(STATEMENTS[0], type="A]->() DELETE r //")
    return {
        "entity type": (Graph(entities=(entity,)), OntologyError, "must be PascalCase"),
        "reserved label": (
            Graph(entities=(replace(entity, type="Statement"),)),
            OntologyError,
            "name of the graph's own",
        ),
        "relation type": (
            replace(GRAPH, statements=(relation,)),
            OntologyError,
            "must be UPPER_SNAKE",
        ),
        "reserved link": (
            replace(GRAPH, statements=(replace(relation, type="HEAD"),)),
            OntologyError,
            "name of the graph's own",
        ),
        "lost entity": (
            replace(GRAPH, statements=(replace(STATEMENTS[0], tail="nobody"),)),
            StoreError,
            "statement s01 points at 'nobody'",
        ),
        "lost document": (
            replace(GRAPH, mentioned_in=(MentionedIn("e01", "nowhere", 1),)),
            StoreError,
            "mentions of e01 points at 'nowhere'",
        ),
    }


@pytest.mark.parametrize("case", bad_graphs())
def test_a_bad_graph_is_refused_whole(store: Store, case: str) -> None:
    graph, error, message = bad_graphs()[case]
    with pytest.raises(error, match=message):
        store.load(graph)
    assert everything(store) == ([], [])


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("MATCH (n) RETRUN n", ["line 1, column 11", "'RETRUN'"]),
        ("MATCH (n RETURN n", ["line 1, column 10", "RETURN"]),
        ("MATCH (n)\nRETURN m", ["m", "not defined"]),
        ("RETURN nosuch(1)", ["nosuch"]),
        ("RETURN $missing", ["missing"]),
        ("RETURN 1/0 AS x", ["/ by zero"]),
        ("", ["mpty|nexpected end"]),
    ],
)
def test_a_malformed_query_gets_one_clear_line(store: Store, query: str, says: list[str]) -> None:
    with pytest.raises(StoreError) as caught:
        store.run(query)
    message = str(caught.value)
    for part in says:
        assert re.search(part, message), message
    assert "\n" not in message
    assert "Exception" not in message


def test_many_parallel_statements_stay_apart(store: Store) -> None:
    many: tuple[Statement, ...] = tuple(
        replace(STATEMENTS[0], id=f"p{i:04}", start=i) for i in range(600)
    )
    store.load(replace(GRAPH, statements=many))
    found = store.run("MATCH (:Person)-[r:ACCUSED]->(:Agency) RETURN count(r) AS n").rows
    assert found == ((600,),)
