"""Party and state after a legislator's name."""

from __future__ import annotations

import pytest
from reading import extracted, stated


@pytest.mark.parametrize(
    ("text", "offices", "parties"),
    [
        (
            "Sen. Ada Quill (D-Minn.) spoke.",
            ["Ada Quill -> Minn. as senator"],
            ["Ada Quill -> D"],
        ),
        (
            "Sen. Ada Quill, R-Texas, spoke.",
            ["Ada Quill -> Texas as senator"],
            ["Ada Quill -> R"],
        ),
        ("Ada Quill (D-N.Y.) spoke.", [], ["Ada Quill -> D"]),
        ("Ada Quill (Lab) spoke.", [], ["Ada Quill -> Lab"]),
        ("Iowa Sen. Ada Quill (R) spoke.", ["Ada Quill -> Iowa as senator"], ["Ada Quill -> R"]),
        ("Sen. Ada Quill (I-Vt.) spoke.", ["Ada Quill -> Vt. as senator"], []),
        (
            "Rep. Ada Quill (D-W.Va.) met Rep. Ben Stone (R–MN).",
            ["Ada Quill -> W.Va. as representative", "Ben Stone -> MN as representative"],
            ["Ada Quill -> D", "Ben Stone -> R"],
        ),
        ("Vitamin D, sold in Texas, is cheap.", [], []),
    ],
)
def test_party_and_state(text: str, offices: list[str], parties: list[str]) -> None:
    assert stated(text, "HOLDS_OFFICE") == offices
    assert stated(text, "AFFILIATED_WITH") == parties


def test_the_letter_is_a_mention_of_its_party_but_no_name() -> None:
    found = extracted("Sen. Ada Quill (D-Minn.) spoke.")
    names = {e.id: e for e in found.entities}
    shown = [(m.text, m.kind, names[m.entity].name) for m in found.mentions if m.entity]
    assert shown == [
        ("Ada Quill", "name", "Ada Quill"),
        ("D", "demonym", "Democratic Party"),
        ("Minn.", "name", "Minnesota"),
    ]
    assert [e.aliases for e in found.entities] == [("Sen. Ada Quill",), (), ("Minn.",)]
