"""What people judge, replayed: it holds against all evidence, in any order, and twice is once."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from grammar.test_linking import BESIDE, ELSEWHERE, ONTOLOGY, OTHERS, Thing, document

from kg import graph
from kg.finding import Found, find
from kg.graph import Assembled
from kg.judgements import FILE, Judgement, Judgements, own_member, read, revised, weighed
from kg.records import Extraction, GraphEntity, digest

CLAY: Thing = ("Person", "Marcus Clay")
ALI: Thing = ("Person", "Omar Tahir")


def member(thing: Thing) -> str:
    """The member id of a name."""
    return digest(thing[0], thing[1].lower(), None)


def judged(*rows: Judgement) -> Judgements:
    """The judgements of these lines."""
    return weighed(dict(enumerate(rows, 1)))


def made(judgements: Judgements, *documents: Extraction) -> Assembled:
    """The graph of documents, among others, as it was judged."""
    return graph.assemble([*documents, *OTHERS], ONTOLOGY, 0.5, judgements)


def entity(found: Assembled, name: str) -> GraphEntity:
    """The one entity of this name."""
    (one,) = (e for e in found.graph.entities if name in (e.name, *e.aliases))
    return one


def both(sign: str, a: Thing = CLAY, b: Thing = ALI) -> Judgement:
    """A judgement of two members."""
    return Judgement(member(a), sign, member(b), who="ann", when="2026-01-01T00:00:00Z")  # type: ignore[arg-type]


def test_two_names_that_nothing_links_are_one() -> None:
    documents = (document(1, CLAY, *BESIDE), document(2, ALI, *ELSEWHERE))
    assert entity(made(Judgements(), *documents), "Omar Tahir").members == (member(ALI),)
    found = made(judged(both("positive")), *documents)
    assert set(entity(found, "Omar Tahir").members) == {member(CLAY), member(ALI)}
    (link,) = (n for n in found.graph.links if n.member in (member(CLAY), member(ALI)))
    assert link.reasons == ("judgement +99.0: judged positive by ann 2026-01-01",)


def test_what_a_new_document_brings_joins_what_was_judged() -> None:
    longer: Thing = ("Person", "Omar Khalil Tahir")
    documents = (document(1, CLAY, *BESIDE), document(2, ALI, *ELSEWHERE))
    found = made(judged(both("positive")), *documents, document(3, longer, *ELSEWHERE))
    assert set(entity(found, "Marcus Clay").members) == {member(t) for t in (CLAY, ALI, longer)}


def test_a_surname_of_one_document_and_what_joins_it_later() -> None:
    bare = digest("Person", "clay", "d1")
    full: Thing = ("Person", "Marc Clay")
    documents = (
        document(1, ("Person", "Clay"), *BESIDE),
        document(2, CLAY, *ELSEWHERE),
        document(3, full, *ELSEWHERE),
    )
    found = made(judged(Judgement(bare, "positive", member(CLAY))), *documents)
    assert {bare, member(CLAY), member(full)} == set(entity(found, "Clay").members)


def test_two_forms_of_one_name_are_two_things() -> None:
    bob, robert = ("Person", "Bob Quill"), ("Person", "Robert Quill")
    documents = (document(1, bob, *BESIDE), document(2, robert, *BESIDE))
    assert len(entity(made(Judgements(), *documents), "Bob Quill").members) == 2
    found = made(judged(both("negative", bob, robert)), *documents)
    assert entity(found, "Bob Quill").members == (member(bob),)
    assert entity(found, "Robert Quill").members == (member(robert),)
    assert found.candidates == ()


def test_one_name_is_another_thing_in_a_document() -> None:
    documents = [document(n, CLAY, *BESIDE) for n in (1, 2, 3)]
    own = Judgement(member(CLAY), "own", value="d3")
    found = made(judged(own), *documents)
    here = {e.members: e.documents for e in found.graph.entities if e.name == "Marcus Clay"}
    assert here == {(member(CLAY),): 2, (own_member(member(CLAY), "d3"),): 1}


def test_name_type_and_nothing() -> None:
    place: Thing = ("Place", "Orlo")
    documents = (document(1, CLAY, place, *BESIDE), document(2, CLAY, place, *BESIDE))
    found = made(
        judged(
            Judgement(member(CLAY), "name", value="Clay the Elder"),
            Judgement(member(place), "type", value="Organization"),
            Judgement(member(BESIDE[0]), "drop"),
        ),
        *documents,
    )
    clay = entity(found, "Clay the Elder")
    assert (clay.aliases, clay.members) == (("Marcus Clay",), (member(CLAY),))
    assert entity(found, "Orlo").type == "Organization"
    assert [e for e in found.graph.entities if e.name == BESIDE[0][1]] == []
    assert found.left_out["mention of a thing that was dropped"] == 2


def test_any_order_and_twice_is_the_same() -> None:
    rows = [
        both("positive"),
        both("negative", CLAY, BESIDE[2]),
        Judgement(member(ALI), "name", value="O. Tahir"),
        Judgement(member(BESIDE[0]), "type", value="Facility"),
    ]
    documents = (document(1, CLAY, *BESIDE), document(2, ALI, *ELSEWHERE))
    first = made(judged(*rows), *documents)
    for seed in range(5):
        mixed = [*rows, *rows[:2]]
        random.Random(seed).shuffle(mixed)
        assert made(judged(*mixed), *documents) == first


THREE = (both("positive"), both("positive", ALI, BESIDE[2]), both("negative", CLAY, BESIDE[2]))
NAMES = tuple(Judgement(member(CLAY), "name", value=n) for n in ("A", "B"))


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ((both("positive"), both("negative")), "1 and 2"),
        (THREE, "1 and 2 and 3"),
        (NAMES, "1 and 2"),
        ((both("positive"), NAMES[0], Judgement(member(ALI), "name", value="B")), "2 and 3"),
    ],
    ids=["a pair", "a way round", "a name", "names within one entity"],
)
def test_contradictions_are_told_with_their_lines(rows: tuple[Judgement, ...], lines: str) -> None:
    documents = (document(1, CLAY, *BESIDE), document(2, ALI, *ELSEWHERE))
    found = made(judged(*rows), *documents)
    assert found.conflicts == (
        f"judgements.jsonl lines {lines} contradict one another; delete what is wrong",
    )


def test_a_type_that_is_not_there_is_told() -> None:
    found = made(judged(Judgement(member(CLAY), "type", value="Wizard")), document(1, CLAY))
    assert found.conflicts == (
        "judgements.jsonl line 1: no entity type 'Wizard'; delete or mend it",
    )


def test_the_file(tmp_path: Path) -> None:
    assert read(tmp_path) == Judgements()
    assert revised(tmp_path, [both("positive"), NAMES[0]])
    assert not revised(tmp_path, [both("positive")])
    text = (tmp_path / FILE).read_text(encoding="utf-8")
    assert [json.loads(line)["judgement"] for line in sorted(text.splitlines())] == [
        json.loads(line)["judgement"] for line in text.splitlines()
    ]
    assert read(tmp_path).positive == {both("positive").pair: both("positive")}
    (tmp_path / FILE).write_text(f"<<<<<<< ours\n{text}", encoding="utf-8")
    assert read(tmp_path).conflicts == (
        "judgements.jsonl line 1: no judgement (Expecting value: line 1 column 1 (char 0)); "
        "mend or delete it",
    )
    assert revised(tmp_path, [], [both("positive")])
    after = (tmp_path / FILE).read_text(encoding="utf-8")
    assert len(after.splitlines()) == 2
    assert "<<<<<<< ours" in after.splitlines()
    assert read(tmp_path).positive == {}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"member": "a", "judgement": "positive"}', "'other' is for"),
        ('{"member": "a", "judgement": "name", "other": "b"}', "'other' is for"),
        ('{"member": "a", "judgement": "name"}', "'value' is for"),
        ('{"member": "a", "judgement": "maybe"}', "is none of positive"),
        ('{"member": 1, "judgement": "drop"}', "every value is a text"),
        ("[]", "no judgement"),
    ],
)
def test_lines_that_are_no_judgements(tmp_path: Path, line: str, why: str) -> None:
    (tmp_path / FILE).write_text(f"{line}\n", encoding="utf-8")
    (told,) = read(tmp_path).conflicts
    assert told.startswith("judgements.jsonl line 1: no judgement (")
    assert why in told


def test_found_by_id_name_or_alias() -> None:
    bob, robert = ("Person", "Bob Quill"), ("Person", "Robert Quill")
    documents = [document(1, bob, *BESIDE), *(document(n, robert, *BESIDE) for n in (2, 3))]
    found = made(Judgements(), *documents).graph
    quill = entity(made(Judgements(), *documents), "Bob Quill")
    assert find(found, "robert quill") == Found(quill)
    assert find(found, quill.id) == Found(quill)
    assert find(found, "Bob Quill") == Found(quill)
    other = next(m for m in quill.members if m != quill.id)
    assert find(found, other) == Found(quill, other)
    assert find(found, "Bob Quill", part=True).ids in ((member(bob),), quill.members)
