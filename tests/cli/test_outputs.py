"""`kg export`, `kg explore` and `kg extract`: the files that come out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import networkx
import pytest
from cli.conftest import Built
from command import kg

import kg as library
from loaders.graphs import jsonl

DOCUMENT = "id title url publisher published author kind language sha256"
RELATION = (
    "id type head tail trigger evidence polarity modality attribution date role by place quantity "
    "amount content content_type via confidence rule"
)
KEYS = {
    "mentions": "id start end text type kind entity acts_for origin",
    "entities": "id type name aliases",
    "relations": RELATION,
    "attributions": "source cue content kind date parent",
    "dropped": "stage reason start end text",
}
# Not every character takes one code unit or one byte: offsets count characters.
RECORDS = [
    {
        "id": "x1",
        "text": "  🙂 “I met Tim Walz,” said Donald Trump on Monday.\r\nHe criticized Jacob Frey. ",
        "published": "2026-01-26",
        "title": "Élysée",
    },
    {"id": "x2", "text": "“Tim Walz accused ICE of lying,” Donald Trump said in Zürich on Monday."},
]


def test_lossless_export(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "graph.jsonl"
    result = kg(built.folder, "export", str(file), "-w", "ws")
    assert (result.code, result.out, result.err) == (0, f"wrote {file}\n", "")
    assert jsonl.read(file) == library.open_graph(built.folder / "ws").graph


def test_graphml(built: Built, tmp_path: Path) -> None:
    result = kg(built.folder, "export", str(tmp_path / "graph.graphml"), "-w", "ws")
    assert (result.code, result.err) == (0, "")
    read = networkx.read_graphml(tmp_path / "graph.graphml", force_multigraph=True)
    view = library.open_graph(built.folder / "ws").to_networkx()
    assert set(read.nodes) == set(view.nodes)
    assert sorted(read.edges(keys=False)) == sorted(view.edges(keys=False))


def test_page(built: Built, tmp_path: Path) -> None:
    for command in (["export"], ["explore", "-o"]):
        page = tmp_path / f"{command[0]}.html"
        result = kg(built.folder, *command, str(page), "-w", "ws")
        assert (result.code, result.out, result.err) == (0, f"wrote {page}\n", "")
    pages = [(tmp_path / name).read_bytes() for name in ("export.html", "explore.html")]
    assert pages[0] == pages[1]


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The extraction records of RECORDS."""
    folder = tmp_path_factory.mktemp("extracted")
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in RECORDS)
    (folder / "in.jsonl").write_text("".join(lines), encoding="utf-8")
    result = kg(folder, "extract", "in.jsonl", "-o", "out.jsonl")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert sorted(path.name for path in folder.iterdir()) == ["in.jsonl", "out.jsonl"]
    return [json.loads(line) for line in (folder / "out.jsonl").read_text("utf-8").splitlines()]


def test_keys_in_their_order(extracted: list[dict[str, Any]]) -> None:
    for record in extracted:
        assert list(record) == ["document", *KEYS]
        assert list(record["document"]) == DOCUMENT.split()
        for name, keys in KEYS.items():
            assert [list(item) for item in record[name]] == [keys.split()] * len(record[name])
    found = [{name: len(record[name]) > 0 for name in KEYS} for record in extracted]
    assert all(one["mentions"] and one["relations"] and one["attributions"] for one in found)


def test_offsets_are_those_of_the_given_text(extracted: list[dict[str, Any]]) -> None:
    for given, record in zip(RECORDS, extracted, strict=True):
        text = given["text"]
        mentions = [m for m in record["mentions"] if m["kind"] != "metadata"]
        assert [text[m["start"] : m["end"]] for m in mentions] == [m["text"] for m in mentions]
        assert [text[d["start"] : d["end"]] for d in record["dropped"]] == [
            d["text"] for d in record["dropped"]
        ]
        for relation in record["relations"]:
            assert relation["evidence"]["start"] <= relation["trigger"]["start"]
            assert relation["trigger"]["end"] <= relation["evidence"]["end"]


def test_what_was_extracted(extracted: list[dict[str, Any]]) -> None:
    first, second = extracted
    names = [{m["id"]: m["text"] for m in record["mentions"]} for record in extracted]
    accused = [r for r in second["relations"] if r["type"] == "ACCUSED"]
    assert [(names[1][r["head"]], names[1][r["tail"]]) for r in accused] == [("Tim Walz", "ICE")]
    said = second["attributions"][accused[0]["attribution"]]
    assert names[1][said["source"]] == "Donald Trump"
    assert first["document"] | {"sha256": ""} == {
        "id": "x1",
        "title": "Élysée",
        "url": None,
        "publisher": None,
        "published": "2026-01-26",
        "author": None,
        "kind": "article",
        "language": "en",
        "sha256": "",
    }
