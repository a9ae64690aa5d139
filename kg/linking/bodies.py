"""Names of agencies, organizations and places, compared by their words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import cleanco

from kg.linking.comparison import Comparison, apart, other, same, short, spelling, variant
from kg.linking.folding import likeness, words
from kg.linking.lexicon import Lexicon

_ANY = {"federal"}  # says that there is a nation, not which one
_NUMBER = re.compile(r"(?:\d+|[ivx]+)(?:st|nd|rd|th)?$")


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body's or place's name: all its folded words, and the core without legal form and nation.

    `nation` are the words of a nation before the core ("U.S.", "federal"), `acronym` the name
    where it is written as one.
    """

    words: tuple[str, ...]
    core: tuple[str, ...]
    nation: frozenset[str] = frozenset()
    acronym: str = ""

    @property
    def key(self) -> str:
        """The core in an order that does not depend on "Department of X" or "X Department"."""
        return " ".join(sorted(self.core))

    @property
    def initials(self) -> str:
        """The first letters of the core."""
        return "".join(w[0] for w in self.core)


def parsed(name: str, lexicon: Lexicon, of_nation: bool = True) -> BodyName:
    """Take a body's name apart: "U.S. Department of Labor", "Acme Corp.", "FBI"."""
    found = tuple(lexicon.spelling.get(w, w) for w in words(_spaced(name)))
    nation, rest = _nation(found, lexicon) if of_nation else (frozenset[str](), found)
    core = [w for w in _without_form(name, rest, lexicon) if w not in lexicon.small]
    bare = re.sub(r"[\W_]", "", name)
    acronym = bare.lower() if bare.isupper() and 1 < len(bare) <= 8 and " " not in name else ""
    return BodyName(found, tuple(core) or found or (name,), nation, acronym)


def _nation(found: tuple[str, ...], lexicon: Lexicon) -> tuple[frozenset[str], tuple[str, ...]]:
    """The nation before a name, or after "of" at its end, and the rest."""
    rest = list(found)
    nation = set()
    while len(rest) > 1 and rest[0] in lexicon.nations:
        nation.add(lexicon.nations[rest.pop(0)])
    if len(rest) > 2 and rest[-1] in lexicon.nations and rest[-2] in ("of", "the"):
        nation.add(lexicon.nations[rest.pop()])
    return frozenset(nation), tuple(rest)


def _spaced(name: str) -> str:
    """ "AT&T" and "A & B" keep their sign; "NewCo" is one word, "GoodWill" two."""
    return name.replace("&", " and ")


@lru_cache(maxsize=100_000)
def _legal(name: str) -> str:
    """The name without its legal form, as the library `cleanco` knows it."""
    return str(cleanco.basename(name, prefix=True))


def _without_form(name: str, rest: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The words without the legal form and what only says that it is a company."""
    legal = {lexicon.spelling.get(w, w) for w in words(_spaced(_legal(name)))}
    core = [w for w in rest if w in legal] or list(rest)
    trimmed = [w for w in core if w not in lexicon.company]
    told = any(len(w) > 2 for w in trimmed) and tuple(trimmed) not in lexicon.bare
    return trimmed if told else core  # "Companies House" is no House


def compare(a: BodyName, b: BodyName, lexicon: Lexicon) -> Comparison:
    """Compare two bodies' names."""
    if a.words == b.words:
        return same("same name")
    if a.core == b.core or a.key == b.key:
        return _same_core(a, b)
    if "".join(a.core) == "".join(b.core):
        return same("same name, written apart", 0.97)
    if _initials(a, b) or _initials(b, a):
        return short("the initials of the name", 0.82)
    return _by_words(a, b, lexicon)


def _same_core(a: BodyName, b: BodyName) -> Comparison:
    ours, theirs = a.nation - _ANY, b.nation - _ANY
    if ours and theirs and not ours & theirs:
        return apart(f"of other nations: {' '.join(a.nation)}, {' '.join(b.nation)}", 0.5)
    if a.nation != b.nation:
        told = f"same name but for {' '.join(sorted(a.nation ^ b.nation))}"
        return variant(told, 0.95) if len(a.core) > 1 else short(told, 0.8)
    if a.core == b.core:
        return same("same name but for legal form and nation", 0.97)
    return variant("same words in another order", 0.95)


def _initials(acronym: BodyName, full: BodyName) -> bool:
    letters = acronym.acronym
    return bool(letters) and len(full.core) > 1 and letters in (full.initials, _all_initials(full))


def _all_initials(name: BodyName) -> str:
    return "".join(w[0] for w in name.words)


def _by_words(a: BodyName, b: BodyName, lexicon: Lexicon) -> Comparison:
    """Compare the words that only one of them has."""
    mine, theirs = _unmatched(a.core, b.core)
    where = [w for w in (*mine, *theirs) if w in lexicon.places or w in lexicon.nations]
    if mine and theirs and where:
        return apart(f"places differ: {' '.join(mine)}, {' '.join(theirs)}", 0.4)
    if any(_NUMBER.match(w) for w in (*mine, *theirs)):
        return apart(f"numbers differ: {' '.join((*mine, *theirs))}", 0.75)
    if mine or theirs:
        common = len(a.core) - len(mine)
        return other("words differ", common / max(len(a.core), len(b.core)) * 0.7)
    alike = min(max(likeness(x, y) for y in b.core) for x in a.core)
    return spelling("spelled alike", alike)


def _unmatched(a: Sequence[str], b: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words of each that have no match in the other."""
    left, alone = list(b), []
    for word in a:
        near = max(left, key=lambda w: likeness(word, w), default="")
        if near and likeness(word, near):
            left.remove(near)
        else:
            alone.append(word)
    return alone, left
