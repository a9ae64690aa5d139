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
        ("“First part.\n“Second part,” he said.", ["“First part.\n“Second part,”"]),
        ("“Block one.\n\nBlock two.” He left.", ["“Block one.\n\nBlock two.”"]),
        ('He said "no way\nback" to it.', ['"no way\nback"']),
        ('"First part. "Second part," he said.', ['"First part. "Second part,"']),
        ('"One part. "Two parts. "Three," he said.', ['"One part. "Two parts. "Three,"']),
        ('"No.""Never." He left.', ['"No."', '"Never."']),
        ('He went."We left," he said."It rained."She left.', ['"We left,"', '"It rained."']),
        ('The "bridge"?closed, "he said"?.', ['"bridge"', '"he said"']),
        ('We can"t go. "I can"t," he said.', ['"I can"t,"']),
        ('"He called it "a shame" again," she said.', ['"He called it "a shame" again,"']),
        ('“Mixed," he said. "Mixed too.”', ['“Mixed,"', '"Mixed too.”']),
        ("``Yes,'' he said. ''No,'' she said.", ["``Yes,''", "''No,''"]),
        ('New "measures."Others left. The Exposed" letter came.', ['"measures."']),
        ("Er sagte „ja“ und ging.", ["„ja“"]),
        ("‘The boys’ toys are gone,’ he said. It isn’t so.", ["‘The boys’ toys are gone,’"]),
        ("‘I told him “no” and left,’ he said.", ["‘I told him “no” and left,’"]),
        ("Back in the ‘90s the boys’ toys weren’t ‘safe’.", ["‘safe’"]),
        # British single quotes, beside apostrophes
        ("‘We won,’ she said.", ["‘We won,’"]),
        ("‘We’ve won the drivers’ vote,’ she said.", ["‘We’ve won the drivers’ vote,’"]),
        ("The drivers’ bus and the riders’ train.", []),
        ("It was ‘a shame’ in the ‘90s.", ["‘a shame’"]),
        ("‘He called it “a shame” again,’ she said.", ["‘He called it “a shame” again,’"]),
        # marks that a scraper has glued to words
        ('"We won,"she said.', ['"We won,"']),
        ('She said"we won"and left.', ['"we won"']),
        ('"We won."She left."Never again," he said.', ['"We won."', '"Never again,"']),
        # two single marks for a double one
        ("She said ''we won'' and left.", ["''we won''"]),
        ("She said ``we won'' and left.", ["``we won''"]),
        ("''No,'' he said. ''Never.''", ["''No,''", "''Never.''"]),
    ],
)
def test_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_the_longest_quotation_has_4000_characters() -> None:
    short, long = "“" + "a " * 1999 + "”", "“" + "a " * 2001 + "”"
    assert (quoted(short), quoted(long)) == ([short], [])
