"""Statements that names carry with them: offices from titles, accounts from "Name (@handle)".

They are states of the world as the text presents them, so nobody's words: never attributed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extract.arguments import Argument
from kg.extract.candidates import Candidate, by_root
from kg.extract.frames import Draft
from kg.extract.operators import Status
from kg.extract.titles import Titled
from kg.ontology import Ontology
from kg.parsed import Doc, Token

TITLE_RULE = "title"
ACCOUNT_RULE = "account"
PARTY_RULE = "party"


def offices(
    doc: Doc, names: Sequence[Candidate], titled: Sequence[Titled], ontology: Ontology
) -> Iterator[Draft]:
    """Yield an office for each title whose body is named ("Minnesota Gov. Tim Walz")."""
    relation = next((r.name for r in ontology.relation_types.values() if r.titles), None)
    heads = by_root(names)
    for t in titled:
        head, tail = heads.get(t.bearer), heads.get(t.body) if t.body is not None else None
        if relation is None or not t.title.office or head is None or tail is None:
            continue
        kind = _kind(relation, t, tail, ontology)
        if kind is None:
            continue
        yield Draft(
            kind,
            Argument.of(head),
            Argument.of(tail),
            doc[t.end - 1],
            {},
            Status(polarity="negative" if t.denied else "positive"),
            f"{TITLE_RULE}:{'before' if t.before else 'after'}",
            role=t.role,
        )


def _kind(relation: str, titled: Titled, body: Candidate, ontology: Ontology) -> str | None:
    """The relation that a title states, if one.

    Nobody is another's adviser by office, "a British director" is no director of Britain, and "a
    Labour senator" is only a member of that party."""
    cues, office = ontology.cues["roles"], titled.title.title.split()[-1]
    if body.type == "Party" and office in cues["of_states"]:
        return ontology.by_form.get("member")
    if body.type == "Place":
        return relation if office not in cues["of_bodies"] else None
    personal = body.type in ("Person", "Account") and office in cues["of_persons"]
    return None if personal else relation


def account_ownership(
    doc: Doc, candidates: Sequence[Candidate], owned: dict[int, int], ontology: Ontology
) -> Iterator[Draft]:
    """Yield whose account it is for each account with an owner."""
    heads = by_root(candidates)
    for account, owner in owned.items():
        sides = heads[owner], heads[account]
        yield from of_form(ACCOUNT_RULE, *sides, doc[account], ACCOUNT_RULE, ontology)


def party_members(doc: Doc, candidates: Sequence[Candidate], ontology: Ontology) -> Iterator[Draft]:
    """Yield the party of each legislator with a party's letter ("Ann Smith (D-Minn.)")."""
    ends = {c.end: c for c in candidates if c.kind == "name" and c.type == "Person"}
    for c in candidates:
        if c.kind == "demonym" and c.type == "Party" and c.start - 1 in ends:
            sides = ends[c.start - 1], c
            yield from of_form("member", *sides, doc[c.root], PARTY_RULE, ontology)


def stated(relation: str, head: Candidate, tail: Candidate, trigger: Token, rule: str) -> Draft:
    """Return a statement that is so, between two that are named, whatever clause they stand in."""
    return Draft(relation, Argument.of(head), Argument.of(tail), trigger, {}, Status(), rule)


def of_form(
    form: str, head: Candidate, tail: Candidate, trigger: Token, rule: str, ontology: Ontology
) -> Iterator[Draft]:
    """Yield what a form of text states: nothing, where no relation type names the form."""
    relation = ontology.by_form.get(form)
    if relation is not None:
        yield stated(relation, head, tail, trigger, rule)
