"""What is in a workspace, and how fresh it is: the record behind `kg status`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal

from kg import judgements
from kg.serial import dumps
from kg.workspace import Workspace

if TYPE_CHECKING:
    from kg.graph import Assembled
    from kg.pipeline import Pipeline


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


def note_graph(workspace: Workspace, made: Assembled) -> None:
    """Record what the store holds."""
    graph = made.graph
    counts = {f: len(getattr(graph, f)) for f in ("entities", "statements", "claims")}
    workspace.set("counts", dumps(counts | {"conflicts": made.conflicts}))


def status(workspace: Workspace) -> Status:
    """Return what a workspace holds; nothing is made anew for it."""
    from kg import ontology, pipeline

    words = ontology.fingerprint(workspace.ontology)
    model = workspace.setting("model version") or ""
    counts = json.loads(workspace.setting("counts") or "{}")
    made = workspace.configurations()
    rows, _ = judgements.parsed(workspace.path / judgements.FILE)
    return Status(
        documents=made.total(),
        stale=made.total() - made[pipeline.configuration(model, words)],
        failed=tuple(json.loads(workspace.setting("failed") or "[]")),
        entities=counts.get("entities", 0),
        statements=counts.get("statements", 0),
        claims=counts.get("claims", 0),
        judgements=len(rows),
        conflicts=tuple(counts.get("conflicts", ())),
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
