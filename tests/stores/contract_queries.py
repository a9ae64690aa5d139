"""Queries on the sample graph, and by hand what every store must answer."""

from __future__ import annotations

from typing import Any

from samples import CLAIMS, CYPHER_INJECTION, HTML_INJECTION, STATEMENTS

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
    "status": "asserted",
    "weight": 1,
}
PROMISE = {
    "labels": ["Statement"],
    "amount": "$3.5 million",
    "attributed_to": "@jose_oneil",
    "chain": ["@jose_oneil"],
    "confidence": 0.8,
    "content_type": "PAID",
    "reports": 1,
    "distinct_reports": 1,
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
    "status": "post",
    "trigger": "accused",
    "trigger_end": 19,
    "trigger_start": 12,
    "type": "PROMISED",
}
CLAIM = {
    "labels": ["Claim", "Statement"],
    "attributed_to": "José",
    "chain": ["José O'Neil-Łukasz", HTML_INJECTION, "federal agents"],
    "content": CLAIMS[0].content,
    "cue": "said",
    "cue_end": 209,
    "cue_start": 205,
    "date": "2026-01",
    "date_precision": "month",
    "document": "d1",
    "end": 268,
    "id": "c01",
    "published": "2026-01-26",
    "sentence": CLAIMS[0].sentence,
    "start": 200,
    "status": "quoted",
    "type": "CLAIM",
}
# As in the README.
SAID = (
    "MATCH (x {name: $x})-[:HAS_ACCOUNT*0..1]->()<-[:ASSERTED_BY|RELAYED_BY]-(s) "
    "MATCH (s)-[:ABOUT|HEAD|TAIL]->(y {name: $y}) "
    "RETURN DISTINCT s.id, s.type, s.status, s.sentence ORDER BY s.id"
)

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
        [
            ("c01", "José O'Neil-Łukasz"),
            ("s02", HTML_INJECTION),
            ("s07", "@jose_oneil"),
        ],
    ),
    ("MATCH (c:Claim {id: $id}) RETURN c", {"id": "c01"}, ("c",), [(CLAIM,)]),
    (
        "MATCH (s:Statement)-[r:RELAYED_BY]->(e) RETURN s.id, r, e.id ORDER BY s.id, r.step",
        {},
        ("s.id", "r", "e.id"),
        [
            ("c01", {"type": "RELAYED_BY", "step": 1}, "e05"),
            ("c01", {"type": "RELAYED_BY", "step": 2}, "e07"),
            ("c02", {"type": "RELAYED_BY", "step": 1}, "e06"),
            ("s02", {"type": "RELAYED_BY", "step": 1}, "e02"),
        ],
    ),
    (
        "MATCH (c:Claim)-[r:ABOUT|IN]->(x) RETURN c.id, type(r) AS link, x.id ORDER BY c.id, x.id",
        {},
        ("c.id", "link", "x.id"),
        [
            ("c01", "IN", "d1"),
            ("c01", "ABOUT", "e02"),
            ("c01", "ABOUT", "e03"),
            ("c02", "IN", "d2"),
            ("c02", "ABOUT", "e01"),
            ("c02", "ABOUT", "e04"),
        ],
    ),
    (
        SAID,
        {"x": "José O'Neil-Łukasz", "y": "Minneapolis"},
        ("s.id", "s.type", "s.status", "s.sentence"),
        [("c01", "CLAIM", "quoted", CLAIMS[0].sentence)],
    ),
    (
        SAID,
        {"x": "José O'Neil-Łukasz", "y": HTML_INJECTION},
        ("s.id", "s.type", "s.status", "s.sentence"),
        [("s07", "PROMISED", "post", STATEMENTS[6].sentence)],
    ),
    (
        SAID,
        {"x": "José O'Neil-Łukasz", "y": CYPHER_INJECTION},
        ("s.id", "s.type", "s.status", "s.sentence"),
        [("c02", "CLAIM", "reported", CYPHER_INJECTION)],
    ),
    (
        "MATCH (x)<-[:ASSERTED_BY]-(c:Claim)-[:ABOUT]->(y {name: $y}) "
        "RETURN x.name, count(c) AS claims, collect(c.content) AS words ORDER BY claims DESC",
        {"y": "Minneapolis"},
        ("x.name", "claims", "words"),
        [("José O'Neil-Łukasz", 1, [CLAIMS[0].content])],
    ),
    (
        "MATCH (x)-[a:CRITICIZED]->(y {name: $y}) "
        "OPTIONAL MATCH (y)<-[:HEAD]-(d:Statement {type: 'ACCUSED'}) "
        "RETURN x.name, a.statement, count(d) AS turned ORDER BY a.statement",
        {"y": "José O'Neil-Łukasz"},
        ("x.name", "a.statement", "turned"),
        [
            ("José O'Neil-Łukasz", "s09", 3),
            ("federal agents", "s10", 3),
        ],
    ),
    (
        "MATCH (s:Statement) RETURN s.status, s.type = 'CLAIM' AS claim, count(*) AS n "
        "ORDER BY s.status, claim",
        {},
        ("s.status", "claim", "n"),
        [
            ("asserted", False, 8),
            ("post", False, 1),
            ("quoted", True, 1),
            ("reported", False, 1),
            ("reported", True, 1),
        ],
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
        "WITH s, h, t WHERE NOT s:Claim AND (h IS NULL OR t IS NULL) "
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
