"""Documents that repeat one another, such as wire copy in ten papers: found, kept and marked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from zlib import crc32

from kg.records import Document, Statement

if TYPE_CHECKING:
    from datasketch import MinHash

_WORDS = 4  # of a shingle
_FEWEST = 25  # words of a text that may be called a copy
_ALIKE = 0.7  # the share of shingles that copies have in common, as it is estimated
_HASHES = 64


class Copies:
    """The signatures of documents; which of them are copies of which is asked at the end."""

    def __init__(self) -> None:
        """Begin without documents."""
        self._signatures: dict[str, MinHash] = {}
        self._ages: dict[str, tuple[str, str]] = {}

    def add(self, document: Document) -> None:
        """Note a document; one with too few words is no copy."""
        from datasketch import MinHash

        words = re.findall(r"\w+", document.text.lower())
        if len(words) >= _FEWEST:
            signature = MinHash(num_perm=_HASHES, hashfunc=crc32)
            signature.update_batch(sorted(set(_shingles(words))))
            self._signatures[document.id] = signature
            self._ages[document.id] = (document.published or "9999", document.id)

    def originals(self) -> dict[str, str]:
        """Return the earliest of the documents that a document repeats, by its id."""
        group = {d: d for d in self._signatures}
        members = {d: [d] for d in self._signatures}
        for a, b in self._pairs():
            one, two = sorted((group[a], group[b]))
            if one != two:
                members[one] += members.pop(two)
                group.update(dict.fromkeys(members[one], one))
        first = {g: min(ids, key=lambda d: self._ages[d]) for g, ids in members.items()}
        return {d: first[g] for d, g in group.items() if first[g] != d}

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """The pairs that are alike, among those that share a part of their signature."""
        from datasketch import MinHashLSH

        index = MinHashLSH(threshold=_ALIKE, num_perm=_HASHES)
        for document, signature in sorted(self._signatures.items()):
            for other in sorted(map(str, index.query(signature))):
                if signature.jaccard(self._signatures[other]) >= _ALIKE:
                    yield document, other
            index.insert(document, signature)


def counted(statements: Iterable[Statement], originals: dict[str, str]) -> Iterator[Statement]:
    """Yield the statements with the number of documents that say the same of the same, and of
    those that are no copies of others."""
    ordered = list(statements)
    reports: dict[tuple[str | None, ...], set[str]] = defaultdict(set)
    for s in ordered:
        reports[_same(s)].add(s.document)
    for s in ordered:
        documents = reports[_same(s)]
        distinct = {originals.get(d, d) for d in documents}
        yield replace(s, reports=len(documents), distinct_reports=len(distinct))


def _same(s: Statement) -> tuple[str | None, ...]:
    """What two statements that say the same have in common."""
    return s.type, s.head, s.tail, s.polarity, s.modality


def _shingles(words: list[str]) -> Iterator[bytes]:
    for at in range(len(words) - _WORDS + 1):
        yield " ".join(words[at : at + _WORDS]).encode()
