"""Third- and first-person pronouns as mention candidates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.extract.attributed import Attributed
from kg.extract.candidates import Candidate
from kg.parsed import Doc, Token

_TYPE_OF_GENDER = {"m": "Person", "f": "Person", "n": "Organization"}


def pronouns(doc: Doc, cues: Mapping[str, Any]) -> Iterator[Candidate]:
    """Yield pronouns; the type is what the form alone suggests, until it is resolved."""
    for token in doc:
        form = token.lower_
        known = cues["third"].get(form) or cues["first"].get(form)
        if known is None or token.pos_ != "PRON" or _is_expletive(token):
            continue
        if token.text == "US":
            continue
        default = "Group" if known["number"] == "many" else "Person"
        kind = _TYPE_OF_GENDER.get(known.get("gender", ""), default)
        yield Candidate(token.i, token.i + 1, token.i, kind, "pronoun")


def relatives(attributed: Sequence[Attributed], found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the relative pronouns that speak, with the types of whom they stand for.

    They are mentions of their antecedents and nothing else: no statement is about "who".
    """
    types = {c.root: c.type for c in found}
    for a in attributed:
        if a.relative is not None and a.source in types:
            yield Candidate(a.relative, a.relative + 1, a.relative, types[a.source], "pronoun")


def _is_expletive(token: Token) -> bool:
    """ "It is raining", "it is clear that": *it* that stands for nothing."""
    if token.dep_ == "expl":
        return True
    if token.lower_ != "it" or token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    clausal = {"ccomp", "csubj", "xcomp", "acl"}
    copula = token.head.pos_ == "AUX" or token.head.lemma_ in ("be", "seem", "appear", "become")
    return copula and any(
        c.dep_ in clausal or (c.dep_ == "acomp" and any(g.dep_ in clausal for g in c.children))
        for c in token.head.children
    )
