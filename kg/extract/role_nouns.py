"""Whom a role noun is said of, and what belongs to it.

"Ann is, was named, serves as head of Acme"; "a native of Detroit, Ann ..."; "the Acme chief Ann".
Of two that are joined ("founder and head of Acme", "Acme's founder and head") each has what the
other has.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.extract.arguments import Arguments
from kg.extract.phrases import prepositions
from kg.extract.subjects import surface_subject
from kg.extract.verbs import is_passive
from kg.parsed import Token

Slots = dict[str, tuple[Token, ...]]
_BEFORE = ("compound", "nmod", "amod")
_WORKPLACE = ("at", "with")


def described(
    noun: Token, arguments: Arguments, cues: Mapping[str, Any], control: frozenset[str]
) -> tuple[Token, ...]:
    """Return who is said to be the noun, other than by a plain apposition."""
    top = _first_of_all(noun)
    if name := _name_after(top, arguments) or _name_beside(top):
        return (name,)
    verb = _naming(top, cues["posts"])
    if verb is not None:
        return _named(verb, arguments, control)
    if top.dep_ == "appos" and not are_listed(top, top.head):
        return _apposed_to(top, arguments, control)
    verb = top.head
    if top.dep_ in cues["fronted"] and verb.pos_ in ("VERB", "AUX"):
        subject, elsewhere = surface_subject(verb, control)
        return () if elsewhere or any(t.i < top.i for t in subject) else subject
    return ()


def _apposed_to(noun: Token, arguments: Arguments, control: frozenset[str]) -> tuple[Token, ...]:
    """What the noun stands beside; where that is a place, who the clause is about."""
    beside = noun.head
    if names_place(noun, arguments) or not any(a.type == "Place" for a in arguments.at(beside)):
        return (beside,)
    verb = next((t for t in beside.ancestors if t.pos_ == "VERB"), None)
    return surface_subject(verb, control)[0] if verb is not None else ()


def names_place(noun: Token, arguments: Arguments) -> bool:
    """Whether the noun says what a place is: "the capital of Norway"."""
    return noun.lemma_.lower() in arguments.words.naming.place_nouns


def _first_of_all(noun: Token) -> Token:
    """The first of the nouns that are said of one: "a lawyer, head of Acme and member of ..."; of
    "one of the founders" it is "one"."""
    top = noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "one":
        top = noun.head.head
    while (
        top.dep_ in ("conj", "appos")
        and top.head.pos_ in ("NOUN", "NUM")
        and not are_listed(top, top.head)
    ):
        top = top.head
    return top


def are_listed(noun: Token, other: Token) -> bool:
    """ "My father, my uncle", "his father and his mother": two that are somebody's are not one."""
    return all(any(c.dep_ == "poss" for c in t.children) for t in (noun, other))


def _name_after(noun: Token, arguments: Arguments) -> Token | None:
    """The name that the noun stands before: "the Acme chief Ann Smith"."""
    name = noun.head
    if noun.dep_ not in _BEFORE or name.i < noun.i:
        return None
    found = arguments.heads.get(name.i)
    close = found is not None and found.kind == "name" and found.start == noun.i + 1
    return name if close else None


def _name_beside(noun: Token) -> Token | None:
    """ "Its head is Ann Smith"; "a resident of Oslo, Ann left": two subjects for the parser."""
    verb = noun.head
    if noun.dep_ != "nsubj":
        return None
    if verb.lemma_ == "be":
        named = (c for c in verb.children if c.dep_ == "attr")
    else:
        named = (c for c in verb.children if c.dep_ == "nsubj" and _is_next(c, noun))
    return next((c for c in named if c.pos_ == "PROPN"), None)


def _is_next(name: Token, noun: Token) -> bool:
    after = noun.right_edge.i + 1
    return name.left_edge.i == after + 1 and noun.doc[after].text == ","


def _naming(noun: Token, posts: Sequence[str]) -> Token | None:
    """The verb by which the noun is said of somebody."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.lower_ == "as":
        verb = verb.head
    elif noun.dep_ not in ("attr", "oprd", "acomp"):
        return None
    return verb if verb.lemma_.lower() in posts else None


def _named(verb: Token, arguments: Arguments, control: frozenset[str]) -> tuple[Token, ...]:
    """Who gets the post: the person that is the verb's object, else its subject."""
    if not is_passive(verb):
        objects = [c for c in verb.children if c.dep_ == "dobj"]
        people = tuple(t for t in objects if _is_person(t, arguments))
        if people:
            return people
    return surface_subject(verb, control)[0]


def _is_person(token: Token, arguments: Arguments) -> bool:
    return any(a.type in ("Person", "Unnamed") for a in arguments.at(token))


def belongings(noun: Token, own: Slots, arguments: Arguments, posts: Sequence[str]) -> Slots:
    """Return a role noun's slots with those that it shares or that stand before its name.

    "Was named professor at Acme": the place of work may hang on the verb."""
    verb, partner = _naming(_first_of_all(noun), posts), _partner(noun)
    shared = {k: v for k, v in prepositions(verb).items() if k in _WORKPLACE} if verb else {}
    if partner is not None:
        after = max(noun.i, partner.i)
        theirs = {k: v for k, v in prepositions(partner).items() if v[0].i > after}
        shared |= theirs if not any(k in own for k in theirs) else {}
    owner = _owner(noun, partner, arguments)
    if owner and not own.get("poss"):
        shared["poss"] = owner
    if not own.get("compound") and (body := _body_before(noun, arguments)):
        shared["compound"] = (body,)
    return {**shared, **{k: v for k, v in own.items() if v}}


def _partner(noun: Token) -> Token | None:
    """The noun that it is joined with by "and" or "&"."""
    if noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        return noun.head
    return next(
        (c for c in noun.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")), None
    )


def _owner(noun: Token, partner: Token | None, arguments: Arguments) -> tuple[Token, ...]:
    """Whose: "Acme's founder and head", "Russia's Interior Ministry spokesman Ivan Orlov"."""
    if noun.dep_ == "dobj" and noun.head.lemma_ == "have":  # "they had two sons, Tim and Lou"
        return surface_subject(noun.head, frozenset())[0]
    holders = [partner] if partner is not None and partner.i < noun.i else []
    if _name_after(noun, arguments):
        holders.append(noun.head)
    return tuple(c for h in holders for c in h.children if c.dep_ == "poss" and c.i < noun.i)


def _body_before(noun: Token, arguments: Arguments) -> Token | None:
    """The name that ends where the noun's own words begin: "the Yale University psychologist"."""
    start = noun.i
    while start and noun.doc[start - 1].dep_ in _BEFORE and start - 1 not in arguments.inside:
        start -= 1
    found = arguments.inside.get(start - 1) if start else None
    named = found is not None and found.kind in ("name", "demonym") and found.end == start
    return noun.doc[found.root] if named and found else None


def may_belong(
    noun: Token, word: Token, arguments: Arguments, cues: Mapping[str, Any], where: bool
) -> bool:
    """Whether a name that only stands before a noun is more than where its bearer is from.

    "The German spokesman", "Dortmund's coach", but neither "the German player" nor director. A noun
    that says `where` somebody is from or lives has a place before it: "an Oslo native"."""
    lemma, words = noun.lemma_.lower(), arguments.words
    for tail in arguments.at(word):
        if tail.type != "Place":
            return tail.type != "Person"
        if where or lemma in cues["of_teams"]:
            return tail.kind == "name"
        return lemma not in cues["of_bodies"] and (
            lemma in words.acts_for or lemma in words.offices
        )
    return True
