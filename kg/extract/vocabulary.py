"""The word lists that mention finding needs, indexed once from the ontology."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it stands before a name: `title` is its normal form, `office` makes it a role."""

    title: str
    office: bool = False
    honorific: bool = False
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Titles, role nouns, first names, agency patterns and what is no name."""

    titles: Mapping[str, tuple[tuple[tuple[str, ...], Title], ...]]
    title_words: frozenset[str]
    not_names: frozenset[str]
    agency_prefixes: Mapping[str, tuple[tuple[str, ...], ...]]
    agency_suffixes: Mapping[str, tuple[tuple[str, ...], ...]]
    person_suffixes: Mapping[str, tuple[tuple[str, ...], ...]]
    acts_for: frozenset[str]
    acts_for_body: frozenset[str]
    origin: frozenset[str]
    role_nouns: frozenset[str]
    offices: frozenset[str]
    collective: frozenset[str]
    forces: frozenset[str]
    gender: Mapping[str, str]
    nicknames: Mapping[str, frozenset[str]]

    def title_at(self, doc: Doc, start: int, end: int) -> int:
        """Return how many tokens from `start` (before `end`) are titles."""
        at = start
        while at < end:
            length = next(
                (
                    len(form)
                    for form, _ in self.titles.get(doc[at].lower_, ())
                    if tuple(t.lower_ for t in doc[at : min(at + len(form), end)]) == form
                ),
                0,
            )
            if not length:
                break
            at += length
        return at - start


def build(ontology: Ontology) -> Vocabulary:
    """Return the vocabulary of the ontology's cues and gazetteers."""
    cues = ontology.cues
    persons = cues.get("persons", {})
    roles = persons.get("role_nouns", {})
    patterns = ontology.gazetteers.get("agencies", {}).get("patterns", {})
    titles = _titles(cues.get("titles") or [])
    acts_for, origin = _nouns(roles, "acts_for"), _nouns(roles, "origin")
    acts_for_body = _nouns(roles, "acts_for_body")
    offices = frozenset(form[0] for form, t in titles if t.office and len(form) == 1)
    return Vocabulary(
        titles=_by_first(titles),
        title_words=frozenset(word for form, _ in titles for word in form),
        not_names=frozenset(w.lower() for w in _leaves(cues.get("not_names") or [])),
        agency_prefixes=_by_first_word(patterns.get("prefixes") or ()),
        agency_suffixes=_by_first_word(patterns.get("suffixes") or ()),
        person_suffixes=_by_first_word(patterns.get("person_suffixes") or ()),
        acts_for=acts_for,
        acts_for_body=acts_for_body,
        origin=origin,
        role_nouns=acts_for | acts_for_body | origin,
        offices=offices,
        collective=frozenset(_leaves(persons.get("collective") or [])),
        forces=frozenset(ontology.cues["sets"].get("forces", ())),
        gender=_genders(persons),
        nicknames={k: frozenset(v) for k, v in (persons.get("nicknames") or {}).items()},
    )


def _titles(raw: Any) -> list[tuple[tuple[str, ...], Title]]:
    rows = raw.get("titles", raw) if isinstance(raw, Mapping) else raw
    found = []
    for row in rows:
        title = Title(
            row["title"], bool(row.get("office")), bool(row.get("honorific")), row.get("gender")
        )
        found += [(tuple(form.lower().split()), title) for form in row["forms"]]
    return sorted(found, key=lambda item: -len(item[0]))


def _by_first(
    titles: Iterable[tuple[tuple[str, ...], Title]],
) -> dict[str, tuple[tuple[tuple[str, ...], Title], ...]]:
    index: dict[str, tuple[tuple[tuple[str, ...], Title], ...]] = {}
    for form, title in titles:
        index[form[0]] = (*index.get(form[0], ()), (form, title))
    return index


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases as spaCy cuts them ("Sheriff's" is two tokens), by their first token."""
    index: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(phrases, key=lambda p: -len(p.split())):
        words = tuple(phrase.replace("'s", " 's").replace("’s", " ’s").split())
        index[words[0]] = (*index.get(words[0], ()), words)
    return index


def _nouns(roles: Mapping[str, Any], key: str) -> frozenset[str]:
    """The singular forms of a group of role nouns; of several words the last one decides."""
    return frozenset(singular.lower() for singular in roles.get(key) or () if " " not in singular)


def _leaves(raw: Any) -> Iterable[str]:
    """All strings of nested lists and mappings."""
    if isinstance(raw, str):
        yield raw
    elif isinstance(raw, Mapping):
        for value in raw.values():
            yield from _leaves(value)
    elif isinstance(raw, Iterable):
        for value in raw:
            yield from _leaves(value)


def _genders(persons: Mapping[str, Any]) -> dict[str, str]:
    male = dict.fromkeys(persons.get("gender_male") or (), "m")
    female = dict.fromkeys(persons.get("gender_female") or (), "f")
    return {**male, **{k: v for k, v in female.items() if k not in male}}
