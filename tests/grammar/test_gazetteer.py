"""Short forms of states: names only where what stands around them says so."""

from __future__ import annotations

import pytest
from reading import named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Quill lives in Bend, Ore., with her son.", [("Bend", "Bend"), ("Ore.", "Oregon")]),
        ("Ada Quill flew to LA on Monday.", [("LA", "Los Angeles")]),
        (
            "Ada Quill lives in Baton Rouge, LA, now.",
            [("Baton Rouge", "Baton Rouge"), ("LA", "Louisiana")],
        ),
        ("The office in Salem, MN, is closed.", [("Salem", "Salem"), ("MN", "Minnesota")]),
        ("Minn. Gov. Ada Quill spoke.", [("Minn.", "Minnesota")]),
        ("Sen. Ada Quill (D-La.) spoke.", [("La.", "Louisiana")]),
        ("Ada Quill moved to Calif. last year.", [("Calif.", "California")]),
        ("Miss Quill met Ben Stone.", []),
        ("It is OK, or so Ada Quill said.", []),
        ("Ada Quill, OK, you win.", []),
        ("The lab gave a mass. of notes.", []),
    ],
)
def test_states_by_their_short_forms(text: str, expected: list[tuple[str, str]]) -> None:
    people = ("Ada Quill", "Quill", "Ben Stone")
    assert [pair for pair in named(text) if pair[0] not in people] == expected
