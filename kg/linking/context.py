"""What stands beside a thing in its documents, and what that tells of another document.

A name that is rare in the corpus and common beside the thing speaks for it; one that stands
everywhere ("United States") says nothing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import log

from kg.judgements import Judgements
from kg.linking.profiles import Profile

_MOST_DOCUMENTS = 400  # of a thing, in order of their ids: more tell nothing new
_MOST_SHARED = 5  # names that count
_UNSEEN = 0.5  # other documents that hold a name that none of them held yet
_UNSURE = 2  # documents of which nothing is known, beside those of a thing


@dataclass(frozen=True, slots=True)
class _Side:
    """What stands beside some members, in how many of their documents."""

    beside: Counter[str]
    documents: int

    def share(self, name: str) -> float:
        """The share of the documents that hold a name."""
        return self.beside[name] / (self.documents + _UNSURE)


class Context:
    """The named members of every document, without those that are local to it; and what people
    have judged."""

    def __init__(
        self, profiles: Mapping[str, Profile], judgements: Judgements | None = None
    ) -> None:
        """Read the profiles; what is local says nothing of another document."""
        self.judgements = judgements or Judgements()
        self._profiles = profiles
        self._beside: dict[str, list[str]] = defaultdict(list)
        for identity, profile in sorted(profiles.items()):
            if not profile.local:
                for document in profile.counts:
                    self._beside[document].append(identity)
        self._known: dict[tuple[str, ...], _Side] = {}

    @cached_property
    def _documents(self) -> int:
        return len({d for p in self._profiles.values() for d in p.counts})

    def shared(self, ours: Iterable[str], theirs: Iterable[str]) -> list[tuple[float, str]]:
        """Return what stands beside both members, the most telling first, with its weight.

        The first of the two sides is the smaller one, of which each name counts once.
        """
        ours, theirs = tuple(sorted(ours)), tuple(sorted(theirs))
        mine, other = self._counted(ours), self._counted(theirs)
        few, many = sorted((mine, other), key=lambda side: side.documents)
        found = []
        for name in few.beside.keys() & many.beside.keys():
            if name not in ours and name not in theirs:
                seen = few.beside[name] + many.beside[name]
                found.append((self._lift(name, many.share(name), seen), name))
        found = [(lift, name) for lift, name in found if lift > 0]
        return sorted(found, key=lambda f: (-f[0], f[1]))[:_MOST_SHARED]

    def share(self, member: str, other: str) -> float:
        """Return in which part of a member's documents another one stands."""
        side = self._counted((member,))
        return side.beside[other] / max(side.documents, 1)

    def named(self, member: str) -> str:
        """Return a member's name, for a reader."""
        return self._profiles[member].name

    def family(self, member: str) -> str:
        """Return the family of a member's type."""
        return self._profiles[member].family

    def _lift(self, name: str, share: float, seen: int) -> float:
        """How much likelier a name is beside the thing than in the other documents."""
        elsewhere = max(len(self._profiles[name].counts) - seen, 0) + _UNSEEN
        rate = elsewhere / (self._documents + 1)
        return log(share / rate) if share > rate else 0.0

    def _counted(self, members: tuple[str, ...]) -> _Side:
        """In how many of their documents each other member stands, and how many those are."""
        if members not in self._known:
            documents = sorted({d for m in members for d in self._profiles[m].counts})
            documents = documents[:_MOST_DOCUMENTS]
            counts = Counter(name for d in documents for name in self._beside.get(d, ()))
            self._known[members] = _Side(counts, len(documents))
        return self._known[members]
