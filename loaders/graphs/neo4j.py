"""A Neo4j server (5 or newer) through the official driver."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from kg.errors import StoreError
from kg.records import Graph
from loaders.graphs.cleanup import update
from loaders.graphs.cypher import CONSTRAINTS, Batch, check
from loaders.graphs.rows import Rows, moment, node, relationship

if TYPE_CHECKING:
    from neo4j import Driver

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
_TIMEOUT = 300.0  # seconds
# Where a query is wrong; the list of all that could stand there instead is left out.
_PLACE = re.compile(r"(?:: expected .*)? \(line (\d+), column (\d+) \(offset: \d+\)\)")


class Neo4jStore:
    """A database of a Neo4j server: a context manager.

    The labels Entity, Document and Statement are ours in that database: each gets a uniqueness
    constraint on `id`.
    """

    def __init__(
        self, uri: str, user: str | None, password: str | None, database: str | None = None
    ) -> None:
        """Connect; without a user, without logging in. `database` None is the user's own default.

        Raises StoreError where the address is wrong, nobody answers there, or the login is
        refused.
        """
        self._uri = uri
        self._database = database
        self._driver = _connect(uri, user, password)
        try:
            self.run("RETURN 1")
        except StoreError:
            self._driver.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection; a second call does nothing."""
        self._driver.close()

    def run(
        self, query: str, parameters: Mapping[str, Any] | None = None, write: bool = False
    ) -> Rows:
        """Return the rows of one Cypher query; only with `write` may it change the database.

        Raises StoreError where the query is malformed, fails, takes more than five minutes, or
        writes without leave.
        """
        import neo4j

        mode = neo4j.WRITE_ACCESS if write else neo4j.READ_ACCESS
        timed = neo4j.Query(query, timeout=_TIMEOUT)
        with (
            _clear(self._uri),
            self._driver.session(database=self._database, default_access_mode=mode) as session,
        ):
            result = session.run(timed, dict(parameters or {}))
            columns = tuple(result.keys())
            return Rows(columns, tuple(tuple(map(_value, r.values())) for r in result))

    def load(self, graph: Graph, replace: bool = False) -> None:
        """Load the graph: twice is as once, and after a failure it may simply be run again.

        Without `replace` nothing of other loads is removed. With it, every Entity, Document and
        Statement that has an `id` and is not in the graph is removed, with its relationships.
        Raises OntologyError where a type is no fit name for a label, else StoreError.
        """
        check(graph)
        for constraint in CONSTRAINTS:
            self.run(constraint, write=True)
        for batch in update(graph, self.run, replace):
            self._send(batch)

    def _send(self, batch: Batch) -> None:
        with _clear(self._uri), self._driver.session(database=self._database) as session:
            session.execute_write(lambda tx: tx.run(batch.query, {"rows": batch.rows}).consume())


def _connect(uri: str, user: str | None, password: str | None) -> Driver:
    import neo4j

    scheme, separator, host = uri.partition("://")
    if scheme not in SCHEMES or not separator or not host:
        allowed = ", ".join(SCHEMES)
        raise StoreError(
            f"{uri!r} is no address of a Neo4j server: write SCHEME://HOST:PORT, for example "
            f"bolt://localhost:7687, with one of the schemes {allowed}"
        )
    auth = (user, password or "") if user else None
    try:
        return neo4j.GraphDatabase.driver(
            uri, auth=auth, notifications_min_severity="OFF", connection_timeout=10.0
        )
    except (ValueError, neo4j.exceptions.DriverError) as error:
        raise StoreError(f"{uri!r} is no address of a Neo4j server: {_line(error)}") from error


@contextmanager
def _clear(uri: str) -> Iterator[None]:
    """Turn the driver's errors inside the block into a StoreError of one line."""
    from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError

    try:
        yield
    except AuthError as error:
        raise StoreError(
            f"{uri} refused the login: check the user and the password ({_line(error)})"
        ) from error
    except ClientError as error:
        raise StoreError(_refusal(error)) from error
    except Neo4jError as error:
        raise StoreError(f"{uri} failed: {_line(error)}") from error
    except (DriverError, OSError, ValueError) as error:
        raise StoreError(
            f"no answer from a Neo4j server at {uri}: start it or check host, port and scheme "
            f"({_line(error)})"
        ) from error


def _refusal(error: Any) -> str:
    if error.code == "Neo.ClientError.Statement.AccessMode":
        return "this query would write; only reading is allowed here (to write, ask for it)"
    if "TransactionTimedOut" in str(error.code):
        return "the query took more than five minutes and was stopped"
    return _line(error)


def _line(error: Any) -> str:
    text = getattr(error, "message", None) or str(error) or type(error).__name__
    line = str(text).strip().splitlines()[0]
    place = _PLACE.search(line)
    if not place:
        return line
    return f"query, line {place[1]}, column {place[2]}: {line[: place.start()]}"


def _value(value: Any) -> Any:
    from neo4j.graph import Node, Path, Relationship

    if isinstance(value, Node):
        return node(tuple(value.labels), {k: _value(v) for k, v in value.items()})
    if isinstance(value, Relationship):
        return relationship(value.type, {k: _value(v) for k, v in value.items()})
    if isinstance(value, Path):
        return [_value(item) for item in _alternating(value)]
    if isinstance(value, Mapping):
        return {k: _value(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_value(item) for item in value]
    return moment(value.iso_format()) if hasattr(value, "iso_format") else value


def _alternating(path: Any) -> Iterator[Any]:
    yield path.nodes[0]
    for edge, end in zip(path.relationships, path.nodes[1:], strict=True):
        yield edge
        yield end
