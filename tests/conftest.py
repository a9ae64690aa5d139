"""Fixtures that several tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import neo4j_server
import pytest

import kg
from kg.records import Graph


@pytest.fixture(scope="session", autouse=True)
def engine_log(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep the embedded engine's log out of the home directory."""
    os.environ.setdefault("ARCADEDB_LOG_DIR", str(tmp_path_factory.mktemp("arcadedb-log")))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace built of the demonstration corpus; copy it before you change it."""
    workspace = tmp_path_factory.mktemp("demo") / "kg-workspace"
    kg.build(Path(__file__).parent.parent / "seeds" / "demo", workspace)
    return workspace


@pytest.fixture
def graph() -> Graph:
    """The hand-made sample graph of `samples.py`."""
    from samples import GRAPH

    return GRAPH


@pytest.fixture(scope="session")
def neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[neo4j_server.Server]:
    """A Neo4j server of the 5 line, or the one that KG_TEST_NEO4J_URI names."""
    if server := neo4j_server.given():
        refuse_unless_empty(server)
        yield server
    else:
        yield from started("5", tmp_path_factory.mktemp("neo4j-5"))


@pytest.fixture(scope="session")
def neo4j_2025(tmp_path_factory: pytest.TempPathFactory) -> Iterator[neo4j_server.Server]:
    """A Neo4j server of the 2025 line; skipped where no Java is new enough for it."""
    yield from started("2025", tmp_path_factory.mktemp("neo4j-2025"), needed=False)


def refuse_unless_empty(server: neo4j_server.Server) -> None:
    """Fail where the server's database holds anything: the tests empty it."""
    from loaders.graphs.neo4j import Neo4jStore

    with Neo4jStore(server.uri, server.user, server.password) as store:
        if store.run("MATCH (n) RETURN n LIMIT 1").rows:
            pytest.fail(f"the database at {server.uri} is not empty, and these tests empty it")


def started(line: str, home: Path, needed: bool = True) -> Iterator[neo4j_server.Server]:
    """Yield a running server; where a part is missing, skip, or fail with CI set."""
    running = neo4j_server.running(neo4j_server.LINES[line], home)
    try:
        server = running.__enter__()
    except neo4j_server.Missing as missing:
        message = f"needs {missing}, or KG_TEST_NEO4J_URI to name a server that is there"
        if needed and os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    try:
        yield server
    finally:
        running.__exit__(None, None, None)
