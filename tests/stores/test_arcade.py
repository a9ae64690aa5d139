"""The embedded store: whole or as before, many readers or one writer, quiet, closed to files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from samples import GRAPH, STATEMENTS

from kg.errors import StoreError
from kg.records import Graph
from loaders.graphs import arcade_errors
from loaders.graphs.arcade import EmbeddedStore, build

TESTS = Path(__file__).parents[1]
COUNT = "MATCH (n) RETURN count(n) AS n"


def python(code: str, *arguments: object, cwd: Path | None = None) -> subprocess.Popen[str]:
    """Start Python on the code, with the tests' own modules at hand."""
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)]
    path = os.pathsep.join([str(TESTS), str(TESTS.parent)])
    environment = os.environ | {"PYTHONPATH": path}
    pipe = subprocess.PIPE
    return subprocess.Popen(
        command, env=environment, cwd=cwd, stdin=pipe, stdout=pipe, stderr=pipe, text=True
    )


def count(path: Path) -> int:
    with EmbeddedStore(path) as store:
        number: int = store.run(COUNT).rows[0][0]
        return number


def test_build_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "store"
    build(GRAPH, path)
    assert count(path) == 23
    build(replace(GRAPH, statements=(), claims=()), path)
    assert count(path) == 11
    build(Graph(), path)
    assert count(path) == 0
    assert sorted(p.name for p in path.iterdir()) == ["3", "CURRENT"]


def test_a_built_store_is_a_loaded_store(tmp_path: Path) -> None:
    build(GRAPH, tmp_path / "built")
    build(Graph(), tmp_path / "loaded")
    contents = []
    for name in ("built", "loaded"):
        with EmbeddedStore(tmp_path / name, write=True) as store:
            if name == "loaded":
                store.load(GRAPH)
            links = store.run("MATCH (a)-[r]->(b) RETURN a, r, b").rows
            contents.append(sorted(map(repr, links)))
    assert contents[0] == contents[1]
    assert len(contents[0]) == 62


def test_a_refused_graph_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "store"
    build(GRAPH, path)
    bad = replace(GRAPH, statements=(replace(STATEMENTS[0], tail="nobody"),))
    with pytest.raises(StoreError, match="points at 'nobody'"):
        build(bad, path)
    assert sorted(p.name for p in path.iterdir()) == ["1", "CURRENT"]
    assert count(path) == 23


BUILD_AND_STOP = """
    import sys
    from pathlib import Path
    from samples import GRAPH
    from kg.records import Graph
    from loaders.graphs import arcade
    where = sys.argv[2]
    def stop(*rest, **more):
        print("here", flush=True)
        sys.stdin.read()
    setattr(arcade, where, stop)
    arcade.build(Graph(), Path(sys.argv[1]))
"""


@pytest.mark.parametrize("where", ["batches", "replacing"])
def test_a_killed_build_leaves_the_old_store(tmp_path: Path, where: str) -> None:
    path = tmp_path / "store"
    build(GRAPH, path)
    process = python(BUILD_AND_STOP, path, where)
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert sorted(p.name for p in path.iterdir()) == ["1", "2", "CURRENT"]
    assert count(path) == 23
    build(Graph(), path)
    assert sorted(p.name for p in path.iterdir()) == ["3", "CURRENT"]
    assert count(path) == 0


READ = """
    import sys
    from pathlib import Path
    from kg.errors import StoreError
    from loaders.graphs.arcade import EmbeddedStore
    try:
        with EmbeddedStore(Path(sys.argv[1])) as store:
            print(store.run("MATCH (n) RETURN count(n)").rows[0][0])
    except StoreError as error:
        print(error)
"""


def test_two_processes_read_at_once(tmp_path: Path) -> None:
    path = tmp_path / "store"
    build(GRAPH, path)
    with EmbeddedStore(path) as store:
        assert python(READ, path).communicate() == ("23\n", "")
        assert store.run(COUNT).rows == ((23,),)


