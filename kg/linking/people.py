"""Names of people: taken apart, and compared part by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.linking.comparison import Comparison, apart, other, same, short, spelling, variant
from kg.linking.folding import likeness, words
from kg.linking.lexicon import Lexicon

_GENERATIONS = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr", "ii": "ii", "iii": "iii"}
_GENERATIONS |= {"2nd": "ii", "3rd": "iii", "iv": "iv"}
_SON = {"ibn": "bin", "ben": "bin", "el": "al"}


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name: `parts` from the first name to the last, without title and generation."""

    parts: tuple[str, ...]
    generation: str = ""

    @property
    def first(self) -> str:
        """The first name, or an initial."""
        return self.parts[0]

    @property
    def last(self) -> str:
        """The last word of the surname."""
        return self.parts[-1]

    @property
    def middle(self) -> tuple[str, ...]:
        """What stands between them."""
        return self.parts[1:-1]

    @property
    def joined(self) -> str:
        """All parts in one word."""
        return "".join(self.parts)


def parsed(name: str, lexicon: Lexicon) -> PersonName:
    """Take a name apart: "Gov. Tim Walz", "Smith, Ann", "Robert Kean Jr."."""
    before, comma, after = name.partition(",")
    found = words(name)
    if comma and after.strip() and words(after)[-1:] and words(after)[0] not in _GENERATIONS:
        found = (*words(after), *words(before))
    found = lexicon.without_titles(found)
    generation = _GENERATIONS.get(found[-1], "") if len(found) > 1 else ""
    parts = found[:-1] if generation else found
    inner = tuple(_SON.get(w, w) for w in parts[1:])  # but "Ben" is a first name
    return PersonName((*parts[:1], *inner) or (name,), generation)


def compare(a: PersonName, b: PersonName, lexicon: Lexicon) -> Comparison:
    """Compare two people's names: what tells them apart first, then what makes them one."""
    if a.generation != b.generation:
        marks = " and ".join(g or "none" for g in (a.generation, b.generation))
        return apart(f"generations differ: {marks}", 0.7 if a.parts == b.parts else 0.0)
    if a.parts == b.parts:
        return same("same name")
    if a.joined == b.joined:
        return same("same name, written apart", 0.97)
    if 1 in (len(a.parts), len(b.parts)):
        return _single(a, b)
    if sorted(set(a.parts)) == sorted(set(b.parts)) and len(a.parts) != len(b.parts):
        return variant("a part stands twice")
    return _by_parts(a, b, lexicon)


def _single(a: PersonName, b: PersonName) -> Comparison:
    """A single word beside a name, or beside another single word."""
    one, full = sorted((a, b), key=lambda n: len(n.parts))
    if len(full.parts) == 1:
        alike = likeness(one.last, full.last)
        return spelling("spelled alike", alike) if alike else other("other name")
    if one.last in (full.last, full.first):
        which = "surname" if one.last == full.last else "first name"
        return short(f"the {which} alone", 0.6)
    return other("other name")


def _by_parts(a: PersonName, b: PersonName, lexicon: Lexicon) -> Comparison:
    surname = likeness(a.last, b.last)
    given, how = given_likeness(a.first, b.first, lexicon)
    if not surname:
        return _longer(a, b, lexicon)
    if not given:
        full = max(a.parts, b.parts, key=len)
        inner = _inner_first(a, b) if len(a.parts) != len(b.parts) else ""
        if inner and surname == 1.0:
            return variant(f"called by the name {inner}: {' '.join(full)}", 0.85)
        return apart(f"first names differ: {a.first}, {b.first}")
    if clash := _middle_clash(a.middle, b.middle):
        return apart(clash, 0.6)
    if _genders_differ(a.first, b.first, lexicon) and given < 1.0:
        return apart(f"a man's and a woman's name: {a.first}, {b.first}", 0.75)
    alike = min(surname, given)
    if how == "initial":
        return short(f"{a.first} and {b.first} before the same surname", 0.85 * surname)
    if surname < 1.0 or how == "spelling":
        return spelling(f"spelled alike: {' '.join(a.parts)}, {' '.join(b.parts)}", alike)
    if how == "nickname" and abs(len(a.parts) - len(b.parts)) and _longest(a, b) > 1:
        return spelling(f"{a.first} and {b.first}, and a middle name more", 0.85)
    if how == "nickname":
        return variant(f"{a.first} and {b.first} are forms of one name")
    return variant("a middle name more" if a.middle != b.middle else "same name")


def _longest(a: PersonName, b: PersonName) -> int:
    """Letters of the longest middle name."""
    return max(map(len, (*a.middle, *b.middle)), default=0)


def given_likeness(a: str, b: str, lexicon: Lexicon) -> tuple[float, str]:
    """How alike two first names are, and as what."""
    if a == b:
        return 1.0, "same"
    if 1 in (len(a), len(b)):
        return (0.9, "initial") if a[0] == b[0] else (0.0, "")
    if lexicon.is_nickname(a, b):
        return 0.93, "nickname"
    return likeness(a, b), "spelling"


def _middle_clash(a: Sequence[str], b: Sequence[str]) -> str:
    """Why the middle names cannot be of one person; empty where they can."""
    if not a or not b:
        return ""
    short_, long = sorted((a, b), key=len)
    for one in short_:
        if not any(_may_be(one, two) for two in long):
            return f"middle names differ: {' '.join(a)}, {' '.join(b)}"
    return ""


def _may_be(one: str, two: str) -> bool:
    if 1 in (len(one), len(two)):
        return one[0] == two[0]
    return likeness(one, two) > 0


def _inner_first(a: PersonName, b: PersonName) -> str:
    """ "Alexandre Boris Johnson" is called Boris: the first name of one is a middle one of the
    other, whole."""
    short_, long = sorted((a, b), key=lambda n: len(n.parts))
    return short_.first if len(short_.first) > 1 and short_.first in long.middle else ""


def _longer(a: PersonName, b: PersonName, lexicon: Lexicon) -> Comparison:
    """One name holds the other: "Pablo Hernandez", "Pablo Hernandez Rivera"."""
    short_, long = sorted((a.parts, b.parts), key=len)
    if len(short_) < len(long) and short_[0] == long[0] and _in_order(short_, long):
        return variant("one name goes on where the other ends", 0.88)
    if sorted(short_) == sorted(long):
        return other("same words in another order", 0.7)
    return other("other surname")


def _in_order(short_: Sequence[str], long: Sequence[str]) -> bool:
    rest = iter(long)
    return all(part in rest for part in short_)


def _genders_differ(a: str, b: str, lexicon: Lexicon) -> bool:
    known = {lexicon.gender.get(a), lexicon.gender.get(b)}
    return known == {"m", "f"}
