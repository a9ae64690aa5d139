"""The table of formats, and files that are whole or as before."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import GRAPH

from kg.errors import KgError
from loaders.graphs import EXPORTS, export, jsonl
from loaders.graphs.files import replacing

BEGINS = {".graphml": "<?xml ", ".html": "<!doctype html>", ".jsonl": '{"record":"document",'}


@pytest.mark.parametrize("ending", EXPORTS)
def test_every_ending_writes_a_file(tmp_path: Path, ending: str) -> None:
    export(GRAPH, tmp_path / f"graph{ending.upper()}")
    assert [p.name for p in tmp_path.iterdir()] == [f"graph{ending.upper()}"]
    text = (tmp_path / f"graph{ending.upper()}").read_text(encoding="utf-8")
    assert text[: len(BEGINS[ending])] == BEGINS[ending]


def test_the_ending_picks_the_format(tmp_path: Path) -> None:
    export(GRAPH, tmp_path / "graph.jsonl")
    assert jsonl.read(tmp_path / "graph.jsonl") == GRAPH


@pytest.mark.parametrize("name", ["graph.gexf", "graph", "graph.jsonl.gz"])
def test_an_unknown_ending_lists_what_is_allowed(tmp_path: Path, name: str) -> None:
    with pytest.raises(KgError, match=r"unknown export format.*\.graphml, \.html, \.jsonl$"):
        export(GRAPH, tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_directory_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(KgError, match=r"graph\.jsonl: cannot be written: No such file"):
        export(GRAPH, tmp_path / "none" / "graph.jsonl")


def test_a_failure_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(RuntimeError), replacing(path) as stream:
        stream.write("half")
        raise RuntimeError
    assert path.read_text(encoding="utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
