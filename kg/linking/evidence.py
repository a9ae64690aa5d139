"""What speaks for and against two members being one thing: a table of named functions.

Each gives a weight (log-odds) and the reason for a reader; they are summed. A veto cannot be
outweighed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from math import exp, log

from kg.linking.comparison import Comparison, Grade
from kg.linking.context import Context
from kg.linking.folding import words
from kg.linking.naming import BODIES, Named, compared
from kg.records import digest

ENOUGH = 3.0  # the sum from which two members are one thing
LIKELY = 1.0  # the sum from which a reader may be asked
_EVEN = 2.0  # the sum at which it is as likely as not
VETO = -99.0
JUDGED = 99.0  # somebody says that both are one: nothing outweighs that
_BY_GRADE = {
    Grade.SAME: 5.0,
    Grade.VARIANT: 2.2,
    Grade.SPELLING: 1.2,
    Grade.SHORT: 0.5,
    Grade.OTHER: -20.0,
    Grade.APART: VETO,
}
_DOUBT = -3.0  # of other names that a document or the gazetteer has for one thing
_MUCH = 2.5  # the most that one kind of context weighs
_WIDE = 1.5  # the same of places, in which much goes on
_OFTEN = 0.3  # documents that call another thing so, beside those of the thing named so
_NEAR = 0.3  # of the documents of a body without a state: what the state's name must stand in
_YEARS_APART = 8
_SURE_GENDER = 0.8


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one function says of a pair."""

    name: str
    weight: float
    reason: str


class Pair:
    """Two members, the comparison of their names, and what stands beside both."""

    def __init__(self, a: Named, b: Named, context: Context) -> None:
        """Compare the names; the smaller member is the first."""
        self.a, self.b = sorted((a, b), key=lambda n: (len(n.profile.counts), n.profile.id))
        self.comparison: Comparison = compared(a, b)
        self.context = context

    @property
    def members(self) -> tuple[str, str]:
        """The ids of the two, in their order."""
        one, two = sorted((self.a.profile.id, self.b.profile.id))
        return one, two

    @property
    def bodies(self) -> bool:
        """Whether both are agencies or organizations."""
        return self.a.is_body and self.b.is_body

    @property
    def is_mixed(self) -> bool:
        """Whether both type and name are other: what links them was taken for another type once."""
        alike = self.a.profile.family == self.b.profile.family or self.bodies
        return not alike and self.comparison.grade is Grade.OTHER

    def shared(self, families: frozenset[str]) -> list[tuple[float, str]]:
        """Names of these types that stand beside both, the most telling first."""
        found = self.context.shared([self.a.profile.id], [self.b.profile.id])
        return [(w, name) for w, name in found if self.context.family(name) in families]


def judgement(pair: Pair) -> Evidence | None:
    """Somebody has judged that both are one thing, or two."""
    members = pair.members
    judged = pair.context.judgements
    if members in judged.positive:
        return Evidence("judgement", JUDGED, judged.positive[members].said)
    if members in judged.negative:
        return Evidence("judgement", VETO, judged.negative[members].said)
    return None


def name(pair: Pair) -> Evidence | None:
    """How alike the names are; those that are not are one thing only where somebody says so."""
    c = pair.comparison
    weight = _BY_GRADE[c.grade]
    if c.grade is Grade.SPELLING and len(pair.a.words) == 1:
        weight = 0.0
    elif c.grade is Grade.SPELLING and c.likeness >= 0.95:
        weight = _BY_GRADE[Grade.VARIANT]
    elif c.grade is Grade.SPELLING and c.likeness < 0.9:
        weight = _BY_GRADE[Grade.SHORT]
    elif c.grade is Grade.OTHER and (known(pair) or alias(pair)):
        weight = _DOUBT
    return Evidence("name", weight, c.reason)


def known(pair: Pair) -> Evidence | None:
    """Both names are forms of one thing in the gazetteer, or of two."""
    a, b = pair.a.known, pair.b.known
    if a is None or b is None:
        return None
    if a == b:
        return Evidence("known", 9.0, f"both are known names of {a}")
    return Evidence("known", VETO, f"known as two: {a}, {b}")


def alias(pair: Pair) -> Evidence | None:
    """Documents that use both names for one thing."""
    if pair.a.profile.family != pair.b.profile.family and not pair.bodies:
        return None
    for one, two in ((pair.a, pair.b), (pair.b, pair.a)):
        if one.is_bare and pair.comparison.grade is Grade.OTHER:
            continue  # "the House" for the White House: a word that documents cut short
        if one.words in two.forms and pair.comparison.grade is not Grade.APART:
            n = sum(v for k, v in two.profile.aliases.items() if _is(k, one, two))
            often = n >= len(one.profile.counts) * _OFTEN or pair.comparison.grade != Grade.OTHER
            reason = f"“{one.profile.name}” stands for “{two.profile.name}” in {n} documents"
            return Evidence("alias", 3.5 + log(n), reason) if n and often else None
    return None


