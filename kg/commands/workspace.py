"""`kg status` and `kg remove`: what the workspace holds, and what it shall not hold any more."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from kg.commands.console import out, tell
from kg.commands.options import WorkspaceOption


def status(workspace: WorkspaceOption = None) -> None:
    """Show what the workspace holds, what is stale or failed, and the versions."""
    import kg

    graph = kg.open_graph(workspace)
    found = graph.status()
    stale = f" ({found.stale} made otherwise: build their files again)" if found.stale else ""
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_row("documents", f"{found.documents}{stale}")
    table.add_row("failed in the last build", str(len(found.failed)))
    for name in ("entities", "statements", "claims", "judgements"):
        table.add_row(name, str(getattr(found, name)))
    table.add_row("contradictions", str(len(found.conflicts)))
    table.add_row("store", found.store)
    for name, version in found.versions.items():
        table.add_row(f"version of {name}", version)
    out.print(table)
    tell(*found.failed, *found.conflicts)


def remove(
    documents: Annotated[list[str], typer.Argument(metavar="DOC...", help="Ids of documents.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Remove documents, and with them exactly what was found in them."""
    import kg

    graph = kg.open_graph(workspace)
    graph.remove(documents)
    tell(*graph.renew())
    out.print(f"removed {len(set(documents))} documents; {len(graph.entities)} entities are left")
