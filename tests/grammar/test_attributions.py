"""Attributions: kinds and parents, statements pasted without marks, and who states a relation."""

from __future__ import annotations

import pytest
from reading import extracted, layers, said

import kg
from kg import graph, ontology
from kg.extract.attributed import Attributed
from kg.extract.attributions import nested, others
from kg.records import AttributionKind, Document, Extraction, Span


def attributed(
    source: int | None,
    start: int,
    end: int,
    cue: int | None = None,
    kind: AttributionKind = "reported",
    parent: int | None = None,
    says: bool = True,
) -> Attributed:
    """Return an attribution with one stretch of content and a cue of two characters."""
    at = Span(cue, cue + 2) if cue is not None else None
    return Attributed(source, at, (Span(start, end),), kind, parent=parent, says=says)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Quill said that the talks had failed.", [("Ada Quill", "reported", None)]),
        ("“The talks have failed,” Ada Quill said.", [("Ada Quill", "quoted", None)]),
        ("Ada Quill said the deal was “a disaster” for us.", [("Ada Quill", "quoted", None)]),
        ("The mayor reportedly resigned.", [("-", "reported", None)]),
        (
            "Ben Stone said Ada Quill believes that the war is lost.",
            [("Ben Stone", "reported", None), ("Ada Quill", "reported", 0)],
        ),
        (
            "“Ben Stone told me that the bridge is closed,” said Ada Quill.",
            [("Ada Quill", "quoted", None), ("Ben Stone", "quoted", 0)],
        ),
        (
            "Ada Quill said a report claims that Ben Stone believes that the war is lost.",
            [
                ("Ada Quill", "reported", None),
                ("report", "reported", 0),
                ("Ben Stone", "reported", 1),
            ],
        ),
        (
            "Ada Quill said the bridge was closed. Ben Stone said it was old.",
            [("Ada Quill", "reported", None), ("Ben Stone", "reported", None)],
        ),
        (
            "The bridge is shut. — Ada Quill (@adaquill) March 4, 2025",
            [("@adaquill", "post", None)],
        ),
    ],
)
def test_kinds_and_parents(text: str, expected: list[tuple[str, str, int | None]]) -> None:
    assert layers(text) == expected


def test_the_parent_is_the_smallest_that_covers_the_cue() -> None:
    outer, middle = attributed(1, 10, 90, cue=2), attributed(2, 20, 80, cue=15)
    inner, apart = attributed(3, 30, 70, cue=25), attributed(4, 100, 120, cue=95)
    found = nested([apart, inner, middle, outer])
    assert [(a.source, a.parent) for a in found] == [(1, None), (2, 0), (3, 1), (4, None)]


def test_words_without_a_cue_lie_in_what_covers_them_whole() -> None:
    found = nested([attributed(1, 10, 90, cue=2), attributed(2, 20, 40), attributed(3, 80, 95)])
    assert [(a.source, a.parent) for a in found] == [(1, None), (2, 0), (3, None)]


def test_a_post_has_no_parent() -> None:
    found = nested([attributed(1, 10, 90, cue=2), attributed(2, 20, 40, cue=42, kind="post")])
    assert [(a.source, a.parent) for a in found] == [(1, None), (2, None)]


def test_an_attitude_holds_nothing_said() -> None:
    found = nested([attributed(1, 10, 90, cue=2, says=False), attributed(2, 20, 40, cue=15)])
    assert [(a.source, a.parent) for a in found] == [(1, None), (2, None)]


def test_others_are_without_what_who_speaks_anyway_says() -> None:
    found = [
        attributed(1, 0, 90, cue=95),
        attributed(2, 5, 80, cue=2, parent=0),
        attributed(3, 10, 70, cue=7, parent=1),
        attributed(4, 20, 60, cue=15, parent=2),
    ]
    same = {2: 1, 1: 1}
    assert others(found, same) == [
        found[0],
        attributed(3, 10, 70, cue=7, parent=0),
        attributed(4, 20, 60, cue=15, parent=1),
    ]


@pytest.mark.parametrize("kind", ["reported", "quoted"])
def test_nobody_named_is_never_who_speaks_anyway(kind: AttributionKind) -> None:
    found = [attributed(None, 0, 90, cue=95), attributed(None, 5, 80, cue=2, kind=kind, parent=0)]
    assert others(found, {}) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Quill said she hopes to win.", ["Ada Quill | said | she hopes to win"]),
        (
            "Ada Quill said she believes that Ben Stone claims that the bridge is closed.",
            [
                "Ada Quill | said | she believes that Ben Stone claims that the bridge is closed",
                "Ben Stone | claims | that the bridge is closed",
            ],
        ),
        (
            "Ada Quill said that Ben Stone opposes the plan.",
            ["Ada Quill | said | that Ben Stone opposes the plan"],
        ),
    ],
)
def test_one_speaker_is_one_layer(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            [
                "I am sorry for what I did. I will resign on Friday.",
                "My family needs me now.",
                "The town has 4,000 people.",
            ],
            [
                "Ada Quill | - | I am sorry for what I did. I will resign on Friday.",
                "Ada Quill | - | My family needs me now.",
            ],
        ),
        (["It was old and had long been unsafe."], []),
        (["The town is angry.", "I am sorry for what I did. I will resign on Friday."], []),
        (
            ["“I am sorry for what I did. I will resign on Friday.”"],
            ["Ada Quill | - | “I am sorry for what I did. I will resign on Friday.”"],
        ),
    ],
)
def test_a_statement_pasted_after_its_speaker(paragraphs: list[str], expected: list[str]) -> None:
    first = "Ada Quill said on Monday that the bridge was closed."
    spoken = "Ada Quill | said | that the bridge was closed"
    assert said("\n\n".join([first, *paragraphs])) == [spoken, *expected]


