"""What pronouns and descriptions stand for: the links of whole small texts."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from reading import extracted

from kg.records import Extraction
from kg.resolve import coreference
from kg.resolve.coreference import Links


def _resolved(text: str) -> list[str]:
    """Each pronoun with the name of what it stands for, "?" where it was left open.

    Several things are joined by "+": they are the parts of a coordination, which only statements
    and the links know.
    """
    kept: list[Links] = []

    def recorded(*given: object) -> Links:
        kept.append(coreference.link(*given))  # type: ignore[arg-type]
        return kept[-1]

    with patch("kg.extract.extractor.link", recorded):
        found = extracted(text)
    return list(_shown(found, kept[0]))


def _shown(found: Extraction, links: Links) -> Iterator[str]:
    names = {e.id: e.name for e in found.entities}
    joint = iter([roots for _, roots in sorted(links.parts.items())])
    for m in found.mentions:
        if m.kind == "pronoun":
            several = None
            if m.entity is None and m.text.lower() in ("they", "them", "their", "themselves"):
                several = next(joint, None)
            parts = [names[f"e{links.entity[r] + 1}"] for r in several or ()]
            yield f"{m.text} {names[m.entity] if m.entity else '+'.join(parts) or '?'}"


CASES = {
    "whose gender is told by a first name": (
        "Angela Berger told Mark Jones that he would lose his seat.",
        ["he Mark Jones", "his Mark Jones"],
    ),
    "by a title": (
        "Mr. Quill met Mrs. Fenwick in Oslo. She thanked him.",
        ["She Fenwick", "him Quill"],
    ),
    "by a word in apposition": (
        "Robin Palmer, a businesswoman from Leeds, praised Kim Hale. She said the plan was sound.",
        ["She Robin Palmer"],
    ),
    "by a relative": (
        "His mother Joan Reed said she would sue.",
        ["His ?", "she Joan Reed"],
    ),
    "of a mother is not told by her child": (
        "David Lopez waited. His mother said she was proud of him.",
        ["His David Lopez", "she mother", "him David Lopez"],
    ),
    "an object is not the subject of its verb": (
        "Peter Quill said on Monday that Mark Jones accused him of fraud.",
        ["him Peter Quill"],
    ),
    "a reflexive is": (
        "Peter Quill watched Mark Jones. Jones blamed himself.",
        ["himself Mark Jones"],
    ),
    "an object may be whom it was said to": (
        "Peter Quill told Mark Jones that Tom Homan will contact him.",
        ["him Mark Jones"],
    ),
    "a subject that follows": (
        "In his speech, Paul Berger thanked the voters.",
        ["his Paul Berger"],
    ),
    "a relative clause": (
        "The man who killed his brother fled.",
        ["his man"],
    ),
    "a description of an office": (
        "Gov. Tim Cole met Sen. Ann Ford. The governor thanked the senator, and she praised him.",
        ["she Ann Ford", "him Tim Cole"],
    ),
    "the speaker is no third person in the own words": (
        'Tom Reed met Governor Jim Cole on Friday. "I will fight him," Reed said.',
        ["I Tom Reed", "him Jim Cole"],
    ),
    "whoever speaks does not speak of himself in the third person": (
        'Tom Reed met the press on Friday. "Jim Cole\'s plan is bad," he said.',
        ["he Tom Reed"],
    ),
    "nor describe himself": (
        'Tom Reed met the press on Friday. "The governor will not win," he said.',
        ["he Tom Reed"],
    ),
    "a body that says what it will do": (
        "Boeing said on Friday that it will cut jobs. The company blamed its suppliers.",
        ["it Boeing", "its Boeing"],
    ),
    "what is said of a thing is not that thing": (
        "Volvo laughed, but Tesla is its top seller.",
        ["its ?"],
    ),
    "as a child is nobody else": (
        "Jermaine Thomas came to Texas as a child before he was deported.",
        ["he Jermaine Thomas"],
    ),
    "a state": ("Iran said its navy seized a tanker.", ["its Iran"]),
    "two people": (
        "Anna Berger and Luc Morel met in Oslo on Monday. They signed a treaty.",
        ["They Anna Berger+Luc Morel"],
    ),
    "two people, one with a title": (
        "Peter Quill attacked Anna Berger and Oslo Mayor Luc Morel and accused them of fraud.",
        ["them Anna Berger+Luc Morel"],
    ),
    "two subjects with words between": (
        "Thomas Sand, 42, and his wife Maria Sand, 36, said they would appeal.",
        ["his Thomas Sand", "they Thomas Sand+Maria Sand"],
    ),
    "the agencies of a bare force": (
        "ICE and Border Patrol agents raided a warehouse. They detained forty workers.",
        ["They Immigration and Customs Enforcement+Border Patrol"],
    ),
    "police": (
        "Police in Lyon said they arrested Marc Dubois after he attacked his wife.",
        ["they Police", "he Marc Dubois", "his Marc Dubois"],
    ),
    "not countries that are only listed": (
        "The bill was sent to members of parliaments of some countries (the UK, Germany and "
        "Kyrgyzstan). They rejected the bill.",
        ["They ?"],
    ),
    "no name that a subject rules": (
        "Raul Castro spoke. Miguel Sand listened. He said he would hand over power to Sand.",
        ["He Raul Castro", "he Raul Castro"],
    ),
    "not who fires at them": (
        "Hamas terrorists who opened fire at them were killed by the soldiers.",
        ["them ?"],
    ),
    "not who is quoted": (
        "“Just ask Bill Clinton, who thought he could get things done,” Keating Holland said.",
        ["who Bill Clinton", "he Bill Clinton"],
    ),
    "the antecedent of a relative pronoun": (
        "Hunter Biden, who admitted he made a mistake, met Joe Biden.",
        ["who Hunter Biden", "he Hunter Biden"],
    ),
    "a speaker who is named later": (
        "“I have always opposed it,” Marine Le Pen said. “I will win.”",
        ["I Marine Le Pen", "it ?", "I Marine Le Pen"],
    ),
    "a body that goes on to speak": (
        "The Harbour Office said a team was ready. It said the bridge would open.",
        ["It Harbour Office"],
    ),
    "who has acted since the last speaker": (
        "Ben Stone said nothing had fallen. Carl Reed spoke of the rain. “We were wet,” he said.",
        ["We Carl Reed", "he Carl Reed"],
    ),
    "nothing that is extracted": (
        "The Senate passed the plan. It was clear that it would cost money.",
        ["it ?"],
    ),
}


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Photographer Zhang Xiao left. The photographer smiled.", "photographer", "Zhang Xiao"),
        (
            "Brexit Party leader Nigel Farage spoke. Ann Stone left. The Brexit Party leader won.",
            "Brexit Party leader",
            "Nigel Farage",
        ),
        ("The Hamas terrorist organization fled.", "Hamas terrorist organization", "Hamas"),
        (
            "Ada Quill said the bridge was closed. The Iowa lawmaker said nothing had fallen.",
            "Iowa lawmaker",
            "Ada Quill",
        ),
        (
            "Ada Quill said the bridge was closed. The senator added that nothing had fallen.",
            "senator",
            "Ada Quill",
        ),
        (
            "Ada Quill said the bridge was closed. A boy waved. The old man said it was cold.",
            "old man",
            "old man",
        ),
        (
            "President Ben Stone left. The Norwegian president said the bridge was closed.",
            "Norwegian president",
            "Norwegian president",
        ),
        (
            "The first owner after the end of the war, Ada Quill, closed the bridge.",
            "first owner",
            "Ada Quill",
        ),
    ],
)
def test_descriptions_stand_for(text: str, words: str, name: str) -> None:
    found = extracted(text)
    names = {e.id: e.name for e in found.entities}
    described = [m.entity for m in found.mentions if m.text == words]
    assert [names[e] for e in described if e] == [name]


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_pronouns_stand_for(text: str, expected: list[str]) -> None:
    assert _resolved(text) == expected
