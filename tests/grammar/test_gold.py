"""Gold data: its lines, what is wrong with them, and what an extraction says in its words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import kg
from kg import evaluating, gold, in_words
from kg.evaluating import Score
from kg.gold import Gold, Said, Stated
from kg.records import Document

TYPES = ("CRITICIZED", "MET")
TEXT = "Ada Quill said Ann Smith might meet Ben Stone in 2027."
MET = {"type": "MET", "head": "Ann Smith", "tail": "Ben Stone"}


def read(folder: Path, *rows: Any) -> tuple[list[Gold], list[str]]:
    """Return what is read of rows, and what is wrong, without the name of the file."""
    path = folder / "gold.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    found, problems = gold.read(path, TYPES)
    return found, [p.removeprefix(f"{path}, ") for p in problems]


def row(**statement: Any) -> dict[str, Any]:
    """Return a row with one statement."""
    return {"id": "a", "text": TEXT, "statements": [MET | statement]}


def test_a_line_that_says_everything(tmp_path: Path) -> None:
    whole = row(
        modality="possible",
        polarity="negative",
        source="Ada Quill",
        date="2027",
        by="Ben Stone",
        quantity=2,
        optional=True,
        source_any=True,
        alt_type="CRITICIZED",
        alt_head=None,
        alt_tail="Ada Quill",
    )
    whole |= {"note": "hard", "published": "2026-01-26", "author": "@ada", "kind": "post"}
    whole["attributions"] = [{"source": "@ada", "content": "Ann Smith … Ben Stone"}]
    stated = Stated(
        types=("MET", "CRITICIZED"),
        heads=("Ann Smith", None),
        tails=("Ben Stone", "Ada Quill"),
        polarity="negative",
        modality="possible",
        reported=True,
        source="Ada Quill",
        source_any=True,
        date="2027",
        by="Ben Stone",
        quantity=2,
        optional=True,
    )
    document = Document("a", TEXT, published="2026-01-26", author="@ada", kind="post")
    said = (Said("@ada", "Ann Smith … Ben Stone"),)
    assert read(tmp_path, whole) == ([Gold(document, (stated,), said)], [])


def test_a_template_line_is_read_as_it_was(tmp_path: Path) -> None:
    stated = Stated(("MET",), ("Ann Smith",), (None,), reported=True, date="2027")
    once = Gold(Document("a", TEXT, author="Ada Quill"), (stated,), (Said(None, "might"),))
    assert read(tmp_path, json.loads(gold.line(once))) == ([once], [])


WRONG: dict[str, tuple[Any, str]] = {
    "no object": ([1], "not an object such as {...}"),
    "no statements": ({"id": "a", "text": TEXT}, "the key 'statements' is missing"),
    "a side left out": (
        {"id": "a", "text": TEXT, "statements": [{"type": "MET", "head": "Ann Smith"}]},
        "statements[0]: the key 'tail' is missing",
    ),
    "unknown type": (row(type="MEET"), 'statements[0]: type "MEET": allowed: CRITICIZED, MET'),
    "unknown modality": (
        row(modality="will"),
        'statements[0]: modality "will": allowed: actual, planned, possible, demanded, conditional',
    ),
    "a name that is not there": (
        row(source="Tim"),
        'statements[0]: source "Tim": does not occur in the text; write a name that does, or null',
    ),
    "nobody on both sides": (
        row(head=None, tail=None),
        "statements[0]: head and tail are null; name one of them",
    ),
    "a date in words": (
        row(date="Monday"),
        'statements[0]: date "Monday": write 2026-01-26, 2026-W04, 2026-01 or 2026',
    ),
    "words that are not there": (
        row() | {"attributions": [{"source": None, "content": "that she met"}]},
        'attributions[0]: content "that she met": '
        'write words of the text as they stand, " … " between',
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_told_and_other_lines_go_on(tmp_path: Path, case: str) -> None:
    wrong, told = WRONG[case]
    found, problems = read(tmp_path, wrong, row() | {"id": "b"})
    assert ([text.document.id for text in found], problems) == (["b"], [f"line 1: {told}"])


def test_an_unknown_key_and_an_id_that_is_taken(tmp_path: Path) -> None:
    found, problems = read(tmp_path, row(haed="Ann Smith"), row(), row())
    assert len(found) == 1
    assert problems[0].startswith("line 1: statements[0]: unknown key 'haed'; allowed: type, head,")
    assert problems[1:] == ["line 3: id 'a': another line has it"]


def test_names_without_case_article_and_possessive() -> None:
    assert [in_words.normal(n) for n in ("The  Senior Official’s", "Texas'", "“Ann Smith”,")] == [
        "senior official",
        "texas",
        "ann smith",
    ]


def score(folder: Path, text: str, *statements: dict[str, Any], **fields: Any) -> evaluating.Scores:
    """Return the scores of one text whose statements are these."""
    one = {"id": "a", "text": text, "statements": list(statements)} | fields
    path = folder / "gold.jsonl"
    path.write_text(json.dumps(one), encoding="utf-8")
    return kg.evaluate(path, everything=True)


def aspects(scores: evaluating.Scores) -> dict[str, tuple[int, int]]:
    """Return how often each aspect is right, and of how many, where it is other than usual."""
    return {a.name: (a.marked_right, a.marked) for a in scores.aspects if a.marked}


def criticized(head: str | None, tail: str | None, **more: Any) -> dict[str, Any]:
    """Return a row of gold."""
    return {"type": "CRITICIZED", "head": head, "tail": tail} | more


def test_a_pronoun_has_the_name_that_it_stands_for(tmp_path: Path) -> None:
    text = "Ann Smith left. She criticized the Israeli troops."
    for tail in ("Israeli troops", "the Israeli troops", "israeli"):  # whom they act for
        scores = score(tmp_path, text, criticized("Ann Smith", tail))
        assert (scores.statements, scores.wrong) == (Score(1, 1, 1), ())


def test_a_wrong_direction_is_no_miss(tmp_path: Path) -> None:
    scores = score(
        tmp_path, "Ann Smith criticized Ben Stone.", criticized("Ben Stone", "Ann Smith")
    )
    assert (scores.statements, aspects(scores)) == (Score(1, 1, 1), {"direction": (0, 1)})
    assert [(w.what, w.wanted, w.found) for w in scores.wrong] == [
        (
            "wrong direction",
            "CRITICIZED: Ben Stone -> Ann Smith",
            "CRITICIZED: Ann Smith -> Ben Stone",
        )
    ]


def test_symmetric_sides_have_no_order(tmp_path: Path) -> None:
    met = {"type": "MET", "head": "Ben Stone", "tail": "Ann Smith"}
    scores = score(tmp_path, "Ann Smith met Ben Stone.", met)
    assert (scores.statements, aspects(scores)) == (Score(1, 1, 1), {})


def test_every_aspect_that_is_wrong_is_named(tmp_path: Path) -> None:
    text = "Ada Quill said Ann Smith will not criticize Ben Stone on Monday."
    stated = criticized("Ann Smith", "Ben Stone")
    scores = score(tmp_path, text, stated, published="2026-01-28")
    (wrong,) = scores.wrong
    assert (wrong.what, wrong.sentence) == ("wrong attribution, polarity, modality, date", text)
    assert wrong.found == (
        "CRITICIZED: Ann Smith -> Ben Stone | negative | planned | source Ada Quill"
        " | date 2026-02-02"
    )
    assert {name: right for name, (right, _) in aspects(scores).items() if not right} == {
        "attribution": 0,
        "polarity": 0,
        "modality": 0,
        "date": 0,
    }


def test_missed_and_false(tmp_path: Path) -> None:
    text = "It rained. Ann Smith criticized Ben Stone. Ada Quill slept."
    scores = score(tmp_path, text, criticized("Ada Quill", "Ben Stone"))
    assert (scores.statements, scores.types) == (Score(1, 1, 0), {"CRITICIZED": Score(1, 1, 0)})
    assert {(w.what, w.wanted, w.found) for w in scores.wrong} == {
        ("missed", "CRITICIZED: Ada Quill -> Ben Stone", None),
        ("false", None, "CRITICIZED: Ann Smith -> Ben Stone"),
    }


def test_what_is_optional_is_neither_missed_nor_false(tmp_path: Path) -> None:
    text = "Ann Smith criticized Ben Stone. Ada Quill slept."
    there = criticized("Ann Smith", "Ben Stone", optional=True)
    missing = criticized("Ada Quill", "Ben Stone", optional=True)
    scores = score(tmp_path, text, there, missing)
    assert (scores.statements, scores.wrong) == (Score(), ())


def test_what_else_is_accepted(tmp_path: Path) -> None:
    text = "Ann Smith criticized Ben Stone. Ada Quill slept."
    also = {"type": "MET", "head": None, "alt_type": "CRITICIZED", "alt_head": "Ann Smith"}
    scores = score(tmp_path, text, also | {"tail": "Ben Stone"})
    assert scores.types == {"MET": Score(1, 1, 1)}


def test_a_post_is_its_authors(tmp_path: Path) -> None:
    fields = {"author": "@ada", "kind": "post"}
    for source in ({}, {"source": "@ada"}):
        stated = criticized("Ann Smith", "Ben Stone", **source)
        scores = score(tmp_path, "Ann Smith criticized Ben Stone.", stated, **fields)
        assert (scores.statements, scores.wrong) == (Score(1, 1, 1), ())


def test_attributions(tmp_path: Path) -> None:
    text = 'Ada Quill said that it rained. "Ann Smith is ill," Ben Stone said.'
    said = [{"source": "Ada Quill", "content": "it rained"}]
    said += [{"source": "Ada Quill", "content": "Ann Smith is ill"}]
    scores = score(tmp_path, text, attributions=said)
    assert scores.attributions == Score(2, 2, 1)
    assert [(w.what, w.wanted) for w in scores.wrong if w.wanted] == [
        ("missed attribution", "Ada Quill: Ann Smith is ill")
    ]
    assert score(tmp_path, text).attributions == Score()


def test_without_a_file_our_own_gold_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gold").mkdir()
    monkeypatch.setattr(gold.resources, "files", lambda package: tmp_path)
    with pytest.raises(kg.KgError, match="no gold data comes with this version"):
        kg.evaluate()
    rows = [{"id": "a", "text": "It rained.", "statements": []}]
    (tmp_path / "gold" / "texts.jsonl").write_text(json.dumps(rows[0]), encoding="utf-8")
    assert kg.evaluate().texts == 1


def test_precision_recall_and_f1() -> None:
    one = Score(wanted=4, found=2, right=1)
    assert (one.precision, one.recall, one.f1) == (0.5, 0.25, 1 / 3)
    assert (Score().precision, Score().recall, Score().f1) == (0, 0, 0)
