"""What is wrong is said in one line that tells what to do; the workspace stays as it was."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import contents, kg

NO_WORKSPACE = "no workspace here; make one with `kg build PATH`, or name it with -w"
FIELDS = "id, text, published, title, url, publisher, author, kind, reply_to, repost_of"
ENDINGS = ".txt, .text, .md, .jsonl, .ndjson, .json, .csv, .tsv, or those with .gz"


@dataclass(frozen=True)
class Bad:
    """A call, the exit code and the line that it is to give."""

    words: str
    code: int
    line: str


CASES = {
    "empty folder": Bad(
        "build empty",
        2,
        f"empty: nothing to read in this folder; files that are read end in {ENDINGS}",
    ),
    "missing path": Bad("build nowhere", 2, "nowhere: no such file or folder; check the path"),
    "binary file": Bad("build bytes.txt", 1, "bytes.txt: a binary file, not text"),
    "latin-1 file": Bad(
        "build latin.txt",
        1,
        "latin.txt: not UTF-8 (byte 0xe9 at offset 3); give --encoding latin-1 or convert it",
    ),
    "unknown encoding": Bad(
        "build news --encoding klingon",
        2,
        "encoding 'klingon': unknown; use a name such as utf-8, utf-16, latin-1, cp1252",
    ),
    "no text column": Bad(
        "build table.csv",
        1,
        "table.csv: no text column; "
        "name it with --map text=COLUMN, where COLUMN is one of key, words",
    ),
    "mapping to no column": Bad(
        "build table.csv --map text=body",
        2,
        "table.csv: no column 'body' to map to text; its columns are key, words",
    ),
    "mapping of no field": Bad(
        "build table.csv --map txt=words",
        2,
        f"map 'txt=words': no field 'txt'; write FIELD=COLUMN, where FIELD is one of {FIELDS}",
    ),
    "ontology to nowhere": Bad(
        "build news --ontology nowhere",
        2,
        "nowhere: no such directory; --ontology names a folder of YAML files",
    ),
    "unknown model": Bad(
        "build news --model nowhere",
        2,
        "spaCy model 'nowhere' is not installed and is no directory; "
        "leave --model out for en_core_web_md",
    ),
    "workspace that is a file": Bad(
        "build news -w table.csv",
        2,
        "table.csv: a file, not a workspace directory; name another with -w",
    ),
    "workspace that holds other files": Bad(
        "build news -w news",
        2,
        "news: holds other files and no workspace; name a new or empty directory with -w",
    ),
    "workspace that is something else": Bad(
        "build news -w fake", 2, "fake: cannot be opened as a workspace: file is not a database"
    ),
    "no command": Bad("", 2, "Missing command; see python -m kg.cli --help"),
    "unknown command": Bad(
        "frobnicate", 2, "No such command 'frobnicate'; see python -m kg.cli --help"
    ),
    "unknown option": Bad(
        "build news --colour",
        2,
        "No such option: --colour; see python -m kg.cli build --help",
    ),
    "unknown format": Bad(
        "query -w ws RETURN --format xml",
        2,
        "Invalid value for '--format': Value error, 'xml' is not one of 'table', 'json', "
        "'jsonl', 'csv'; see python -m kg.cli query --help",
    ),
    "no query": Bad("query -w ws", 2, "give one query, or a file of queries with -f"),
    "file without a query": Bad(
        "query -w ws -f empty.cypher",
        2,
        "empty.cypher: holds no query; write one such as MATCH (n) RETURN n.name;",
    ),
    "missing file of queries": Bad(
        "query -w ws -f nowhere", 2, "nowhere: cannot be read: No such file or directory"
    ),
    "bad parameter": Bad("query -w ws RETURN -p name", 2, "parameter 'name': write NAME=VALUE"),
    "malformed query": Bad(
        "query -w ws MATCH(n",
        2,
        "query, line 1, column 8: Syntax error: no viable alternative at input '(n'",
    ),
    "query without a workspace": Bad("query RETURN", 2, f"kg-workspace: {NO_WORKSPACE}"),
    "query of a file": Bad("query -w table.csv RETURN", 2, f"table.csv: {NO_WORKSPACE}"),
    "export to an unknown ending": Bad(
        "export -w ws graph.xlsx",
        2,
        "graph.xlsx: unknown export format '.xlsx'; end the name in .graphml, .html, .jsonl",
    ),
    "export into a missing folder": Bad(
        "export -w ws nowhere/graph.jsonl",
        2,
        "nowhere/graph.jsonl: cannot be written: No such file or directory",
    ),
    "collapsed for another format": Bad(
        "export -w ws graph.jsonl --collapsed", 2, "--collapsed is for .graphml files"
    ),
    "page of another ending": Bad(
        "explore -w ws -o page.txt", 2, "page.txt: end the name in .html"
    ),
    "extraction into a missing folder": Bad(
        "extract news -o nowhere/out.jsonl",
        2,
        "nowhere/out.jsonl: cannot be written: No such file or directory",
    ),
    "extraction of a binary file": Bad(
        "extract bytes.txt -o table.csv", 1, "bytes.txt: a binary file, not text"
    ),
    "no password": Bad(
        "load neo4j -w ws --uri bolt://127.0.0.1:1 --user neo4j",
        2,
        "no password: set KG_NEO4J_PASSWORD, or run this in a terminal to be asked for it",
    ),
}


@pytest.fixture
def folder(copied: Path) -> Path:
    """The built folder with all that the cases name beside it."""
    (copied / "empty").mkdir()
    (copied / "fake").mkdir()
    (copied / "fake" / "workspace.sqlite").write_text("not a database, but long enough for one\n")
    (copied / "bytes.txt").write_bytes(b"\x7fELF\0\1\2")
    (copied / "latin.txt").write_bytes("Café owners.\n".encode("latin-1"))
    (copied / "table.csv").write_text("key,words\n1,Donald Trump met Tim Walz.\n")
    (copied / "empty.cypher").write_text("// nothing; here\n")
    return copied


@pytest.mark.parametrize("case", CASES)
def test_one_line_and_no_change(folder: Path, case: str) -> None:
    bad = CASES[case]
    before = contents(folder)
    result = kg(folder, *bad.words.split())
    assert (result.code, result.out, result.err) == (bad.code, "", f"kg: {bad.line}\n")
    assert contents(folder) == before


def test_a_missing_text_is_told_and_a_blank_one_is_a_document(folder: Path) -> None:
    blank = '{"id": "picture", "text": "", "kind": "post"}\n{"id": "spaces", "text": " \\n"}\n'
    (folder / "posts.jsonl").write_text('{"id": "none"}\n' + blank)
    result = kg(folder, "extract", "posts.jsonl", "-o", "out.jsonl")
    assert (result.code, result.err) == (1, "kg: posts.jsonl, line 1: no text\n")
    records = [json.loads(line) for line in (folder / "out.jsonl").read_text().splitlines()]
    documents = [record.pop("document") for record in records]
    assert [(d["id"], d["kind"]) for d in documents] == [("picture", "post"), ("spaces", "article")]
    parts = ("mentions", "entities", "relations", "attributions", "dropped")
    assert records == [{part: [] for part in parts}] * 2


def test_unreachable_server(folder: Path) -> None:
    before = contents(folder)
    words = "load neo4j -w ws --uri bolt://127.0.0.1:1 --user neo4j"
    result = kg(folder, *words.split(), KG_NEO4J_PASSWORD="secret")
    line, _, reason = result.err.partition(" (")  # the reason is the driver's
    assert (result.code, result.out, line) == (
        2,
        "",
        "kg: no answer from a Neo4j server at bolt://127.0.0.1:1: "
        "start it or check host, port and scheme",
    )
    assert (reason.count("\n"), "secret" in reason) == (1, False)
    assert contents(folder) == before
