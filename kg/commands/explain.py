"""`kg explain`: why a statement is there, and why another one is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from kg.commands.console import out
from kg.commands.options import AllOption, ModelOption, OntologyOption, WorkspaceOption
from kg.errors import KgError
from kg.rows import printable

if TYPE_CHECKING:
    from kg.explaining import Asserted, Explained, Explanation, Mark, NearMiss, Resolved, Rule

_STYLES = {
    "head": "bold green",
    "tail": "bold blue",
    "trigger": "bold underline",
    "operator": "bold red",
    "cue": "italic magenta",
}
_WIDTH = 12


def explain(
    statement: Annotated[
        str | None, typer.Argument(metavar="STATEMENT", help="A statement's id in the workspace.")
    ] = None,
    text: Annotated[str | None, typer.Option("--text", help="Explain a text instead.")] = None,
    published: Annotated[
        str | None, typer.Option(help="The text's date: relative dates count from it.")
    ] = None,
    workspace: WorkspaceOption = None,
    model: ModelOption = None,
    ontology: OntologyOption = None,
    all_: AllOption = False,
) -> None:
    """Show what led to a statement, or to those of a text, and why its near misses are none."""
    import kg

    if (statement is None) == (text is None):
        raise KgError("give the id of one statement, or a text with --text")
    if statement is not None:
        if published or model or ontology or all_:
            raise KgError("--published, --model, --ontology and --all are for --text")
        _show(kg.open_graph(workspace).explain(statement))
        _legend()
    if text is not None:
        _show_all(
            kg.explain(text, published=published, model=model, ontology=ontology, everything=all_)
        )


def _show_all(found: Explained) -> None:
    for explanation in found.statements:
        _show(explanation)
        _print("")
    if found.statements:
        _legend()
    _print(f"{len(found.statements)} statement{'' if len(found.statements) == 1 else 's'}")
    for missed in found.near_misses:
        _print(_missed(missed))
    for dropped in found.dropped:
        _print(f'left out: "{dropped.text}": {dropped.reason} ({dropped.stage})')


def _missed(missed: NearMiss) -> str:
    return f'no {missed.type} from "{missed.word}": {missed.reason}'


def _show(e: Explanation) -> None:
    _print(f"{e.relation.type} {e.id}")
    out.print(_marked(e.sentence, e.marks), soft_wrap=True)
    for name, words in _rows(e):
        _print(f"  {name.ljust(_WIDTH)}{words}")


def _rows(e: Explanation) -> Iterator[tuple[str, str]]:
    yield "rule", _rule(e.rule, e.relation.type)
    yield "head", _resolved(e.head)
    yield "tail", _resolved(e.tail)
    if e.via:
        yield "via", f'"{e.via}"'
    for said in e.asserted_by:
        yield "asserted by", _asserted(said)
    if not e.asserted_by:
        yield "asserted by", "the document itself"
    yield "status", _status(e)
    if e.date:
        yield "date", f'{e.date.value} from "{e.date.text}"'
    yield "confidence", f"{e.confidence}{_fixed(e)}"
    for reason in e.reasons:
        times = f" x {reason.value:.2f}" if reason.value != 1 else ""
        yield "", f"{reason.effect:+.2f}  {reason.feature}{times}"


def _status(e: Explanation) -> str:
    """Polarity and modality, with the words that made them so."""
    status = f"{e.relation.polarity}, {e.relation.modality}"
    if e.operators:
        return f"{status}: {', '.join(f'"{word}"' for word in e.operators)}"
    return status if status == "positive, actual" else f"{status}: by the form of the words"


def _fixed(e: Explanation) -> str:
    return "" if e.reasons else ", the same for all of this rule"


def _rule(rule: Rule, relation: str) -> str:
    """What made the statement: "CRITICIZED by the verb criticize: head from subject"."""
    if rule.head is None and rule.tail is None:
        return f"{rule.sort}, at {rule.trigger}" if rule.trigger else rule.sort
    slots = (("head", rule.head), ("tail", rule.tail))
    sides = ", ".join(f"{side} from {slot}" for side, slot in slots if slot)
    turned = f", turned into {relation}" if relation != rule.relation else ""
    return f"{rule.relation} by {rule.sort[:-1]} {rule.trigger}{turned}: {sides}"


def _resolved(side: Resolved | None) -> str:
    """ "he" <- "the governor" <- "Ann Smith", and what else the entity is called."""
    if side is None:
        return "nobody is named"
    first, *before = (f'"{words}"' for words in side.chain)
    parts = [" <- ".join([f"{first} ({side.kind})", *before])]
    if side.entity is None:
        parts.append("nobody was found for it")
    elif side.entity != side.chain[-1]:
        parts.append(f"entity {side.entity}")
    parts += [f"acts for {side.acts_for}"] if side.acts_for else []
    parts += [f"of {side.origin}"] if side.origin else []
    parts += [f"also {_counted(side.others)}"] if side.others else []
    return "; ".join(parts)


def _counted(words: Sequence[str]) -> str:
    """The words in order, each once, with how often it stands there."""
    counts = Counter(words)
    return ", ".join(f'"{word}"{f" x{n}" if n > 1 else ""}' for word, n in counts.items())


def _asserted(said: Asserted) -> str:
    source = _resolved(said.source) if said.source else "somebody who is not named"
    cue = f', cue "{said.cue}"' if said.cue else ""
    return f"{source}; {said.kind}{cue}"


def _marked(sentence: str, marks: Sequence[Mark]) -> Text:
    """The sentence in colours on a terminal, else with [head ...] around what is marked."""
    if not out.is_terminal:
        return Text(printable(_bracketed(sentence, marks)))
    shown = Text(printable(sentence))
    for mark in marks:
        shown.stylize(_STYLES[mark.label], mark.start, mark.end)
    return shown


def _legend() -> None:
    """What the colours mean, on a terminal."""
    if out.is_terminal:
        parts = (part for label, style in _STYLES.items() for part in ((label, style), "  "))
        out.print(Text.assemble(*parts))


def _bracketed(sentence: str, marks: Sequence[Mark]) -> str:
    labels: dict[tuple[int, int], list[str]] = {}
    for mark in marks:
        labels.setdefault((mark.start, mark.end), []).append(mark.label)
    inserted = [(end, 0, -start, "]") for start, end in labels]
    inserted += [(s, 1, -e, f"[{'+'.join(names)} ") for (s, e), names in labels.items()]
    for at, _, _, words in sorted(inserted, reverse=True):
        sentence = sentence[:at] + words + sentence[at:]
    return sentence


def _print(line: str) -> None:
    out.print(printable(line), soft_wrap=True)
