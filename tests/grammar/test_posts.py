"""Embedded posts: what they say and who signed them, where and when."""

from __future__ import annotations

import pytest

from kg.extract.posts import embedded_posts, paragraphs, speaks_in_first_person
from kg.records import Span


def posts(text: str) -> list[tuple[str, ...]]:
    """Return content, name, handle and date of each post, as words."""
    found = [(p.content, p.name, p.handle, p.date) for p in embedded_posts(text)]
    return [tuple(text[s.start : s.end].strip() for s in spans) for spans in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor spoke on Monday (@home) and left.", []),
        (
            "The bridge is shut. pic.twitter.com/abc — Ada Quill (@adaquill) March 4, 2025",
            [
                (
                    "The bridge is shut. pic.twitter.com/abc",
                    "Ada Quill",
                    "@adaquill",
                    "March 4, 2025",
                )
            ],
        ),
        (
            "The bridge is shut – Ada Quill (@adaquill) March 4, 2025\nThe paper went on.",
            [("The bridge is shut", "Ada Quill", "@adaquill", "March 4, 2025")],
        ),
        (
            "The bridge is shut. - Ada Quill (@adaquill) March 4, 2025",
            [("The bridge is shut.", "Ada Quill", "@adaquill", "March 4, 2025")],
        ),
        (
            "Traffic stood still.\n\nI saw the bridge close.\n\n"
            "My car is stuck. — Ada Quill (@adaquill) March 4, 2025",
            [
                (
                    "I saw the bridge close.\n\nMy car is stuck.",
                    "Ada Quill",
                    "@adaquill",
                    "March 4, 2025",
                )
            ],
        ),
        (
            "Shut now — Ada Quill (@adaquill) March 4, 2025\n\n"
            "We open at six — Port Board (@portboard) March 5, 2025",
            [
                ("Shut now", "Ada Quill", "@adaquill", "March 4, 2025"),
                ("We open at six", "Port Board", "@portboard", "March 5, 2025"),
            ],
        ),
        (
            "Shut now — Ada Quill (@adaquill) March 4, 2025 "
            "Open again — Port Board (@portboard) March 5, 2025",
            [
                ("Shut now", "Ada Quill", "@adaquill", "March 4, 2025"),
                ("Open again", "Port Board", "@portboard", "March 5, 2025"),
            ],
        ),
        (
            "“I saw it,” the guard said.\n\n"
            "The bridge is shut. — Ada Quill (@adaquill) March 4, 2025",
            [("The bridge is shut.", "Ada Quill", "@adaquill", "March 4, 2025")],
        ),
        (
            "The bridge is shut.\n\n— Ada Quill (@adaquill) March 4, 2025",
            [("The bridge is shut.", "Ada Quill", "@adaquill", "March 4, 2025")],
        ),
        (
            "Shut now — Ada Quill (@adaquill) March 4, 2025\n\n"
            "— Port Board (@portboard) March 5, 2025",
            [("Shut now", "Ada Quill", "@adaquill", "March 4, 2025")],
        ),
        ("— Ada Quill (@adaquill) March 4, 2025", []),
        ("The bridge is shut. — Ada Quill (@adaquill)", []),
    ],
)
def test_embedded_posts(text: str, expected: list[tuple[str, ...]]) -> None:
    assert posts(text) == expected


def test_paragraphs_lie_between_blank_lines() -> None:
    assert list(paragraphs("One\ntwo\n\n\nthree\n")) == [Span(0, 7), Span(10, 15)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I saw it.", True),
        ("We’re here.", True),
        ("They shut our bridge.", True),
        ("She said “I saw it” twice.", False),
        ('She said "we saw it" twice.', False),
        ("The bridge is shut.", False),
        ("World War I ended.", False),
        ("World War I ended, I know.", True),
        ("The US team won.", False),
    ],
)
def test_first_person(text: str, expected: bool) -> None:
    assert speaks_in_first_person(text, Span(0, len(text))) is expected
