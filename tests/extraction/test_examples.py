"""Every example of every relation type: all statements of its type, with their status."""

from __future__ import annotations

from functools import cache

import pytest

from kg import ontology, pipeline
from kg.examples import FEWEST, Tried, tried

TYPES = ontology.load().relation_types
NAMES = [f"{name}-{n}" for name, kind in TYPES.items() for n in range(len(kind.examples))]


@cache
def results() -> dict[str, Tried]:
    """Return all examples, run together, by name."""
    return dict(zip(NAMES, tried(pipeline.load(), TYPES.values()), strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_example(name: str) -> None:
    example = results()[name]
    assert sorted(example.found) == sorted(example.wanted), example.text


def test_every_relation_type_has_six_examples() -> None:
    few = {name: len(t.examples) for name, t in TYPES.items() if len(t.examples) < FEWEST}
    assert few == {}
