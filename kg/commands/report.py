"""What a build did, as a table for a terminal."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from kg.api import Report


def show_report(console: Console, report: Report, workspace: Path) -> None:
    """Print the counts of a build and where its results are."""
    unchanged = f" ({report.unchanged} unchanged)" if report.unchanged else ""
    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_row("documents", f"{report.documents + report.unchanged}{unchanged}")
    if report.failed:
        table.add_row("not read", str(len(report.failed)))
    table.add_row("mentions", str(report.mentions))
    table.add_row("entities", str(report.entities))
    table.add_row("statements", str(report.statements.total()))
    for name, count in _by_count(report.statements):
        table.add_row(f"  {name}", str(count))
    table.add_row("claims", str(report.claims))
    table.add_row("left out", str(report.dropped.total()))
    for reason, count in _by_count(report.dropped):
        table.add_row(f"  {reason}", str(count))
    table.add_row("seconds", f"{report.seconds:.1f}")
    console.print(table)
    console.print(
        f"\nworkspace  {workspace}\nexplorer   {workspace / 'explorer.html'}", soft_wrap=True
    )


def _by_count(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
