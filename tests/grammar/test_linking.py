"""Entities across documents: who is one with whom, and why; members and ids; any order."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from kg import graph, ontology
from kg.linking import bodies, lexicon, people
from kg.linking.accounts import cores
from kg.records import (
    Document,
    Entity,
    Extraction,
    Graph,
    GraphEntity,
    Link,
    Mention,
    Relation,
    Span,
    digest,
)

ONTOLOGY = ontology.load()
LEXICON = lexicon.build(ONTOLOGY)
PAIRS = ONTOLOGY.cues["linking"]["pairs"]
OWNERS = ONTOLOGY.cues["linking"]["owners"]

# One thing of a document: its type and name, its aliases after it; "he" and "she" are pronouns
type Thing = tuple[str, ...]
PRONOUNS = {"he", "she"}


def document(number: int, *things: Thing, office: str | None = None) -> Extraction:
    """Return a document of these things; the first one holds the office."""
    text = f"d{number}"
    mentions, entities = [], []
    for n, (kind, name, *aliases) in enumerate(things, 1):
        form = "account" if kind == "Account" else "name"
        forms = [(name, form), *((a, "pronoun") for a in aliases if a in PRONOUNS)]
        for k, (words, how) in enumerate(forms):
            mentions.append(Mention(f"m{n}.{k}", 0, 1, words, kind, how, f"e{n}"))  # type: ignore[arg-type]
        entities.append(Entity(f"e{n}", kind, name, tuple(a for a in aliases if a not in PRONOUNS)))
    held = Relation(
        "r1", "HOLDS_OFFICE", "m1.0", None, Span(0, 1), Span(0, 1), role=office, confidence=0.9
    )
    day = f"2026-01-{number:02}"
    return Extraction(
        Document(text, text, published=day),
        tuple(mentions),
        tuple(entities),
        (held,) if office else (),
    )


# Documents about other things, so that what is shared is rarer than what is not
OTHERS = [
    document(20 + n, ("Place", f"Far Town{n}"), ("Person", f"Ann Other{n}"), ("Place", "Norland"))
    for n in range(8)
]


def built(*documents: Extraction) -> Graph:
    """Return the graph of the documents, among others."""
    return graph.build([*documents, *OTHERS], ONTOLOGY, 0.5)[0]


def entities(found: Graph, *names: str) -> list[GraphEntity]:
    """Return the entities that have one of these names."""
    wanted = set(names)
    return [e for e in found.entities if wanted & {e.name, *e.aliases}]


BESIDE: list[Thing] = [
    ("Place", "Quillhaven"),
    ("Organization", "Strand Works"),
    ("Person", "Io Ba"),
]
ELSEWHERE: list[Thing] = [
    ("Place", "Orland"),
    ("Organization", "Okafor Mills"),
    ("Person", "Li Po"),
]

ONE = [
    (("Person", "Robert Quill"), ("Person", "Bob Quill"), "name", "forms of one name"),
    (("Person", "Dmitri Orlov"), ("Person", "Dmitry Orlov"), "name", "spelled alike"),
    (("Person", "José Ibañez"), ("Person", "Jose Ibanez"), None, ""),
    (("Person", "J. Okafor"), ("Person", "John Okafor"), "name", "before the same surname"),
    (("Person", "Okafor"), ("Person", "John Okafor"), "beside both", "Strand Works"),
    (("Person", "Ombra"), ("Person", "Ombra"), "beside both", "Quillhaven"),
    (("Organization", "NFB"), ("Agency", "National Fisheries Board"), "name", "initials"),
    (("Organization", "Quillworks Inc."), ("Organization", "Quillworks Ltd"), "name", "legal form"),
    (
        ("Agency", "U.S. Herring Department"),
        ("Agency", "Department of Herring"),
        "name",
        "but for",
    ),
    (("Agency", "Herring Board", "NFB"), ("Organization", "NFB"), "alias", "stands for"),
    (("Agency", "FBI"), ("Agency", "Federal Bureau of Investigation"), "known", "known names of"),
]

TWO = [
    (("Person", "Karim Orlov"), ("Person", "Karim Orlov Jr."), "generations"),
    (("Person", "John Q. Okafor"), ("Person", "John R. Okafor"), "middle initials"),
    (("Person", "Anna Strand"), ("Person", "Peter Strand"), "first names"),
    (("Person", "Sasha Strand", "he"), ("Person", "Sascha Strand", "she"), "he and she"),
    (("Agency", "Minneapolis Police"), ("Agency", "Memphis Police"), "towns"),
    (("Agency", "U.S. Space Bureau"), ("Agency", "French Space Bureau"), "nations"),
    (("Agency", "3rd Rifle Brigade"), ("Agency", "4th Rifle Brigade"), "numbers"),
    (("Organization", "Quillworks Energy"), ("Organization", "Quillworks Media"), "words"),
    (("Place", "Orlo"), ("Organization", "Orlo"), "one word, two types"),
]


@pytest.mark.parametrize(("a", "b", "kind", "why"), ONE, ids=lambda v: v[1] if v else "")
def test_one_thing_and_the_reason(a: Thing, b: Thing, kind: str | None, why: str) -> None:
    found = built(document(1, a, *BESIDE), document(2, b, *BESIDE))
    (entity,) = entities(found, a[1])
    assert {a[1], b[1]} <= {entity.name, *entity.aliases}
    assert entity.documents == 2
    if kind is not None:
        assert len(entity.members) == 2
        assert any(kind in r and why in r for link in _of(found, entity) for r in link.reasons)


def _of(found: Graph, entity: GraphEntity) -> list[Link]:
    return [n for n in found.links if {n.member, n.other} <= set(entity.members)]


@pytest.mark.parametrize(("a", "b", "why"), TWO, ids=lambda v: v[1] if isinstance(v, tuple) else v)
def test_two_things_although_all_stands_beside_both(a: Thing, b: Thing, why: str) -> None:
    found = built(document(1, a, *BESIDE), document(2, b, *BESIDE))
    assert len(entities(found, a[1], b[1])) == 2


@pytest.mark.parametrize(
    ("bare", "full"),
    [("Okafor", "John Okafor"), ("Okafor", "Okafor"), ("J. Okafor", "John Okafor")],
)
def test_a_surname_alone_is_nobody_elsewhere(bare: str, full: str) -> None:
    found = built(
        document(1, ("Person", bare), *BESIDE),
        document(2, ("Person", full), *ELSEWHERE),
        document(3, ("Person", "Mary Okafor"), ("Place", "Far Town1")),
    )
    assert len(entities(found, bare, full)) == 2


def test_a_surname_is_of_whom_the_context_speaks_of() -> None:
    found = built(
        document(1, ("Person", "John Okafor"), *BESIDE),
        document(2, ("Person", "Mary Okafor"), *ELSEWHERE),
        document(3, ("Person", "Okafor"), *ELSEWHERE),
    )
    (mary,) = entities(found, "Mary Okafor")
    assert (mary.aliases, mary.documents) == (("Okafor",), 2)


def test_the_same_office_supports_a_surname() -> None:
    found = built(
        document(1, ("Person", "John Okafor"), ("Place", "Norland"), office="harbour master"),
        document(2, ("Person", "Okafor"), ("Place", "Norland"), office="harbour master"),
    )
    (john,) = entities(found, "Okafor")
    assert john.name == "John Okafor"


def test_what_is_apart_is_not_joined_by_a_third() -> None:
    found = built(
        document(1, ("Person", "John Q. Okafor"), *BESIDE),
        document(2, ("Person", "John Okafor"), *BESIDE),
        document(3, ("Person", "John R. Okafor"), *BESIDE),
    )
    assert len(entities(found, "John Q. Okafor", "John R. Okafor")) == 2


def test_most_documents_give_the_type() -> None:
    wrong = [document(n, ("Organization", "Anna Strand"), *BESIDE) for n in (1,)]
    right = [document(n, ("Person", "Anna Strand"), *BESIDE) for n in range(2, 7)]
    (anna,) = entities(built(*wrong, *right), "Anna Strand")
    assert (anna.type, anna.documents, len(anna.members)) == ("Person", 6, 2)


def test_the_fullest_frequent_form_is_the_name() -> None:
    forms = ["Anna Strand"] * 4 + ["Anna Maria Strand"] * 2 + ["Anna Maria Eva Strand"]
    documents = [document(n, ("Person", form), *BESIDE) for n, form in enumerate(forms, 1)]
    (anna,) = entities(built(*documents), "Anna Strand")
    assert anna.name == "Anna Maria Strand"
    assert anna.aliases == ("Anna Maria Eva Strand", "Anna Strand")


def test_members_stay_and_the_earliest_gives_the_id() -> None:
    bob = document(1, ("Person", "Bob Quill"), *BESIDE)
    robert = document(2, ("Person", "Robert Quill"), *BESIDE)
    bare = document(3, ("Person", "Quill"), *BESIDE)
    ids = [digest("Person", name, None) for name in ("bob quill", "robert quill")]
    (alone,) = entities(built(robert), "Robert Quill")
    (entity,) = entities(built(bare, robert, bob), "Bob Quill")
    assert alone.id == ids[1]
    assert entity.id == ids[0]
    assert entity.members == tuple(sorted([*ids, digest("Person", "quill", "d3")]))


def test_statements_name_entities() -> None:
    held = replace(document(1, ("Person", "Bob Quill"), *BESIDE, office="mayor"))
    found = built(held, document(2, ("Person", "Robert Quill"), *BESIDE))
    (statement,) = found.statements
    assert statement.head in {e.id for e in entities(found, "Bob Quill")}


def test_any_order_gives_the_same_graph() -> None:
    documents = [
        document(n, thing, *(BESIDE if n % 2 else ELSEWHERE))
        for n, thing in enumerate([t for row in ONE for t in row[:2]], 1)
        if n < 20
    ]
    first = built(*documents)
    for seed in range(4):
        mixed = [*documents]
        random.Random(seed).shuffle(mixed)
        assert built(*mixed) == first


@pytest.mark.parametrize("row", PAIRS, ids=lambda r: f"{r['a']}, {r['b']}")
def test_names_compared(row: Mapping[str, Any]) -> None:
    kind: Any = people if row["type"] == "Person" else bodies
    a, b = (kind.parsed(row[side], LEXICON) for side in "ab")
    for one, two in ((a, b), (b, a)):
        assert kind.compare(one, two, LEXICON).grade == row["grade"]


@pytest.mark.parametrize("row", OWNERS, ids=lambda r: f"{r['handle']}, {r['name']}")
def test_handles(row: Mapping[str, Any]) -> None:
    found = built(document(1, ("Account", row["handle"])), document(2, ("Person", row["name"])))
    made = [s for s in found.statements if s.type == "HAS_ACCOUNT"]
    assert bool(made) is row["owner"]
    links = [n for n in found.links if n.kind == "owner"]
    assert [s.rule for s in made] == ["handle"] * len(links)
    assert all(row["handle"] in n.reasons[0] for n in links)


def test_a_handle_that_two_may_have_is_nobodys() -> None:
    two: Sequence[Thing] = [("Person", "Anna Strand"), ("Person", "Otto Strand")]
    found = built(document(1, ("Account", "@SenStrand")), document(2, *two))
    assert not found.statements


def test_what_may_be_a_name_in_a_handle() -> None:
    found = {(c.text, c.office) for c in cores("@GovAnnaStrandMN", LEXICON)}
    assert {("govannastrandmn", ""), ("annastrandmn", "gov"), ("annastrand", "gov")} <= found
