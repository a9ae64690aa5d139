"""Links applied: members become entities, and statements and claims name those."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from kg.linking import aliases
from kg.linking.linker import Links
from kg.linking.naming import BODIES
from kg.linking.profiles import Profile
from kg.records import Claim, GraphEntity, Statement

_FREQUENT = 0.25  # of the documents of the most frequent form: what a fuller name must have
_SURE = 0.8
_ONCE = 1  # document: no frequent form, where another is


class Renamed:
    """The entities of the corpus, and the records that name them."""

    def __init__(self, links: Links, profiles: Mapping[str, Profile]) -> None:
        """Make the entities of the members that were linked."""
        self._entity = links.entity
        self._unnamed = {links.entity[i] for i, p in profiles.items() if p.unnamed}
        self.counts: dict[str, Counter[str]] = {}
        self.entities: dict[str, GraphEntity] = {}
        borne = bearers(links, profiles)
        for identity, members in links.members.items():
            joined = [profiles[m] for m in members]
            self.counts[identity] = sum((p.counts for p in joined), Counter())
            self.entities[identity] = _entity(identity, joined, self.counts[identity], borne)

    def of(self, member: str) -> str:
        """Return the entity of a member."""
        return self._entity[member]

    def statement(self, s: Statement) -> Statement:
        """Return a statement between entities, told by their names."""
        return replace(
            s,
            head=self._maybe(s.head),
            tail=self._maybe(s.tail),
            by=self._maybe(s.by),
            place=self._maybe(s.place),
            source=self._maybe(s.source),
            chain=self._chain(s.chain),
            attributed_to=self._speaker(s.source, s.attributed_to),
        )

    def claim(self, c: Claim) -> Claim:
        """Return a claim of an entity about entities."""
        return replace(
            c,
            source=self._maybe(c.source),
            chain=self._chain(c.chain),
            about=tuple(sorted({self.of(i) for i in c.about})),
            attributed_to=self._speaker(c.source, c.attributed_to) or c.attributed_to,
        )

    def _maybe(self, member: str | None) -> str | None:
        return self._entity[member] if member else None

    def _chain(self, members: Iterable[str]) -> tuple[str, ...]:
        return tuple(i for i, _ in groupby(map(self.of, members)))

    def _speaker(self, source: str | None, words: str | None) -> str | None:
        """The name of the entity that speaks; of who has no name the words of the document."""
        entity = self._maybe(source)
        return words if entity is None or entity in self._unnamed else self.entities[entity].name


def _entity(
    identity: str, joined: Sequence[Profile], counts: Counter[str], borne: Mapping[str, Bearer]
) -> GraphEntity:
    names: Counter[str] = sum((p.names for p in joined), Counter())
    types: Counter[str] = sum((p.types for p in joined), Counter())
    name = next((p.given_name for p in joined if p.given_name), None) or canonical(joined)
    kind = next((p.given_type for p in joined if p.given_type), None)
    told: Counter[str] = sum((p.aliases for p in joined), Counter())
    forms = {*names, *told}
    family = max(joined, key=lambda p: (len(p.counts), p.id)).family
    if family in BODIES:  # of people a surname is what several may share
        forms = {f for f in forms if f in names or not _strange(f, told[f], identity, borne)}
    forms = aliases.proper(forms, name, family, _gender(joined))
    return GraphEntity(
        id=identity,
        type=kind or min(types, key=lambda t: (-types[t], t)),
        name=name,
        aliases=tuple(sorted(forms - {name})),
        members=tuple(sorted(p.id for p in joined)),
        mentions=sum(counts.values()),
        documents=len(counts),
        first_seen=min((p.first_seen for p in joined if p.first_seen), default=None),
        last_seen=max((p.last_seen for p in joined if p.last_seen), default=None),
    )


type Bearer = tuple[int, str]


def bearers(links: Links, profiles: Mapping[str, Profile]) -> dict[str, Bearer]:
    """Return for each name the entity that most documents name so, after their number."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for member, profile in profiles.items():
        if not profile.unnamed:
            for name, number in profile.names.items():
                counts[name][links.entity[member]] += number
    most = {name: min(found, key=lambda e: (-found[e], e)) for name, found in counts.items()}
    full: dict[str, Counter[str]] = defaultdict(Counter)
    for member, profile in profiles.items():
        for alias, number in profile.aliases.items() if profile.family == "Person" else ():
            full[alias][links.entity[member]] += number
    found = {name: (counts[name][entity], entity) for name, entity in most.items()}
    for alias, people in full.items():
        entity = min(people, key=lambda e: (-people[e], e))
        found[alias] = max(found.get(alias, (0, "")), (people[entity], entity))
    return found


def _strange(form: str, times: int, identity: str, borne: Mapping[str, Bearer]) -> bool:
    """Whether what documents call the entity is mostly the name of another one."""
    number, entity = borne.get(form, (0, identity))
    return entity != identity and number > times


def _gender(joined: Sequence[Profile]) -> str | None:
    """ "m" or "f", where the pronouns of the documents leave no doubt."""
    counts: Counter[str] = sum((p.genders for p in joined), Counter())
    most = max(sorted(counts), key=lambda g: counts[g], default="")
    return most if most and counts[most] >= counts.total() * _SURE else None


def canonical(joined: Sequence[Profile]) -> str:
    """Return the fullest form of a name that is frequent: no acronym and no bare surname where the
    corpus knows more."""
    names: Counter[str] = sum((p.names for p in joined if not p.local), Counter())
    names = names or sum((p.names for p in joined), Counter())
    full = Counter({n: k for n, k in names.items() if len(n.split()) > 1 or not n.isupper()})
    full = full or names
    most = max(full.values())
    frequent = [n for n, k in full.items() if k == most or k >= max(most * _FREQUENT, _ONCE + 1)]
    return min(frequent, key=lambda n: (-len(n.split()), -full[n], -len(n), n))
