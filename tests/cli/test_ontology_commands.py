"""`kg ontology`: the relation types there are, and a directory of one's own, checked."""

from __future__ import annotations

from pathlib import Path

from kg import ontology
from tests.command import Result, kg

SERENADED = """
name: SERENADED
group: Music
description: Head sang for tail.
head: [Person]
tail: [Actor]
verbs: [{lemmas: [serenade], tail: [object]}]
examples:
"""
HIT = "  - {text: Ada Quill serenaded Ben Stone., statements: [Ada Quill -> Ben Stone]}\n"
MISS = "  - {text: Ada Quill painted Ben Stone., statements: [Ada Quill -> Ben Stone | negative]}\n"
FEW = "kg: SERENADED has {} example{}; write at least 6: hits, negations and near misses\n"


def checked(folder: Path, examples: str) -> Result:
    path = folder / "mine" / "relations" / "serenaded.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(SERENADED + examples, encoding="utf-8")
    return kg(folder, "ontology", "check", "mine")


def test_a_directory_that_is_right(tmp_path: Path) -> None:
    assert checked(tmp_path, 6 * HIT) == Result(0, "1 relation type, 6 of 6 examples right\n", "")


def test_an_example_that_gives_something_else_is_shown(tmp_path: Path) -> None:
    shown = (
        "SERENADED: Ada Quill painted Ben Stone.\n"
        "  wanted  Ada Quill -> Ben Stone | negative\n"
        "  found   nothing\n"
        "1 relation type, 1 of 2 examples right\n"
    )
    assert checked(tmp_path, HIT + MISS) == Result(1, shown, FEW.format(2, "s"))


def test_few_examples_are_told_but_no_mistake(tmp_path: Path) -> None:
    shown = "1 relation type, 1 of 1 examples right\n"
    assert checked(tmp_path, HIT) == Result(0, shown, FEW.format(1, ""))


def test_a_mistake_names_file_key_and_what_is_allowed(tmp_path: Path) -> None:
    found = checked(tmp_path, "  - {txt: Ada Quill sang., statements: []}\n")
    assert found == Result(2, "", "kg: serenaded.yaml: example: the key 'text' is missing\n")


def test_all_relation_types_are_listed(tmp_path: Path) -> None:
    listed = kg(tmp_path, "ontology", "list")
    types = ontology.load().relation_types
    assert (listed.code, listed.err) == (0, "")
    lines = listed.out.splitlines()
    assert lines[0].split() == ["type", "group", "words", "meaning"]
    named = {line.split()[0] for line in lines[1:] if line[:1].strip()}
    assert named == types.keys()
    rows = [line for line in lines if line.startswith("ARRESTED ")]
    assert len(rows) == 1
    assert types["ARRESTED"].group in rows[0]
