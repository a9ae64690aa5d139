"""Titles: the offices they tell of, in every form, and what stands beside them."""

from __future__ import annotations

import pytest
import spacy
from reading import stated
from spacy.tokens import Doc

from kg import ontology
from kg.extract.candidates import Candidate
from kg.extract.titles import titles
from kg.extract.vocabulary import build


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Oslo Mayor Ada Quill spoke.", ["Ada Quill -> Oslo as mayor"]),
        (
            "Norwegian Defence Minister Ada Quill spoke.",
            ["Ada Quill -> Norwegian as defense minister"],
        ),
        ("Norway's oil minister Ada Quill spoke.", ["Ada Quill -> Norway as oil minister"]),
        (
            "Norway's Minister of Information Ada Quill spoke.",
            ["Ada Quill -> Norway as information minister"],
        ),
        ("Iowa Lt. Gov. Ada Quill spoke.", ["Ada Quill -> Iowa as lieutenant governor"]),
        ("UN Secretary-General Ada Quill spoke.", ["Ada Quill -> UN as secretary-general"]),
        (
            "Malaysian Prime Minister Datuk Seri Ahmad Quill spoke.",
            ["Ahmad Quill -> Malaysian as prime minister"],
        ),
        ("Former Iowa Gov. Ada Quill spoke.", ["Ada Quill -> Iowa as former governor"]),
        (
            "Norway's then-foreign minister Ada Quill spoke.",
            ["Ada Quill -> Norway as then foreign minister"],
        ),
        (
            "Norway's embattled prime minister Ada Quill spoke.",
            ["Ada Quill -> Norway as prime minister"],
        ),
        (
            "Norway's defence minister, Ada Quill, resigned.",
            ["Ada Quill -> Norway as defense minister"],
        ),
        (
            "Ada Quill, the former king of Norway, spoke.",
            ["Ada Quill -> Norway as former king"],
        ),
        ("Ada Quill is the mayor of Oslo.", ["Ada Quill -> Oslo as mayor"]),
        ("Ada Quill is not the mayor of Oslo.", ["Ada Quill -> Oslo as mayor | negative"]),
        ("Ada Quill visited the mayor of Oslo.", []),
    ],
)
def test_offices(text: str, expected: list[str]) -> None:
    assert stated(text, "HOLDS_OFFICE") == expected


def found(words: str) -> list[tuple[str, str]]:
    """Return each title before the last word, a name, with its words."""
    doc = Doc(spacy.blank("en").vocab, words=words.split())
    name = Candidate(len(doc) - 1, len(doc), len(doc) - 1, "Person", "name")
    known = build(ontology.load())
    return [(t.title.title, doc[t.start : t.end].text) for t in titles(doc, [name], known)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Col. Quill", [("colonel", "Col.")]),
        ("Col . Quill", [("colonel", "Col .")]),
        ("Lt . Col . Quill", [("lieutenant colonel", "Lt . Col .")]),
        ("Lt Gen Quill", [("lieutenant general", "Lt Gen")]),
        ("Vice - President Quill", [("vice president", "Vice - President")]),
        ("Sheriff 's Deputy Quill", [("deputy", "Sheriff 's Deputy")]),
        ("culture minister Quill", [("culture minister", "culture minister")]),
        ("labour minister Quill", [("labor minister", "labour minister")]),
        ("Minister for Health Quill", [("health minister", "Minister for Health")]),
        ("Tan Sri Quill", [("Datuk", "Tan Sri")]),
        ("Ayatollah Quill", [("ayatollah", "Ayatollah")]),
        ("Prof Quill", [("professor", "Prof")]),
        ("Sen. Dr. Quill", [("doctor", "Dr."), ("senator", "Sen.")]),
        ("The tall Quill", []),
        ("@ President Quill", []),
    ],
)
def test_forms_of_titles(words: str, expected: list[tuple[str, str]]) -> None:
    assert found(words) == expected
