"""Titles before and after names: "Minnesota Gov. Tim Walz", "Jacob Frey, the mayor of Minneapolis".

A title gives its bearer's type, the titled forms of the name, and the office held.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extract.candidates import Candidate, by_root
from kg.extract.vocabulary import Title, Vocabulary

_LINKS = ("of", "for", "at", "to", "in")


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
        found = _before(doc, name.start, words)
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


def _before(doc: Doc, end: int, words: Vocabulary) -> tuple[Title, int] | None:
    """The longest title that ends right before a token; a comma or quote ends the search."""
    for start in range(max(0, end - 5), end):
        for form, title in words.titles.get(doc[start].lower_, ()):
            if tuple(t.lower_ for t in doc[start:end]) == form and _is_title_use(doc, start, title):
                return title, start
    return None


def _is_title_use(doc: Doc, start: int, title: Title) -> bool:
    """ "the governor Tim Walz met": fine; "his brother leader" is not what the data lists."""
    return not (start > 0 and doc[start - 1].text == "@")


def _body_before(doc: Doc, start: int, ends: dict[int, Candidate]) -> int | None:
    at = start
    while at > 0 and (
        doc[at - 1].text in ("'s", "’s", "former", "then-", "-", "ex")
        or (doc[at - 1].pos_ == "ADJ" and at not in ends)
    ):
        at -= 1
    body = ends.get(at)
    return body.root if body and body.type not in ("Person", "Account") else None


def _after(doc: Doc, name: Candidate, heads: object, words: Vocabulary) -> Iterator[Titled]:
    """ "Jacob Frey, the mayor of Minneapolis", "Jacob Frey is the mayor of Minneapolis"."""
    root = doc[name.root]
    for noun in _predicated(root):
        for form, title in words.titles.get(_first_of(noun, words), ()):
            start = noun.i - len(form) + 1
            if (
                start >= 0
                and tuple(t.lower_ for t in doc[start : noun.i + 1]) == form
                and title.office
            ):
                body, denied = _body_after(noun, heads), _is_denied(noun)
                yield Titled(title, start, noun.i + 1, name.root, body, False, denied)
                break


def _first_of(noun: Token, words: Vocabulary) -> str:
    """The first word of the longest title that ends at the noun."""
    for back in range(3, -1, -1):
        start = noun.i - back
        if start < 0:
            continue
        shape = tuple(t.lower_ for t in noun.doc[start : noun.i + 1])
        if any(form == shape for form, _ in words.titles.get(shape[0], ())):
            return shape[0]
    return ""


def _predicated(root: Token) -> Iterator[Token]:
    for child in root.children:
        if child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN"):
            yield child
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        yield from (c for c in root.head.children if c.dep_ == "attr")


def _is_denied(noun: Token) -> bool:
    """ "is not the mayor"."""
    return noun.dep_ == "attr" and any(c.dep_ == "neg" for c in noun.head.children)


def _body_after(noun: Token, heads: object) -> int | None:
    assert isinstance(heads, dict)
    for child in noun.children:
        if child.dep_ in ("poss", "compound", "amod", "nmod") and child.i in heads:
            return child.i
        if child.dep_ == "prep" and child.lower_ in _LINKS:
            for inner in child.children:
                if inner.dep_ == "pobj" and inner.i in heads:
                    return inner.i
    return None
