"""`kg evaluate`: scores on texts that people have marked up, and templates to correct."""

from __future__ import annotations

import json
from pathlib import Path

from cli.conftest import write_texts
from command import Result, kg

import kg as library

MET = {"type": "MET", "head": "Ann Smith", "tail": "Ben Stone"}
GOLD = [
    {"id": "a", "text": "Ann Smith met Ben Stone.", "statements": [MET], "attributions": []},
    {"id": "b", "text": "Ada Quill met Ben Stone.", "statements": [MET | {"head": None}]},
]
SHOWN = """\
b: missed: Ada Quill met Ben Stone.
  wanted  MET: ? -> Ben Stone
  found   nothing
b: false: Ada Quill met Ben Stone.
  wanted  nothing
  found   MET: Ada Quill -> Ben Stone
2 texts         wanted  found  right     P     R    F1
MET                  2      2      1  0.50  0.50  0.50
all statements       2      2      1  0.50  0.50  0.50

of the right ones  right  of  not usual: right  of
direction              1   1                 0   0
attribution            1   1                 0   0
polarity               1   1                 0   0
modality               1   1                 0   0
date                   1   1                 0   0
by                     1   1                 0   0
quantity               1   1                 0   0
"""


def write(folder: Path, *rows: object) -> None:
    """Write rows into gold.jsonl."""
    lines = (f"{json.dumps(row)}\n" for row in rows)
    (folder / "gold.jsonl").write_text("".join(lines), encoding="utf-8")


def lines(text: str) -> list[str]:
    """Return the lines without the blanks at their ends."""
    return [line.rstrip() for line in text.splitlines()]


def test_scores_and_what_is_wrong(tmp_path: Path) -> None:
    write(tmp_path, *GOLD)
    result = kg(tmp_path, "evaluate", "gold.jsonl")
    assert (result.code, result.err, lines(result.out)) == (0, "", SHOWN.splitlines())


def test_a_bad_line_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    write(tmp_path, {"id": "x"}, *GOLD)
    result = kg(tmp_path, "evaluate", "gold.jsonl")
    told = "".join(
        f"kg: gold.jsonl, line 1: the key '{key}' is missing\n" for key in ("text", "statements")
    )
    assert (result.code, result.err, lines(result.out)) == (1, told, SHOWN.splitlines())


def test_an_uncorrected_template_is_all_right(tmp_path: Path) -> None:
    write_texts(tmp_path)
    (tmp_path / "news" / "said.txt").write_text(
        "Ann Smith said Israeli troops may have attacked her aide in 2025.\n\n"
        "He refused to meet the 30 officials, and they criticized him.\n",
        encoding="utf-8",
    )
    made = kg(tmp_path, "evaluate", "--template", "news", "-o", "gold.jsonl")
    assert made == Result(0, "", "")
    assert kg(tmp_path, "evaluate", "--template", "news").out == (
        (tmp_path / "gold.jsonl").read_text(encoding="utf-8")
    )
    scores = library.evaluate(tmp_path / "gold.jsonl")
    assert (scores.texts, scores.wrong, scores.failed) == (4, (), ())
    assert scores.statements.f1 == scores.attributions.f1 == 1.0
    assert all(a.right == a.of == scores.statements.right for a in scores.aspects)
    assert kg(tmp_path, "evaluate", "gold.jsonl").out.startswith("4 texts")


def test_a_template_of_posts(tmp_path: Path) -> None:
    post = {"id": "p", "text": "I met Ann Smith.", "author": "@ben", "kind": "post"}
    (tmp_path / "posts.jsonl").write_text(json.dumps(post), encoding="utf-8")
    made = kg(tmp_path, "evaluate", "--template", "posts.jsonl", "--all")
    stated = {"type": "MET", "head": "@ben", "tail": "Ann Smith", "source": "@ben"}
    assert json.loads(made.out) == post | {"statements": [stated], "attributions": []}


def test_errors(tmp_path: Path) -> None:
    write(tmp_path, {"id": "x"})
    for words, code, told in (
        ("nowhere.jsonl", 2, ["nowhere.jsonl: cannot be read: No such file or directory"]),
        ("gold.jsonl -o x", 2, ["-o goes with --template"]),
        (
            "gold.jsonl --template news",
            2,
            ["give files of gold data, or a document with --template"],
        ),
        (
            "gold.jsonl",
            1,
            [f"gold.jsonl, line 1: the key '{key}' is missing" for key in ("text", "statements")],
        ),
        (
            "--template gold.jsonl -o no/where",
            2,
            ["no/where: cannot be written: No such file or directory"],
        ),
    ):
        err = "".join(f"kg: {line}\n" for line in told)
        assert kg(tmp_path, "evaluate", *words.split()) == Result(code, "", err)
