"""A story begins after its dateline; the dateline's place is no actor in it."""

from __future__ import annotations

import pytest

import kg

STORY = "Police arrested Ann Smith on Monday."


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("TOLVAR (KNA) — ", "TOLVAR"),
        ("SAN QUILLON, March 3 (KNA) -- ", "SAN QUILLON"),
        ("BRENNIK, Kestrovia - ", "BRENNIK"),
    ],
)
def test_a_dateline_is_a_place_and_no_part_of_the_story(line: str, place: str) -> None:
    found = kg.extract(line + STORY)
    mentions = {m.id: m for m in found.mentions}
    assert [(m.text, m.type) for m in found.mentions if m.start == 0] == [(place, "Place")]
    (arrest,) = (r for r in found.relations if r.type == "ARRESTED")
    assert found.document.text[arrest.evidence.start : arrest.evidence.end] == STORY
    assert mentions[arrest.head or ""].text == "Police"


def test_a_shouted_word_before_a_dash_stays_what_it_is() -> None:
    found = kg.extract("BREAKING - Police arrested Ann Smith on Monday.")
    assert "BREAKING" not in {m.text for m in found.mentions}
