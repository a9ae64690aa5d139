"""`kg query`: forms of output, parameters, files of queries, and writing only when asked."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli.conftest import Built
from command import contents, kg

CRITICIZED = (
    "MATCH (a)-[r:CRITICIZED]->(b) RETURN a.name AS who, b.name AS whom, r.polarity, r.published "
    "ORDER BY who"
)
OUTPUTS = {
    "table": """\
┏━━━━━━━━━━━━━━┳━━━━━━━━━━━━┳━━━━━━━━━━━━┳━━━━━━━━━━━━━┓
┃ who          ┃ whom       ┃ r.polarity ┃ r.published ┃
┡━━━━━━━━━━━━━━╇━━━━━━━━━━━━╇━━━━━━━━━━━━╇━━━━━━━━━━━━━┩
│ Donald Trump │ Tim Walz   │ positive   │ 2026-01-26  │
├──────────────┼────────────┼────────────┼─────────────┤
│ Tim Walz     │ Jacob Frey │ negative   │             │
└──────────────┴────────────┴────────────┴─────────────┘
2 rows
""",
    "json": """\
[{"who": "Donald Trump", "whom": "Tim Walz", "r.polarity": "positive", "r.published": "2026-01-26"},
 {"who": "Tim Walz", "whom": "Jacob Frey", "r.polarity": "negative", "r.published": null}]
""",
    "jsonl": """\
{"who": "Donald Trump", "whom": "Tim Walz", "r.polarity": "positive", "r.published": "2026-01-26"}
{"who": "Tim Walz", "whom": "Jacob Frey", "r.polarity": "negative", "r.published": null}
""",
    "csv": """\
who,whom,r.polarity,r.published
Donald Trump,Tim Walz,positive,2026-01-26
Tim Walz,Jacob Frey,negative,
""",
}


@pytest.mark.parametrize("form", OUTPUTS)
def test_formats(built: Built, form: str) -> None:
    result = kg(built.folder, "query", "-w", "ws", CRITICIZED, "--format", form)
    assert (result.code, result.err, result.out) == (0, "", OUTPUTS[form])


def test_no_rows(built: Built) -> None:
    none = "MATCH (p:Person {name: 'Nobody'}) RETURN p.name"
    found = {f: kg(built.folder, "query", "-w", "ws", none, "--format", f).out for f in OUTPUTS}
    assert {f: found[f] for f in ("json", "jsonl", "csv")} == {
        "json": "[]\n",
        "jsonl": "",
        "csv": "p.name\n",
    }
    assert found["table"].splitlines()[-1] == "0 rows"


def test_parameters(built: Built) -> None:
    query = "RETURN $name AS name, $number AS number, $list AS list, $sum AS sum"
    given = ["name=Tim Walz", "number=3", 'list=["a", 1]', "sum=1+1=2"]
    words = [word for one in given for word in ("-p", one)]
    result = kg(built.folder, "query", "-w", "ws", query, *words, "--format", "jsonl")
    assert (result.code, json.loads(result.out)) == (
        0,
        {"name": "Tim Walz", "number": 3, "list": ["a", 1], "sum": "1+1=2"},
    )


def test_file_of_queries(built: Built, tmp_path: Path) -> None:
    file = tmp_path / "queries.cypher"
    file.write_bytes(
        b"// who there is; and who is not\r\n"
        b"MATCH (p:Person {name: 'Tim Walz'}) // a name\r\nRETURN p.name;\r\n"
        b"/* two\n ; lines */ RETURN 'a;\nb // c' AS text; RETURN \"it's\" AS `;`\n"
    )
    result = kg(built.folder, "query", "-w", "ws", "-f", str(file), "--format", "jsonl")
    assert (result.code, result.err) == (0, "")
    assert [json.loads(line) for line in result.out.splitlines()] == [
        {"p.name": "Tim Walz"},
        {"text": "a;\nb // c"},
        {";": "it's"},
    ]


def test_reading_only_unless_asked(copied: Path) -> None:
    create = "CREATE (n:Note {id: 'n', text: 'mine'})"
    before = contents(copied / "ws")
    refused = kg(copied, "query", "-w", "ws", create)
    assert (refused.code, refused.out, refused.err.count("\n")) == (2, "", 1)
    assert refused.err.startswith("kg: this query would write")
    assert contents(copied / "ws") == before
    assert kg(copied, "query", "-w", "ws", "--write", create, "--format", "json").code == 0
    read = kg(copied, "query", "-w", "ws", "MATCH (n:Note) RETURN n.text", "--format", "csv")
    assert read.out == "n.text\nmine\n"


def test_what_a_document_says_does_nothing_to_a_terminal(built: Built) -> None:
    query = r"RETURN '[bold]a[/bold] :smile: \u001b[31mred\u0007' AS text"
    lines = kg(built.folder, "query", "-w", "ws", query).out.splitlines()
    assert lines[3].strip("│ ") == "[bold]a[/bold] :smile: �[31mred�"
