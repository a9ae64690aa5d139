"""Entities across documents: normalised names and members."""

from __future__ import annotations

import pytest

from kg import ontology
from kg.records import Entity, digest
from kg.resolve.entities import Members, is_unnamed, normalised


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Quill", "ada quill"),
        ("ADA  QUILL", "ada quill"),
        ("the Port Board", "port board"),
        ("The U.S. Army", "us army"),
        ("José Núñez", "jose nunez"),
        ("Jean-Luc O’Hara", "jean luc o hara"),
        ("@AdaQuill", "@adaquill"),
        ("Straße", "strasse"),
        ("7th Fleet", "7th fleet"),
        ("Łódź", "łodz"),
        ("Київ", "киів"),
        ("...", ""),
    ],
)
def test_normalised(name: str, expected: str) -> None:
    assert normalised(name) == expected
    assert normalised(expected) == expected


def member_of(kind: str, name: str, document: str = "d1", identity: str = "e1") -> str:
    """Return the member id by our own ontology."""
    return Members(ontology.load()).of(Entity(identity, kind, name), document)


def test_a_named_thing_is_the_same_in_every_document() -> None:
    ids = {
        member_of("Person", "Ada Quill"),
        member_of("Person", "ada quill", "d2", "e7"),
        member_of("Person", "Ada Quill", "d3", "e9"),
    }
    assert ids == {digest("Person", "ada quill", None)}


def test_the_type_is_part_of_a_member_by_its_family() -> None:
    assert member_of("Person", "Quill") != member_of("Place", "Quill")
    assert member_of("Party", "Greens") == member_of("Organization", "the Greens")


def test_an_account_is_not_its_owner() -> None:
    assert member_of("Account", "@adaquill") != member_of("Person", "adaquill")


@pytest.mark.parametrize("kind", ["Group", "Unnamed"])
def test_an_unnamed_actor_is_local_to_its_document(kind: str) -> None:
    first = member_of(kind, "officials")
    assert first == member_of(kind, "officials")
    assert (
        len({first, member_of(kind, "officials", "d2"), member_of(kind, "officials", "d1", "e2")})
        == 3
    )


def test_a_work_without_a_name_is_local_to_its_document() -> None:
    first = member_of("Work", "report")
    assert first == member_of("Work", "report")
    assert (
        len({first, member_of("Work", "report", "d2"), member_of("Work", "report", "d1", "e2")})
        == 3
    )
    assert member_of("Work", "Quill Report") == member_of("Work", "the Quill Report", "d2", "e7")


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("Work", "exit poll", True),
        ("Work", "Exit Poll", False),
        ("Group", "Oslo officials", True),
        ("Person", "quill", False),
        ("Event", "summit", False),
        ("Bogus", "report", False),
    ],
)
def test_what_has_no_name(kind: str, name: str, expected: bool) -> None:
    assert is_unnamed(kind, name, ontology.load()) is expected


@pytest.mark.parametrize(
    ("kind", "name", "bare"),
    [
        ("Person", "Quill", True),
        ("Person", "Mr. Quill", True),
        ("Person", "van Quill Jr.", True),
        ("Person", "Ada Quill", False),
        ("Agency", "Ministry", True),
        ("Agency", "Fisheries Department", True),
        ("Agency", "Herring Department", False),
        ("Agency", "Department of State", False),
        ("Place", "Quill", False),
    ],
)
def test_a_name_that_many_may_have_is_local_to_its_document(
    kind: str, name: str, bare: bool
) -> None:
    assert Members(ontology.load()).is_bare(Entity("e1", kind, name)) is bare
    assert (member_of(kind, name) != member_of(kind, name, "d2")) is bare
