"""`kg evaluate`: how well extraction does on texts that people have marked up."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from kg.commands.console import PARTIAL, out, progress, tell, writable
from kg.commands.options import AllOption, ModelOption, OntologyOption
from kg.errors import DocumentError, KgError
from kg.rows import printable

if TYPE_CHECKING:
    from kg.scores import Score, Scores, Wrong


def evaluate(
    gold: Annotated[
        list[Path] | None, typer.Argument(help="Files of gold data; without one, our own.")
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(metavar="DOC", help="Write what is found in documents as gold, to correct."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Where the template goes.")
    ] = None,
    model: ModelOption = None,
    ontology: OntologyOption = None,
    all_: AllOption = False,
) -> None:
    """Score extraction on texts that people have marked up, and list what is wrong."""
    if template is not None:
        if gold:
            raise KgError("give files of gold data, or a document with --template")
        _write_template(template, output, model, ontology, all_)
        return
    if output is not None:
        raise KgError("-o goes with --template")
    import kg

    scores = kg.evaluate(gold or None, model=model, ontology=ontology, everything=all_)
    tell(*scores.failed)
    for wrong in scores.wrong:
        _show(wrong)
    _show_scores(scores)
    if scores.failed:
        raise typer.Exit(PARTIAL)


def _write_template(
    source: Path, output: Path | None, model: str | None, ontology: Path | None, all_: bool
) -> None:
    from kg import api, gold, in_words
    from loaders.documents import read_documents
    from loaders.graphs.files import replacing

    documents = read_documents([source])
    failed: list[str] = []
    with progress() as step, ExitStack() as open_:
        stream = sys.stdout
        if output is not None:
            open_.enter_context(writable(output))
            stream = open_.enter_context(replacing(output))
        for found in api.extract_all(documents, model=model, ontology=ontology, everything=all_):
            if isinstance(found, DocumentError):
                failed.append(str(found))
                continue
            stream.write(gold.line(in_words.template(found)) + "\n")
            step(found.document.id)
    tell(*failed)
    if failed:
        raise typer.Exit(PARTIAL)


def _show(wrong: Wrong) -> None:
    _print(f"{wrong.document}: {wrong.what}: {' '.join(wrong.sentence.split())}")
    _print(f"  wanted  {wrong.wanted or 'nothing'}")
    _print(f"  found   {wrong.found or 'nothing'}")


def _show_scores(scores: Scores) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in (f"{scores.texts} texts", "wanted", "found", "right", "P", "R", "F1"):
        table.add_column(column, justify="left" if " " in column else "right")
    for name, score in scores.types.items():
        table.add_row(name, *_cells(score))
    table.add_row("all statements", *_cells(scores.statements))
    if scores.attributions.wanted:
        table.add_row("attributions", *_cells(scores.attributions))
    out.print(table)
    parts = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("of the right ones", "right", "of", "not usual: right", "of"):
        parts.add_column(column, justify="left" if column.startswith("of the") else "right")
    for a in scores.aspects:
        numbers = (a.right, a.of, a.marked_right, a.marked)
        parts.add_row(a.name, *map(str, numbers))
    out.print("")
    out.print(parts)


def _cells(score: Score) -> list[str]:
    counts = (score.wanted, score.found, score.right)
    shares = (score.precision, score.recall, score.f1)
    return [*map(str, counts), *(f"{share:.2f}" for share in shares)]


def _print(line: str) -> None:
    out.print(printable(line), soft_wrap=True)
