"""`kg ontology`: the relation types there are, and whether a directory of yours is right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from kg.commands.console import PARTIAL, out, tell
from kg.commands.options import ModelOption, OntologyOption

if TYPE_CHECKING:
    from kg.examples import Tried
    from kg.ontology import RelationType


def list_types(ontology: OntologyOption = None) -> None:
    """List the relation types by group, with what they mean and how many words trigger them."""
    from kg import ontology as reader

    types = reader.load(ontology).relation_types.values()
    out.print(_table(sorted(types, key=lambda t: (t.group, t.name))), soft_wrap=True)


def check(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A directory laid over ours.")],
    model: ModelOption = None,
) -> None:
    """Read a directory of yours and run the examples of its relation types."""
    from kg import examples

    types, tried = examples.check(directory, model)
    wrong = [t for t in tried if not t.passed]
    for one in wrong:
        _show(one)
    for kind in types:
        if len(kind.examples) < examples.FEWEST:
            tell(_advice(kind, examples.FEWEST))
    right = f"{len(tried) - len(wrong)} of {len(tried)} examples right"
    out.print(f"{_counted(len(types), 'relation type')}, {right}")
    if wrong:
        raise typer.Exit(PARTIAL)


def _table(types: Sequence[RelationType]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("type", "group", "words", "meaning"):
        table.add_column(column, justify="right" if column == "words" else "left")
    for kind in types:
        words = {lemma for frame in kind.frames for lemma in frame.lemmas}
        table.add_row(kind.name, kind.group, str(len(words)), kind.description)
    return table


def _show(one: Tried) -> None:
    """What an example lists and what was found instead."""
    out.print(f"{one.relation}: {one.text}", soft_wrap=True)
    out.print(f"  wanted  {'; '.join(one.wanted) or 'nothing'}", soft_wrap=True)
    out.print(f"  found   {'; '.join(one.found) or 'nothing'}", soft_wrap=True)


def _advice(kind: RelationType, fewest: int) -> str:
    return (
        f"{kind.name} has {_counted(len(kind.examples), 'example')}; write at least {fewest}: hits,"
        " negations and near misses"
    )


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
