"""House rules on the code itself: sizes, which way imports point, and who may print."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = sorted(
    path.relative_to(ROOT).as_posix()
    for package in ("kg", "loaders")
    for path in (ROOT / package).rglob("*.py")
)
LONGEST_FILE, LONGEST_FUNCTION = 300, 40
# What crosses the seam: the records, the graph, and the two small files that both sides use.
OPEN_TO_LOADERS = {"kg.records", "kg.graph", "kg.errors", "kg.serial"}
COMMANDS = {file for file in FILES if file.startswith("kg/commands/")}
IMPORT_LOADERS = {"kg/api.py", *COMMANDS}
PRINT = {"kg/cli.py", *COMMANDS}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def tree(file: str) -> ast.Module:
    """Return the parsed file."""
    return ast.parse((ROOT / file).read_text(encoding="utf-8"))


def imports(node: ast.AST) -> set[str]:
    """Return the full names of what is imported anywhere inside the node."""
    found = set()
    for child in ast.walk(node):
        if isinstance(child, ast.Import):
            found |= {alias.name for alias in child.names}
        elif isinstance(child, ast.ImportFrom):
            found |= {f"{child.module}.{alias.name}" for alias in child.names}
    return found


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs when the module is imported: no function's body, nothing for types alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, FUNCTIONS):
            continue
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        yield child
        yield from at_import(child)


def of(package: str, names: set[str]) -> set[str]:
    """Return those of the names that belong to the package."""
    return {name for name in names if f"{name}.".startswith(f"{package}.")}


def run(code: str) -> str:
    """Return what a new Python prints that runs this code."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def test_files_are_found() -> None:
    assert {"kg/api.py", "kg/extract/extractor.py", "loaders/graphs/arcade.py"} < set(FILES)


def test_no_file_is_long() -> None:
    lines = {file: len((ROOT / file).read_text("utf-8").splitlines()) for file in FILES}
    assert {file: n for file, n in lines.items() if n > LONGEST_FILE} == {}


def test_no_function_is_long() -> None:
    lengths = {
        f"{file}:{node.name}": node.end_lineno - node.lineno + 1
        for file in FILES
        for node in ast.walk(tree(file))
        if isinstance(node, FUNCTIONS) and node.end_lineno
    }
    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("loaders/")])
def test_loaders_know_records_and_graph_alone(file: str) -> None:
    modules = of("kg", imports(tree(file)))
    allowed = {name for name in modules if name.rpartition(".")[0] in OPEN_TO_LOADERS}
    assert modules - allowed - OPEN_TO_LOADERS == set()


@pytest.mark.parametrize("file", [file for file in FILES if file.startswith("kg/")])
def test_only_the_twins_import_loaders_and_inside_functions(file: str) -> None:
    module = tree(file)
    if file not in IMPORT_LOADERS:
        assert of("loaders", imports(module)) == set()
    direct = (n for n in at_import(module) if isinstance(n, ast.Import | ast.ImportFrom))
    assert of("loaders", set().union(*map(imports, direct))) == set()


@pytest.mark.parametrize("file", [file for file in FILES if file not in PRINT])
def test_only_the_command_line_prints(file: str) -> None:
    printing = [
        node.lineno
        for node in ast.walk(tree(file))
        if (isinstance(node, ast.Name) and node.id == "print")
        or (isinstance(node, ast.Attribute) and node.attr in ("print", "stdout", "stderr"))
    ]
    assert printing == []


@pytest.mark.parametrize("module", ["kg", "kg.cli"])
def test_an_import_loads_nothing_heavy(module: str) -> None:
    heavy = ("spacy", "arcadedb", "neo4j", "networkx", "pyvis", "loaders", "dateparser")
    code = f"import sys, {module}; print([name for name in {heavy} if name in sys.modules])"
    assert run(code) == "[]\n"


def test_an_import_does_nothing() -> None:
    modules = [f.removesuffix(".py").replace("/", ".").removesuffix(".__init__") for f in FILES]
    code = f"import importlib\nfor name in {modules}: importlib.import_module(name)"
    assert run(code) == ""
