"""Titles before and after names: "Minnesota Gov. Tim Walz", "Jacob Frey, the mayor of Minneapolis".

A title gives its bearer's type, the titled forms of the name, and the office held.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extract.candidates import Candidate, by_root, name_inside
from kg.extract.vocabulary import Title, Vocabulary

_LINKS = ("of", "for", "at", "to", "in")
_LONGEST = 5  # words of a title


@dataclass(frozen=True, slots=True)
class Titled:
    """A title and its bearer. `body` is the root of the name that the office belongs to."""

    title: Title
    start: int
    end: int
    bearer: int
    body: int | None
    before: bool
    denied: bool = False


def titles(doc: Doc, names: Sequence[Candidate], words: Vocabulary) -> Iterator[Titled]:
    """Yield the titles that stand right before a name, and those in apposition after it."""
    ends = {c.end: c for c in names}
    heads = by_root(names)
    for name in names:
        if name.kind != "name" or name.type not in ("Person", "Organization"):
            continue
        found = _ending_at(doc, name.start, words)
        if found:
            title, start = found
            yield Titled(title, start, name.start, name.root, _body_before(doc, start, ends), True)
    for name in names:
        if name.type == "Person":
            yield from _after(doc, name, heads, words)


def retyped(names: Sequence[Candidate], found: Sequence[Titled]) -> list[Candidate]:
    """Return the names with the bearers of titles as persons: only people hold offices."""
    bearers = {t.bearer for t in found if t.before}
    return [
        replace(c, type="Person") if c.root in bearers and c.canonical is None else c for c in names
    ]


def _ending_at(doc: Doc, end: int, words: Vocabulary) -> tuple[Title, int] | None:
    """The longest title that ends right before a token, and where it starts."""
    for start in range(max(0, end - _LONGEST), end):
        for form, title in words.titles.get(doc[start].lower_, ()):
            in_handle = start > 0 and doc[start - 1].text == "@"
            if tuple(t.lower_ for t in doc[start:end]) == form and not in_handle:
                return title, start
    return None


def _body_before(doc: Doc, start: int, ends: dict[int, Candidate]) -> int | None:
    at = start
    while at > 0 and (
        doc[at - 1].text in ("'s", "’s", "former", "then-", "-", "ex")
        or (doc[at - 1].pos_ == "ADJ" and at not in ends)
    ):
        at -= 1
    body = ends.get(at)
    return body.root if body and body.type not in ("Person", "Account") else None


def _after(
    doc: Doc, name: Candidate, heads: Mapping[int, Candidate], words: Vocabulary
) -> Iterator[Titled]:
    """ "Jacob Frey, the mayor of Minneapolis", "Jacob Frey is the mayor of Minneapolis"."""
    for noun in _predicated(doc[name.root]):
        found = _ending_at(doc, noun.i + 1, words)
        if found and found[0].office:
            body, denied = name_inside(noun, heads, _LINKS), _is_denied(noun)
            yield Titled(*found, noun.i + 1, name.root, body, False, denied)


def _predicated(root: Token) -> Iterator[Token]:
    for child in root.children:
        if child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN"):
            yield child
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        yield from (c for c in root.head.children if c.dep_ == "attr")


def _is_denied(noun: Token) -> bool:
    """ "is not the mayor"."""
    return noun.dep_ == "attr" and any(c.dep_ == "neg" for c in noun.head.children)
