"""Which words are names, and of what kind of thing."""

from __future__ import annotations

import pytest
from reading import extracted


def names(text: str) -> list[str]:
    """Return the names of a text with their types: "Person Ada Quill"."""
    return [f"{m.type} {m.text}" for m in extracted(text).mentions if m.kind == "name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Naroff told reporters that he would go.", ["Person Naroff"]),
        ("General Motors fell 3 percent.", ["Organization General Motors"]),
        ("They left through the Erez crossing.", ["Place Erez"]),
        ("Mr. Holland said no.", ["Person Holland"]),
        ("The State of Florida sued.", ["Place Florida"]),
        ("The Chinese Coast Guard left.", ["Agency Chinese Coast Guard"]),
        ("The Democratic Party of Japan lost.", ["Party Democratic Party of Japan"]),
        (
            "The Trump administration sued the Trump White House.",
            ["Agency Trump administration", "Agency White House"],
        ),
        ("Kermit Stone Kermit Stone is an actor.", ["Person Kermit Stone", "Person Kermit Stone"]),
    ],
)
def test_types(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The 2015 United Kingdom general election was close.",
            ["Event 2015 United Kingdom general election"],
        ),
        ("She sang at the Winter Olympics.", ["Event Winter Olympics"]),
        ("The Clean Slate Act passed.", ["Work Clean Slate Act"]),
        ("He read “The Art of War” again.", ["Work Art of War"]),
    ],
)
def test_events_and_works(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RT @bbc: #Ukraine and #TimWalz and #winning", ["Place #Ukraine", "Person #TimWalz"]),
        ("⚡️YouTube removed it.", ["Organization YouTube"]),
        ("Nooooo, that hurt!", []),
        ("Wow. LOL.", []),
        ("Зеленський сказав.", []),
    ],
)
def test_posts(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_a_document_calls_one_thing_by_one_type() -> None:
    found = names("Joe Biden met Xi in Lima. Xi left. The lawyer for Xi stayed.")
    assert found == ["Person Joe Biden", "Person Xi", "Place Lima", "Person Xi", "Person Xi"]
