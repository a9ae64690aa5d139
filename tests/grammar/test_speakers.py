"""Quotations without a cue of their own: each sieve, whose they are, and which are nobody's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reading import extracted, said

from kg.extract import speakers
from kg.extract.quoting import Reading, Speaker

Sieve = Callable[[Reading, int], Speaker | None]

SIEVED = [
    (
        "signed",
        "“We shall win this race.” —Ada Quill",
        ["Ada Quill | — | “We shall win this race.”"],
    ),
    (
        "signed",
        "“We shall win this race.”\n—Ada Quill, mayor of Oslo",
        ["Ada Quill | — | “We shall win this race.”"],
    ),
    (
        "signed",
        "“We shall win this race.” Ada Quill, Oslo Post",
        ["Ada Quill | - | “We shall win this race.”"],
    ),
    (
        "followed_by_cue",
        "“The bridge is closed,” was the answer of Ada Quill.",
        ["Ada Quill | answer | “The bridge is closed,”"],
    ),
    (
        "followed_by_cue",
        "“It will never be open again,” Ada Quill would say.",
        ["Ada Quill | say | “It will never be open again,”"],
    ),
    (
        "continued",
        "“The bridge is closed,” Ada Quill said. “It will open in May.”",
        ["Ada Quill | said | “The bridge is closed,” … “It will open in May.”"],
    ),
    (
        "continued",
        "“The bridge is closed,” Ada Quill said, and then: “It will open in May.”",
        ["Ada Quill | said | “The bridge is closed,” … “It will open in May.”"],
    ),
    (
        "introduced",
        "Ada Quill was blunt: “The bridge is closed.”",
        ["Ada Quill | : | “The bridge is closed.”"],
    ),
    (
        "introduced",
        "Ada Quill shook her head:\n\n“The bridge is closed.”",
        ["Ada Quill | : | “The bridge is closed.”"],
    ),
    (
        "within_clause",
        "Ben Stone spoke, Ada Quill wrote, “as if the bridge were open”.",
        ["Ada Quill | wrote | Ben Stone spoke … “as if the bridge were open”"],
    ),
    (
        "led_by_cue",
        "Ada Quill would often say “it will never be open again”.",
        ["Ada Quill | say | “it will never be open again”"],
    ),
    (
        "framed",
        "Ada Quill drove to the bridge because it was “the very worst thing in town”.",
        ["Ada Quill | - | “the very worst thing in town”"],
    ),
    (
        "framed",
        "Mayor Ada Quill “condemns the attack on the bridge in the strongest terms.”",
        ["Ada Quill | - | “condemns the attack on the bridge in the strongest terms.”"],
    ),
    (
        "framed",
        "For Ben Stone, who opposes the plan, the bridge is “the very worst thing in town”.",
        ["who | opposes | the plan", "Ben Stone | - | “the very worst thing in town”"],
    ),
    (
        "after_sentence",
        "Ada Quill was blunt. “The bridge is closed.”",
        ["Ada Quill | - | “The bridge is closed.”"],
    ),
    (
        "after_sentence",
        "It was Ada Quill who put it best. “The bridge is closed.”",
        ["Ada Quill | - | “The bridge is closed.”"],
    ),
    (
        "after_sentence",
        "Ada Quill was a “little” blunt. “The bridge is closed.”",
        ["Ada Quill | - | “The bridge is closed.”"],
    ),
    (
        "after_sentence",
        "Ada Quill criticized Ben Stone. “The bridge is closed.”",
        ["Ada Quill | criticized | Ben Stone", "Ada Quill | - | “The bridge is closed.”"],
    ),
    (
        "after_paragraph",
        "Ada Quill shook her head.\n\n“The bridge is closed.”",
        ["Ada Quill | - | “The bridge is closed.”"],
    ),
    (
        "after_paragraph",
        "Ada Quill told reporters that the bridge was closed.\n\n“It will open in May.”",
        [
            "Ada Quill | told | that the bridge was closed",
            "Ada Quill | - | “It will open in May.”",
        ],
    ),
    (
        "goes_on",
        "“The bridge is closed,” Ada Quill said. It rained all day. “It will open in May.”",
        ["Ada Quill | said | “The bridge is closed,”", "Ada Quill | - | “It will open in May.”"],
    ),
    (
        "goes_on",
        "“The bridge is closed,” Ada Quill said.\n\nIt was old.\n\n“It will open in May.”",
        ["Ada Quill | said | “The bridge is closed,”", "Ada Quill | - | “It will open in May.”"],
    ),
]


@pytest.mark.parametrize(("sieve", "text", "expected"), SIEVED)
def test_a_sieve_finds_the_speaker(
    sieve: str, text: str, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[str] = []

    def noted(of: Sieve) -> Sieve:
        def tried(reading: Reading, n: int) -> Speaker | None:
            found = of(reading, n)
            used.extend([_name(of)] * (found is not None))
            return found

        return tried

    monkeypatch.setattr(speakers, "SIEVES", tuple(noted(s) for s in speakers.SIEVES))
    assert said(text) == expected
    assert used == [sieve]


def test_every_sieve_has_a_text() -> None:
    assert {name for name, _, _ in SIEVED} == {_name(s) for s in speakers.SIEVES}


def _name(sieve: Sieve) -> str:
    return sieve.__name__.lstrip("_")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "ADA QUILL: “The bridge is closed.”\n\nBEN STONE: “It will open in May.”",
            ["ADA QUILL | : | “The bridge is closed.”", "BEN STONE | : | “It will open in May.”"],
        ),
        ("Ada Quill: “The bridge is closed.”", ["Ada Quill | : | “The bridge is closed.”"]),
        ("“The bridge is closed”: Ada Quill.", ["Ada Quill | : | “The bridge is closed”"]),
        (
            "The Oslo Post’s Ada Quill: “The bridge is closed.”",
            ["Ada Quill | : | “The bridge is closed.”"],
        ),
        (
            "Today, Congresswoman Ada Quill released the following statement in response to the"
            " board’s plan for the bridge: “The board’s new plan is a necessary step.”",
            ["Ada Quill | : | “The board’s new plan is a necessary step.”"],
        ),
        (
            "It was part of a drill that began Friday. “This is the first of them,” Capt. Ada Quill"
            " told reporters.",
            ["Ada Quill | told | “This is the first of them,”"],
        ),
        (
            "Ada Quill told Ben Stone: “The bridge is closed.” He replied: “It is not.”",
            ["Ada Quill | told | “The bridge is closed.”", "He | replied | “It is not.”"],
        ),
    ],
)
def test_labels_and_colons(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The bridge is closed.\n\n“It will open in May,” Ada Quill said.",
            ["Ada Quill | said | “The bridge is closed.\n\n“It will open in May,”"],
        ),
        (
            "“The bridge is closed,” Ada Quill said. “It was old.\n\n“It will open in May.”",
            ["Ada Quill | said | “The bridge is closed,” … “It was old.\n\n“It will open in May.”"],
        ),
        (
            "Ada Quill spoke first. “The bridge is closed.\n\n“It will open in May.”",
            ["Ada Quill | - | “The bridge is closed.\n\n“It will open in May.”"],
        ),
    ],
)
def test_quotations_over_paragraphs(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The “bridge” was closed on Monday.",
        "Cara Vane signed the so-called “peace deal” in Oslo.",
        "Ada Quill bought “The Long Road Home” in Oslo.",
        "Ada Quill lost “The Long Road Home to Oslo” in the train.",
        "It rained. “It will open in May.”",
        "“The bridge is closed.” Ada Quill shook her head.",
        "“The bridge is closed.” Last May, Oslo accepted its first refugees.",
    ],
)
def test_no_speaker(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Ben Stone asked. “The bridge is closed,” Ada Quill said.",
            ["Ada Quill | said | “The bridge is closed,”"],
        ),
        (
            "“The bridge is closed,” Ada Quill said as Ben Stone asked why.",
            ["Ada Quill | said | “The bridge is closed,”"],
        ),
        (
            "Ada Quill said, “The bridge is closed,” and Ben Stone wrote a note.",
            ["Ada Quill | said | “The bridge is closed,”"],
        ),
        (
            "Ada Quill replied. “The bridge is closed,” the sign read.",
            ["sign | read | “The bridge is closed,”"],
        ),
        (
            "“The bridge is closed,” Ada Quill said. “It will open in May,” Ben Stone added.",
            [
                "Ada Quill | said | “The bridge is closed,”",
                "Ben Stone | added | “It will open in May,”",
            ],
        ),
        (
            "Ada Quill said the bridge was closed. “It was old,” Ben Stone said.",
            ["Ada Quill | said | the bridge was closed", "Ben Stone | said | “It was old,”"],
        ),
        (
            "“We are ready,” Ada Quill said, and Ben Stone replied, “So are we.”",
            ["Ada Quill | said | “We are ready,”", "Ben Stone | replied | “So are we.”"],
        ),
    ],
)
def test_of_several_cues_the_nearest_has_the_quotation(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "‘The bridge is closed,’ Ada Quill said. ‘It’s old.’",
            ["Ada Quill | said | ‘The bridge is closed,’ … ‘It’s old.’"],
        ),
        (
            "''The bridge is closed,'' Ada Quill said. ''It is old.''",
            ["Ada Quill | said | ''The bridge is closed,'' … ''It is old.''"],
        ),
    ],
)
def test_other_marks(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“It is closed,” Senate Select Committee on Intelligence Chairman Ben Stone said.",
            ["Ben Stone | said | “It is closed,”"],
        ),
        (
            "Harbour Club director, Ada Quill, told reporters that it rained.",
            ["Ada Quill | told | that it rained"],
        ),
        ("Actor and singer Ada Quill said it rained.", ["Ada Quill | said | it rained"]),
        (
            "The chief spokesman for the Pentagon, Rear Adm. Ben Stone, said it rained.",
            ["Ben Stone | said | it rained"],
        ),
        ("A spokesman for Ada Quill said it rained.", ["spokesman | said | it rained"]),
        ("The lawyer of Mayor Ada Quill said it rained.", ["lawyer | said | it rained"]),
        ("The mayor and Ada Quill said it rained.", ["mayor | said | it rained"]),
        (
            "The notes: “There are many reasons,” Ada Quill said.",
            ["Ada Quill | said | “There are many reasons,”"],
        ),
    ],
)
def test_of_a_role_and_a_name_the_name_speaks(text: str, expected: list[str]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The bridge is closed,” Ada Quill said, according to Oslo Post. “It is far too old.”",
            [
                "Ada Quill | said | “The bridge is closed,” … “It is far too old.”",
                "Oslo Post | according to | “The bridge is closed,” Ada Quill said",
            ],
        ),
        (
            "They want to cross as they have for years.“The bridge is closed,” Ada Quill said.",
            [
                "They | want | to cross as they have for years",
                "Ada Quill | said | “The bridge is closed,”",
            ],
        ),
        (
            "Ada Quill said the rules “posed a threat to the town.” Oslo radio reported a fire.",
            ["Ada Quill | said | the rules “posed a threat to the town.”"],
        ),
        (
            "“The bridge is closed,”-says Ada Quill.- “It is old.”",
            ["Ada Quill | says | “The bridge is closed,” … “It is old.”"],
        ),
    ],
)
def test_what_ends_and_what_tells_of_a_quotation(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_who_tells_of_a_speaker_is_the_outer_one() -> None:
    text = "“The bridge is closed,” Ada Quill said, according to Oslo Post. “It is far too old.”"
    assert [a.parent for a in extracted(text).attributions] == [1, None]
