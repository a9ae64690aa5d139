"""The lossless export: what is read is what was written."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import GRAPH

from kg.errors import KgError
from kg.records import (
    ActsFor,
    Claim,
    Document,
    Graph,
    GraphEntity,
    Link,
    MentionedIn,
    Statement,
)
from loaders.graphs import jsonl

text = st.text(st.characters(exclude_categories=["Cs"]))
maybe = st.none() | text
names = st.lists(text, max_size=3).map(tuple)
offsets = st.integers(0, 10**9)
numbers = st.none() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)

documents = st.builds(
    Document, id=text, text=st.just(""), title=maybe, url=maybe, publisher=maybe,
    published=maybe, author=maybe, kind=text, language=maybe,
)  # fmt: skip
entities = st.builds(
    GraphEntity, id=text, type=text, name=text, aliases=names, members=names,
    mentions=offsets, documents=offsets, first_seen=maybe, last_seen=maybe,
)  # fmt: skip
statements = st.builds(
    Statement, id=text, type=text, head=maybe, tail=maybe, document=text, sentence=text,
    start=offsets, end=offsets, trigger=text, trigger_start=offsets, trigger_end=offsets,
    polarity=st.sampled_from(["positive", "negative"]),
    modality=st.sampled_from(["actual", "planned", "possible", "demanded", "conditional"]),
    confidence=st.floats(0, 1), rule=text, published=maybe, date=maybe,
    date_precision=st.sampled_from([None, "day", "month", "year"]), source=maybe,
    attributed_to=maybe, status=st.sampled_from(["asserted", "reported", "quoted", "post"]),
    chain=names, by=maybe, place=maybe, role=maybe, quantity=numbers, amount=maybe,
    content=maybe, content_type=maybe, via=maybe,
)  # fmt: skip
claims = st.builds(
    Claim, id=text, document=text, sentence=text, start=offsets, end=offsets, content=text,
    status=st.sampled_from(["reported", "quoted", "post"]), attributed_to=text, source=maybe,
    chain=names, about=names, cue=maybe, cue_start=st.none() | offsets,
    cue_end=st.none() | offsets, published=maybe, date=maybe,
    date_precision=st.sampled_from([None, "day", "month", "year"]),
)  # fmt: skip
graphs = st.builds(
    Graph,
    documents=st.lists(documents, max_size=3).map(tuple),
    entities=st.lists(entities, max_size=3).map(tuple),
    statements=st.lists(statements, max_size=3).map(tuple),
    claims=st.lists(claims, max_size=3).map(tuple),
    mentioned_in=st.lists(st.builds(MentionedIn, text, text, offsets), max_size=3).map(tuple),
    acts_for=st.lists(st.builds(ActsFor, text, text), max_size=3).map(tuple),
    links=st.lists(
        st.builds(Link, text, text, st.floats(0, 1), names, st.sampled_from(["same", "owner"])),
        max_size=3,
    ).map(tuple),
)


@given(graphs)
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_graph_comes_back_equal(tmp_path: Path, made: Graph) -> None:
    path = tmp_path / "graph.jsonl"
    jsonl.write(made, path)
    assert jsonl.read(path) == made


def test_the_sample_comes_back_equal_and_the_bytes_are_the_same(tmp_path: Path) -> None:
    jsonl.write(GRAPH, tmp_path / "a.jsonl")
    assert jsonl.read(tmp_path / "a.jsonl") == GRAPH
    jsonl.write(jsonl.read(tmp_path / "a.jsonl"), tmp_path / "b.jsonl")
    assert (tmp_path / "a.jsonl").read_bytes() == (tmp_path / "b.jsonl").read_bytes()


def test_a_line_is_one_tagged_record_without_text(tmp_path: Path) -> None:
    document = replace(GRAPH.documents[0], text="long text that the workspace keeps")
    jsonl.write(
        Graph(documents=(document,), acts_for=(ActsFor("g", "e"),)), tmp_path / "graph.jsonl"
    )
    lines = (tmp_path / "graph.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {
            "record": "document",
            "id": "d1",
            "title": 'Zürich "talks": José & Łukasz',
            "url": "https://example.org/1?a=1&b=2",
            "publisher": "The Example",
            "published": "2026-01-26",
            "author": "Zoë O'Neil",
            "kind": "article",
            "language": "en",
        },
        {"record": "acts_for", "group": "g", "entity": "e"},
    ]


@pytest.mark.parametrize(
    "line", ["{", "[1]", '"x"', "{}", '{"record": "graph"}', '{"record": "entity", "id": "e"}', ""]
)
def test_a_line_that_is_not_right_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "graph.jsonl"
    path.write_text(f'{{"record": "acts_for", "group": "g", "entity": "e"}}\n{line}\n')
    with pytest.raises(KgError, match=r"graph\.jsonl:2: not a record of a graph export \(.*\)"):
        jsonl.read(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes(b'{"record": "\xe9"}\n')
    for name in ("none.jsonl", "latin.jsonl"):
        with pytest.raises(KgError, match=rf"{name}: cannot be read as UTF-8 text"):
            jsonl.read(tmp_path / name)
