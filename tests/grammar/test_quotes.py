"""Quotations: their stretches, marks included."""

from __future__ import annotations

import pytest

from kg import ontology
from kg.extract.quotes import quotations


def quoted(text: str) -> list[str]:
    """Return the stretches in quotation marks, by the marks of our own ontology."""
    marks = ontology.load().cues["quotations"]["marks"]
    return [text[s.start : s.end] for s in quotations(text, marks)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nothing is quoted here.", []),
        ("", []),
        ("She said “we won” and left.", ["“we won”"]),
        ('She said "we won" and left.', ['"we won"']),
        ("Elle a dit «oui» hier.", ["«oui»"]),
        ("“No,” he said. “Never.”", ["“No,”", "“Never.”"]),
        ('"No," he said. "Never."', ['"No,"', '"Never."']),
        ('He called it ("a shame") twice.', ['"a shame"']),
        ('A 6" nail and a 7" nail.', []),
        ("“He called it ‘a shame’ again,” she said.", ["“He called it ‘a shame’ again,”"]),
        ("“Never closed\n\nNext paragraph.", ["“Never closed"]),
        ("“Never closed, to the end", ["“Never closed, to the end"]),
        (
            "“First part.\n\n“Second part,” he said.",
            ["“First part.\n\n“Second part,”"],
        ),
        (
            "“First part.\n\nHe went on. “Second part.”",
            ["“First part.", "“Second part.”"],
        ),
        ("A single apostrophe isn't a quotation.", []),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected
