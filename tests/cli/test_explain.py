"""`kg explain`: a statement of a workspace by its id, and the statements of a text."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from cli.conftest import Built
from command import Result, kg

import kg as library

MET = """\
MET {id}
[head Tim Walz] [trigger met] [tail Jacob Frey] in Minneapolis.
  rule        MET by verb meet: head from subject, tail from object
  head        "Tim Walz" (name)
  tail        "Jacob Frey" (name)
  asserted by the document itself
  status      positive, actual
  confidence  N
"""
TEXT = "Gov. Ann Smith arrived. She will not meet Ben Stone on Monday, an aide said."
REFUSED = """\
[head She] [operator will] [operator not] [trigger meet] [tail Ben Stone] on Monday, \
an aide [cue said].
  rule        MET by verb meet: head from subject, tail from object
  head        "She" (pronoun) <- "Ann Smith"; also "Ann Smith"
  tail        "Ben Stone" (name)
  asserted by "aide" (nominal); reported, cue "said"
  status      negative, planned: "not", "will"
  date        2026-02-02 from "Monday"
  confidence  N
"""
BUILT_OTHERWISE = "kg: ws: built by another version, model or ontology; build it again\n"


def without_reasons(shown: str) -> str:
    """Return what is shown without the numbers that the weights give."""
    shown = re.sub(r"(?m)^ {14}[+-]\d.*\n", "", shown)
    return re.sub(r"(confidence  )0\.\d+", r"\1N", shown)


def met(folder: Path) -> str:
    """Return the id of the only MET of the workspace."""
    statements = library.open_graph(folder / "ws").statements
    return next(s.id for s in statements if s.type == "MET")


def test_a_statement_of_a_workspace(built: Built) -> None:
    identity = met(built.folder)
    result = kg(built.folder, "explain", identity, "-w", "ws")
    assert (result.code, result.err) == (0, "")
    assert without_reasons(result.out) == MET.format(id=identity)
    assert re.search(r"(?m)^ {14}[+-]\d\.\d\d  \w", result.out)


def test_the_library_explains_every_statement(built: Built) -> None:
    graph = library.open_graph(built.folder / "ws")
    for statement in graph.statements:
        found = graph.explain(statement.id)
        relation = found.relation
        assert (found.id, found.sentence, found.confidence) == (
            statement.id,
            statement.sentence,
            statement.confidence,
        )
        assert (relation.type, relation.polarity) == (statement.type, statement.polarity)


def test_a_text(tmp_path: Path) -> None:
    words = ("explain", "--text", TEXT, "--published", "2026-01-28", "--all")
    result = kg(tmp_path, *words)
    assert (result.code, result.err) == (0, "")
    assert REFUSED in without_reasons(result.out)
    assert "\n1 statement\n" in result.out


def test_colours_on_a_terminal(tmp_path: Path) -> None:
    result = kg(tmp_path, "explain", "--text", "Ann Smith met Ben Stone.", FORCE_COLOR="1")
    assert (
        "\x1b[1;32mAnn Smith\x1b[0m \x1b[1;4mmet\x1b[0m \x1b[1;34mBen Stone\x1b[0m." in result.out
    )
    assert "\x1b[3;35mcue\x1b[0m" in result.out


def test_why_not(tmp_path: Path) -> None:
    result = kg(tmp_path, "explain", "--text", "The plan criticized the weather.")
    reason = 'nobody is named for head or tail (subject is "plan"; object is "weather")'
    assert result.out.splitlines()[0] == "0 statements"
    assert f'no CRITICIZED from "criticized": {reason}' in result.out.splitlines()


def test_what_a_text_says_does_nothing_to_a_terminal(tmp_path: Path) -> None:
    result = kg(tmp_path, "explain", "--text", "Ann Smith met Ben Stone in [bold] red: \x1b[31m.")
    assert (result.code, "\x1b" in result.out, "[bold]" in result.out) == (0, False, True)


def test_errors(built: Built) -> None:
    for words, line in (
        ((), "give the id of one statement, or a text with --text"),
        (("x", "--text", "y"), "give the id of one statement, or a text with --text"),
        (("x", "--all"), "--published, --model, --ontology and --all are for --text"),
        (
            ("x",),
            "kg-workspace: no workspace here; make one with `kg build PATH`, or name it with -w",
        ),
        (
            ("x", "-w", "ws"),
            "x: no statement of ws has this id; "
            'see kg query "MATCH (s:Statement) RETURN s.id, s.type, s.sentence"',
        ),
    ):
        assert kg(built.folder, "explain", *words) == Result(2, "", f"kg: {line}\n")


def test_a_workspace_of_another_configuration(copied: Path) -> None:
    with sqlite3.connect(copied / "ws" / "workspace.sqlite") as database:
        database.execute("UPDATE extraction SET configuration = 'other'")
    assert kg(copied, "explain", met(copied), "-w", "ws") == Result(2, "", BUILT_OTHERWISE)


def test_a_workspace_with_an_ontology_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine" / "relations").mkdir(parents=True)
    (tmp_path / "mine" / "relations" / "serenaded.yaml").write_text(
        "name: SERENADED\ngroup: Mine\ndescription: Head sang for tail.\n"
        "verbs:\n  - {lemmas: [serenade], tail: [object]}\n"
    )
    (tmp_path / "a.txt").write_text("Ann Smith serenaded Ben Stone.\n", encoding="utf-8")
    assert kg(tmp_path, "build", "a.txt", "--ontology", "mine", "-w", "ws").code == 0
    (statement,) = library.open_graph(tmp_path / "ws").statements
    result = kg(tmp_path, "explain", statement.id, "-w", "ws")
    assert (result.code, result.err) == (0, "")
    assert "  rule        SERENADED by verb serenade: head from subject" in result.out
