"""Which people are men or women: by title, first name, and the words that describe them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.extract.titles import Titled, describing
from kg.extract.vocabulary import Vocabulary
from kg.parsed import Doc, Token
from kg.resolve.names import Cluster


def gendered(cues: Mapping[str, Any]) -> dict[str, str]:
    """Return m or f by word, for words that tell the gender of whom they describe."""
    words = cues["titles"].get("gendered", {})
    return {word: gender for gender, row in words.items() for word in row}


def of_noun(noun: Token, told: Mapping[str, str]) -> str | None:
    """Return m or f where the noun tells it."""
    return told.get(noun.lower_) or told.get(noun.lemma_.lower())


def of_people(
    doc: Doc,
    clusters: Sequence[Cluster],
    titled: Sequence[Titled],
    words: Vocabulary,
    told: Mapping[str, str],
) -> dict[int, str]:
    """Return m or f by the number of the cluster, of the people of whom something tells it."""
    by_title = {t.bearer: t.title.gender for t in titled if t.title.gender}
    found: dict[int, str] = {}
    for n, cluster in enumerate(clusters):
        if cluster.type != "Person":
            continue
        titles = (by_title.get(root) for root in cluster.roots)
        written = [root for root in cluster.roots if root >= 0]  # not in the metadata alone
        described = (g for root in written for g in _described(doc[root], told))
        gender = next((g for g in (*titles, *described) if g), None)
        gender = gender or words.gender.get(cluster.name.split()[0])
        if gender:
            found[n] = gender
    return found


def _described(name: Token, told: Mapping[str, str]) -> Iterator[str]:
    """ "Smith, a businesswoman", "Smith is an actor", "his mother Ann"."""
    for noun in describing(name):
        gender = of_noun(noun, told) if noun.pos_ == "NOUN" else None
        if gender:
            yield gender