def test_a_reader_beside_a_writer_is_told(tmp_path: Path) -> None:
    path = tmp_path / "store"
    build(GRAPH, path)
    with EmbeddedStore(path, write=True):
        said, noise = python(READ, path).communicate()
    assert said == (
        f"{path}: another process is using the store for writing; try again when it is done\n"
    )
    assert noise == ""


WRITE_AND_STOP = """
    import sys
    from pathlib import Path
    from loaders.graphs.arcade import EmbeddedStore
    store = EmbeddedStore(Path(sys.argv[1]), write=True)
    store.run("CREATE (:Note {text: 'kept'})", write=True)
    print("here", flush=True)
    sys.stdin.read()
"""


def test_what_a_killed_writer_wrote_is_there(tmp_path: Path) -> None:
    path = tmp_path / "store"
    build(GRAPH, path)
    process = python(WRITE_AND_STOP, path)
    assert process.stdout is not None
    assert process.stdout.readline() == "here\n"
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with EmbeddedStore(path) as store:
        assert store.run("MATCH (n:Note) RETURN n.text").rows == (("kept",),)


def test_nothing_is_printed_and_no_file_left_beside(tmp_path: Path) -> None:
    path = tmp_path / "elsewhere" / "store"
    here = tmp_path / "here"
    here.mkdir()
    build(GRAPH, path)
    assert python(READ, path, cwd=here).communicate() == ("23\n", "")
    assert list(here.iterdir()) == []
    assert [p.name for p in path.parent.iterdir()] == ["store"]


def test_a_second_opening_in_one_process_is_told(tmp_path: Path) -> None:
    build(GRAPH, tmp_path / "store")
    with (
        EmbeddedStore(tmp_path / "store"),
        pytest.raises(StoreError, match="this process has the store open already"),
    ):
        EmbeddedStore(tmp_path / "store")


def test_no_store_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no graph store here; build it first"):
        EmbeddedStore(tmp_path / "none")


def test_a_store_for_reading_refuses_write(tmp_path: Path) -> None:
    build(GRAPH, tmp_path / "store")
    with (
        EmbeddedStore(tmp_path / "store") as store,
        pytest.raises(StoreError, match="open for reading only; open it with write=True"),
    ):
        store.run("CREATE (n)", write=True)


@pytest.mark.parametrize("write", [False, True])
@pytest.mark.parametrize("address", ["file:///etc/hostname", "https://example.org/x.csv"])
def test_a_query_reads_no_file_and_no_address(tmp_path: Path, write: bool, address: str) -> None:
    build(GRAPH, tmp_path / "store")
    with (
        EmbeddedStore(tmp_path / "store", write=write) as store,
        pytest.raises(StoreError, match="^LOAD CSV is off here"),
    ):
        store.run("LOAD CSV FROM $a AS line RETURN line", {"a": address}, write=write)


def test_text_that_looks_like_a_path_stays_text(tmp_path: Path) -> None:
    build(GRAPH, tmp_path / "store")
    with EmbeddedStore(tmp_path / "store") as store:
        assert store.run("RETURN $x AS x", {"x": "(#1:0)-[#2:0]->(#3:0)"}).rows == (
            ("(#1:0)-[#2:0]->(#3:0)",),
        )


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (
            "Query failed: com.arcadedb.exception.CommandParsingException: Syntax error at line 1:9"
            " - no viable alternative at input '(n RETURN' (caused by "
            "org.antlr.v4.runtime.NoViableAltException: null)",
            "query, line 1, column 10: Syntax error: no viable alternative at input '(n RETURN'",
        ),
        (
            "Command failed: com.arcadedb.exception.CommandExecutionException: Error executing "
            "Cypher command: RETURN 1 (caused by com.arcadedb.X: Duplicated key [0])",
            "Duplicated key [0]",
        ),
        ("Reading the result set failed: com.arcadedb.exception.TimeoutException: 1000ms",
         "the query took more than five minutes and was stopped"),
        ("", "the store failed"),
    ],
)  # fmt: skip
def test_engine_errors_become_one_line(raw: str, line: str) -> None:
    assert arcade_errors.message(raw) == line
