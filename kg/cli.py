"""The command line, twin of the library."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

import typer
from typer import TyperException

from kg.commands import documents, evaluate, explain, graph, judging, ontology, workspace
from kg.commands.console import INTERRUPTED, PARTIAL, USAGE, tell
from kg.errors import DocumentError, KgError

app = typer.Typer(
    help="News and posts in, a graph of sourced statements out.",
    add_completion=False,
    pretty_exceptions_enable=False,
)
load_app = typer.Typer(help="Load the graph into a database server.")
ontology_app = typer.Typer(help="What the engine knows: relation types, and a directory of yours.")
for command in (documents.build, documents.extract, graph.query, graph.export, graph.explore):
    app.command()(command)
for judge in (judging.review, judging.merge, judging.split, judging.rename, judging.retype):
    app.command()(judge)
app.command("drop-entity")(judging.drop_entity)
app.command()(workspace.status)
app.command()(workspace.remove)
app.command()(explain.explain)
app.command()(evaluate.evaluate)
load_app.command()(graph.neo4j)
ontology_app.command("list")(ontology.list_types)
ontology_app.command()(ontology.check)
app.add_typer(load_app, name="load")
app.add_typer(ontology_app, name="ontology")


def main() -> None:
    """Run the command line: errors are one line, exit code 2 (usage) or 1 (partial)."""
    try:
        code = app(standalone_mode=False)
    except DocumentError as error:
        tell(*str(error).splitlines())
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
        tell("interrupted; what was finished is kept")
    sys.exit(code or 0)


def _usage(error: TyperException) -> str:
    """What was wrong with the words of the call; a bare `kg` has no words at all."""
    message = getattr(error, "format_message", lambda: str(error))().strip()
    return message if message and "\n" not in message else "Give a command."


def _fail(message: str) -> NoReturn:
    tell(" ".join(message.split()))
    sys.exit(USAGE)


if __name__ == "__main__":
    main()
