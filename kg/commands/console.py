"""Where commands print, and how they show that they are at work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from kg.errors import KgError
from kg.rows import printable

# What is printed comes from documents: nothing in it is markup.
out = Console(highlight=False, markup=False, emoji=False)
err = Console(stderr=True, highlight=False, markup=False, emoji=False)
PARTIAL, USAGE, INTERRUPTED = 1, 2, 130


def tell(*lines: str) -> None:
    """Print lines to standard error."""
    for line in lines:
        err.print(f"kg: {printable(line)}", soft_wrap=True)


@contextmanager
def writable(path: Path) -> Iterator[None]:
    """Tell people where a file cannot be written."""
    try:
        yield
    except OSError as error:
        raise KgError(f"{path}: cannot be written: {error.strerror or error}") from error


@contextmanager
def progress() -> Iterator[Any]:
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
