"""The command line, twin of the library: only this file prints."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from typer import TyperException

from kg.errors import DocumentError, KgError
from kg.report import show_report
from kg.rows import WRITERS, Format, as_table, printable

app = typer.Typer(
    help="News and posts in, a graph of sourced statements out.",
    add_completion=False,
    pretty_exceptions_enable=False,
)
load_app = typer.Typer(help="Load the graph into a database server.")
app.add_typer(load_app, name="load")

# What is printed comes from documents: nothing in it is markup.
out = Console(highlight=False, markup=False, emoji=False)
err = Console(stderr=True, highlight=False, markup=False, emoji=False)
PASSWORD = "KG_NEO4J_PASSWORD"
PARTIAL, USAGE, INTERRUPTED = 1, 2, 130

WorkspaceOption = Annotated[
    Path | None,
    typer.Option("-w", "--workspace", help="Workspace directory [KG_WORKSPACE, ./kg-workspace]."),
]
ModelOption = Annotated[str | None, typer.Option(help="A spaCy model's name or directory.")]
OntologyOption = Annotated[Path | None, typer.Option(help="A directory laid over our ontology.")]
MapOption = Annotated[
    str, typer.Option("--map", help="Columns of fields: text=body,published=date.")
]
EncodingOption = Annotated[str, typer.Option(help="Encoding of the files.")]
LimitOption = Annotated[int | None, typer.Option(min=1, help="Read at most so many documents.")]
KindOption = Annotated[str | None, typer.Option(help="What the documents are: article or post.")]
OrderOption = Annotated[
    str | None, typer.Option("--date-order", help="What 07/04/2016 means: dmy or mdy.")
]
AllOption = Annotated[
    bool, typer.Option("--all", help="Keep statements under the confidence bound, too.")
]


@app.command()
def build(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders of documents.")],
    workspace: WorkspaceOption = None,
    map_: MapOption = "",
    kind: KindOption = None,
    encoding: EncodingOption = "utf-8",
    date_order: OrderOption = None,
    limit: LimitOption = None,
    model: ModelOption = None,
    ontology: OntologyOption = None,
    all_: AllOption = False,
) -> None:
    """Read documents into the workspace, then make links, graph, store and explorer.html."""
    import kg

    options = _read_options(map_, kind, encoding, date_order, limit)
    with _progress() as step:
        graph = kg.build(
            paths,
            workspace,
            options=options,
            model=model,
            ontology=ontology,
            everything=all_,
            progress=step,
        )
    assert graph.report is not None
    _tell(*graph.report.failed)
    show_report(out, graph.report, graph.workspace)
    if graph.report.failed:
        raise typer.Exit(PARTIAL)


@app.command()
def extract(
    source: Annotated[Path, typer.Argument(metavar="INPUT", help="A file or folder of documents.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The JSONL file to write.")],
    map_: MapOption = "",
    kind: KindOption = None,
    encoding: EncodingOption = "utf-8",
    date_order: OrderOption = None,
    limit: LimitOption = None,
    model: ModelOption = None,
    ontology: OntologyOption = None,
    all_: AllOption = False,
) -> None:
    """Write the extraction record of each document: one JSON object a line, no workspace."""
    from kg import api
    from kg.serial import dumps, extraction_to_plain
    from loaders.documents import read_documents
    from loaders.graphs.files import replacing

    documents = read_documents([source], _read_options(map_, kind, encoding, date_order, limit))
    failed: list[str] = []
    with _progress() as step, _writable(output), replacing(output) as stream:
        for found in api.extract_all(documents, model=model, ontology=ontology, everything=all_):
            if isinstance(found, DocumentError):
                failed.append(str(found))
                continue
            stream.write(dumps(extraction_to_plain(found)) + "\n")
            step(found.document.id)
    _tell(*failed)
    if failed:
        raise typer.Exit(PARTIAL)


@app.command()
def query(
    cypher: Annotated[str | None, typer.Argument(help="A Cypher query.")] = None,
    workspace: WorkspaceOption = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", help="Queries, ended by ;")] = None,
    param: Annotated[
        list[str] | None,
        typer.Option("-p", "--param", help="NAME=VALUE, the value as JSON or text."),
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print rows.")] = Format.table,
    write: Annotated[
        bool, typer.Option("--write", help="Allow the query to change the store.")
    ] = False,
) -> None:
    """Run Cypher on the embedded store. Read-only unless --write is given."""
    import kg
    from kg.queries import given_queries, parameter

    queries = given_queries(cypher, file)
    parameters = dict(parameter(p) for p in param or ())
    graph = kg.open_graph(workspace)
    for one in queries:
        rows = graph.run(one, parameters, write=write)
        if format_ is Format.table:
            out.print(as_table(rows.columns, rows.rows))
            out.print(f"{len(rows.rows)} row{'' if len(rows.rows) == 1 else 's'}")
        else:
            sys.stdout.write(WRITERS[format_](rows.columns, rows.rows))
    if graph.outdated:
        _tell("a build is at work: this is the graph as it was before")


@app.command()
def export(
    path: Annotated[Path, typer.Argument(help="The file to write: .graphml, .jsonl, .html.")],
    workspace: WorkspaceOption = None,
    collapsed: Annotated[
        bool, typer.Option(help="GraphML: one edge a pair and type, weight = statements.")
    ] = False,
) -> None:
    """Write the graph to a file; its ending picks the format."""
    import kg

    options = {"collapsed": True} if collapsed else {}
    if collapsed and path.suffix.lower() != ".graphml":
        raise KgError("--collapsed is for .graphml files")
    kg.open_graph(workspace).export(path, **options)
    out.print(f"wrote {path}", soft_wrap=True)


@app.command()
def explore(
    output: Annotated[Path, typer.Option("-o", "--output", help="The HTML file to write.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Write the interactive page to a file of your choice."""
    import kg

    if output.suffix.lower() != ".html":
        raise KgError(f"{output}: end the name in .html")
    kg.open_graph(workspace).export(output)
    out.print(f"wrote {output}", soft_wrap=True)


