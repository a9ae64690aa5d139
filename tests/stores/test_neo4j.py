"""What the Neo4j loader says when it cannot connect."""

from __future__ import annotations

import re
import subprocess
import sys

import neo4j_server
import pytest

from kg.errors import StoreError
from loaders.graphs.neo4j import Neo4jStore

CONNECT = """
import sys
from kg.errors import StoreError
from loaders.graphs.neo4j import Neo4jStore
with Neo4jStore(*sys.argv[1:]) as store:
    # each of these draws a notification from the server
    store.run("MATCH (n:NoSuchLabel) WHERE n.nosuch = 1 RETURN n")
    store.run("MATCH (a), (b) RETURN id(a), b LIMIT 1")
"""


@pytest.mark.parametrize(
    ("uri", "says"),
    [
        ("http://localhost:7474", "'http://localhost:7474' is no address of a Neo4j server: write"),
        ("localhost:7687", "'localhost:7687' is no address of a Neo4j server: write SCHEME://"),
        ("bolt://", "'bolt://' is no address of a Neo4j server: write SCHEME://HOST:PORT"),
        ("bolt://127.0.0.1:1", "no answer from a Neo4j server at bolt://127.0.0.1:1: start it or"),
        ("bolt://127.0.0.1:x", "no answer from a Neo4j server at bolt://127.0.0.1:x: start it or"),
    ],
)
def test_a_wrong_address_is_told(uri: str, says: str) -> None:
    with pytest.raises(StoreError, match="^" + re.escape(says)) as caught:
        Neo4jStore(uri, "neo4j", "secret")
    assert "\n" not in str(caught.value)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("user", ["neo4j", None])
def test_a_refused_login_is_told(neo4j: neo4j_server.Server, user: str | None) -> None:
    with pytest.raises(StoreError, match="refused the login: check the user and the password"):
        Neo4jStore(neo4j.uri, user, "not the password")


def test_an_unknown_database_is_told(neo4j: neo4j_server.Server) -> None:
    with pytest.raises(StoreError, match="nosuch"):
        Neo4jStore(neo4j.uri, neo4j.user, neo4j.password, database="nosuch")


def test_an_encrypted_scheme_on_a_plain_server_is_told(neo4j: neo4j_server.Server) -> None:
    with pytest.raises(StoreError, match="check host, port and scheme"):
        Neo4jStore(neo4j.uri.replace("bolt://", "bolt+s://"), neo4j.user, neo4j.password)


def test_nothing_is_printed(neo4j: neo4j_server.Server) -> None:
    command = [sys.executable, "-W", "always", "-c", CONNECT]
    done = subprocess.run(
        [*command, neo4j.uri, neo4j.user, neo4j.password],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
