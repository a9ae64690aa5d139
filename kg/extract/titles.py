"""Titles before and after names: "Minnesota Gov. Tim Walz", "Jacob Frey, the mayor of Minneapolis".

A title gives its bearer's type, the titled forms of the name, and the office held.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from kg.extract.candidates import Candidate, by_root, name_inside
from kg.extract.vocabulary import Title, Vocabulary
from kg.parsed import Doc, Token

_LONGEST = 8  # tokens of a title


@dataclass(frozen=True, slots=True)
class Titled:
    """A title and its bearer. `body` is the root of the name that the office belongs to.

    `kept` is a word before the title that changes the office: "former", "acting", "deputy".
    """

    title: Title
    start: int
    end: int
    bearer: int
    body: int | None
    before: bool
    denied: bool = False
    kept: str = ""

    @property
    def role(self) -> str:
        """The office as `role` gives it: "governor", "former governor"."""
        return f"{self.kept} {self.title.title}".strip()


def titles(doc: Doc, names: Sequence[Candidate], words: Vocabulary) -> Iterator[Titled]:
    """Yield the titles that stand right before a name, and those in apposition to it."""
    starts, ends = {c.start: c for c in names}, {c.end: c for c in names}
    heads = by_root(names)
    for name in names:
        if name.kind == "name" and name.type in ("Person", "Organization"):
            yield from _before(doc, name, starts, ends, words)
    for name in names:
        if name.type == "Person":
            yield from _apposed(doc, name, heads, words)


def retyped(names: Sequence[Candidate], found: Sequence[Titled]) -> list[Candidate]:
    """Return the names, the bearers of titles as persons, without names that are titles."""
    bearers = {t.bearer for t in found if t.before}
    inside = {i for t in found if t.before for i in range(t.start, t.end)}
    return [
        replace(c, type="Person") if c.root in bearers and c.canonical is None else c
        for c in names
        if c.canonical is not None or not inside.issuperset(range(c.start, c.end))
    ]


def _before(
    doc: Doc,
    name: Candidate,
    starts: Mapping[int, Candidate],
    ends: Mapping[int, Candidate],
    words: Vocabulary,
) -> Iterator[Titled]:
    """The title before a name, and titles before that one: "Prime Minister Dato Sri ..."."""
    end = name.start
    while found := _ending_at(doc, end, words):
        title, start = found
        body, kept = _body_before(doc, start, ends, words)
        if body is None and title.office:
            body = _body_after(doc, name.end, starts)
        within = starts.get(start)
        if (
            within is not None and within.canonical and within.end < end
        ):  # "FBI Director", "U.N. Secretary-General"
            body = within.root
        yield Titled(title, start, end, name.root, body, True, kept=kept)
        end = start


def _ending_at(doc: Doc, end: int, words: Vocabulary) -> tuple[Title, int] | None:
    """The longest title that ends right before a token, and where it starts."""
    if end == 0 or doc[end - 1].lower_ not in words.title_ends:
        return None
    before = tuple(t.lower_ for t in doc[max(0, end - _LONGEST) : end])
    for at in range(len(before)):
        title = words.title_forms.get(before[at:])
        if title is not None:
            start = end - len(before) + at
            in_handle = start > 0 and doc[start - 1].text == "@"
            return None if in_handle else (title, start)
    return None


def _body_before(
    doc: Doc, start: int, ends: Mapping[int, Candidate], words: Vocabulary
) -> tuple[int | None, str]:
    """The body before a title, and the words between them that change the office."""
    at, kept = start, ""
    while at > 0 and at not in ends and _may_stand_between(doc[at - 1], words):
        at -= 1
        if doc[at].lower_ in words.title_kept:
            kept = f"{doc[at].lower_} {kept}".strip()
    body = ends.get(at)
    if body is None or body.type in ("Person", "Account"):
        return None, kept
    if body.start and doc[body.start - 1].lower_ in words.title_kept:  # "former Iowa governor"
        kept = f"{doc[body.start - 1].lower_} {kept}".strip()
    return body.root, kept


def _body_after(doc: Doc, at: int, starts: Mapping[int, Candidate]) -> int | None:
    """ "Prime Minister Ann Smith of Norway"."""
    if doc[at : at + 1].text != "of":
        return None
    body = starts.get(at + 1 + (doc[at + 1 : at + 2].text == "the"))
    return body.root if body is not None and body.type != "Person" else None


def _may_stand_between(token: Token, words: Vocabulary) -> bool:
    """Whether a word may stand between a body and its office: "Russia's then-foreign minister"."""
    if token.text == "-":
        return token.i > 0 and token.nbor(-1).lower_ in words.title_kept
    known = token.lower_ in words.title_kept or token.lower_ in words.title_modifiers
    return known or token.text in ("'s", "’s") or token.pos_ == "ADJ"


def _apposed(
    doc: Doc, name: Candidate, heads: Mapping[int, Candidate], words: Vocabulary
) -> Iterator[Titled]:
    """ "Jacob Frey, the mayor of Minneapolis", "Jacob Frey is the mayor of Minneapolis"."""
    root, starts = doc[name.root], {c.start for c in heads.values() if c.type == "Person"}
    for noun in predicated(root):
        found = _ending_at(doc, noun.i + 1, words)
        if found and found[0].office and not _has_own(noun, root, starts):
            title, start = found
            _, kept = _body_before(doc, start, {}, words)
            body, denied = name_inside(noun, heads, words.title_links), _is_denied(noun)
            before = root.head == noun  # "Israel's defense minister, Yoav Gallant"
            yield Titled(title, start, noun.i + 1, name.root, body, before, denied, kept)


def describing(root: Token) -> list[Token]:
    """Return the nouns that say what a name's bearer is: before it, apposed, or after "is"."""
    before = [c for c in root.children if c.dep_ in ("compound", "nmod")]
    nouns = [*before, *predicated(root)]
    return [t for t in nouns if t.pos_ in ("NOUN", "PROPN")]


def predicated(root: Token) -> Iterator[Token]:
    """Yield the nouns in apposition to a name, and what it is said to be."""
    for child in root.children:
        if child.dep_ == "appos" and child.pos_ in ("NOUN", "PROPN"):
            yield child
    if root.dep_ == "appos" and root.head.pos_ in ("NOUN", "PROPN"):
        yield root.head
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        yield from (c for c in root.head.children if c.dep_ == "attr")


def _has_own(noun: Token, bearer: Token, starts: Set[int]) -> bool:
    """Whether a name follows that the title belongs to: "Cole, the mayor of Oslo, Ada Lee"."""
    after = noun.right_edge.i + 1
    doc = noun.doc
    return noun.head == bearer and doc[after : after + 1].text == "," and after + 1 in starts


def _is_denied(noun: Token) -> bool:
    """ "is not the mayor"."""
    return noun.dep_ == "attr" and any(c.dep_ == "neg" for c in noun.head.children)