def nation(pair: Pair) -> Evidence | None:
    """ "House" is not Georgia's, unless Georgia stands beside it."""
    for one, two in ((pair.a, pair.b), (pair.b, pair.a)):
        for country in sorted(two.body.nation if one.is_body and one.is_bare else ()):
            share = pair.context.share(one.profile.id, place(country))
            if share < _NEAR:
                return Evidence("nation", VETO, f"{country} in {share:.0%} of its documents")
    return None


def place(name: str) -> str:
    """Return the member of a place, by its folded name."""
    return digest("Place", name, None)


def types(pair: Pair) -> Evidence | None:
    """The type that most documents give to one full name; two that many give are two things."""
    a, b = pair.a.profile, pair.b.profile
    if a.family == b.family or pair.bodies:
        return None
    few, many = len(a.counts), len(b.counts)
    often = f"{b.type} in {many} documents, {a.type} in {few}"
    if len(pair.a.words) == 1:
        return Evidence("type", VETO, f"one word, two types: {often}")
    if few * 4 <= many or (few == 1 and many >= 2):
        return Evidence("type", 0.0, often)
    return Evidence("type", -1.0 if few <= 2 else VETO, often)


def roles(pair: Pair) -> Evidence | None:
    """The same office."""
    both = pair.a.profile.roles.keys() & pair.b.profile.roles.keys()
    return Evidence("roles", 1.5, f"both are {', '.join(sorted(both))}") if both else None


def genders(pair: Pair) -> Evidence | None:
    """One is she, the other he."""
    a, b = _gender(pair.a), _gender(pair.b)
    if pair.a.is_person and a and b and a != b and pair.comparison.grade is not Grade.SAME:
        return Evidence("gender", VETO, "one is he, the other she")
    return None


def accounts(pair: Pair) -> Evidence | None:
    """The same account."""
    both = pair.shared(frozenset({"Account"}))
    return _beside(pair, "accounts", both) if both else None


def places(pair: Pair) -> Evidence | None:
    """Places that stand beside both."""
    both = pair.shared(frozenset({"Place", "Facility"}))
    return _beside(pair, "places", both, _WIDE) if both else None


def organizations(pair: Pair) -> Evidence | None:
    """Agencies and organizations that stand beside both."""
    both = pair.shared(BODIES)
    return _beside(pair, "organizations", both) if both else None


def people(pair: Pair) -> Evidence | None:
    """People that stand beside both."""
    both = pair.shared(frozenset({"Person"}))
    return _beside(pair, "people", both) if both else None


def together(pair: Pair) -> Evidence | None:
    """Documents that hold both as two things."""
    both = pair.a.profile.counts.keys() & pair.b.profile.counts.keys()
    if not both or pair.comparison.grade is Grade.SAME:
        return None
    return Evidence("together", -1.0 * min(2, len(both)), f"two things in {len(both)} documents")


def time(pair: Pair) -> Evidence | None:
    """Years between the last document of one and the first of the other."""
    spans = [(n.profile.first_seen, n.profile.last_seen) for n in (pair.a, pair.b)]
    if not all(first and last for first, last in spans):
        return None
    early, late = sorted((str(first), str(last)) for first, last in spans)
    years = (_day(late[0]) - _day(early[1])) / 365
    return Evidence("time", -1.0, f"{years:.0f} years apart") if years > _YEARS_APART else None


SCORERS: Mapping[str, Callable[[Pair], Evidence | None]] = {
    "judgement": judgement,
    "name": name,
    "known": known,
    "alias": alias,
    "nation": nation,
    "type": types,
    "roles": roles,
    "gender": genders,
    "accounts": accounts,
    "places": places,
    "organizations": organizations,
    "people": people,
    "together": together,
    "time": time,
}


def weighed(pair: Pair) -> list[Evidence]:
    """Return what every function of the table says of a pair; after a verdict nothing more."""
    found: list[Evidence] = []
    for score in SCORERS.values():
        evidence = score(pair)
        if evidence is not None:
            found.append(evidence)
            if abs(evidence.weight) >= JUDGED:
                break
    return found


def confidence(total: float) -> float:
    """Return the probability that a sum of weights stands for."""
    return round(1 / (1 + exp(_EVEN - total)), 3)


def reasons(found: list[Evidence]) -> tuple[str, ...]:
    """Return the reasons, the weightiest first."""
    ordered = sorted(found, key=lambda e: (-abs(e.weight), e.name))
    return tuple(f"{e.name} {e.weight:+.1f}: {e.reason}" for e in ordered)


def _beside(pair: Pair, kind: str, both: list[tuple[float, str]], most: float = _MUCH) -> Evidence:
    weight = min(most, sum(w for w, _ in both) / 2)
    names = ", ".join(pair.context.named(m) for _, m in both[:3])
    return Evidence(kind, weight, f"beside both: {names}")


def _is(form: str, one: Named, two: Named) -> bool:
    found = words(form)
    return (two.lexicon.without_titles(found) if two.is_person else found) == one.words


def _gender(named: Named) -> str | None:
    counts = named.profile.genders
    most = max(sorted(counts), key=lambda g: counts[g], default="")
    return most if most and counts[most] / counts.total() >= _SURE_GENDER else None


def _day(text: str) -> int:
    try:
        return date.fromisoformat(text[:10]).toordinal()
    except ValueError:
        return 0
