"""Pronouns and descriptions to the things they stand for, within one document.

The document is read from left to right; what is resolved joins the chain of its thing and can be
an antecedent in its turn. What is not likely enough is left open, not guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.extract.candidates import Candidate
from kg.extract.titles import Titled
from kg.extract.vocabulary import Vocabulary
from kg.parsed import Doc, Token
from kg.resolve import gender
from kg.resolve.antecedents import State, is_noun
from kg.resolve.descriptions import Descriptions
from kg.resolve.names import Cluster
from kg.resolve.pronouns import resolve
from kg.resolve.speech import Speech


@dataclass(frozen=True, slots=True)
class Links:
    """What each candidate stands for: `entity` by root; `parts` for a pronoun for several."""

    entity: Mapping[int, int]
    parts: Mapping[int, tuple[int, ...]]


def link(
    doc: Doc,
    candidates: Sequence[Candidate],
    clusters: Sequence[Cluster],
    titled: Sequence[Titled],
    speech: Speech,
    words: Vocabulary,
    cues: Mapping[str, Any],
) -> Links:
    """Return what each candidate stands for.

    Names belong to their cluster. Unnamed actors get numbers after those of the clusters.
    """
    told = gender.gendered(cues)
    inside = {i: c.root for c in candidates for i in range(c.start, c.end)}
    inside |= {i: t.bearer for t in titled if t.before for i in range(t.start, t.end)}
    state = State(
        doc,
        [c.type for c in clusters],
        gender.of_people(doc, clusters, titled, words, told),
        {root: n for n, c in enumerate(clusters) for root in c.roots},
        speech,
        words,
        {c.root: c for c in candidates},
        [c for c in candidates if c.kind in ("name", "demonym")],
        inside,
    )
    descriptions = Descriptions(titled, told, cues)
    nouns = [t for t in doc if is_noun(t) and t.i not in inside]
    items: list[Candidate | Token] = [*nouns, *candidates]
    for found in sorted(items, key=_place):
        if isinstance(found, Candidate):
            _link(found, state, descriptions, cues["pronouns"])
        else:
            state.see_noun(found, descriptions.body(found, state))
    for c in candidates:  # who says "I" may be named only after it: "I agree," he said
        if c.kind == "pronoun" and doc[c.root].lower_ in cues["pronouns"]["first"]:
            _link_first_person(c, state)
    return Links(state.entity, state.parts)


def _place(found: Candidate | Token) -> tuple[int, int]:
    return (found.start, -found.end) if isinstance(found, Candidate) else (found.i, -found.i - 1)


def _link(c: Candidate, state: State, descriptions: Descriptions, forms: Mapping[str, Any]) -> None:
    if c.kind == "nominal":
        descriptions.link(c, state)
    elif c.kind == "pronoun":
        known = forms["third"].get(state.doc[c.root].lower_)
        if known is not None:
            resolve(c, state, known)
    state.see(c)


def _link_first_person(c: Candidate, state: State) -> None:
    """First person in what somebody says is that speaker; in a post, the account's owner; "I"
    elsewhere is who wrote the text."""
    speaker = state.speech.first_person(state.doc[c.root])
    if speaker is None and c.type != "Group":
        speaker = state.speech.told_by(state.doc[c.root])
    if speaker is not None:
        root = state.speech.owners.get(speaker, speaker)
        thing = state.entity.get(root)
        if thing is not None and (c.type == "Group" or state.types[thing] != "Group"):
            state.entity[c.root] = thing
