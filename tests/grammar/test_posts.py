"""Embedded posts: what they say and who signed them, where and when."""

from __future__ import annotations

import pytest

from kg import ontology
from kg.extract.posts import build, embedded_posts, paragraphs, speaks_in_first_person
from kg.extract.reposts import reposts
from kg.records import Span

PATTERNS = build(ontology.load().cues["platforms"])


def posts(text: str) -> list[tuple[str, ...]]:
    """Return content, name, handle and date of each post, as words."""
    found = [(p.content, p.name, p.handle, p.date) for p in embedded_posts(text, PATTERNS)]
    return [tuple(text[s.start : s.end].strip() if s else "" for s in spans) for spans in found]


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
        (
            "Shut. — Ada Quill (@adaquill) 8:17 PM · Mar 4, 2025",
            [("Shut.", "Ada Quill", "@adaquill", "Mar 4, 2025")],
        ),
        (
            "Shut. - Ada Quill (@adaquill) 4 March 2025",
            [("Shut.", "Ada Quill", "@adaquill", "4 March 2025")],
        ),
        (
            "Shut. — Ada Quill (@adaquill) · Mar 4\nThe paper went on.",
            [("Shut.", "Ada Quill", "@adaquill", "Mar 4")],
        ),
        (
            'Shut. "?Ada Quill (@adaquill) March 4, 2025 The paper went on.',
            [("Shut.", "Ada Quill", "@adaquill", "March 4, 2025")],
        ),
        (
            "Shut. — Ada Quill (@adaquill) on Truth Social, March 4, 2025",
            [("Shut.", "Ada Quill", "@adaquill", "March 4, 2025")],
        ),
        (
            "Shut. — Ada Quill, Truth Social, March 4, 2025",
            [("Shut.", "Ada Quill", "Ada Quill", "March 4, 2025")],
        ),
        (
            "Shut. — Port Board (t.me/portboard) March 4, 2025",
            [("Shut.", "Port Board", "t.me/portboard", "March 4, 2025")],
        ),
        (
            "A photo shared by Ada Quill (@adaquill) on Mar 4, 2025 at 8:17pm PDT",
            [],
        ),
        (
            "At the bridge. A photo shared by Ada Quill (@adaquill) on Mar 4, 2025 at 8:17pm PDT",
            [("At the bridge.", "Ada Quill", "@adaquill", "Mar 4, 2025")],
        ),
        (
            "The mayor left.\n\nAda Quill (@adaquill) The bridge is shut.\n\nMarch 4, 2025\n\nEnd",
            [("The bridge is shut.", "Ada Quill", "@adaquill", "March 4, 2025")],
        ),
        (
            "The mayor left.\n\nAda Quill (@adaquill) · Mar 4, 2025\nThe bridge is shut.\n\nEnd.",
            [("The bridge is shut.", "Ada Quill", "@adaquill", "Mar 4, 2025")],
        ),
        ("Ada Quill (@adaquill) is a fellow of the Port Board.", []),
        (
            "The mayor left.\n\nAda Quill, [04.03.2025 14:03]\nThe bridge is shut.\n\nEnd.",
            [("The bridge is shut.", "Ada Quill", "Ada Quill", "04.03.2025")],
        ),
        (
            "@adaquill tweeted: The bridge is shut.\n\nThe paper went on.",
            [("The bridge is shut.", "", "@adaquill", "")],
        ),
        (
            "Ada Quill (@adaquill) posted on Truth Social: “The bridge is shut.” It went on.",
            [("“The bridge is shut.”", "", "@adaquill", "")],
        ),
        (
            "One. Two. " * 60 + "The bridge is shut. — Ada Quill (@adaquill) March 4, 2025",
            [
                (
                    "One. Two. " * 26 + "The bridge is shut.",
                    "Ada Quill",
                    "@adaquill",
                    "March 4, 2025",
                )
            ],
        ),
        (
            "Other. pic.twitter.com/a The bridge is shut. — Ada Quill (@adaquill) March 4, 2025",
            [("The bridge is shut.", "Ada Quill", "@adaquill", "March 4, 2025")],
        ),
    ],
)
def test_embedded_posts(text: str, expected: list[tuple[str, ...]]) -> None:
    assert posts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RT @adaquill: The bridge is shut.", [("The bridge is shut.", "@adaquill")]),
        ("So true! RT @adaquill The bridge is shut.", [("The bridge is shut.", "@adaquill")]),
        (
            "RT @portboard: RT @adaquill: Shut.",
            [("RT @adaquill: Shut.", "@portboard"), ("Shut.", "@adaquill")],
        ),
        ("RT this if you agree.", []),
        ('"@adaquill: The bridge is shut." So true!', [("The bridge is shut.", "@adaquill")]),
        ("“@adaquill: The bridge is shut.” So true!", [("The bridge is shut.", "@adaquill")]),
        (
            '"@adaquill: The "old" bridge is shut." So true!',
            [('The "old" bridge is shut.', "@adaquill")],
        ),
        ('"@adaquill: The bridge is', [("The bridge is", "@adaquill")]),
        ('"@adaquill @portboard shut it!"', [("@portboard shut it!", "@adaquill")]),
        ('"@adaquill is late," he said.', []),
        ("@adaquill: The bridge is shut.", []),
    ],
)
def test_reposts(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(p.content, p.handle) for p in reposts(text)]
    assert [tuple(text[s.start : s.end] for s in spans) for spans in found] == expected


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
