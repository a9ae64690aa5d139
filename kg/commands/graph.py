"""`kg query`, `export`, `explore` and `load`: the graph out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.commands.console import out, tell
from kg.commands.options import WorkspaceOption
from kg.errors import KgError
from kg.rows import WRITERS, Format, as_table

PASSWORD = "KG_NEO4J_PASSWORD"


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
        tell("a build is at work: this is the graph as it was before")


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


def _password(user: str | None) -> str | None:
    if user is None:
        return None
    given = os.environ.get(PASSWORD)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise KgError(f"no password: set {PASSWORD}, or run this in a terminal to be asked for it")
    return str(typer.prompt(f"Password of {user}", hide_input=True, err=True))
