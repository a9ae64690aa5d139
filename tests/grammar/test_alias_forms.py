"""Which forms of a name are aliases of an entity, and what a bare body is linked to."""

from __future__ import annotations

import pytest
from grammar.test_linking import BESIDE, ONTOLOGY, Thing, built, document, entities

from kg.linking.aliases import proper
from kg.records import Entity
from kg.resolve.entities import Members


@pytest.mark.parametrize(
    ("forms", "name", "family", "gender", "kept"),
    [
        (
            {"Bo Quill", "Bo Quill - AFP", "Bo Quill-[R-Ohio"},
            "Bo Quill",
            "Person",
            None,
            {"Bo Quill"},
        ),
        ({"Bo Quill", "Bo-Quill", "Quill-Strand"}, "Bo Quill", "Person", None, {"Bo Quill"}),
        (
            {"Bo Quill", "Quill", "Gov. Quill"},
            "Bo Quill",
            "Person",
            None,
            {"Bo Quill", "Quill", "Gov. Quill"},
        ),
        (
            {"Bo Quill", "Mrs. Quill", "Mr. Quill"},
            "Bo Quill",
            "Person",
            "m",
            {"Bo Quill", "Mr. Quill"},
        ),
        ({"Ann Quill", "Mr. Quill"}, "Ann Quill", "Person", None, {"Ann Quill", "Mr. Quill"}),
        (
            {"Jean-Luc Quill", "Jean-Luc"},
            "Jean-Luc Quill",
            "Person",
            "m",
            {"Jean-Luc Quill", "Jean-Luc"},
        ),
        (
            {"Orlo", "Orlo\\", 'Orlo"?', "northern Orlo", "Republic of Orlo"},
            "Orlo",
            "Place",
            None,
            {"Orlo", "Republic of Orlo"},
        ),
    ],
)
def test_forms(forms: set[str], name: str, family: str, gender: str | None, kept: set[str]) -> None:
    assert proper(forms, name, family, gender) == kept


BUREAU: Thing = ("Agency", "White House", "House")


def test_a_word_cut_short_is_the_name_of_what_is_called_so() -> None:
    documents = [document(n, BUREAU, ("Place", "Orlo")) for n in (1, 2, 3)]
    houses = [document(n, ("Agency", "House"), ("Place", "Orlo")) for n in range(4, 10)]
    (white,) = entities(built(*documents, *houses), "White House")
    assert (white.aliases, white.documents) == ((), 3)


def test_who_was_once_taken_for_a_person_leads_nobody_to_a_body() -> None:
    house: list[Thing] = [("Agency", "Quill House"), *BESIDE]
    found = built(
        *(document(n, *house) for n in (1, 2, 3, 4)),
        document(5, ("Person", "Quill House"), *BESIDE),
        document(6, ("Person", "Sheldon Quill House"), *BESIDE),
    )
    assert [e.documents for e in entities(found, "Quill House")] == [5]


@pytest.mark.parametrize(("near", "one"), [("Norway", 1), ("Sweden", 2)])
def test_a_body_of_every_state_is_that_of_the_state_beside_it(near: str, one: int) -> None:
    norway: list[Thing] = [("Place", "Norway"), ("Person", "Io Ba")]
    beside: list[Thing] = [("Place", near), ("Person", "Io Ba")]
    documents = [document(n, ("Agency", "Senate"), *beside) for n in (1, 2, 3)]
    full = [document(n, ("Agency", "Norwegian Senate"), *norway) for n in (4, 5)]
    assert len(entities(built(*documents, *full), "Senate", "Norwegian Senate")) == one


def test_companies_house_is_no_house() -> None:
    found = built(
        *(document(n, ("Agency", "House"), ("Place", "Orlo")) for n in (1, 2)),
        document(3, ("Agency", "Companies House"), ("Place", "Orlo")),
    )
    assert [e.documents for e in entities(found, "Companies House")] == [1]


def test_ministries_without_a_state_are_of_their_document() -> None:
    found = built(
        document(1, ("Agency", "Foreign Ministry"), ("Place", "Norway")),
        document(2, ("Agency", "Foreign Ministry"), ("Place", "Sweden")),
    )
    assert [e.documents for e in entities(found, "Foreign Ministry")] == [1, 1]
    bare = Members(ONTOLOGY).is_bare
    assert [bare(Entity("e1", "Agency", n)) for n in ("Interior Ministry", "Senate")] == [
        True,
        False,
    ]
