"""Pairs of members to entities: the surest pairs first, and none that a veto keeps apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from typing import Literal

from kg.linking.comparison import Grade
from kg.linking.context import Context
from kg.linking.evidence import ENOUGH, LIKELY, VETO, Evidence, Pair, confidence, reasons, weighed
from kg.linking.naming import Named
from kg.records import Link

_MARGIN = 1.0  # by how much one reading of a short form must be better than another
_COMPARED = 40  # members of a cluster that are compared with another's, the most frequent ones


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair, its evidence, and their sum."""

    pair: Pair
    found: tuple[Evidence, ...]

    @property
    def total(self) -> float:
        """The sum of the weights."""
        return sum(e.weight for e in self.found)

    @property
    def members(self) -> tuple[str, str]:
        """The ids of the two, in their order."""
        return self.pair.members

    @property
    def is_short(self) -> bool:
        """Whether one is a form that many things may share."""
        return self.pair.comparison.grade is Grade.SHORT and not self.told

    @property
    def told(self) -> bool:
        """Whether a document or the gazetteer says that both are one."""
        return any(e.name in ("alias", "known") and e.weight > 0 for e in self.found)

    def link(self, kind: Literal["same", "candidate"] = "same") -> Link:
        """Return the pair as a record."""
        one, two = self.members
        return Link(one, two, confidence(self.total), reasons(list(self.found)), kind)


class Clusters:
    """Members joined step by step; each cluster goes by the id of one of its members."""

    def __init__(self) -> None:
        """Begin with every member alone."""
        self._of: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}

    def of(self, member: str) -> str:
        """Return the cluster of a member."""
        return self._of.get(member, member)

    def members(self, cluster: str) -> list[str]:
        """Return the members of a cluster."""
        return self._members.get(cluster, [cluster])

    def join(self, a: str, b: str) -> None:
        """Make one cluster of those of two members."""
        few, many = sorted((self.of(a), self.of(b)), key=lambda c: (len(self.members(c)), c))
        if few != many:
            moved = self._members.pop(few, [few])
            self._members.setdefault(many, [many]).extend(moved)
            self._of.update(dict.fromkeys(moved, many))


def candidates(named: Mapping[str, Named]) -> Iterator[tuple[str, str]]:
    """Yield the pairs that share a key, each once."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for identity, name in sorted(named.items()):
        for key in dict.fromkeys(name.keys()):
            blocks[key].append(identity)
    seen = {pair for block in blocks.values() for pair in combinations(block, 2)}
    yield from sorted(seen)


def judged(named: Mapping[str, Named], context: Context) -> tuple[Clusters, list[Link]]:
    """Return the clusters that people have judged to be one thing, and the links of them."""
    clusters = Clusters()
    links = []
    for a, b in sorted(context.judgements.positive):
        if a in named and b in named:
            clusters.join(a, b)
            links.append(_scored(named[a], named[b], context).link())
    return clusters, links


def linked(
    named: Mapping[str, Named], context: Context, clusters: Clusters
) -> tuple[list[Link], list[Link]]:
    """Join the clusters further; return the links, and the pairs that would need a judgement."""
    scored = [_scored(named[a], named[b], context) for a, b in candidates(named)]
    ordered = sorted((s for s in scored if s.total >= LIKELY), key=lambda s: (-s.total, s.members))
    good = [s for s in ordered if s.total >= ENOUGH]
    links: list[Link] = []
    for s in (s for s in good if not s.is_short):
        links += _join(s, clusters, named, context)
    for s in _decided([s for s in good if s.is_short], clusters):
        links += _join(s, clusters, named, context)
    return links, [s.link("candidate") for s in ordered if _is_open(s, clusters, context)]


def _is_open(s: Scored, clusters: Clusters, context: Context) -> bool:
    """Whether it may be one thing all the same, and nobody has judged so far."""
    one, two = map(clusters.of, s.members)
    known = s.members in context.judgements.unsure
    return one != two and not known and not _parted(one, two, clusters, context)


def _parted(one: str, two: str, clusters: Clusters, context: Context) -> bool:
    return context.judgements.part(clusters.members(one), clusters.members(two))


def _scored(a: Named, b: Named, context: Context) -> Scored:
    pair = Pair(a, b, context)
    return Scored(pair, tuple(weighed(pair)))


def _join(
    s: Scored, clusters: Clusters, named: Mapping[str, Named], context: Context
) -> Iterator[Link]:
    one, two = map(clusters.of, s.members)
    if _parted(one, two, clusters, context):
        return
    ours, theirs = clusters.members(one), clusters.members(two)
    if one == two or _is_judged(s, context) or not _kept_apart(ours, theirs, named, context):
        clusters.join(one, two)
        yield s.link()


def _is_judged(s: Scored, context: Context) -> bool:
    """Whether people have joined one of the two with others: it need not be like all of those."""
    return any(m in context.judgements.joined for m in s.members)


def _kept_apart(
    ours: Iterable[str], theirs: Iterable[str], named: Mapping[str, Named], context: Context
) -> bool:
    """Whether any member of one cluster may not be one with a member of the other."""
    mine, others = (_often(m, named) for m in (ours, theirs))
    pairs = (Pair(named[a], named[b], context) for a, b in product(mine, others))
    main = Pair(named[mine[0]], named[others[0]], context)
    return main.is_mixed or any(_vetoed(pair) for pair in pairs)


def _vetoed(pair: Pair) -> bool:
    return any(e.weight <= VETO for e in weighed(pair))


def _often(members: Iterable[str], named: Mapping[str, Named]) -> list[str]:
    ordered = sorted(members, key=lambda m: (-len(named[m].profile.counts), m))
    return ordered[:_COMPARED]


def _decided(short: list[Scored], clusters: Clusters) -> Iterator[Scored]:
    """Yield the readings of short forms that are clearly better than any other reading."""
    readings: dict[str, Counter[str]] = defaultdict(Counter)
    for s in short:
        for one, two in (s.members, s.members[::-1]):
            best = readings[one]
            best[clusters.of(two)] = max(best[clusters.of(two)], s.total)  # type: ignore[assignment]
    for s in short:
        if all(_clear(readings[m], clusters.of(o)) for m, o in (s.members, s.members[::-1])):
            yield s


def _clear(totals: Mapping[str, float], chosen: str) -> bool:
    others = (total for cluster, total in totals.items() if cluster != chosen)
    return totals[chosen] - max(others, default=0.0) >= _MARGIN
