"""Builds that are cut short, and several processes at one workspace."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import contents, kg, stopped, waiting

from kg import api as kg_api

DOCUMENTS = 70  # more than are made permanent at once
COMMITTED = 64
KILLS = 20
PEOPLE = ("Donald Trump", "Tim Walz", "Jacob Frey", "Tom Homan")
BUILD = ("build", "news.jsonl", "-w", "ws")
COUNT = (
    "query",
    "-w",
    "ws",
    "MATCH (s:Statement) WHERE NOT s:Claim RETURN count(s) AS n",
    "--format",
    "jsonl",
)
EXPORTS = ("graph.jsonl", "graph.graphml", "graph.html")
# Just after these calls the process is killed, in this order, each time on what the last one left.
MOMENTS = {
    "a document saved": ("kg.workspace:Workspace.save", 3),
    "a first part made permanent": ("kg.workspace:Workspace.save", COMMITTED + 1),
    "a store begun": ("loaders.graphs.arcade:_create", 1),
    "the store in use": ("loaders.graphs.arcade:build", 1),
    "the page written": ("loaders.graphs:export", 1),
}


def write_news(folder: Path, documents: int = DOCUMENTS) -> None:
    """Write documents of one sentence each into `folder`/news.jsonl."""
    with (folder / "news.jsonl").open("w", encoding="utf-8") as stream:
        for number in range(documents):
            head, tail = PEOPLE[number % 4], PEOPLE[(number // 4 + number + 1) % 4]
            text = f"{head} criticized {tail} in Minneapolis."
            stream.write(json.dumps({"id": f"d{number:02}", "text": text}) + "\n")


def kept(folder: Path) -> int:
    """Return how many extractions the workspace holds for good."""
    with sqlite3.connect(folder / "ws" / "workspace.sqlite") as connection:
        found: int = connection.execute("SELECT count(*) FROM extraction").fetchone()[0]
        return found


def exports(folder: Path) -> dict[str, str]:
    """Return the digests of what the workspace is exported to."""
    made = folder / "exports"
    made.mkdir(exist_ok=True)
    for name in EXPORTS:
        assert kg(folder, "export", f"exports/{name}", "-w", "ws").err == ""
    return contents(made)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose build nothing interrupted."""
    folder = tmp_path_factory.mktemp("whole")
    write_news(folder)
    assert kg(folder, *BUILD).code == 0
    return folder


def test_killed_again_and_again(whole: Path, tmp_path: Path) -> None:
    write_news(tmp_path)
    found = {}
    for moment, (place, number) in MOMENTS.items():
        result = stopped(tmp_path, place, number, "SIGKILL", *BUILD)
        assert (moment, result.code, result.err) == (moment, -signal.SIGKILL, "")
        found[moment] = kept(tmp_path)
    assert list(found.values()) == [0, COMMITTED, DOCUMENTS, DOCUMENTS, DOCUMENTS]
    last = kg(tmp_path, *BUILD)
    assert (last.code, last.err) == (0, "")
    assert last.out.split()[:3] == ["documents", str(DOCUMENTS), f"({DOCUMENTS}"]
    assert exports(tmp_path) == exports(whole)
    assert len([p for p in (tmp_path / "ws" / "store").iterdir() if p.is_dir()]) == 1


def test_killed_at_any_moment(tmp_path: Path) -> None:
    write_news(tmp_path, 6)
    command = [sys.executable, Path(__file__).parent / "killing.py", tmp_path, str(KILLS), "1"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) == KILLS
    made = [tmp_path / name for name in ("whole", "cut")]
    whole, cut = (list(rows(folder)) for folder in made)
    assert (len(whole), cut) == (6, whole)
    for folder in made:
        for name in EXPORTS:
            kg_api.open_graph(folder).export(folder / name)
    digests = [{n: d for n, d in contents(f).items() if n in EXPORTS} for f in made]
    assert (len(digests[0]), digests[1]) == (len(EXPORTS), digests[0])


def rows(folder: Path) -> Iterator[tuple[object, ...]]:
    """Yield what a workspace keeps of each document."""
    with sqlite3.connect(folder / "workspace.sqlite") as connection:
        yield from connection.execute("SELECT * FROM extraction ORDER BY document")


def test_a_query_makes_a_stale_store_anew(whole: Path, tmp_path: Path) -> None:
    write_news(tmp_path)
    stopped(tmp_path, "kg.building:extract_into", 1, "SIGKILL", *BUILD)
    assert not (tmp_path / "ws" / "store").exists()
    assert kg(tmp_path, *COUNT) == kg(whole, *COUNT)
    assert json.loads(kg(whole, *COUNT).out)["n"] > 0


def test_ctrl_c(whole: Path, tmp_path: Path) -> None:
    write_news(tmp_path)
    result = stopped(tmp_path, "kg.workspace:Workspace.save", 10, "SIGINT", *BUILD)
    assert (result.code, result.out, result.err) == (
        130,
        "",
        "kg: interrupted; what was finished is kept\n",
    )
    assert kept(tmp_path) == 10
    assert kg(tmp_path, *BUILD).out.split()[:3] == ["documents", str(DOCUMENTS), "(10"]
    assert exports(tmp_path) == exports(whole)


def test_two_writers_and_a_reader(tmp_path: Path) -> None:
    write_news(tmp_path, 2)
    assert kg(tmp_path, *BUILD).code == 0
    write_news(tmp_path, 4)
    with waiting(tmp_path, "kg.building:extract_into", 1, *BUILD):
        second = kg(tmp_path, *BUILD)
        assert (second.code, second.out, second.err) == (
            2,
            "",
            "kg: ws: another kg is writing to this workspace; wait for it\n",
        )
        during = kg(tmp_path, *COUNT)
        assert (during.code, during.out, during.err) == (
            0,
            '{"n": 2}\n',
            "kg: a build is at work: this is the graph as it was before\n",
        )
    after = kg(tmp_path, *COUNT)
    assert (after.code, after.out, after.err) == (0, '{"n": 4}\n', "")


def test_a_query_during_the_first_build(tmp_path: Path) -> None:
    write_news(tmp_path, 2)
    with waiting(tmp_path, "kg.building:extract_into", 1, *BUILD):
        result = kg(tmp_path, *COUNT)
    assert (result.code, result.out, result.err) == (
        2,
        "",
        "kg: ws: another kg is writing to this workspace; wait for it\n",
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    write_news(tmp_path, 2)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    result = kg(tmp_path, "build", "news.jsonl", "-w", "closed/ws")
    assert (result.code, result.err) == (
        2,
        "kg: closed/ws: cannot be made: Permission denied; name another with -w\n",
    )
