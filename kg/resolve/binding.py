"""Where a pronoun stands: what its clause forbids it to stand for, and which subjects rule it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.extract.phrases import conjuncts
from kg.extract.subjects import surface_subject
from kg.extract.verbs import SUBJECTS
from kg.parsed import Token

_NO_CONTROL: frozenset[str] = frozenset()
_BESIDE = frozenset(("with", "behind", "beside", "before", "after", "around", "near", "between"))
_OBJECTS = ("dobj", "dative", "attr", "oprd")


@dataclass(frozen=True, slots=True)
class Site:
    """The place of a pronoun: roots of what it cannot be, and of the subjects and objects above it.

    `own` are subjects of its own clause, `over` of the clauses that hold it, `objects` their
    objects; `after` are subjects that follow it ("In his speech, Biden ...").
    """

    banned: frozenset[int]
    own: frozenset[int]
    over: frozenset[int]
    objects: frozenset[int]
    after: tuple[int, ...]


def site(token: Token, reflexive: bool, mention: Callable[[int], int]) -> Site:
    """Return the site of a pronoun; `mention` gives the root of the mention that a token is in."""
    over: list[int] = []
    objects: list[int] = []
    after: list[int] = []
    for depth, verb in enumerate(_verbs_above(token)):
        subjects = [_antecedent(c, verb) for c in verb.children if c.dep_ in SUBJECTS]
        if not _is_argument(token, verb):
            after += [s.i for s in subjects if s.i > token.i]
        if depth:
            over += [s.i for s in subjects if s.i < token.i]
            objects += [c.i for c in verb.children if c.dep_ in _OBJECTS and c.i < token.i]
    own = _own_subjects(token, reflexive)
    roots = {*_within(token), *(t.i for t in token.conjuncts), *_ruled(token)}
    roots = roots - {*own} if reflexive else roots | {t.i for t in _co_arguments(token)}
    banned_roots, own_roots, over_roots, object_roots = (
        frozenset(map(mention, tokens)) for tokens in (roots, own, over, objects)
    )
    return Site(banned_roots, own_roots, over_roots, object_roots, tuple(map(mention, after)))


def _antecedent(subject: Token, verb: Token) -> Token:
    """What a relative pronoun stands for: "Hunter, who admitted that he ..."."""
    relative = verb.dep_ == "relcl" and subject.tag_ in ("WP", "WDT")
    return verb.head if relative else subject


def _own_subjects(token: Token, reflexive: bool) -> list[int]:
    """Roots of the subject of the pronoun's clause, if the pronoun is no argument of its own."""
    if reflexive and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
        return [token.head.i]
    verb = next(_verbs_above(token), None)
    if verb is None or (_is_argument(token, verb) and not reflexive):
        return []
    return [t.i for t in surface_subject(verb, _NO_CONTROL)[0] if t.i < token.i]


def _verbs_above(token: Token) -> Iterator[Token]:
    yield from (a for a in token.ancestors if a.pos_ in ("VERB", "AUX"))


def _is_argument(token: Token, verb: Token) -> bool:
    return token.head == verb or (token.dep_ == "pobj" and token.head.head == verb)


def _within(token: Token) -> Iterator[int]:
    """Roots of the phrases that the pronoun belongs to: "his mother" is not him; but "the man who
    lost his son" may be. What stands in apposition to such a phrase is no more him, nor is its
    subject ("BYD is its rival")."""
    below = token
    for above in token.ancestors:
        if above.pos_ not in ("NOUN", "PROPN", "ADP", "PRON"):
            return
        if below.dep_ in ("relcl", "acl", "conj"):
            return
        yield above.i
        if above.dep_ == "attr":
            yield from (c.i for c in above.head.children if c.dep_ in SUBJECTS)
        yield from (c.i for c in above.children if c.dep_ == "appos")
        below = above


def _ruled(token: Token) -> Iterator[int]:
    """What a subject rules from above: nobody says "he expects Biden to win" of Biden himself."""
    if token.dep_ not in SUBJECTS:
        return
    for child in token.head.rights:
        own = child.dep_ == "conj" and any(c.dep_ in SUBJECTS for c in child.children)
        if not own:
            yield from (t.i for t in child.subtree if t.text[0].isupper())


def _co_arguments(token: Token) -> Iterator[Token]:
    """The other arguments of the pronoun's verb, or the owner of the noun that it depends on."""
    if token.dep_ == "poss":
        return
    head = token.head.head if token.dep_ == "pobj" else token.head
    if head.pos_ not in ("VERB", "AUX"):
        yield from (c for c in head.children if c.dep_ == "poss")
        if head.dep_ == "dobj":  # "opened fire at them"
            yield from surface_subject(head.head, _NO_CONTROL)[0]
        return
    if token.dep_ not in SUBJECTS and not _is_adjunct(token, head):
        yield from surface_subject(head, _NO_CONTROL)[0]
    for child in head.children:
        if child.dep_ in _OBJECTS and child != token:
            yield from conjuncts(child)
        elif child.dep_ in ("ccomp", "xcomp") and _is_infinitive(child):  # "He expects Ann to go"
            yield from (c for c in child.children if c.dep_ in SUBJECTS)
        elif child.dep_ in ("prep", "agent") and child != token.head:
            yield from (t for c in child.children if c.dep_ == "pobj" for t in conjuncts(c))


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _is_adjunct(token: Token, verb: Token) -> bool:
    """ "Biden took his son with him": beside an object, "him" may be the subject."""
    place = token.dep_ == "pobj" and token.head.lower_ in _BESIDE
    return place and any(c.dep_ == "dobj" for c in verb.children)
