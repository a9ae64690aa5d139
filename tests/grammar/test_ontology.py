"""A directory laid over our ontology: what it changes, and what people read where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import ontology, pipeline
from kg.errors import OntologyError
from kg.ontology import EntityType, Example, Frame
from kg.records import Document

ENTITY_TYPES = (
    "Actor, Any, Person, Agency, Organization, Party, Media, Place, Facility, Account, Work, "
    "Event, Group, Unnamed"
)
RELATION_KEYS = (
    "adjectives, description, examples, forms, group, head, implied_by, kind, mappings, name, "
    "nouns, symmetric, tail, titles, verbs, wholes"
)
FRAME_KEYS = "amount, by, content, head, lemmas, place, requires, role, tail, unless, where"
CONDITIONS = (
    "a list of lemmas, present, absent, actor, body, thing, infinitive, finite, money, person, "
    "good, bad, wrong"
)
SLOTS = (
    "subject, object, dative, complement, clause, reciprocal, poss, compound, proper, self, "
    "support, setting, a preposition, or several of them joined by dots"
)
SERENADED = """
name: SERENADED
group: Music
description: Head sang for tail.
head: [Person]
tail: [Actor]
verbs:
  - lemmas: [serenade, paint]
    tail: [object]
examples:
  - text: Ada Quill serenaded Ben Stone.
    statements: ["Ada Quill -> Ben Stone"]
"""


def laid(folder: Path, name: str, text: str) -> Path:
    """Write one file of an ontology directory and return the directory."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("relation", "message"),
    [
        (
            "name: MY_TYPE\ncolour: red",
            f"x.yaml: relation type: unknown key 'colour'; allowed: {RELATION_KEYS}",
        ),
        ("name: My-Type", "x.yaml: name 'My-Type': use UPPER_SNAKE"),
        ("name: MY_TYPE\nkind: habit", "x.yaml: kind: 'habit'; allowed: event, state, speech"),
        ("group: Music", "x.yaml: name '': use UPPER_SNAKE"),
        (
            "name: MY_TYPE\nhead: [Robot]",
            f"x.yaml: head: 'Robot' is no entity type; allowed: {ENTITY_TYPES}",
        ),
        (
            "name: MY_TYPE\ntail: [person]",
            f"x.yaml: tail: 'person' is no entity type; allowed: {ENTITY_TYPES}",
        ),
        (
            "name: MY_TYPE\nverbs: [{lemmas: [paint], tial: [object]}]",
            f"x.yaml: verbs: unknown key 'tial'; allowed: {FRAME_KEYS}",
        ),
        (
            "name: MY_TYPE\nnouns: [{tail: [of]}]",
            "x.yaml: nouns: an entry has no lemmas",
        ),
        (
            "name: MY_TYPE\nverbs: [{lemmas: [paint], where: {object: nobody}}]",
            f"x.yaml: where: 'nobody'; allowed: {CONDITIONS}",
        ),
        (
            "name: MY_TYPE\nverbs: [{lemmas: [paint], where: {object: yes}}]",
            f"x.yaml: where: True; allowed: {CONDITIONS}",
        ),
        (
            "name: MY_TYPE\nverbs: [{lemmas: [paint, no]}]",
            'x.yaml: False is no text; quote words like "on" and "no"',
        ),
        (
            "name: MY_TYPE\nverbs: [{lemmas: [paint], tail: [objetc]}]",
            f"x.yaml: verbs: tail: no slot 'objetc'; allowed: {SLOTS}",
        ),
        (
            "name: MY_TYPE\nnouns: [{lemmas: [paint], where: {of.objetc: actor}}]",
            f"x.yaml: nouns: where: no slot 'of.objetc'; allowed: {SLOTS}",
        ),
        (
            "name: ARRESTED",
            "x.yaml: name 'ARRESTED' is that of arrested.yaml, too; call the file arrested.yaml to "
            "replace it, or give it another name",
        ),
        (
            "name: MY_TYPE\nverbs: [{lemmas: [paint], where: {by: [on]}}]",
            'x.yaml: True is no text; quote words like "on" and "no"',
        ),
    ],
)
def test_a_wrong_relation_type(tmp_path: Path, relation: str, message: str) -> None:
    with pytest.raises(OntologyError) as error:
        ontology.load(laid(tmp_path, "relations/x.yaml", relation))
    assert str(error.value) == message


def test_an_unknown_set_names_those_that_are_there(tmp_path: Path) -> None:
    text = "name: MY_TYPE\nverbs: [{lemmas: [$painters]}]"
    with pytest.raises(OntologyError) as error:
        ontology.load(laid(tmp_path, "relations/x.yaml", text))
    known = sorted(ontology.load().cues["sets"])
    assert str(error.value) == (f"x.yaml: no set $painters in cues/sets*.yaml; known: {known}")


def test_a_wrong_entity_type(tmp_path: Path) -> None:
    with pytest.raises(OntologyError) as error:
        ontology.load(laid(tmp_path, "entities/x.yaml", "- {name: my_type, actor: true}"))
    assert str(error.value) == "x.yaml: name 'my_type': use PascalCase letters"


def test_a_file_that_is_no_yaml(tmp_path: Path) -> None:
    with pytest.raises(OntologyError) as error:
        ontology.load(laid(tmp_path, "relations/x.yaml", "name: [MY_TYPE"))
    assert str(error.value).startswith("x.yaml: not valid YAML: ")
    assert "\n" not in str(error.value)


def test_a_directory_with_nothing_to_lay_over_ours(tmp_path: Path) -> None:
    with pytest.raises(OntologyError) as error:
        ontology.load(laid(tmp_path, "relation/x.yaml", SERENADED))
    assert str(error.value) == (
        f"{tmp_path}: no .yaml file in entities/, relations/, operators/, cues/ or gazetteers/; "
        "put yours where ours would be"
    )


