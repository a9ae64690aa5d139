"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

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
WorkersOption = Annotated[
    int | None,
    typer.Option(min=1, help="Processes that extract; one for each core, where there is much."),
]
WhoOption = Annotated[str | None, typer.Option(help="Who judges [the name of your login].")]
NoteOption = Annotated[str, typer.Option(help="Why, for those who read the file.")]
AllOption = Annotated[
    bool, typer.Option("--all", help="Keep statements under the confidence bound, too.")
]


def read_options(
    mapping: str, kind: str | None, encoding: str, date_order: str | None, limit: int | None
) -> Any:
    """Return the `ReadOptions` that the words of the call ask for."""
    from loaders.documents import ReadOptions, parse_mapping

    order: Any = date_order
    return ReadOptions(parse_mapping(mapping), encoding, limit, kind, order)
