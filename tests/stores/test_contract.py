"""The contract of every Cypher store: same graph, same query, same rows."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from contract_queries import JOSE, QUERIES
from samples import CLAIMS, CYPHER_INJECTION, ENTITIES, GRAPH, STATEMENTS

from kg.errors import KgError, OntologyError, StoreError
from kg.records import Graph, GraphEntity, MentionedIn, Statement
from loaders.graphs.arcade import EmbeddedStore
from loaders.graphs.neo4j import Neo4jStore

Store = EmbeddedStore | Neo4jStore

COUNTS = (
    "MATCH (n) RETURN 'node' AS kind, head([l IN labels(n) WHERE l IN "
    "['Entity', 'Document', 'Statement']]) AS name, count(*) AS n ORDER BY name "
    "UNION ALL MATCH ()-[r]->() RETURN 'link' AS kind, type(r) AS name, count(*) AS n"
)
EXPECTED_COUNTS = [
    ("link", "ABOUT", 4),
    ("link", "ACCUSED", 3),
    ("link", "ACTS_FOR", 1),
    ("link", "ASSERTED_BY", 3),
    ("link", "AT", 1),
    ("link", "BY", 1),
    ("link", "CRITICIZED", 2),
    ("link", "DEPLOYED_TO", 1),
    ("link", "HAS_ACCOUNT", 1),
    ("link", "HEAD", 9),
    ("link", "IN", 12),
    ("link", "MENTIONED_IN", 10),
    ("link", "PROMISED", 1),
    ("link", "RELAYED_BY", 4),
    ("link", "TAIL", 9),
    ("node", "Document", 3),
    ("node", "Entity", 8),
    ("node", "Statement", 12),
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
    assert list(sentences) == [(s.id, s.sentence) for s in (*CLAIMS, *STATEMENTS)]


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

    def now(ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple("e05" if id == "e06" else id for id in ids)

    ends = ("tail", "source")
    statements = tuple(
        replace(s, chain=now(s.chain), **{f: "e05" for f in ends if getattr(s, f) == "e06"})
        for s in STATEMENTS
    )
    claims = tuple(replace(c, chain=now(c.chain), about=now(c.about)) for c in CLAIMS)
    return replace(GRAPH, statements=statements, claims=claims)


def test_the_layers_and_things_of_a_claim_follow_its_reading(store: Store) -> None:
    store.load(GRAPH)
    other = replace(CLAIMS[0], chain=("e01", "e07", "e05", "e07"), about=("e03", "e08"))
    shorter = replace(CLAIMS[1], chain=(), about=("e04",))
    store.load(replace(GRAPH, claims=(other, shorter)))
    moved = everything(store)
    store.run("MATCH (n) DETACH DELETE n", write=True)
    store.load(replace(GRAPH, claims=(other, shorter)))
    assert moved == everything(store)


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
        claims=tuple(c for c in CLAIMS if c.document != "d2"),
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
        "reserved link of claims": (
            replace(GRAPH, statements=(replace(relation, type="RELAYED_BY"),)),
            OntologyError,
            "name of the graph's own",
        ),
        "type of claims": (
            replace(GRAPH, statements=(replace(relation, type="CLAIM"),)),
            OntologyError,
            "name of the graph's own",
        ),
        "label of claims": (
            Graph(entities=(replace(entity, type="Claim"),)),
            OntologyError,
            "name of the graph's own",
        ),
        "lost thing of a claim": (
            replace(GRAPH, claims=(replace(CLAIMS[0], about=("nobody",)),)),
            StoreError,
            "claim c01 points at 'nobody'",
        ),
        "lost layer": (
            replace(GRAPH, statements=(replace(STATEMENTS[0], chain=("nobody",)),)),
            StoreError,
            "statement s01 points at 'nobody'",
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
        ("MATCH (n) RETRUN n", [r"^query, line 1, column 11: .*'RETRUN'$"]),
        ("MATCH (n RETURN n", [r"^query, line 1, column 10: .*RETURN"]),
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
