"""`kg load neo4j` on a real server: twice changes nothing; both stores give the same rows."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import kg
from loaders.graphs.neo4j import Neo4jStore

SEEDS = Path(__file__).parent.parent.parent / "seeds"
QUERIES = (
    "MATCH (a)-[r:ACCUSED]->(b) RETURN a.name, r.sentence, b.name ORDER BY r.statement",
    "MATCH (n) UNWIND labels(n) AS label RETURN label, count(*) AS n ORDER BY label",
    "MATCH ()-[r]->() RETURN type(r) AS type, count(*) AS n ORDER BY type",
)


def _load(folder: Path, server: Any) -> str:
    words = ["load", "neo4j", "--uri", server.uri, "--user", server.user]
    done = subprocess.run(
        [sys.executable, "-m", "kg.cli", *words],
        cwd=folder,
        env=os.environ | {"KG_NEO4J_PASSWORD": server.password},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_load_twice_gives_the_rows_of_the_embedded_store(tmp_path: Path, neo4j: Any) -> None:
    shutil.copytree(SEEDS, tmp_path / "seeds")
    graph = kg.build(tmp_path / "seeds", tmp_path / "kg-workspace")
    counts = f"{len(graph.entities)} entities, {len(graph.statements)} statements"
    expected = [graph.cypher(query) for query in QUERIES]
    assert expected[0]
    with Neo4jStore(neo4j.uri, neo4j.user, neo4j.password) as store:
        store.run("MATCH (n) DETACH DELETE n", write=True)
        for _ in range(2):
            assert counts in _load(tmp_path, neo4j)
            assert [store.run(query).dicts() for query in QUERIES] == expected
        store.run("MATCH (n) DETACH DELETE n", write=True)