@load_app.command()
def neo4j(
    uri: Annotated[str, typer.Option(help="bolt://host:port or neo4j://host:port.")],
    user: Annotated[str | None, typer.Option(help="User name.")] = None,
    database: Annotated[str | None, typer.Option(help="Database, if not the default one.")] = None,
    workspace: WorkspaceOption = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Remove what earlier loads put there and is gone now.")
    ] = False,
) -> None:
    """Load the graph into Neo4j; twice changes nothing.

    The password comes from KG_NEO4J_PASSWORD, else you are asked for it.
    """
    import kg

    graph = kg.open_graph(workspace)
    graph.load_neo4j(uri, user, _password(user), database, replace=replace)
    counts = f"{len(graph.entities)} entities, {len(graph.statements)} statements"
    out.print(f"loaded {counts} into {uri}", soft_wrap=True)


def main() -> None:
    """Run the command line: errors are one line, exit code 2 (usage) or 1 (partial)."""
    try:
        code = app(standalone_mode=False)
    except DocumentError as error:
        _tell(*str(error).splitlines())
        sys.exit(PARTIAL)
    except KgError as error:
        _fail(str(error))
    except TyperException as error:
        context = getattr(error, "ctx", None)
        where = context.command_path if context else "kg"
        _fail(f"{_usage(error).rstrip('.')}; see {where} --help")
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(PARTIAL)
    if code == INTERRUPTED:  # typer gives this code, too
        _tell("interrupted; what was finished is kept")
    sys.exit(code or 0)


def _usage(error: TyperException) -> str:
    """What was wrong with the words of the call; a bare `kg` has no words at all."""
    message = getattr(error, "format_message", lambda: str(error))().strip()
    return message if message and "\n" not in message else "Give a command."


def _fail(message: str) -> NoReturn:
    _tell(" ".join(message.split()))
    sys.exit(USAGE)


def _tell(*lines: str) -> None:
    for line in lines:
        err.print(f"kg: {printable(line)}", soft_wrap=True)


def _read_options(
    mapping: str, kind: str | None, encoding: str, date_order: str | None, limit: int | None
) -> Any:
    from loaders.documents import ReadOptions, parse_mapping

    order: Any = date_order
    return ReadOptions(parse_mapping(mapping), encoding, limit, kind, order)


def _password(user: str | None) -> str | None:
    if user is None:
        return None
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise KgError(f"no password: set {PASSWORD}, or run this in a terminal to be asked for it")
    return str(typer.prompt(f"Password of {user}", hide_input=True, err=True))


@contextmanager
def _writable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KgError(f"{path}: cannot be written: {error.strerror or error}") from error


@contextmanager
def _progress() -> Iterator[Any]:
    """A counter of documents on a terminal's standard error; silent elsewhere."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed} documents"),
        TimeElapsedColumn(),
        TextColumn("{task.description}", style="dim", markup=False),
    )
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("loading the model", total=None)

        def step(message: str) -> None:
            bar.update(task, description=printable(message)[:60], advance=message != "graph")

        yield step


if __name__ == "__main__":
    main()
