"""Which name speaks or acts where a role, or a body, stands for whoever has the role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.candidates import BODIES, Candidate
from kg.parsed import Token

_ROLES = ("Unnamed", "Person")  # what "the director", "the president" may be
_PEOPLE = (*_ROLES, "Group")

Heads = Mapping[int, Candidate]


def named(subjects: Sequence[Token], heads: Heads) -> Sequence[Token]:
    """Return the subjects of a verb of speech: of a role with a name beside it, the name."""
    bearer = bearer_of(subjects, heads)
    return subjects if bearer is None else [subjects[0].doc[bearer.root]]


def bearer_of(subjects: Sequence[Token], heads: Heads) -> Candidate | None:
    """Return the name of who has the role that a subject begins with, else None."""
    known = heads.get(subjects[0].i) if subjects else None
    if known is None:
        return None
    first = subjects[0]
    if known.kind == "nominal" and known.type in _ROLES:
        found = (*_apposed(first, heads), *_coordinated(subjects, heads), *_beneath(first, heads))
        return next(iter(found), None)
    return _titled(first.doc[known.end - 1], known, heads) if known.type in BODIES else None


def _apposed(role: Token, heads: Heads) -> Iterator[Candidate]:
    """ "The director of the harbour, Ada Quill, said": whatever the name is taken for."""
    for t in role.subtree:
        name = heads.get(t.i) if t.dep_ == "appos" and t.i > role.i else None
        if name is not None and name.kind == "name":
            other = heads.get(t.head.i)
            nobody = other is None or other.type not in _PEOPLE
            if t.head == role or (nobody and name.type == "Person"):
                yield name


def _coordinated(subjects: Sequence[Token], heads: Heads) -> Iterator[Candidate]:
    """ "Actor and singer Ada Quill said": a bare role is only a part of what the name is called."""
    if not any(c.dep_ in ("det", "poss", "nummod") for c in subjects[0].children):
        for t in subjects[1:]:
            name = _person(t, heads)
            if name is not None and not t.doc[name.start - 1].is_punct:
                yield name


def _beneath(role: Token, heads: Heads) -> Iterator[Candidate]:
    """ "The director of the Harbour Trust Ada Quill said": the body's name before hers."""
    for t in role.subtree:
        name = _person(t, heads) if t.dep_ == "pobj" and t.i > role.i else None
        if name is not None and t.doc[name.start - 1].ent_type_ == "ORG":
            yield name


def _titled(last: Token, body: Candidate, heads: Heads) -> Candidate | None:
    """ "Senate Committee on Trade Chair Ada Quill said": the body's name is part of her title."""
    while last.dep_ in ("compound", "nmod"):
        last = last.head
    return _person(last, heads) if last.i >= body.end else None


def _person(token: Token, heads: Heads) -> Candidate | None:
    found = heads.get(token.i)
    return found if found and found.kind == "name" and found.type == "Person" else None
