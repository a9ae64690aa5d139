"""Who says "I" in an article, outside all quotation marks: its author, where the metadata name one
person."""

from __future__ import annotations

import pytest

import kg

TEXT = "I met Ann Smith in Oslo. “I sued NATO,” Ben Stone told me. We thanked Carl Moore."


def stated(author: str | None, text: str = TEXT) -> list[str]:
    found = kg.extract(kg.Document("d", text, author=author))
    entity = {m.id: m.entity for m in found.mentions}
    name = {e.id: e.name for e in found.entities}
    return [f"{name.get(entity.get(r.head or '') or '', '?')} {r.type}" for r in found.relations]


@pytest.mark.parametrize("author", ["Dora Quill", "By Dora Quill", "Dora M. Quill"])
def test_the_author_says_i(author: str) -> None:
    assert f"{author.removeprefix('By ')} MET" in stated(author)


@pytest.mark.parametrize(
    "author", [None, "", "Reuters", "Associated Press", "Dora Quill and Ed Poe"]
)
def test_nobody_or_several_are_no_narrator(author: str | None) -> None:
    assert not [s for s in stated(author) if s.endswith(" MET") and not s.startswith("?")]


def test_a_quotation_is_not_the_author_s() -> None:
    assert not [s for s in stated("Dora Quill") if s == "Dora Quill CHARGED"]


def test_an_author_who_does_not_say_i_is_not_in_the_record() -> None:
    found = kg.extract(kg.Document("d", "Ann Smith sued NATO.", author="Dora Quill"))
    assert [(m.text, m.kind) for m in found.mentions] == [("Ann Smith", "name"), ("NATO", "name")]
