"""People named by one word: whom a document means by "Smith".

Those of the corpus who bear the word as surname (or first name) are weighed by how often they are
in the news and by what stands beside the word in its document. Without support from there the
person stays local to the document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import log

from kg.linking.clusters import Clusters
from kg.linking.context import Context
from kg.linking.evidence import confidence
from kg.linking.naming import Named
from kg.records import Link

_ENOUGH = 2.0
_SURE = 4.2  # for a name that others bear, too, and nobody whom the corpus names in full
_NOBODY_ELSE = 1.5  # documents of bearers whom the corpus does not name in full
_FIRST_NAME = -2.0  # a bare word is rarely a first name
_WHOLE_NAME = 1.5  # a word that nobody bears beside another may be all of a name
_ROLE = 2.5
_TOLD = 4.5  # the most that what stands beside counts


@dataclass(frozen=True, slots=True)
class Reading:
    """One person whom a bare name may mean, with the sum of the evidence, and the reasons."""

    person: str
    total: float
    reasons: tuple[str, ...]


def resolved(
    bare: Iterable[Named], full: Mapping[str, Named], clusters: Clusters, context: Context
) -> list[Link]:
    """Join bare names to those they mean, else to the same bare name of other documents."""
    bearers = _bearers(full)
    links, left = [], defaultdict[str, list[Named]](list)
    for name in sorted(bare, key=lambda n: n.profile.id):
        readings = list(_readings(name, bearers.get(_word(name), {}), full, clusters, context))
        best = _best(readings)
        if best is None:
            left[_word(name)].append(name)
        else:
            clusters.join(name.profile.id, best.person)
            links.append(Link(name.profile.id, best.person, confidence(best.total), best.reasons))
    for word, names in sorted(left.items()):
        borne = word in bearers or word in names[0].lexicon.gender
        links += _grouped(names, borne, clusters, context)
    return links


def _word(name: Named) -> str:
    return name.person.last


def _bearers(full: Mapping[str, Named]) -> dict[str, dict[str, bool]]:
    """Whom or what a word names, and whether as its last word: the corpus may know that "Nordstrom"
    is no person."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for identity, name in sorted(full.items()):
        if name.is_person and len(name.person.parts) > 1:
            found[name.person.first][identity] = False
            found[name.person.last][identity] = True
        elif len(name.words) == 1:
            found[name.words[0]][identity] = True
    return found


def _readings(
    name: Named,
    bearers: Mapping[str, bool],
    full: Mapping[str, Named],
    clusters: Clusters,
    context: Context,
) -> Iterator[Reading]:
    """Weigh every entity that bears the word."""
    people: dict[str, list[str]] = defaultdict(list)
    for member in bearers:
        if not _differs(name, full[member]):
            people[clusters.of(member)].append(member)
    sizes = {p: sum(len(full[m].profile.counts) for m in ms) for p, ms in people.items()}
    everybody = sum(sizes.values()) + _NOBODY_ELSE
    for person, members in people.items():
        if context.judgements.part([name.profile.id], clusters.members(person)):
            continue
        size = sizes[person]
        prior = log(size / (everybody - size))
        surname = any(bearers[m] for m in members)
        told, reasons = _support(name, members, full, context)
        if told:
            often = f"{size} of {everybody - _NOBODY_ELSE:.0f} documents with that name mean "
            often += _most(members, full)
            total = min(prior, 4.0) + told + (0.0 if surname else _FIRST_NAME)
            yield Reading(min(members), total, (*reasons, often))


def _differs(name: Named, full: Named) -> bool:
    """ "Smith Jr." is not "John Smith", he is not she, and "Mr. Paris" is no town."""
    ours, theirs = name.profile.genders, full.profile.genders
    if not full.is_person:
        return bool(ours or name.profile.roles or name.profile.aliases)
    if name.person.generation != full.person.generation:
        return True
    return bool(ours and theirs) and not ours.keys() & theirs.keys()


def _most(members: Iterable[str], full: Mapping[str, Named]) -> str:
    return (
        max(sorted(members), key=lambda m: len(full[m].profile.counts))
        and full[max(sorted(members), key=lambda m: len(full[m].profile.counts))].profile.name
    )


def _support(
    name: Named, members: Iterable[str], full: Mapping[str, Named], context: Context
) -> tuple[float, tuple[str, ...]]:
    """What the document tells: the same office, names that stand beside the person elsewhere."""
    known = list(members)
    roles = {r for m in known for r in full[m].profile.roles} & name.profile.roles.keys()
    beside = context.shared([name.profile.id], known)
    reasons = [f"both are {', '.join(sorted(roles))}"] if roles else []
    if beside:
        reasons.append("beside both: " + ", ".join(context.named(m) for _, m in beside[:3]))
    told = (_ROLE if roles else 0.0) + min(_TOLD, sum(w for w, _ in beside) / 2)
    return told, tuple(reasons)


def _best(readings: Iterable[Reading]) -> Reading | None:
    """The one reading that is likely, and likelier than any other."""
    ordered = sorted(readings, key=lambda r: (-r.total, r.person))
    if not ordered or ordered[0].total < _ENOUGH:
        return None
    second = ordered[1].total if len(ordered) > 1 else 0.0
    return ordered[0] if ordered[0].total - second >= 1.0 else None


def _grouped(
    names: list[Named], borne: bool, clusters: Clusters, context: Context
) -> Iterator[Link]:
    """Join the same bare name of several documents where what stands beside it agrees; a word that
    nobody of the corpus bears beside another may be a whole name, and needs less."""
    groups: list[list[Named]] = []
    for name in names:
        fits = [(*_agreement(name, g, context), g) for g in groups if not _apart(name, g, context)]
        told, reasons, group = max(fits, key=lambda f: f[0], default=(0.0, (), None))
        total = told if borne or not told else told + _WHOLE_NAME
        if group is None or total < (_SURE if borne else _ENOUGH):
            groups.append([name])
            continue
        clusters.join(name.profile.id, group[0].profile.id)
        yield Link(name.profile.id, group[0].profile.id, confidence(total), reasons)
        group.append(name)


def _apart(name: Named, group: list[Named], context: Context) -> bool:
    members = [n.profile.id for n in group]
    return _differs(name, group[0]) or context.judgements.part([name.profile.id], members)


def _agreement(name: Named, group: list[Named], context: Context) -> tuple[float, tuple[str, ...]]:
    full = {n.profile.id: n for n in group}
    return _support(name, full, full, context)
