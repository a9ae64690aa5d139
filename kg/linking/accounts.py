"""Whose an account is: by the statements that say so, else by what its handle is made of.

"@GovTimWalz" is an office and a name, "@DWStweets" initials and a word that says nothing. Every
person gives the handles that may be made of the name; a handle belongs to the one person, or body,
whose name makes it best.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.linking.clusters import Clusters
from kg.linking.folding import folded
from kg.linking.lexicon import Lexicon
from kg.linking.naming import Named
from kg.linking.people import PersonName
from kg.linking.profiles import Profile
from kg.records import Link

_FULL, _INITIAL, _SURNAME, _FIRST, _LETTERS = 0.95, 0.85, 0.8, 0.7, 0.65
_WHOLE = _INITIAL  # from here on a handle needs no office before the name
_CLUTTER = 0.05  # less sure, where more than the name is in the handle
_SHORTEST = 3  # letters of a name in a handle
_HOW = {
    _FULL: "the name",
    _INITIAL: "initial and surname",
    _SURNAME: "office and surname",
    _FIRST: "office and first name",
    _LETTERS: "office and initials",
}


@dataclass(frozen=True, slots=True)
class Core:
    """What may be the name in a handle: with an office before it, with something cut off."""

    text: str
    office: str = ""
    cut: bool = False


def owned(
    accounts: Mapping[str, Profile],
    named: Mapping[str, Named],
    clusters: Clusters,
    lexicon: Lexicon,
) -> list[Link]:
    """Return the owner of each account of which it is known."""
    index = _index(named, lexicon)
    found = []
    for identity, profile in sorted(accounts.items()):
        told = _told(identity, profile, clusters)
        link = told or _made_of(identity, profile, index, named, clusters, lexicon)
        if link is not None:
            found.append(link)
    return found


def _told(identity: str, profile: Profile, clusters: Clusters) -> Link | None:
    """The owner whom statements name; of several the one most often named."""
    if not profile.owners:
        return None
    owner = min(profile.owners, key=lambda o: (-profile.owners[o], o))
    times = profile.owners[owner]
    return Link(identity, owner, 0.98, (f"said in {times} documents",), "owner")


def _made_of(
    identity: str,
    profile: Profile,
    index: Mapping[str, Mapping[str, float]],
    named: Mapping[str, Named],
    clusters: Clusters,
    lexicon: Lexicon,
) -> Link | None:
    """The only one whose name makes the handle, or makes it best."""
    best: dict[str, tuple[float, str, str]] = {}
    for core in cores(profile.name, lexicon):
        for member, strength in index.get(core.text, {}).items():
            if strength >= _WHOLE or core.office:
                sure = strength - (_CLUTTER if core.cut else 0.0)
                reason = (
                    f"{profile.name} is made of {_HOW[strength]} of {named[member].profile.name}"
                )
                found = (round(sure, 2), reason, member)
                owner = clusters.of(member)
                best[owner] = max(best.get(owner, (0.0, "", "")), found)
    ranked = sorted(best.values(), key=lambda f: (-f[0], f[2]))
    if not ranked or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
        return None
    sure, reason, member = ranked[0]
    return Link(identity, member, sure, (reason,), "owner")


def cores(handle: str, lexicon: Lexicon) -> Iterator[Core]:
    """Yield what may be the name in a handle: whole, and without office, mark, state or number."""
    user = folded(handle).lstrip("@").split("@")[0]
    plain = re.sub(r"[^a-z0-9]", "", user)
    for office, rest in _without_office(plain, lexicon):
        yield Core(rest, office, cut=rest != plain and not office)
        for shorter in _without_end(rest, lexicon):
            yield Core(shorter, office, cut=True)


def _without_office(plain: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    yield "", plain
    for words, is_office in ((lexicon.handles["offices"], True), (lexicon.handles["marks"], False)):
        for word in sorted(words):
            if plain.startswith(word) and len(plain) - len(word) >= _SHORTEST:
                yield (word if is_office else ""), plain.removeprefix(word)


def _without_end(text: str, lexicon: Lexicon) -> Iterator[str]:
    bare = text.rstrip("0123456789")
    if bare != text and len(bare) >= _SHORTEST:
        yield bare
    for end in sorted(lexicon.handles["after"] | lexicon.states):
        for whole in {text, bare}:
            rest = whole.removesuffix(end)
            if rest != whole and len(rest) >= _SHORTEST:
                yield rest.removesuffix("for") if end in lexicon.states else rest


def _index(named: Mapping[str, Named], lexicon: Lexicon) -> dict[str, dict[str, float]]:
    """Who may have a handle of these letters, and how sure that is."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for identity, name in sorted(named.items()):
        for form, strength in _forms(name, lexicon):
            if len(form) >= _SHORTEST:
                found[form][identity] = max(strength, found[form].get(identity, 0.0))
    return found


def _forms(name: Named, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    if name.is_person:
        for person in name.people:
            if len(person.parts) > 1:
                yield from person_handles(person, lexicon)
    elif name.is_body:
        yield "".join(name.words), _FULL
        yield from (("".join(form), _FULL) for form in name.forms if len("".join(form)) > _SHORTEST)


def person_handles(person: PersonName, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Yield the handles that may be made of a person's name."""
    firsts = sorted(lexicon.familiar(person.first) | {p for p in person.middle if len(p) > 2})
    lasts = {person.last, *(["".join(person.parts[-2:])] if person.middle else [])}
    for last in sorted(lasts):
        yield last, _SURNAME
        for first in firsts:
            yield first + last, _FULL
            yield last + first, _FULL
            yield first[0] + last, _INITIAL
            yield first[0] + "".join(m[0] for m in person.middle) + last, _INITIAL
            yield first + "".join(m[0] for m in person.middle) + last, _FULL
    yield person.joined, _FULL
    yield "".join(p[0] for p in person.parts), _LETTERS
    for first in firsts:
        yield first, _FIRST
        yield from ((first + letters, _FIRST) for letters in _endings(person))


def _endings(person: PersonName) -> Iterator[str]:
    """What follows a first name as initials: "L" and "LF" of Leger Fernandez."""
    for at in range(1, len(person.parts)):
        yield "".join(p[0] for p in person.parts[at:])
