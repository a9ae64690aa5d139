"""Posts leave out their first person: "Spoke with Ann Smith today.", "Thank you @ann!"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract import spans
from kg.extract.arguments import Argument, Arguments
from kg.extract.attributed import Attributed, innermost
from kg.extract.frames import Draft
from kg.extract.verbs import SUBJECTS
from kg.parsed import Token

_BELOW = ("dobj", "prep", "pobj", "xcomp", "pcomp", "dative", "attr")


def with_authors(
    drafts: Iterable[Draft],
    arguments: Arguments,
    found: Iterable[Attributed],
    owners: Mapping[int, int],
    beginnings: Mapping[str, Sequence[str]],
) -> Iterator[Draft]:
    """Yield the drafts; one in a post whose subject is left out has its author as the head.

    `beginnings` are the lemmas of words that a post begins with so, "any" or only "inflected";
    `owners` maps the root of an account to that of its owner's name.
    """
    attributed = list(found)
    for draft in drafts:
        author = None
        if draft.head is None and _is_without_subject(draft.trigger, beginnings):
            author = _author(draft.trigger, attributed)
        speaker = arguments.heads.get(owners.get(author, author)) if author is not None else None
        yield replace(draft, head=Argument.of(speaker)) if speaker else draft


def _is_without_subject(trigger: Token, beginnings: Mapping[str, Sequence[str]]) -> bool:
    """Whether a trigger is such a word or its complement, and nothing is the subject of either."""
    top = trigger
    while top.dep_ in _BELOW and not _has_subject(top):
        top = top.head
    lemma, inflected = top.lemma_.lower(), top.tag_ in ("VBD", "VBG", "VBN")
    begins = (top == trigger and lemma in beginnings["any"]) or (
        inflected and lemma in beginnings["inflected"]
    )
    return top.dep_ == "ROOT" and begins and not _has_subject(top)


def _has_subject(token: Token) -> bool:
    return any(c.dep_ in SUBJECTS for c in token.children)


def _author(trigger: Token, found: list[Attributed]) -> int | None:
    """Who posts the words, where they are the post's own."""
    index = innermost(found, spans.of_token(trigger))
    here = found[index] if index is not None else None
    return here.source if here and here.kind == "post" else None
