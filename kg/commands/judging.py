"""`kg merge`, `split`, `rename`, `retype`, `drop-entity`, `review`: judgements that stick."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.commands.console import out, tell
from kg.commands.options import NoteOption, WhoOption, WorkspaceOption
from kg.errors import KgError
from kg.judgements import FILE
from kg.rows import printable

if TYPE_CHECKING:
    from kg.api import KnowledgeGraph
    from kg.judgements import Verdict
    from kg.keeping import Candidate
    from kg.records import GraphEntity

Thing = Annotated[str, typer.Argument(help="An entity's id, name or alias.")]
_ANSWERS: dict[str, Verdict] = {"y": "positive", "n": "negative", "u": "unsure"}


def merge(
    a: Thing,
    b: Thing,
    workspace: WorkspaceOption = None,
    who: WhoOption = None,
    note: NoteOption = "",
) -> None:
    """Record that two things are one."""
    graph = _opened(workspace)
    graph.merge(a, b, who=who, note=note)
    _renewed(graph)


def split(
    a: Thing,
    in_: Annotated[
        list[str] | None,
        typer.Option("--in", help="A document in which it is another thing; may be repeated."),
    ] = None,
    workspace: WorkspaceOption = None,
    who: WhoOption = None,
    note: NoteOption = "",
) -> None:
    """Record that a name is not the entity's: an alias goes off it, its own name parts it all."""
    graph = _opened(workspace)
    graph.split(a, documents=in_ or (), who=who, note=note)
    _renewed(graph)


def rename(
    a: Thing,
    name: Annotated[str, typer.Argument(help="What it is called from now on.")],
    workspace: WorkspaceOption = None,
    who: WhoOption = None,
    note: NoteOption = "",
) -> None:
    """Record what an entity is called; what it was called becomes an alias."""
    graph = _opened(workspace)
    graph.rename(a, name, who=who, note=note)
    _renewed(graph)


def retype(
    a: Thing,
    kind: Annotated[str, typer.Argument(metavar="TYPE", help="Person, Agency, Place ...")],
    workspace: WorkspaceOption = None,
    who: WhoOption = None,
    note: NoteOption = "",
) -> None:
    """Record what type an entity has."""
    graph = _opened(workspace)
    graph.retype(a, kind, who=who, note=note)
    _renewed(graph)


def drop_entity(
    a: Thing, workspace: WorkspaceOption = None, who: WhoOption = None, note: NoteOption = ""
) -> None:
    """Record that an entity is nothing; statements about it stand with that side open."""
    graph = _opened(workspace)
    graph.drop_entity(a, who=who, note=note)
    _renewed(graph)


def review(
    workspace: WorkspaceOption = None,
    limit: Annotated[int | None, typer.Option(min=1, help="Ask at most so often.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Only list the pairs.")] = False,
    who: WhoOption = None,
) -> None:
    """Ask of pairs that may be one thing whether they are: yes, no, unsure, skip, quit."""
    if not list_ and not sys.stdin.isatty():
        raise KgError("kg review asks questions: run it in a terminal, or with --list")
    graph = _opened(workspace)
    open_ = graph.candidates()
    shown = open_[:limit]
    judged = 0
    for number, candidate in enumerate(shown, 1):
        _show(graph, candidate, f"{number} of {len(shown)}")
        answer = "s" if list_ else _asked()
        if answer == "q":
            break
        if answer in _ANSWERS:
            graph.judge(candidate, _ANSWERS[answer], who=who)
            judged += 1
    out.print(f"{len(open_)} pairs, {judged} judged")
    if judged:
        graph.forget()
        _renewed(graph)


def _opened(workspace: WorkspaceOption) -> KnowledgeGraph:
    import kg

    return kg.open_graph(workspace)


def _renewed(graph: KnowledgeGraph) -> None:
    """Apply what was recorded, and tell of what contradicts it."""
    conflicts = graph.renew()
    tell(*conflicts)
    out.print(f"recorded in {graph.workspace / FILE}", soft_wrap=True)
    if conflicts:
        raise typer.Exit(1)


def _show(graph: KnowledgeGraph, candidate: Candidate, count: str) -> None:
    out.print(f"\n{count}   score {candidate.link.confidence:.2f}")
    for entity in (candidate.a, candidate.b):
        _show_entity(graph, entity)
    for reason in candidate.link.reasons:
        out.print(f"    {printable(reason)}", soft_wrap=True)


def _show_entity(graph: KnowledgeGraph, entity: GraphEntity) -> None:
    aliases = f", also {', '.join(entity.aliases[:5])}" if entity.aliases else ""
    line = f"  {entity.name} ({entity.type}, in {entity.documents} documents{aliases})  {entity.id}"
    out.print(printable(line), soft_wrap=True)
    for document, sentence in graph.sentences(entity):
        out.print(f"      {printable(document)}: {printable(sentence)[:200]}", soft_wrap=True)


def _asked() -> str:
    choices = (*_ANSWERS, "s", "q")
    asked = "/".join(choices)
    while (answer := str(typer.prompt(f"one thing? [{asked}]")).strip().lower()[:1]) not in choices:
        tell(f"answer one of {asked}")
    return answer
