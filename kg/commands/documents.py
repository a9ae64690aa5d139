"""`kg build` and `kg extract`: documents in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.commands.console import PARTIAL, out, progress, tell, writable
from kg.commands.options import (
    AllOption,
    EncodingOption,
    KindOption,
    LimitOption,
    MapOption,
    ModelOption,
    OntologyOption,
    OrderOption,
    WorkersOption,
    WorkspaceOption,
    read_options,
)
from kg.commands.report import show_report
from kg.errors import DocumentError
from kg.workers import default


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
    workers: WorkersOption = None,
) -> None:
    """Read documents into the workspace, then make links, graph, store and explorer.html."""
    import kg

    options = read_options(map_, kind, encoding, date_order, limit)
    with progress() as step:
        graph = kg.build(
            paths,
            workspace,
            options=options,
            model=model,
            ontology=ontology,
            everything=all_,
            workers=workers or default(),
            progress=step,
        )
    assert graph.report is not None
    tell(*graph.report.failed, *graph.report.conflicts)
    show_report(out, graph.report, graph.workspace)
    if graph.report.failed or graph.report.conflicts:
        raise typer.Exit(PARTIAL)


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
    workers: WorkersOption = None,
) -> None:
    """Write the extraction record of each document: one JSON object a line, no workspace."""
    from kg import api
    from kg.serial import dumps, extraction_to_plain
    from loaders.documents import read_documents
    from loaders.graphs.files import replacing

    documents = read_documents([source], read_options(map_, kind, encoding, date_order, limit))
    failed: list[str] = []
    found_all = api.extract_all(
        documents,
        model=model,
        ontology=ontology,
        everything=all_,
        workers=workers or default(),
    )
    with progress() as step, writable(output), replacing(output) as stream:
        for found in found_all:
            if isinstance(found, DocumentError):
                failed.append(str(found))
                continue
            stream.write(dumps(extraction_to_plain(found)) + "\n")
            step(found.document.id)
    tell(*failed)
    if failed:
        raise typer.Exit(PARTIAL)
