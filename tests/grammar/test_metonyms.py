"""Seats that stand for governments: who acts, speaks or is addressed decides."""

from __future__ import annotations

import pytest
from reading import extracted, named

from kg import ontology
from kg.extract.gazetteer import known_forms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oslo said on Monday that it would not sign.", [("Oslo", "Norway")]),
        ("The ships, Oslo said, will leave.", [("Oslo", "Norway")]),
        (
            "Oslo accused Helsinki of spying on its pilots.",
            [("Oslo", "Norway"), ("Helsinki", "Finland")],
        ),
        (
            "Oslo and Helsinki urged Riga to release the pilots.",
            [("Oslo", "Norway"), ("Helsinki", "Finland"), ("Riga", "Latvia")],
        ),
        (
            "Talks between Oslo and Helsinki will go on in Vienna.",
            [("Oslo", "Norway"), ("Helsinki", "Finland"), ("Vienna", "Vienna")],
        ),
        ("The sanctions on Oslo were lifted.", [("Oslo", "Norway")]),
        ("Oslo's decision surprised the pilots.", [("Oslo", "Norway")]),
        ("The plan was rejected by Oslo.", [("Oslo", "Norway")]),
        ("Oslo-backed rebels took the bridge.", [("Oslo", "Norway")]),
        ("According to Oslo, the bridge is safe.", [("Oslo", "Norway")]),
        ("Oslo is ready to talk.", [("Oslo", "Norway")]),
        ("Officials in Oslo denied the report.", [("Oslo", "Norway")]),
        (
            "Brussels warned Oslo over the bridge.",
            [("Brussels", "European Union"), ("Oslo", "Norway")],
        ),
        ("Capitol Hill rejected the plan.", [("Capitol Hill", "U.S. Congress")]),
    ],
)
def test_a_seat_that_acts_is_its_government(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pilots met in Oslo.", ["Oslo"]),
        ("The pilots left Oslo for Helsinki.", ["Oslo", "Helsinki"]),
        ("An Oslo-based firm built the bridge.", ["Oslo"]),
        ("Oslo's airport was closed.", ["Oslo"]),
        ("Oslo was bombed overnight.", ["Oslo"]),
        ("Oslo is cold.", ["Oslo"]),
        ("Oslo reported 20 new cases.", ["Oslo"]),
        ("Trains between Oslo and Helsinki stopped.", ["Oslo", "Helsinki"]),
        ("Fighting in the capital Oslo escalated.", ["Oslo"]),
        ("Bergen rejected the plan.", ["Bergen"]),
        ("Georgetown said it would close.", ["Georgetown"]),
        ("The pilots met in Washington.", ["Washington, D.C."]),
    ],
)
def test_where_in_doubt_a_seat_stays_the_place(text: str, expected: list[str]) -> None:
    assert [entity for _, entity in named(text)] == expected


def test_a_state_is_not_called_by_its_seat() -> None:
    found = extracted("Oslo said it would sign. The pilots live in Oslo. Norway signed.")
    assert [(e.type, e.name, e.aliases) for e in found.entities] == [
        ("Place", "Norway", ()),
        ("Place", "Oslo", ()),
        ("Group", "pilots", ()),
    ]


def test_every_seat_stands_for_something_known() -> None:
    known = ontology.load()
    forms, names = zip(*((form, entry.name) for form, entry in known_forms(known)), strict=True)
    places = known.gazetteers["places"]
    bodies = {row["stands_for"] for row in places["metonyms"]}
    assert bodies - set(names) == set()
    assert set(places["not_seats"]) - set(forms) == set()
