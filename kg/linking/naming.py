"""The names of members, taken apart once, and compared as their types ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.linking import bodies, people
from kg.linking.comparison import Comparison, other, same
from kg.linking.folding import skeleton, words
from kg.linking.lexicon import Lexicon
from kg.linking.profiles import Profile

BODIES = frozenset({"Agency", "Organization"})
LINKED = frozenset({"Person", "Place", "Facility", "Work", "Event"}) | BODIES


@dataclass(frozen=True)
class Named:
    """A member with its name taken apart."""

    profile: Profile
    lexicon: Lexicon

    @cached_property
    def person(self) -> people.PersonName:
        """The name as a person's."""
        return people.parsed(self.profile.name, self.lexicon)

    @cached_property
    def people(self) -> tuple[people.PersonName, ...]:
        """Every name of several words that documents give the person."""
        named = [self.words, *sorted(self.forms)]
        found = (people.parsed(" ".join(form), self.lexicon) for form in named)
        return tuple(dict.fromkeys((self.person, *found)))

    @cached_property
    def body(self) -> bodies.BodyName:
        """The name as a body's or a place's."""
        return bodies.parsed(self.profile.name, self.lexicon, of_nation=self.is_body)

    @property
    def is_person(self) -> bool:
        """Whether its type is a person's."""
        return self.profile.family == "Person"

    @property
    def is_body(self) -> bool:
        """Whether its type is that of an agency or an organization."""
        return self.profile.family in BODIES

    @property
    def is_bare(self) -> bool:
        """Whether it is a name that a body of every state has, and that does not name the state."""
        return self.words in self.lexicon.bare

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words of the name."""
        return words(self.profile.name)

    @cached_property
    def known(self) -> str | None:
        """The canonical name, where the name is a known form of one thing of this family."""
        found = self.lexicon.known.get(self.profile.name)
        alike = found and (found.family == self.profile.family or {found.family} <= BODIES)
        return found.name if found and alike and not self.is_person else None

    def keys(self) -> Iterator[str]:
        """What another member must share, so that the two are compared at all."""
        yield "name " + " ".join(self.words)
        yield from ("name " + " ".join(form) for form in self.forms)
        if self.known:
            yield f"known {self.known}"
        yield from self._person_keys() if self.is_person else self._body_keys()

    @cached_property
    def forms(self) -> frozenset[tuple[str, ...]]:
        """Its aliases, folded: of people only those of several words, without titles."""
        found = (words(alias) for alias in self.profile.aliases)
        if self.is_person:
            found = (self.lexicon.without_titles(f) for f in found if len(f) > 1)
            return frozenset(f for f in found if len(f) > 1) - {self.words}
        return frozenset(f for f in found if f) - {self.words}

    def _person_keys(self) -> Iterator[str]:
        """ "smith b" and "smith w" for Bill Smith; one word for what was written together."""
        parts = self.person.parts
        yield "joined " + self.person.joined
        for part in {skeleton(p) for p in parts[1:] if len(p) > 2 or p == parts[-1]}:
            for given in parts[:-1]:
                yield from {f"part {part} {f[0]}" for f in self.lexicon.formal(given)}

    def _body_keys(self) -> Iterator[str]:
        yield "core " + self.body.key
        yield "sound " + " ".join(map(skeleton, sorted(self.body.core)))
        yield "joined " + "".join(self.body.core)
        if self.body.acronym:
            yield "initials " + self.body.acronym
        elif len(self.body.core) > 2:
            yield "initials " + self.body.initials


def compared(a: Named, b: Named) -> Comparison:
    """Compare two members' names as their types ask for; across types only the same name counts."""
    if a.is_person and b.is_person:
        return people.compare(a.person, b.person, a.lexicon)
    if a.profile.family != b.profile.family and not (a.is_body and b.is_body):
        return same("same name") if a.words == b.words else other("other type, other name")
    return bodies.compare(a.body, b.body, a.lexicon)
