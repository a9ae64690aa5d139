"""Unnamed actors: what their phrase is, how many they are, and whom they act for."""

from __future__ import annotations

import pytest
from reading import actors, extracted, stated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Protesters threw stones at the police.", ["Group Protesters", "Group police"]),
        ("A senior official from Norway resigned.", ["Unnamed senior official for Norway"]),
        (
            "Norwegian police arrested a Danish man.",
            ["Group Norwegian police for Norwegian", "Unnamed Danish man of Danish"],
        ),
        (
            "Hamas militants and Palestinian militants fled.",
            ["Group Hamas militants for Hamas", "Group Palestinian militants of Palestinian"],
        ),
        (
            "Police in Oslo arrested the suspect.",
            ["Group Police for Oslo", "Unnamed suspect"],
        ),
        ("Soldiers in Oslo arrested the suspect.", ["Group Soldiers", "Unnamed suspect"]),
        ("Three Danes were arrested.", ["Group Danes"]),
        ("Dozens of Danes fled.", ["Group Danes"]),
        ("Danes like bread.", []),
        ("A 37-year-old woman was arrested.", ["Unnamed 37-year-old woman"]),
        ("The 45-year-old denied the charge.", ["Unnamed 45-year-old"]),
        (
            "Two people died and the wounded were taken away.",
            ["Group people", "Group wounded"],
        ),
        ("Kurds and Muslims protested.", ["Group Kurds", "Group Muslims"]),
        ("Many urban residents of Oslo complained.", ["Group urban residents of Oslo"]),
        ("The chief of staff resigned.", ["Unnamed chief of staff"]),
        ("The prisoners of war were freed.", ["Group prisoners of war"]),
        ("Asylum seekers arrived in Oslo.", ["Group Asylum seekers"]),
        ("A retired colonel was arrested.", ["Unnamed retired colonel"]),
        ("Ada Quill's lawyer denied the report.", ["Unnamed lawyer for Ada Quill"]),
        ("The campaign ended in May.", []),
        ("The campaign denied the report.", ["Group campaign"]),
        ("A source denied the report.", ["Unnamed source"]),
        ("The company denied the report.", ["Group company"]),
        ("The company is large.", []),
        ("The Hezbollah group denied the report.", ["Organization Hezbollah group for Hezbollah"]),
        ("Thousands protested and hundreds were arrested.", ["Group Thousands", "Group hundreds"]),
        ("The blast killed dozens.", ["Group dozens"]),
        ("The bank spent millions.", []),
        ("He is a teacher.", []),
        ("The nerve agent spread.", []),
        ("The law forces them to pay.", []),
    ],
)
def test_unnamed_actors(text: str, expected: list[str]) -> None:
    assert actors(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Danish government and Norway's government signed.",
            ["Agency Danish government for Danish", "Agency Norway's government for Norway"],
        ),
        ("The previous Danish government signed.", ["Group previous Danish government for Danish"]),
        ("The government signed.", ["Group government"]),
    ],
)
def test_a_body_of_a_state_is_an_agency(text: str, expected: list[str]) -> None:
    assert actors(text) == expected


def test_a_body_of_a_state_is_one_whatever_the_form() -> None:
    found = extracted("The Danish government signed. Denmark's government paid the Dutch embassy.")
    bodies = [(e.name, e.aliases) for e in found.entities if e.type == "Agency"]
    assert bodies == [
        ("government of Denmark", ("Danish government", "Denmark's government")),
        ("embassy of the Netherlands", ("Dutch embassy",)),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A farmer, Ada Quill, sued the bank.", [("farmer", "Ada Quill")]),
        ("Ada Quill, a farmer, sued the bank.", [("farmer", "Ada Quill")]),
        ("Ada Quill met a farmer.", [("farmer", "farmer")]),
    ],
)
def test_an_apposed_actor_is_the_one_named(text: str, expected: list[tuple[str, str]]) -> None:
    found = extracted(text)
    names = {e.id: e.name for e in found.entities}
    nominal = [m for m in found.mentions if m.kind == "nominal"]
    assert [(m.text, names[m.entity]) for m in nominal if m.entity] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Danish missile hit Oslo.", ["Danish -> Oslo"]),
        ("NATO fighter jets bombed Oslo.", ["NATO -> Oslo"]),
        ("Oslo was shelled by Danish warships.", ["Danish -> Oslo"]),
        ("Oslo was hit by Danish drones.", ["Danish -> Oslo"]),
        ("Norway bought Danish missiles.", []),
    ],
)
def test_the_owner_of_a_weapon_acts(text: str, expected: list[str]) -> None:
    assert stated(text, "ATTACKED") == expected
