"""The README's library example and commands are run as they stand there."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    return tmp_path


def test_library_example(folder: Path) -> None:
    (example,) = _blocks("python")
    assert len(example.splitlines()) <= 14
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=folder, capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert lines[0].startswith("ACCUSED positive actual 0.")
    assert "{'who': 'Tim Walz', 'whom': 'Trump administration'}" in lines[1]
    assert (folder / "graph.graphml").is_file()


def test_relation_type_example(folder: Path) -> None:
    (example,) = _blocks("yaml")
    (folder / "mine" / "relations").mkdir(parents=True)
    (folder / "mine" / "relations" / "funded.yaml").write_text(example, encoding="utf-8")
    code = (
        "import kg; found = kg.extract('Mary Smith funded Hezbollah.', ontology='mine');"
        "print([r.type for r in found.relations if r.type == 'FUNDED'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout == "['FUNDED']\n"


def test_queries_on_who_says_what(folder: Path) -> None:
    queries = next(block for block in _blocks("cypher") if "$x" in block)
    (folder / "queries.cypher").write_text(queries, encoding="utf-8")
    denial = "Tim Walz denied the claims of the White House."
    (folder / "seeds" / "denial.txt").write_text(denial, encoding="utf-8")
    kg = [sys.executable, "-m", "kg.cli"]
    subprocess.run([*kg, "build", "seeds"], cwd=folder, capture_output=True, check=True)
    given = ["-p", "x=Donald Trump", "-p", "y=Tim Walz", "--format", "jsonl"]
    done = subprocess.run(
        [*kg, "query", "-f", "queries.cypher", *given],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    phoned = "Donald Trump said on Monday he had a phone conversation with Minnesota Gov. Tim Walz"
    said = [row for row in rows if "s.type" in row and phoned in row["s.sentence"]]
    assert sorted((r["s.type"], r["s.status"], *r["s.chain"]) for r in said) == [
        ("CALLED", "reported", "Donald Trump"),
        ("CLAIM", "reported", "Donald Trump"),
    ]
    assert [row for row in rows if row.get("x.name") == "Karoline Leavitt"] == [
        {
            "x.name": "Karoline Leavitt",
            "claims": 1,
            "words": [
                "that Walz released “nearly 500 criminal illegal aliens back onto Minnesota’s "
                "streets” since Trump took office"
            ],
        }
    ]
    accused = [(r["x.name"], r["a.sentence"][:31], r["denials"]) for r in rows if "denials" in r]
    assert sorted(accused) == [
        ("Donald Trump", "He called Walz and Minneapolis ", [denial]),
        ("Donald Trump", "Trump has railed against Walz o", [denial]),
    ]
