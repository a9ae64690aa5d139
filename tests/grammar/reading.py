"""What the extraction of a text says, in short forms that tests compare whole."""

from __future__ import annotations

import kg
from kg.records import Extraction, Mention


def extracted(text: str) -> Extraction:
    """Return the extraction of a text."""
    found = kg.extract(text)
    assert isinstance(found, Extraction)
    return found


def mentions(text: str, *kinds: str) -> list[Mention]:
    """Return the mentions of some kinds, in order."""
    return [m for m in extracted(text).mentions if m.kind in kinds]


def named(text: str) -> list[tuple[str, str]]:
    """Return the words of each name with the name of its entity."""
    found = extracted(text)
    names = {e.id: e.name for e in found.entities}
    return [(m.text, names[m.entity]) for m in found.mentions if m.kind == "name" and m.entity]


def actors(text: str) -> list[str]:
    """Return the unnamed actors: "Group Israeli troops for Israeli", "Unnamed man of Texas"."""
    found = extracted(text)
    words = {m.id: m.text for m in found.mentions}
    shown = []
    for m in found.mentions:
        if m.kind == "nominal":
            acts = f" for {words[m.acts_for]}" if m.acts_for else ""
            origin = f" of {words[m.origin]}" if m.origin else ""
            shown.append(f"{m.type} {m.text}{acts}{origin}")
    return shown


def stated(text: str, relation: str) -> list[str]:
    """Return the statements of a type: "Ada Quill -> Oslo", with the role where there is one."""
    found = extracted(text)
    words = {m.id: m.text for m in found.mentions} | {None: "?"}
    shown = []
    for r in found.relations:
        if r.type == relation:
            role = f" as {r.role}" if r.role else ""
            denied = " | negative" if r.polarity == "negative" else ""
            shown.append(f"{words[r.head]} -> {words[r.tail]}{role}{denied}")
    return shown


def said(text: str) -> list[str]:
    """Return the attributions: "Ada Quill | said | that it rained".

    A source or cue that is not there is "-"; stretches of content are joined by " … ".
    """
    found = extracted(text)
    words = {m.id: m.text for m in found.mentions} | {None: "-"}
    shown = []
    for a in found.attributions:
        cue = text[a.cue.start : a.cue.end] if a.cue else "-"
        content = " … ".join(text[s.start : s.end] for s in a.content)
        shown.append(f"{words[a.source]} | {cue} | {content}")
    return shown


def layers(text: str) -> list[tuple[str, str, int | None]]:
    """Return the source, the kind and the parent of each attribution."""
    found = extracted(text)
    words = {m.id: m.text for m in found.mentions} | {None: "-"}
    return [(words[a.source], a.kind, a.parent) for a in found.attributions]
