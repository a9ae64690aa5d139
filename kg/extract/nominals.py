"""Unnamed actors: "protesters", "a senior official", "Israeli police", "a Turkish man".

A name inside the phrase is kept: `acts_for` where the noun acts for it, else `origin`. Plural
bare forces with an agency's name ("3,000 ICE agents") are no mention of their own: the agency acts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.extract.candidates import Candidate, by_root, name_inside, taken
from kg.extract.titles import Titled
from kg.extract.vocabulary import Vocabulary

_LINKS = ("of", "from", "with", "for", "at")


def nominals(
    doc: Doc, names: Sequence[Candidate], titled: Sequence[Titled], words: Vocabulary
) -> Iterator[Candidate]:
    """Yield the unnamed actors of the Doc, in order."""
    busy = taken(names) | {i for t in titled if t.before for i in range(t.start, t.end)}
    heads = by_root(names)
    for token in doc:
        lemma = token.lemma_.lower()
        if token.pos_ not in ("NOUN", "PROPN") or token.i in busy:
            continue
        if lemma not in words.role_nouns and not (
            token.lower_ in words.offices and _has_the(token)
        ):
            continue
        if token.dep_ in ("compound", "attr", "oprd") or force_names(token, names, words):
            continue
        inner = name_inside(token, heads, _LINKS)
        acts = inner is not None and _acts_for(lemma, heads[inner], words)
        many = token.tag_ in ("NNS", "NNPS") or lemma in words.collective
        yield Candidate(
            _left_edge(token),
            token.i + 1,
            token.i,
            "Group" if many else "Unnamed",
            "nominal",
            acts_for=inner if acts else None,
            origin=None if acts else inner,
        )


def _acts_for(lemma: str, name: Candidate, words: Vocabulary) -> bool:
    """ "Hamas militants" act for Hamas; "Palestinian militants" are only from there."""
    return lemma in words.acts_for or (lemma in words.acts_for_body and name.type != "Place")


def force_names(
    noun: Token, names: Sequence[Candidate], words: Vocabulary
) -> tuple[Candidate, ...]:
    """Return the agencies that stand before a plural bare force: "ICE and Border Patrol agents"."""
    if noun.lemma_.lower() not in words.forces or noun.tag_ != "NNS":
        return ()
    found: list[Candidate] = []
    at = noun.i
    ends = {c.end: c for c in names if c.kind == "name"}
    while at > 0:
        name = ends.get(at)
        if name is not None and name.type == "Agency":
            found.append(name)
            at = name.start
        elif (found and noun.doc[at - 1].lower_ in ("and", "or", "(", ")", ",", "the", "&")) or (
            not found and noun.doc[at - 1].text == ")"
        ):
            at -= 1
        else:
            break
    return tuple(reversed(found))


def _has_the(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ == "the" for c in token.children)


def _left_edge(token: Token) -> int:
    """Where the noun's own modifiers begin, without articles, numbers and possessors."""
    inner = [c.left_edge.i for c in token.lefts if c.dep_ in ("compound", "amod", "nmod")]
    outer = [c.i for c in token.lefts if c.dep_ in ("det", "poss", "nummod", "predet", "prep")]
    floor = max(outer, default=-1)
    return min((i for i in inner if i > floor), default=token.i)
