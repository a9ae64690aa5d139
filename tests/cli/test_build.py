"""`kg build`: the first time, again, and with one document changed."""

from __future__ import annotations

import csv
import gzip
import re
from pathlib import Path

from cli.conftest import Built
from command import contents, kg

STATEMENTS = (
    "MATCH (s:Statement)-[:IN]->(d:Document) "
    "RETURN s.type, s.polarity, s.sentence, s.published ORDER BY d.id"
)

REPORT = """\
documents 3
mentions 7
entities 4
statements 3
CRITICIZED 2
MET 1
claims 0
left out 0
seconds N

workspace ws
explorer ws/explorer.html"""


def report(text: str) -> list[str]:
    """Return the lines of the report, one space between words, without the seconds it took."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return [re.sub(r"^(seconds) \d+\.\d$", r"\1 N", line) for line in lines]


def test_first_build(built: Built) -> None:
    assert (built.result.code, built.result.err) == (0, "")
    assert report(built.result.out) == REPORT.splitlines()
    names = {path.name for path in (built.folder / "ws").iterdir()}
    assert names == {"workspace.sqlite", "lock.sqlite", "store", "explorer.html"}


def test_again_changes_nothing(copied: Path) -> None:
    before = contents(copied / "ws")
    result = kg(copied, "build", "news", "-w", "ws")
    assert (result.code, result.err) == (0, "")
    assert report(result.out)[0] == "documents 3 (3 unchanged)"
    assert contents(copied / "ws") == before


def test_one_changed_document(copied: Path) -> None:
    (copied / "news" / "first.txt").write_text("Donald Trump accused Tim Walz.\n", encoding="utf-8")
    result = kg(copied, "build", "news", "-w", "ws")
    assert (result.code, result.err) == (0, "")
    assert report(result.out)[0] == "documents 3 (2 unchanged)"
    assert kg(copied, "query", "-w", "ws", STATEMENTS, "--format", "csv").out == (
        "s.type,s.polarity,s.sentence,s.published\n"
        "ACCUSED,positive,Donald Trump accused Tim Walz.,\n"
        "MET,positive,Tim Walz met Jacob Frey in Minneapolis.,2026-01-27\n"
        "CRITICIZED,negative,Tim Walz did not criticize Jacob Frey.,\n"
    )


def test_bad_documents_among_good_ones(tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "a.txt").write_bytes(b"\x7fELF\0\1\2")
    (folder / "b.txt").write_text("Donald Trump criticized Tim Walz.\n", encoding="utf-8")
    (folder / "c.txt").write_bytes("Les élus.\n".encode("latin-1"))
    result = kg(tmp_path, "build", "mixed", KG_WORKSPACE="mine")
    assert (result.code, result.err) == (
        1,
        "kg: mixed/a.txt: a binary file, not text\n"
        "kg: mixed/c.txt: not UTF-8 (byte 0xe9 at offset 4); "
        "give --encoding latin-1 or convert it\n",
    )
    assert report(result.out)[:2] == ["documents 1", "not read 2"]
    assert (tmp_path / "mine" / "workspace.sqlite").is_file()


def test_columns_and_dangerous_cells(tmp_path: Path) -> None:
    formulas = ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1"]
    with gzip.open(tmp_path / "posts.csv.gz", "wt", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream)
        table.writerow(["key", "body", "date", "by"])
        for number, formula in enumerate(formulas):
            table.writerow([number, "Donald Trump criticized Tim Walz.", "2026-01-26", formula])
    mapping = "id=key,text=body,published=date,title=by"
    result = kg(tmp_path, "build", "posts.csv.gz", "--map", mapping, "--limit", "4")
    assert (result.code, result.err) == (0, "")
    query = "MATCH (d:Document) RETURN d.id, d.title, d.published ORDER BY d.id"
    assert kg(tmp_path, "query", query, "--format", "csv").out == (
        "d.id,d.title,d.published\n"
        "0,'=1+1,2026-01-26\n"
        "1,'+1,2026-01-26\n"
        "2,'-1,2026-01-26\n"
        "3,'@SUM(A1),2026-01-26\n"
    )


def test_a_relation_type_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine" / "relations").mkdir(parents=True)
    (tmp_path / "mine" / "relations" / "serenaded.yaml").write_text(
        "name: SERENADED\ngroup: Mine\ndescription: Head sang for tail.\nhead: [Actor]\n"
        "tail: [Actor]\nsymmetric: false\nverbs:\n  - lemmas: [serenade]\n    tail: [object]\n"
    )
    (tmp_path / "a.txt").write_text("Donald Trump serenaded Tim Walz.\n", encoding="utf-8")
    built = kg(tmp_path, "build", "a.txt", "--ontology", "mine")
    assert (built.code, built.err) == (0, "")
    query = "MATCH (a)-[r:SERENADED]->(b) RETURN a.name, b.name"
    found = kg(tmp_path, "query", query, "--format", "csv")
    assert (found.err, found.out) == ("", "a.name,b.name\nDonald Trump,Tim Walz\n")
