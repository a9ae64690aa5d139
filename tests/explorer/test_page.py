"""The file that is written, and where its layout puts things: no browser needed."""

from __future__ import annotations

import base64
import gzip
import json
import math
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from samples import HTML_INJECTION

from kg.records import Graph, GraphEntity
from loaders.graphs.html import ExplorerNetwork, write
from loaders.graphs.layout import place


def data(page: str, name: str) -> dict[str, Any]:
    found = re.search(rf'id="{name}-data">([A-Za-z0-9+/=]+)</script>', page)
    assert found
    plain: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(found[1])))
    return plain


def test_the_same_graph_gives_the_same_bytes(graph: Graph, tmp_path: Path) -> None:
    write(graph, tmp_path / "a.html")
    write(graph, tmp_path / "b.html")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.html", "b.html"]


def test_a_write_that_fails_leaves_what_was_there(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "explorer.html"
    target.write_text("before", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("loaders.graphs.html.os.replace", refuse)
    with pytest.raises(OSError, match="disk full"):
        write(graph, target)
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.iterdir()] == [
        ("explorer.html", "before")
    ]


def test_the_page_holds_no_text_of_a_document_outside_its_data(graph: Graph) -> None:
    network = ExplorerNetwork(HTML_INJECTION)
    network.load(graph)
    page = network.generate_html()
    escaped = "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;co&#34; ]]&gt; &lt;!--"
    assert re.findall("<title>(.*)</title>", page) == [escaped]
    assert [text for text in (HTML_INJECTION, "alert(1)</script", "DETACH") if text in page] == []
    assert re.findall(r"(?:src|href)=\"([^\"]*)\"", page) == ["data:,", "#search"]
    assert data(page, "graph")["nodes"]["id"] == [e.id for e in _by_mentions(graph)]
    shown = data(page, "evidence")["statements"]
    assert len(shown) == len(graph.statements) + len(graph.claims)


def _by_mentions(graph: Graph) -> list[GraphEntity]:
    return sorted(graph.entities, key=lambda e: (-e.mentions, e.name, e.id))


def test_a_trigger_is_cut_out_by_characters_not_by_code_units(graph: Graph) -> None:
    statement = replace(
        graph.statements[0], sentence="🗞🗞 x accused y", start=7, trigger_start=12, trigger_end=19
    )
    network = ExplorerNetwork()
    network.load(replace(graph, statements=(statement,)))
    assert network.evidence["statements"][0]["text"] == ["🗞🗞 x ", "accused", " y"]


def test_a_lone_surrogate_does_not_stop_the_page(tmp_path: Path) -> None:
    odd = Graph(entities=(GraphEntity(id="e", type="Person", name="a\ud800b", mentions=1),))
    write(odd, tmp_path / "explorer.html", title="t\ud800")
    page = (tmp_path / "explorer.html").read_text(encoding="utf-8")
    assert data(page, "graph")["nodes"]["label"] == ["a?b"]


def test_pyvis_asks_a_set_for_its_nodes() -> None:
    network = ExplorerNetwork()
    for number in range(4000):
        network.add_node(number)
    assert (len(network.node_ids), 3999 in network.node_ids, 4000 in network.node_ids) == (
        4000, True, False,
    )  # fmt: skip


def test_layout_sets_linked_nodes_apart_and_lonely_ones_below() -> None:
    links = {(0, 1): 5, (0, 2): 1, (1, 2): 1, (3, 4): 1}
    points = place([100.0] * 7, links)
    assert len(set(points)) == 7
    heights = [y for _, y in points]
    assert max(heights[:3]) < min(heights[3:5]) < min(heights[5:])
    assert points == place([100.0] * 7, dict(reversed(links.items())))


def test_names_of_a_small_graph_do_not_overlap() -> None:
    star = {(0, i): 1 for i in range(1, 20)}
    points = place([150.0] * 20, star)
    close = [
        (a, b)
        for i, a in enumerate(points)
        for b in points[i + 1 :]
        if abs(a[0] - b[0]) < 145 and abs(a[1] - b[1]) < 60
    ]
    assert close == []


def test_layout_of_a_large_graph_places_every_node_once() -> None:
    tree = {((i - 1) // 3, i): 1 for i in range(1, 600)}
    points = place([80.0] * 600, tree, detailed=400)
    assert (len(points), len(set(points))) == (600, 600)
    far = max(math.dist(points[a], points[b]) for a, b in tree)
    assert far < max(math.dist(points[0], point) for point in points)


def test_layout_of_nothing() -> None:
    assert place([], {}) == []
