"""The notebook does what it says, on the article in the repository, and leaves nothing there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import nbclient
import nbformat
import pytest

ROOT = Path(__file__).parent.parent
NOTEBOOK = ROOT / "notebooks" / "first_graph.ipynb"
# What the cells computed, as JSON on the standard output of a last cell of our own.
_VALUES = """
import json
print(json.dumps({
    "sentence": sentence, "counts": counts, "accused": accused, "about": about,
    "accounts": accounts, "degrees": degrees, "edges": network.number_of_edges(),
    "failed": report.failed, "entities": report.entities, "nodes": network.number_of_nodes(),
}))
"""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository's notebook and article."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    return folder


@pytest.fixture(scope="module")
def values(copy: Path) -> dict[str, Any]:
    """What the cells of the notebook computed when it ran in its folder."""
    book = nbformat.read(copy / "notebooks" / NOTEBOOK.name, as_version=4)
    last = nbformat.v4.new_code_cell(_VALUES)
    book.cells.append(last)
    where = {"metadata": {"path": str(copy / "notebooks")}}
    nbclient.NotebookClient(book, timeout=300, kernel_name="python3", resources=where).execute()
    found: dict[str, Any] = json.loads(last.outputs[0].text)
    return found


def test_no_outputs_and_no_paths_are_stored() -> None:
    book = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(book)
    code = [cell for cell in book.cells if cell.cell_type == "code"]
    assert [(cell.outputs, cell.execution_count) for cell in code] == [([], None)] * len(code)
    assert [word for cell in book.cells for word in cell.source.split() if word[:1] == "/"] == [
        "/"  # root / "seeds"
    ] * 2


def test_one_sentence(values: dict[str, Any]) -> None:
    found = [{k: v for k, v in row.items() if k != "confidence"} for row in values["sentence"]]
    assert found == [
        {
            "head": "Tim Walz",
            "type": "ACCUSED",
            "tail": "White House",
            "trigger": "accused",
            "said by": "Donald Trump",
        }
    ]


def test_the_article(values: dict[str, Any]) -> None:
    accused = [(row["who"], row["whom"], row["sentence"][:22]) for row in values["accused"]]
    assert accused == [
        ("Donald Trump", "Jacob Frey", "He called Walz and Min"),
        ("Donald Trump", "Tim Walz", "He called Walz and Min"),
        ("Donald Trump", "Tim Walz", "Trump has railed again"),
        ("Tim Walz", "Trump administration", "Walz accused the Trump"),
    ]
    assert {row["statements"]: row["number"] for row in values["counts"]}["ACCUSED"] == 4
    assert values["accounts"] == [
        {"owner": "OSINTdefender", "account": "@sentdefender"},
        {"owner": "Right Angle News Network", "account": "@Rightanglenews"},
        {"owner": "Tim Walz", "account": "@GovTimWalz"},
    ]
    assert values["failed"] == []


def test_the_same_in_networkx(values: dict[str, Any]) -> None:
    assert values["nodes"] == values["entities"]
    assert sum(row["statements"] for row in values["degrees"]) == 2 * values["edges"]
    named = {row["name"]: row["statements"] for row in values["degrees"]}
    assert sorted(named, key=lambda name: -named[name])[:2] == ["Tim Walz", "Donald Trump"]


def test_a_query_with_a_parameter(values: dict[str, Any]) -> None:
    accused = [row for row in values["about"] if row["what"] == "ACCUSED"]
    assert (
        accused
        == [
            {
                "who": "Donald Trump",
                "what": "ACCUSED",
                "modality": "actual",
                "polarity": "positive",
                "said_by": None,
            }
        ]
        * 2
    )


def test_files_are_made_in_the_folder_of_the_notebook(copy: Path, values: dict[str, Any]) -> None:
    names = sorted(path.name for path in (copy / "notebooks").iterdir())
    assert names == [
        "first-graph",
        "first-graph.graphml",
        "first-graph.jsonl",
        "first_graph.ipynb",
        "images",
    ]
    assert (copy / "notebooks" / "first-graph" / "explorer.html").is_file()
    statements = sum(row["number"] for row in values["counts"])
    lines = (copy / "notebooks" / "first-graph.jsonl").read_text("utf-8").splitlines()
    assert sum(json.loads(line)["record"] == "statement" for line in lines) == statements
