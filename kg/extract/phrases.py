"""What a phrase holds: the slots of a noun, the objects of prepositions, what is coordinated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.parsed import Token

_MEASURES = {
    "some",
    "all",
    "most",
    "many",
    "several",
    "part",
    "number",
    "dozen",
    "hundred",
    "thousand",
    "million",
    "billion",
    "ton",
    "tonne",
    "batch",
    "worth",
    "round",
    "series",
    "amount",
    "piece",
    "lot",
    "load",
    "rest",
    "majority",
    "half",
}
LEADERS = ("npadvmod", "nmod", "compound")  # of "led": "a Hamas-led attack"
_COMPLEX = {"according", "due", "owing", "thanks", "prior", "because", "contrary"}


def noun_slot(noun: Token, name: str) -> tuple[Token, ...]:
    """Return the tokens in a slot of a noun: poss, compound, proper, self or a preposition.

    "on.in" is what stands in that slot's own phrase ("strikes on a camp in Syria").
    """
    name, _, inner = name.partition(".")
    if inner:
        return tuple(t for noun in noun_slot(noun, name)[:1] for t in noun_slot(noun, inner))
    if name == "self":
        return (noun,)
    if name == "poss":
        return tuple(expand(c for c in noun.children if c.dep_ == "poss"))
    if name == "compound":
        kinds = ("compound", "nmod", "amod")
        return tuple(c for c in noun.children if c.dep_ in kinds and c.pos_ in ("PROPN", "ADJ"))
    if name == "proper":  # "a Kremlin critic", but not "an Israeli critic"
        return tuple(c for c in noun.children if c.dep_ == "compound" and c.pos_ == "PROPN")
    return noun_prepositions(noun).get(name, ())


def noun_prepositions(noun: Token) -> dict[str, tuple[Token, ...]]:
    """Return a noun's own prepositions and those of a participle on it: "bans imposed on"."""
    found = prepositions(noun)
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ in ("VBN", "VBD"):
            found = prepositions(child) | found
        elif child.lower_ == "led":  # "the Hamas-led attack"
            led = tuple(c for c in child.children if c.dep_ in LEADERS)
            found = {"by": led} | found if led else found
    return found


def prepositions(word: Token) -> dict[str, tuple[Token, ...]]:
    """Return the objects of the word's prepositions, by the preposition's lower-case form.

    A chain ("out of Syria") is found under each of its prepositions, "according to X" under none.
    """
    found: dict[str, tuple[Token, ...]] = {}
    if not word.children:
        return found
    for child in word.children:
        if child.dep_ in ("prep", "agent", "prt") or (
            child.dep_ == "dative" and child.pos_ == "ADP"
        ):
            inner = {} if child.lower_ in _COMPLEX else prepositions(child)
            labels = ("pobj", "pcomp", "amod") if child.lower_ == "as" else ("pobj", "pcomp")
            own = tuple(map(measured, expand(c for c in child.children if c.dep_ in labels)))
            objects = own + tuple(t for tokens in inner.values() for t in tokens)
            for name, tokens in [(child.lower_, objects), *inner.items()]:
                found[name] = (*found.get(name, ()), *tokens)
        elif child.dep_ == "advmod" and child.i > word.i:  # "moved back to Syria"
            for name, tokens in prepositions(child).items():
                found.setdefault(name, tokens)
    for day in _days(word):  # "born on 7 May in Oslo": the parser hangs the place on the day
        for name, tokens in prepositions(day).items():
            found.setdefault(name, tokens)
    return {name: tokens for name, tokens in found.items() if tokens}


def _days(word: Token) -> Iterator[Token]:
    """The days that a word's phrase names: "on 7 May", "born 7 May"."""
    for child in word.children:
        if child.dep_ == "npadvmod" and child.ent_type_ == "DATE":
            yield child
        elif child.dep_ == "prep" and child.lower_ in ("on", "in"):
            yield from (g for g in child.children if g.ent_type_ == "DATE")


def conjuncts(token: Token) -> Iterator[Token]:
    """Yield the token and everything coordinated with it to its right."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from conjuncts(child)


def expand(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield the tokens, each with what is coordinated with it."""
    for token in tokens:
        yield from conjuncts(token)


def measured(noun: Token) -> Token:
    """Return what is counted, not its measure: "some of its troops", "$2 million in aid"."""
    if noun.lemma_.lower() not in _MEASURES and noun.ent_type_ != "MONEY":
        return noun
    counted = (t for name in ("of", "in") for t in prepositions(noun).get(name, ()))
    return next((t for t in counted if t.pos_ == "NOUN"), noun)


def parties(subject: tuple[Token, ...]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Return whom a joint subject acts for ("British and EU negotiators"), one and the others."""
    before = [c for s in subject for c in s.lefts if c.dep_ in ("amod", "nmod", "compound")]
    joined = next((j for c in before if len(j := tuple(conjuncts(c))) > 1), ())
    return joined[:1], joined[1:]
