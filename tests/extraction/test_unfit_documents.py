"""A document that cannot be extracted is told by name, with what to do; the others go on."""

from __future__ import annotations

import kg
from kg import pipeline
from kg.records import Document


def test_the_reason_is_told_and_the_others_go_on() -> None:
    limit = pipeline.load().language.max_length
    found = kg.extract_all(
        [
            Document("slashes", "Mary Smith met John Miller.", published="2016/12/16"),
            Document("long", "x" * (limit + 1)),
            Document("good", "Mary Smith met John Miller.", published="2016-12-16T08:00:00Z"),
            Document("year", "Mary Smith met John Miller.", published="2016"),
        ]
    )
    told = [x.document.id if isinstance(x, kg.Extraction) else str(x) for x in found]
    assert told == [
        "slashes: published '2016/12/16' is no ISO 8601 date; write 2026-01-26",
        f"long: longer than {limit:,} characters; cut it in parts",
        "good",
        "year",
    ]
