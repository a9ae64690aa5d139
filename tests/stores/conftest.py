"""Both stores behind one fixture: what is asked of one is asked of the other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.records import Graph
from loaders.graphs.arcade import EmbeddedStore, build
from loaders.graphs.neo4j import Neo4jStore

Store = EmbeddedStore | Neo4jStore
SERVERS = {"neo4j 5": "neo4j", "neo4j 2025": "neo4j_2025"}


@pytest.fixture(params=["arcadedb", *SERVERS])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store, open for writing."""
    if request.param == "arcadedb":
        build(Graph(), tmp_path / "store")
        with EmbeddedStore(tmp_path / "store", write=True) as embedded:
            yield embedded
    else:
        server: Any = request.getfixturevalue(SERVERS[request.param])
        with Neo4jStore(server.uri, server.user, server.password) as remote:
            yield remote
            remote.run("MATCH (n) DETACH DELETE n", write=True)