def test_a_directory_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OntologyError) as error:
        ontology.load(tmp_path / "none")
    assert str(error.value) == (
        f"{tmp_path / 'none'}: no such directory; --ontology names a folder of YAML files"
    )


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("entities/x.yaml", "- {name: Robot, actor: true, colour: red}"),
        ("entities/x.yaml", "- {name: Robot}"),
        ("entities/x.yaml", "- {name: Robot, actor: true, parent: Machine}"),
        ("operators/operators.yaml", "- {lemmas: [refuse], over: [infinitive], colour: red}"),
        ("operators/operators.yaml", "- {lemmas: [refuse], over: [infinitive], type: NO_TYPE}"),
        ("operators/mine.yaml", "- {lemmas: [refuse], colour: red}"),
        ("relations/x.yaml", ""),
        ("relations/x.yaml", "name: NO"),
        ("relations/x.yaml", "name: MY_TYPE\nexamples: [{text: A paints B.}]"),
        ("relations/x.yaml", "name: MY_TYPE\nverbs: [{lemmas: [paint], requires: [tial]}]"),
    ],
)
def test_other_mistakes_are_told_too(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(OntologyError):
        ontology.load(laid(tmp_path, name, text))


def test_a_new_file_adds_a_relation_type(tmp_path: Path) -> None:
    ours, theirs = ontology.load(), ontology.load(laid(tmp_path, "relations/x.yaml", SERENADED))
    added = theirs.relation_types["SERENADED"]
    roles = {"head": ("subject",), "tail": ("object",)}
    frame = Frame("SERENADED", "verbs", (("serenade",), ("paint",)), roles, {})
    assert added.frames == (frame,)
    assert added.head == {"Person"}
    assert added.tail == {n for n, t in ours.entity_types.items() if t.actor}
    assert added.examples == (
        Example("Ada Quill serenaded Ben Stone.", ("Ada Quill -> Ben Stone",)),
    )
    assert theirs.relation_types.keys() - ours.relation_types.keys() == {"SERENADED"}
    assert theirs.triggers["verbs"]["serenade"] == (frame,)


def test_a_file_of_the_same_name_replaces_ours(tmp_path: Path) -> None:
    text = "name: ARRESTED\nverbs: [{lemmas: [nab], tail: [object]}]"
    theirs = ontology.load(laid(tmp_path, "relations/arrested.yaml", text))
    triggers = [lemma for f in theirs.relation_types["ARRESTED"].frames for lemma in f.lemmas]
    assert triggers == [("nab",)]
    assert theirs.relation_types.keys() == ontology.load().relation_types.keys()
    assert all(f.relation != "ARRESTED" for f in theirs.triggers["verbs"].get("arrest", ()))


def test_a_form_of_text_states_the_type_that_names_it(tmp_path: Path) -> None:
    assert ontology.load().by_form["member"] == "AFFILIATED_WITH"
    laid(tmp_path, "relations/affiliated_with.yaml", "name: AFFILIATED_WITH")
    theirs = ontology.load(laid(tmp_path, "relations/x.yaml", "name: MEMBER_OF\nforms: [member]"))
    assert theirs.by_form["member"] == "MEMBER_OF"


def test_a_new_entity_type_may_have_ours_as_its_parent(tmp_path: Path) -> None:
    text = "- {name: Band, actor: true, parent: Organization}"
    theirs = ontology.load(laid(tmp_path, "entities/x.yaml", text))
    assert theirs.entity_types["Band"] == EntityType("Band", True, False, "Organization")
    assert theirs.family("Band") == "Organization"
    assert "Band" in theirs.relation_types["MET"].head


def test_a_set_of_theirs_is_for_their_relation_types(tmp_path: Path) -> None:
    laid(tmp_path, "cues/sets_mine.yaml", "brushes: [paint, sketch]")
    text = "name: SERENADED\nverbs: [{lemmas: [$brushes], tail: [object]}]"
    theirs = ontology.load(laid(tmp_path, "relations/x.yaml", text))
    assert theirs.relation_types["SERENADED"].frames[0].lemmas == (("paint",), ("sketch",))


def test_a_new_file_adds_operators(tmp_path: Path) -> None:
    text = "- {lemmas: [dither], over: [infinitive], polarity: negative}"
    theirs = ontology.load(laid(tmp_path, "operators/mine.yaml", text))
    assert "dither" in theirs.by_operator


def test_the_fingerprint_follows_the_files(tmp_path: Path) -> None:
    first = ontology.fingerprint(laid(tmp_path, "relations/x.yaml", SERENADED))
    assert first == ontology.fingerprint(tmp_path)
    assert first != ontology.fingerprint()
    assert first != ontology.fingerprint(laid(tmp_path, "relations/x.yaml", SERENADED + "# more"))


def test_a_relation_type_of_theirs_is_extracted(tmp_path: Path) -> None:
    loaded = pipeline.load(extra_ontology=laid(tmp_path, "relations/x.yaml", SERENADED))
    text = "Ada Quill did not serenade Ben Stone. Carl Moore was serenaded by Ada Quill."
    (found,) = loaded.extract([Document("d1", text)])
    assert not isinstance(found, Exception)
    words = {m.id: m.text for m in found.mentions}
    assert [
        (r.type, words[r.head or ""], words[r.tail or ""], r.polarity) for r in found.relations
    ] == [
        ("SERENADED", "Ada Quill", "Ben Stone", "negative"),
        ("SERENADED", "Ada Quill", "Carl Moore", "positive"),
    ]
    assert loaded.configuration != pipeline.load().configuration
