"""The demonstration corpus as a whole: what a careful reader takes from it is in the graph."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

import kg
from kg.records import Graph, GraphEntity, Statement

EXPECTED: dict[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "demo_expected.yaml").read_text(encoding="utf-8")
)
USUAL = {"polarity": "positive", "modality": "actual", "source": None}


def _rows(part: str) -> list[Any]:
    """The rows of a part of the file, each with its document, named in the test's report."""
    rows = ((doc, row) for doc, rows in EXPECTED[part].items() for row in rows)
    return [pytest.param(d, r, id=f"{d.partition('.')[0]}:{r[0]}:{r[1]}") for d, r in rows]


@pytest.fixture(scope="module")
def graph(demo: Path) -> Graph:
    return kg.open_graph(demo).graph


@pytest.fixture(scope="module")
def names(graph: Graph) -> dict[str | None, str | None]:
    return {None: None, **{e.id: e.name for e in graph.entities}}


def _named(graph: Graph, name: str) -> list[GraphEntity]:
    return [e for e in graph.entities if name == e.name]


@pytest.mark.parametrize("type_", EXPECTED["entities"])
def test_one_entity_with_its_aliases(graph: Graph, type_: str) -> None:
    for name, aliases in EXPECTED["entities"][type_].items():
        entity, *others = [e for e in _named(graph, name) if e.type == type_]
        assert not others, name
        assert set(aliases) <= set(entity.aliases), name


@pytest.mark.parametrize("group", EXPECTED["apart"], ids=" | ".join)
def test_namesakes_are_apart(graph: Graph, group: list[str]) -> None:
    for one, other in combinations(group, 2):
        first, second = _named(graph, one), _named(graph, other)
        assert first, one
        assert second, other
        assert not {e.id for e in first} & {e.id for e in second}
        assert not any(other in e.aliases for e in first)
        assert not any(one in e.aliases for e in second)


def test_accounts_have_their_owners(graph: Graph, names: dict[str | None, str | None]) -> None:
    found = {(names[s.tail], names[s.head]) for s in graph.statements if s.type == "HAS_ACCOUNT"}
    assert found >= set(EXPECTED["accounts"].items())
    owners = EXPECTED["accounts"] | {"@CRP_Kestrovia": "Civic Reform Party"}
    assert all(owner == owners.get(account, owner) for account, owner in found)


def test_wire_copies_are_marked(graph: Graph) -> None:
    assert len(graph.documents) == 34
    found = {d.id: d.duplicate_of for d in graph.documents if d.duplicate_of}
    assert found == EXPECTED["copies"]


@pytest.mark.parametrize(("document", "row"), _rows("statements"))
def test_what_a_reader_takes_is_there(
    graph: Graph, names: dict[str | None, str | None], document: str, row: list[Any]
) -> None:
    kind, head, tail, *more = row
    wanted = {"type": kind, "head": head, "tail": tail, **USUAL, **(more[0] if more else {})}
    near = [s for s in graph.statements if s.document == document and s.type == kind]
    found = [_fields(s, names) for s in near]
    assert any(wanted.items() <= fields.items() for fields in found), found


def _fields(statement: Statement, names: dict[str | None, str | None]) -> dict[str, Any]:
    sides = ("head", "tail", "source", "by", "place")
    fields = {name: getattr(statement, name) for name in Statement.__slots__}
    named = {side: names[fields[side]] for side in sides}
    return fields | named | {"chain": [names[i] for i in statement.chain]}


@pytest.mark.parametrize(("document", "row"), _rows("absent"))
def test_what_nobody_should_take_is_not(
    graph: Graph, names: dict[str | None, str | None], document: str, row: list[str]
) -> None:
    kind, *sides = row
    plain = [
        s
        for s in graph.statements
        if (s.document, s.type, s.polarity, s.modality) == (document, kind, "positive", "actual")
    ]
    found = [(names[s.head], names[s.tail]) for s in plain]
    for pair in found:
        assert any(wanted not in ("any", side) for wanted, side in zip(sides, pair, strict=True)), (
            pair
        )


@pytest.mark.parametrize(("document", "row"), _rows("claims"))
def test_who_says_what(
    graph: Graph, names: dict[str | None, str | None], document: str, row: list[Any]
) -> None:
    speaker, words, about = row
    claims = [c for c in graph.claims if c.document == document and words in c.content]
    found = [(names[c.source], {names[i] for i in c.about}) for c in claims]
    assert any(who == speaker and set(about) <= whom for who, whom in found), found
