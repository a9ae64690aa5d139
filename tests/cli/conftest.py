"""A folder of documents and the workspace that the command made of it, once for all tests."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from command import Result, kg

TEXTS = {
    "first.txt": "date 2026-01-26 Donald Trump criticized Tim Walz on Monday.\n",
    "second.txt": "date: 2026-01-27\ntitle: Two\n\nTim Walz met Jacob Frey in Minneapolis.\n",
    "deeper/third.txt": "Tim Walz did not criticize Jacob Frey.\n",
}


@dataclass(frozen=True)
class Built:
    """A folder with the documents in `news` and their workspace in `ws`; do not change it."""

    folder: Path
    result: Result


def write_texts(folder: Path) -> None:
    """Write the documents under `folder`/news."""
    for name, text in TEXTS.items():
        path = folder / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The documents, built."""
    folder = tmp_path_factory.mktemp("built")
    write_texts(folder)
    return Built(folder, kg(folder, "build", "news", "-w", "ws"))


@pytest.fixture
def copied(built: Built, tmp_path: Path) -> Path:
    """A copy of the built folder that a test may change."""
    return Path(shutil.copytree(built.folder, tmp_path / "copy"))
