"""Every example of every relation type: all statements of its type, with their status."""

from __future__ import annotations

import pytest

import kg
from kg import ontology
from kg.records import Extraction, Relation

TYPES = ontology.load().relation_types
EXAMPLES = [
    pytest.param(name, example, id=f"{name}-{n}")
    for name, kind in TYPES.items()
    for n, example in enumerate(kind.examples)
]


def _side(extraction: Extraction, mention: str | None) -> str:
    return next((m.text for m in extraction.mentions if m.id == mention), "?")


def _shown(extraction: Extraction, relation: Relation) -> str:
    status = [relation.polarity] * (relation.polarity != "positive")
    status += [relation.modality] * (relation.modality != "actual")
    head, tail = (_side(extraction, m) for m in (relation.head, relation.tail))
    return " | ".join([f"{head} -> {tail}", *status])


@pytest.mark.parametrize(("relation_type", "example"), EXAMPLES)
def test_example(relation_type: str, example: ontology.Example) -> None:
    extraction = kg.extract(example.text)
    found = [_shown(extraction, r) for r in extraction.relations if r.type == relation_type]
    assert sorted(found) == sorted(example.statements), example.text


def test_every_relation_type_has_six_examples() -> None:
    few = {name: len(t.examples) for name, t in TYPES.items() if len(t.examples) < 6}
    assert few == {}
