"""The README's library example and commands are run as they stand there."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, demo: Path) -> Path:
    """A folder with the seeds, and with what was built of the demonstration corpus."""
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    shutil.copytree(demo, tmp_path / "kg-workspace")
    return tmp_path


def test_library_example(folder: Path) -> None:
    (example,) = _blocks("python")
    assert len(example.splitlines()) <= 14
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=folder, capture_output=True, text=True, check=True
    )
    lines = done.stdout.splitlines()
    assert lines[0].startswith("ACCUSED positive actual 0.")
    assert "{'who': 'Marek Dolan', 'whom': 'Viktor Hale'}" in lines[1]
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


@pytest.fixture
def rows(folder: Path) -> list[dict[str, Any]]:
    """What the README's queries return, with the values that it gives them."""
    queries = next(block for block in _blocks("cypher") if "$x" in block)
    (folder / "queries.cypher").write_text(queries, encoding="utf-8")
    (line,) = (line for line in README.splitlines() if "-f queries.cypher" in line)
    given = shlex.split(line.partition("queries.cypher")[2].partition("--format")[0])
    done = subprocess.run(
        [sys.executable, "-m", "kg.cli", "query", "-f", "queries.cypher", *given, "--format=jsonl"],
        cwd=folder, capture_output=True, text=True, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_queries_on_who_says_what(rows: list[dict[str, Any]]) -> None:
    said = [(r["s.type"], *r["s.chain"], r["s.sentence"]) for r in rows if "s.chain" in r]
    vowed = "Valdas vowed to disarm the Northern Guard"
    assert said == [("CLAIM", "Irena Valdas", vowed)]
    claims = {r["x.name"]: r["words"] for r in rows if "claims" in r}
    assert claims["Kestrovian Armed Forces"] == [
        "Gunmen of the Northern Guard attacked an army checkpoint near Brennik before dawn on "
        "Friday and killed three soldiers"
    ]
    assert claims["@OpenRivers"][0].startswith("Our report is out. Lisk Mining paid the Northern")


def test_queries_on_denials_and_copies(rows: list[dict[str, Any]]) -> None:
    assert [row for row in rows if "denials" in row] == [
        {
            "x.name": "Anton Reyes",
            "a.sentence": "He blamed the Northern Guard.",
            "denials": ["The Northern Guard denied that its fighters attacked the post."],
        }
    ]
    reports = {
        (r["a.name"], r["s.type"], r["b.name"]): (r["s.reports"], r["s.distinct_reports"])
        for r in rows
        if "s.reports" in r
    }
    assert reports["Nadia Petrou", "ACCUSED", "Irena Valdas"] == (3, 1)
    assert reports["Nadia Petrou", "HOLDS_OFFICE", "Civic Reform Party"] == (4, 2)
