"""Extraction in several processes gives what one process gives, in the same order."""

from __future__ import annotations

import pytest

from kg import pipeline, workers
from kg.errors import DocumentError
from kg.records import Document

DOCUMENTS = [Document(f"d{n}", f"Ann Smith met Ben Stone in Oslo on day {n}.") for n in range(7)]


def test_units_are_small_and_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_UNIT", 100)
    units = list(workers.units(DOCUMENTS))
    assert [d for unit in units for d in unit] == DOCUMENTS
    assert [len(unit) for unit in units] == [3, 3, 1]
    monkeypatch.setattr(workers, "_MOST", 2)
    assert [len(unit) for unit in workers.units(DOCUMENTS)] == [2, 2, 2, 1]


def test_two_processes_and_one(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = pipeline.load()
    long = Document("d9", "x" * (pipe.language.max_length + 1))
    given = [*DOCUMENTS, long]
    alone = list(workers.extract(given, pipe, None, None, 1))
    monkeypatch.setattr(workers, "_WORTH", 1)
    monkeypatch.setattr(workers, "_UNIT", 100)
    spread = list(workers.extract(given, pipe, None, None, 2))
    assert spread[:-1] == alone[:-1]
    assert isinstance(spread[-1], DocumentError)
    assert str(spread[-1]) == str(alone[-1])