def test_a_statement_pasted_after_nobody_spoke_is_nobody_s() -> None:
    assert said("Ada Quill left town.\n\nI am sorry for what I did. I will resign on Friday.") == []


def by_whom(text: str) -> list[str]:
    """Return the statements with those who state them, from the innermost: "document" for none."""
    found = extracted(text)
    words = {m.id: m.text for m in found.mentions} | {None: "?"}
    return [
        f"{words[r.head]} {r.type} {words[r.tail]} | {_chain(found, r.attribution)}"
        for r in found.relations
    ]


def _chain(found: Extraction, index: int | None) -> str:
    words = {m.id: m.text for m in found.mentions} | {None: "?"}
    chain = []
    while index is not None:
        chain.append(words[found.attributions[index].source])
        index = found.attributions[index].parent
    return ", ".join(chain) or "document"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ben Stone met Cara Vane.", ["Ben Stone MET Cara Vane | document"]),
        ("Ada Quill said Ben Stone met Cara Vane.", ["Ben Stone MET Cara Vane | Ada Quill"]),
        (
            "“Russia attacked Ukraine,” said Ada Quill.",
            ["Russia ATTACKED Ukraine | Ada Quill"],
        ),
        ("Russia reportedly attacked Ukraine.", ["Russia ATTACKED Ukraine | ?"]),
        ("According to a report, Russia attacked Ukraine.", ["Russia ATTACKED Ukraine | report"]),
        (
            "Ada Quill said Ben Stone told Cara Vane that Poland attacked Ukraine.",
            ["Poland ATTACKED Ukraine | Ben Stone, Ada Quill"],
        ),
        (
            "Ada Quill said she hopes that Ben Stone met Cara Vane.",
            ["Ben Stone MET Cara Vane | Ada Quill"],
        ),
        (
            "Ada Quill condemned the arrest of Ben Stone by the FBI.",
            ["Ada Quill CRITICIZED FBI | document", "FBI ARRESTED Ben Stone | document"],
        ),
        (
            "Ada Quill praised Ben Stone for meeting Cara Vane.",
            ["Ada Quill SUPPORTED Ben Stone | document", "Ben Stone MET Cara Vane | document"],
        ),
        (
            "Poland accused Russia of attacking Ukraine.",
            ["Poland ACCUSED Russia | document", "Russia ATTACKED Ukraine | Poland"],
        ),
    ],
)
def test_who_states_a_relation(text: str, expected: list[str]) -> None:
    assert by_whom(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A poll found that most voters disliked the plan.", ("Work", "nominal", "poll")),
        ("The lawsuit claims that the bridge was unsafe.", ("Work", "nominal", "lawsuit")),
        ("Evidence suggests that the bridge was unsafe.", ("Work", "nominal", "Evidence")),
        ("Some say that the war is lost.", ("Group", "nominal", "Some")),
        ("Critics say the plan is too expensive.", ("Group", "nominal", "Critics")),
        ("An editorial board wrote that war is evil.", ("Unnamed", "nominal", "editorial board")),
        ("A senior official said two people died.", ("Unnamed", "nominal", "senior official")),
        ("The New York Times reported a fire.", ("Media", "name", "New York Times")),
    ],
)
def test_what_a_source_is(text: str, expected: tuple[str, str, str]) -> None:
    found = extracted(text)
    (source,) = (m for m in found.mentions if m.id == found.attributions[0].source)
    assert (source.type, source.kind, source.text) == expected
    assert source.entity is not None


def test_who_is_a_mention_of_its_antecedent() -> None:
    found = extracted("Ada Quill, who said the bridge was closed, was wrong.")
    (source,) = (m for m in found.mentions if m.id == found.attributions[0].source)
    named = {m.text: m.entity for m in found.mentions}
    assert (source.text, source.kind, source.type) == ("who", "pronoun", "Person")
    assert source.entity == named["Ada Quill"] is not None


def test_a_poll_is_another_in_another_document() -> None:
    text = "A poll found that Ben Stone was well known."
    pair = [kg.extract(Document(i, text)) for i in ("d1", "d2")]
    built, _ = graph.build(pair, ontology.load(), 0.5)
    works = [(e.type, e.name, e.documents) for e in built.entities if e.type == "Work"]
    assert works == [("Work", "poll", 1), ("Work", "poll", 1)]
    assert [c.attributed_to for c in built.claims] == ["poll", "poll"]
