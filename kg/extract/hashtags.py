"""Hashtags that name something known: "#Ukraine", "#newyork", "#TimWalz"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.extract.candidates import Candidate
from kg.extract.gazetteer import Entry
from kg.parsed import Doc

_SHORTEST = 3  # letters
_PERSON = re.compile(r"(?P<first>[A-Z][a-z]+)[A-Z][a-z]+")


@dataclass(frozen=True, slots=True)
class Hashtags:
    """Known names as tags write them, in small letters without spaces, and first names."""

    known: Mapping[str, Entry]
    first_names: frozenset[str]

    def names(self, doc: Doc) -> Iterator[Candidate]:
        """Yield the hashtags of the Doc that name a known thing, or a person in full."""
        for token in doc:
            if not token.text.startswith("#"):
                continue
            tag = token.text[1:]
            entry = self.known.get(tag.lower())
            person = _PERSON.fullmatch(tag)
            if entry:
                yield Candidate(
                    token.i, token.i + 1, token.i, entry.type, entry.kind, canonical=entry.name
                )
            elif person and person["first"] in self.first_names:
                name = " ".join(re.findall(r"[A-Z][a-z]+", tag))
                yield Candidate(token.i, token.i + 1, token.i, "Person", "name", canonical=name)


def build(
    forms: Iterable[tuple[str, Entry]], first_names: Iterable[str], common_words: frozenset[str]
) -> Hashtags:
    """Return the hashtags of the known names that are no common word."""
    known: dict[str, Entry] = {}
    for form, entry in forms:
        tag = "".join(re.findall(r"\w+", form)).lower()
        if (
            len(tag) >= _SHORTEST
            and tag not in common_words
            and not (entry.ambiguous or entry.short)
        ):
            known.setdefault(tag, entry)
    return Hashtags(known, frozenset(first_names))
