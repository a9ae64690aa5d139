"""Tokens where scraping lost a space, and names that are not cut at a word in capitals."""

from __future__ import annotations

import pytest

import kg
from kg import pipeline


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Ada Quill,-a lawyer,-left.", "Ada Quill ,- a lawyer ,- left ."),
        ("She left.-He stayed.- They slept.", "She left .- He stayed . - They slept ."),
        ("the U.S.-based firm, at 9 a.m.-5 p.m.", "the U.S.-based firm , at 9 a.m.-5 p.m."),
    ],
)
def test_tokens(text: str, read: str) -> None:
    assert " ".join(t.text for t in pipeline.load().prepared(text)) == read


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("RPG Group sued the owner.", "RPG Group"),
        ("The RPG Industries chairman left on Friday.", "RPG Industries"),
    ],
)
def test_a_word_in_capitals_begins_a_name(text: str, name: str) -> None:
    assert name in [m.text for m in kg.extract(text).mentions]
