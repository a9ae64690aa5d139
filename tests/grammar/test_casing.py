"""The capitals that the model reads, where a text shouts or does not bother."""

from __future__ import annotations

import pytest

from kg import pipeline
from kg.records import Document


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("NABLUS, West Bank", "Nablus, West Bank"),
        ("TRUMP FIRES FBI CHIEF IN PARIS", "Trump Fires FBI Chief in Paris"),
        ("NATO said ICE agents left.", "NATO said ICE agents left."),
        ("back to china with emma", "back to China with Emma"),
        ("a nice turkey for victor", "a nice turkey for victor"),
        ("the armed forces of new zealand", "the armed forces of New Zealand"),
        ("THANKS JUSTIN", "THANKS Justin"),
        ("The USA and Iran met.", "The USA and Iran met."),
        ("", ""),
    ],
)
def test_capitals(text: str, read: str) -> None:
    assert pipeline.load().prepared(text).text == read


def test_mentions_keep_the_letters_of_the_text_and_names_those_that_were_read() -> None:
    (found,) = pipeline.load().extract([_document("NABLUS, West Bank (AP) - He left.")])
    mention = found.mentions[0]  # type: ignore[union-attr]
    entity = found.entities[0]  # type: ignore[union-attr]
    assert (mention.text, entity.name) == ("NABLUS", "Nablus")


def _document(text: str) -> Document:
    return Document("a", text)
