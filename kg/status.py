"""What is in a workspace, and how fresh it is: the record behind `kg status`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal

from kg import judgements
from kg.building import Report
from kg.serial import dumps
from kg.workspace import Workspace

if TYPE_CHECKING:
    from kg.pipeline import Pipeline

# What a report says of the graph: these fields, of these types
_COUNTS = {
    "mentions": int,
    "entities": int,
    "statements": Counter[str],
    "claims": int,
    "dropped": Counter[str],
    "conflicts": tuple,
}


@dataclass(frozen=True, slots=True)
class Status:
    """What a workspace holds.

    `stale` extractions were made by another model, ontology or version of the code than now.
    `failed` documents are those of the last build. Entities, statements and `conflicts` (of
    judgements) are those of the store, which is "stale" where anything changed since it was made.
    `versions` are of kg and its extraction code now, and of the last build's model and ontology.
    """

    documents: int
    stale: int
    failed: tuple[str, ...]
    entities: int
    statements: int
    claims: int
    judgements: int
    conflicts: tuple[str, ...]
    store: Literal["current", "stale", "none"]
    versions: Mapping[str, str] = field(default_factory=dict)


def note_build(workspace: Workspace, pipe: Pipeline, failed: list[str]) -> None:
    """Record what a build worked with, and what it could not use."""
    workspace.set("model version", pipe.model)
    workspace.set("failed", dumps(failed))


def note_graph(workspace: Workspace, report: Report) -> None:
    """Record what the store holds."""
    workspace.set("counts", dumps({name: getattr(report, name) for name in _COUNTS}))


def recall(workspace: Workspace, report: Report) -> None:
    """Report what the store holds, as it was recorded when the store was made."""
    found = json.loads(workspace.setting("counts") or "{}")
    for name, kind in _COUNTS.items():
        setattr(report, name, kind(found.get(name, kind())))


def status(workspace: Workspace) -> Status:
    """Return what a workspace holds; nothing is made anew for it."""
    from kg import ontology, pipeline

    words = ontology.fingerprint(workspace.ontology)
    model = workspace.setting("model version") or ""
    there = Report()
    recall(workspace, there)
    made = workspace.configurations()
    rows, _ = judgements.parsed(workspace.path / judgements.FILE)
    return Status(
        documents=made.total(),
        stale=made.total() - made[pipeline.configuration(model, words)],
        failed=tuple(json.loads(workspace.setting("failed") or "[]")),
        entities=there.entities,
        statements=there.statements.total(),
        claims=there.claims,
        judgements=len(rows),
        conflicts=there.conflicts,
        store=_store(workspace),
        versions={
            "kg": version("kg"),
            "extraction": pipeline.VERSION,
            "model": model,
            "ontology": words,
        },
    )


def _store(workspace: Workspace) -> Literal["current", "stale", "none"]:
    if not workspace.store.is_dir():
        return "none"
    return "stale" if workspace.is_stale() else "current"
