"""The README's library example and commands are run as they stand there."""

from __future__ import annotations

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
