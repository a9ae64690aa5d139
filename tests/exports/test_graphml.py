"""GraphML read back by networkx, whole values."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path

import networkx as nx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import CYPHER_INJECTION, ENTITIES, GRAPH, HTML_INJECTION, STATEMENTS

from kg.records import Graph
from loaders.graphs import graphml

ACCUSED = 'José O\'Neil accused ICE of "terror" in Minneapolis.'
NODES = {
    "e01": {
        "label": "José O'Neil-Łukasz",
        "type": "Person",
        "aliases": 'Gov. O\'Neil; José "Pepe" O’Neil',
        "mentions": 5,
        "documents": 2,
        "first_seen": "2026-01-26",
        "last_seen": "2026-01-27",
    },
    "e02": {
        "label": "Immigration and Customs Enforcement",
        "type": "Agency",
        "aliases": "ICE",
        "mentions": 3,
        "documents": 1,
        "first_seen": "2026-01-26",
        "last_seen": "2026-01-26",
    },
    "e03": {
        "label": "Minneapolis",
        "type": "Place",
        "mentions": 2,
        "documents": 2,
        "first_seen": "2026-01-26",
        "last_seen": "2026-01-27",
    },
    "e04": {"label": CYPHER_INJECTION, "type": "Person", "mentions": 2, "documents": 1},
    "e05": {
        "label": HTML_INJECTION,
        "type": "Organization",
        "mentions": 2,
        "documents": 1,
        "first_seen": "2026-01-26",
        "last_seen": "2026-01-26",
    },
    "e06": {
        "label": "@jose_oneil",
        "type": "Account",
        "mentions": 1,
        "documents": 1,
        "first_seen": "2026-01-27",
        "last_seen": "2026-01-27",
    },
    "e07": {
        "label": "federal agents",
        "type": "Group",
        "mentions": 1,
        "documents": 1,
        "first_seen": "2026-01-26",
        "last_seen": "2026-01-26",
    },
    "e08": {
        "label": "\U0001f5de 東京レポート",
        "type": "Work",
        "mentions": 1,
        "documents": 1,
    },
}


def edge(label: str, relation_id: str, **more: object) -> dict[str, object]:
    """An edge of the sample with what most of them have."""
    return {
        "label": label,
        "relation_id": relation_id,
        "sentence": ACCUSED,
        "document": "d1",
        "published": "2026-01-26",
        "polarity": "positive",
        "modality": "actual",
        "status": "asserted",
        "confidence": 0.8,
        "weight": 1,
    } | more


EDGES = [
    ("e01", "e02", "e0", edge("ACCUSED", "s01")),
    (
        "e01",
        "e02",
        "e1",
        edge(
            "ACCUSED",
            "s02",
            sentence="He again accused ICE on Sunday: 'it lied', a spokesman told AP.",
            date="2026-01-25",
            status="reported",
            attributed_to=HTML_INJECTION,
            confidence=0.95,
        ),
    ),
    ("e01", "e02", "e2", edge("ACCUSED", "s03", polarity="negative")),
    ("e02", "e03", "e3", edge("DEPLOYED_TO", "s04", modality="planned", date="2026-02")),
    (
        "e05",
        "e01",
        "e4",
        edge(
            "PROMISED",
            "s07",
            document="d2",
            sentence=STATEMENTS[6].sentence,
            modality="possible",
            published="2026-01-27T08:30:00",
            status="post",
            attributed_to="@jose_oneil",
        ),
    ),
    ("e01", "e06", "e5", edge("HAS_ACCOUNT", "s08", document="d2", confidence=1.0)),
    ("e01", "e01", "e6", edge("CRITICIZED", "s09", document="d2")),
    (
        "e07",
        "e01",
        "e7",
        {k: v for k, v in edge("CRITICIZED", "s10").items() if k != "published"},
    ),
]

COLLAPSED = {
    "label": "ACCUSED",
    "weight": 3,
    "negative": 1,
    "not_actual": 0,
    "documents": 1,
    "sentence": ACCUSED,
    "first_published": "2026-01-26",
    "last_published": "2026-01-26",
}


def read(path: Path) -> nx.MultiDiGraph[str]:
    return nx.read_graphml(path, force_multigraph=True)  # type: ignore[no-any-return]


def test_every_value_comes_back(tmp_path: Path) -> None:
    graphml.write(GRAPH, tmp_path / "g.graphml")
    back = read(tmp_path / "g.graphml")
    assert dict(back.nodes(data=True)) == NODES
    found = sorted(back.edges(keys=True, data=True), key=lambda edge: edge[2])
    assert found == EDGES


def test_collapsed_has_one_edge_for_a_pair_and_type(tmp_path: Path) -> None:
    graphml.write(GRAPH, tmp_path / "g.graphml", collapsed=True)
    back = read(tmp_path / "g.graphml")
    assert dict(back.nodes(data=True)) == NODES
    weights = sorted((h, t, d["label"], d["weight"]) for h, t, d in back.edges(data=True))
    assert weights == [
        ("e01", "e01", "CRITICIZED", 1),
        ("e01", "e02", "ACCUSED", 3),
        ("e01", "e06", "HAS_ACCOUNT", 1),
        ("e02", "e03", "DEPLOYED_TO", 1),
        ("e05", "e01", "PROMISED", 1),
        ("e07", "e01", "CRITICIZED", 1),
    ]
    (accused,) = back["e01"]["e02"].values()
    assert accused == COLLAPSED


def test_keys_have_names_of_their_own_and_ids_are_unique(tmp_path: Path) -> None:
    graphml.write(GRAPH, tmp_path / "g.graphml")
    root = ElementTree.parse(tmp_path / "g.graphml").getroot()
    space = "{http://graphml.graphdrawing.org/xmlns}"
    keys = [key.get("id") for key in root.iter(space + "key")]
    assert keys == [f"n_{name}" for name in NODES["e01"]] + [
        "e_label", "e_relation_id", "e_sentence", "e_document", "e_published", "e_date",
        "e_polarity", "e_modality", "e_status", "e_attributed_to", "e_confidence", "e_weight",
    ]  # fmt: skip
    ids = [e.get("id") for e in root.iter() if e.tag in (space + "node", space + "edge")]
    assert len(ids) == len(set(ids)) == len(NODES) + len(EDGES)


@given(st.text(min_size=1))
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_name_is_well_formed(tmp_path: Path, name: str) -> None:
    graphml.write(Graph(entities=(replace(ENTITIES[0], name=name),)), tmp_path / "g.graphml")
    invalid = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    assert read(tmp_path / "g.graphml").nodes["e01"]["label"] == re.sub(invalid, "\ufffd", name)


def test_same_graph_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        graphml.write(GRAPH, tmp_path / name, collapsed=True)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_an_empty_graph_is_a_graph(tmp_path: Path) -> None:
    graphml.write(Graph(), tmp_path / "g.graphml")
    assert len(read(tmp_path / "g.graphml")) == 0
