"""The word lists that mention finding needs, indexed once from the ontology."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
from typing import Any

from kg.extract import verdict_words
from kg.extract.verdict_words import Verdicts
from kg.ontology import Ontology
from kg.parsed import Doc

_DEEDS = ("deeds", "proposals", "claims", "works")


@dataclass(frozen=True, slots=True)
class Title:
    """A title as it stands before a name: `title` is its normal form, `office` makes it a role."""

    title: str
    office: bool = False
    honorific: bool = False
    gender: str | None = None


@dataclass(frozen=True, slots=True)
class NameWords:
    """Words in and around names that tell what kind of thing a name is of (cues/names.yaml)."""

    body_words: frozenset[str]
    place_words: frozenset[str]
    personal_verbs: frozenset[str]
    locative: frozenset[str]
    surnames: frozenset[str]
    event_words: frozenset[str]
    work_words: frozenset[str]
    connectors: frozenset[str]
    place_nouns: frozenset[str]
    body_nouns: frozenset[str]
    realms: frozenset[str]
    firm_suffixes: frozenset[str]
    body_roles: frozenset[str]
    body_verbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Titles, role nouns, first names, agency patterns and what is no name.

    `title_kept` are the words before a title that change the office, `title_modifiers` those that
    say nothing of it. `roles` gives the singular of every form of a role noun, `adjectives` how
    many persons "the wounded" are; `doubtful` role nouns are often no persons, `local` ones act for
    the place they are in.
    """

    title_forms: Mapping[tuple[str, ...], Title]
    title_ends: frozenset[str]
    not_names: frozenset[str]
    post_marks: frozenset[str]
    agency_prefixes: Mapping[str, tuple[tuple[str, ...], ...]]
    agency_suffixes: Mapping[str, tuple[tuple[str, ...], ...]]
    person_suffixes: Mapping[str, tuple[tuple[str, ...], ...]]
    agency_words: frozenset[str]
    acts_for: frozenset[str]
    acts_for_body: frozenset[str]
    origin: frozenset[str]
    role_nouns: frozenset[str]
    roles: Mapping[str, str]
    role_words: frozenset[str]
    plurals: frozenset[str]
    adjectives: Mapping[str, str]
    offices: frozenset[str]
    collective: frozenset[str]
    forces: frozenset[str]
    deeds: frozenset[str]
    works: frozenset[str]
    makes: frozenset[str]
    gender: Mapping[str, str]
    nicknames: Mapping[str, frozenset[str]]
    parties: Mapping[str, str | None]
    title_modifiers: frozenset[str]
    title_kept: frozenset[str]
    title_links: tuple[str, ...]
    peoples: frozenset[str]
    instruments: frozenset[str]
    vague: frozenset[str]
    quantifiers: frozenset[str]
    doubtful: frozenset[str]
    local: frozenset[str]
    amounts: frozenset[str]
    harmed_by: frozenset[str]
    not_persons: frozenset[str]
    speech: frozenset[str]
    state_suffixes: frozenset[tuple[str, ...]]
    qualifiers: frozenset[str]
    articled: frozenset[str]
    countries: frozenset[str]
    honorifics: frozenset[str]
    naming: NameWords
    verdicts: Verdicts

    def title_at(self, doc: Doc, start: int, end: int) -> int:
        """Return how many tokens from `start` (before `end`) are titles."""
        lower = tuple(t.lower_ for t in doc[start:end])
        at = 0
        while at < len(lower):
            ends = range(len(lower), at, -1)
            longest = next((e for e in ends if lower[at:e] in self.title_forms), None)
            if longest is None:
                break
            at = longest
        return at


def build(ontology: Ontology) -> Vocabulary:
    """Return the vocabulary of the ontology's cues and gazetteers."""
    cues, gazetteers = ontology.cues, ontology.gazetteers
    sets = cues["sets"]
    persons = cues.get("persons", {})
    titles = _title_words(cues["titles"])
    patterns = gazetteers.get("agencies", {}).get("patterns", {})
    places = gazetteers.get("places", {})
    return Vocabulary(
        **titles,
        **_role_words(persons),
        not_names=frozenset(w.lower() for w in _leaves(cues.get("not_names") or [])),
        post_marks=frozenset(w.lower() for w in cues["not_names"]["post_marks"]),
        **_agency_patterns(patterns),
        state_suffixes=frozenset(tuple(s.split()) for s in patterns.get("state_suffixes") or ()),
        qualifiers=frozenset(q.lower() for q in patterns.get("qualifiers") or ()),
        articled=frozenset(places.get("articled") or ()),
        countries=frozenset(row["name"] for row in places.get("countries") or ()),
        peoples=frozenset(p for p in places.get("peoples") or () if p.endswith("s")),
        forces=frozenset(sets.get("forces", ())),
        works=frozenset(sets.get("works", ())),
        makes=frozenset(sets.get("makes", ())),
        deeds=frozenset(w for key in _DEEDS for w in sets.get(key, ())),
        speech=frozenset(
            v
            for row in cues["attribution"]["verbs"]
            if not row.get("quoted")
            for v in row["lemmas"]
        ),
        gender=_genders(persons),
        nicknames={k: frozenset(v) for k, v in (persons.get("nicknames") or {}).items()},
        role_words=_single_roles(persons, titles["offices"], places.get("peoples") or ()),
        verdicts=verdict_words.build(cues["verdicts"]),
        naming=NameWords(**{key: frozenset(cues["names"][key]) for key in cues["names"]}),
    )


def _agency_patterns(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that come from `patterns` of gazetteers/agencies.yaml, by first word."""
    keys = {"prefixes": "agency_prefixes", "suffixes": "agency_suffixes"}
    keys |= {"person_suffixes": "person_suffixes"}
    found = {field: _by_first_word(raw.get(key) or ()) for key, field in keys.items()}
    return {**found, "agency_words": frozenset().union(*found.values())}


def _title_words(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that come from cues/titles.yaml."""
    titles = _titles(raw)
    return {
        "title_forms": dict(titles),
        "title_ends": frozenset(form[-1] for form, _ in titles),
        "title_modifiers": frozenset(_parts(raw.get("modifiers") or ())),
        "title_kept": frozenset(_parts(raw.get("kept") or ())),
        "title_links": tuple(raw.get("after") or ()),
        "offices": frozenset(form[0] for form, t in titles if t.office and len(form) == 1),
        "parties": raw.get("party_letters") or {},
        "honorifics": _honorifics(raw["titles"]),
    }


def _role_words(persons: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that come from cues/persons.yaml, but for first names."""
    roles = persons.get("role_nouns", {})
    groups = {key: _nouns(roles, key) for key in ("acts_for", "acts_for_body", "origin")}
    keys = ("quantifiers", "doubtful", "local", "amounts", "harmed_by", "not_persons")
    lists = {key: frozenset(persons.get(key) or ()) for key in keys}
    return {
        **groups,
        **lists,
        "role_nouns": frozenset().union(*groups.values()),
        "roles": dict(_role_forms(roles)),
        "plurals": frozenset(form for form, singular in _role_forms(roles) if form != singular),
        "collective": frozenset(_leaves(roles.get("collective") or [])),
        "adjectives": persons.get("adjectives") or {},
        "instruments": _nouns(persons, "instruments"),
        "vague": frozenset(persons.get("vague_modifiers") or ()),
    }


def _single_roles(
    persons: Mapping[str, Any], offices: Iterable[str], peoples: Iterable[str]
) -> frozenset[str]:
    """The words, in small letters, that may be or end a role: what a look at each token needs."""
    roles = (form.split()[-1] for form, _ in _role_forms(persons.get("role_nouns", {})))
    others = (*(persons.get("amounts") or ()), *(persons.get("adjectives") or ()), "old")
    return frozenset((*roles, *offices, *(p.lower() for p in peoples), *others))


def _titles(raw: Mapping[str, Any]) -> list[tuple[tuple[str, ...], Title]]:
    """Every form of every title as spaCy cuts it, the longest first."""
    found: dict[tuple[str, ...], Title] = {}
    for row in raw.get("titles") or ():
        title = Title(
            row["title"], bool(row.get("office")), bool(row.get("honorific")), row.get("gender")
        )
        for form in row["forms"]:
            for cut in _cuts(form.lower()):
                found.setdefault(cut, title)
    for form, title in _portfolios(raw.get("patterns") or {}):
        found.setdefault(form, title)
    return sorted(found.items(), key=lambda item: (-len(item[0]), item[0]))


def _cuts(form: str) -> Iterator[tuple[str, ...]]:
    """The ways in which spaCy cuts a title: it knows "Gen." as one token, "Col." as two."""
    words = re.sub(r"(?<!\bco)-", " - ", form).replace("'s", " 's").replace("’s", " ’s").split()
    yield from _one_of_each(
        [((w,), (w[:-1], ".")) if w.endswith(".") and len(w) > 2 else ((w,),) for w in words]
    )


def _one_of_each(choices: Sequence[Sequence[tuple[str, ...]]]) -> Iterator[tuple[str, ...]]:
    """Yield every sequence that takes one of the choices at each place."""
    for taken in product(*choices):
        yield tuple(chain.from_iterable(taken))


def _portfolios(patterns: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Title]]:
    """ "foreign minister", "minister of information": any portfolio makes the head an office."""
    spelling = patterns.get("spelling") or {}
    for portfolio in patterns.get("portfolios") or ():
        topic = portfolio.lower().replace("'s", " 's").split()
        for head in patterns.get("heads") or ():
            words = head.split()
            title = Title(" ".join([spelling.get(portfolio, portfolio), head]), office=True)
            yield (*topic, *words), title
            for link in ("of", "for"):
                yield (*words, link, *topic), title


def _parts(phrases: Iterable[str]) -> Iterator[str]:
    """The single words of phrases, without hyphens at their ends."""
    return (w.lower() for p in phrases for w in p.strip("-").split())


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases as spaCy cuts them ("Sheriff's" is two tokens), by their first token."""
    index: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(phrases, key=lambda p: -len(p.split())):
        words = tuple(phrase.replace("'s", " 's").replace("’s", " ’s").split())
        index[words[0]] = (*index.get(words[0], ()), words)
    return index


def _honorifics(rows: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Forms of address, which alone are no names."""
    forms = (form for row in rows if row.get("honorific") for form in row["forms"])
    return frozenset(form.removesuffix(".") for form in forms)


def _nouns(roles: Mapping[str, Any], key: str) -> frozenset[str]:
    """The singular forms of a group of role nouns."""
    return frozenset(singular.lower() for singular in roles.get(key) or ())


def _role_forms(roles: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Both forms of every role noun, in small letters, with its singular."""
    for group in ("acts_for", "acts_for_body", "origin"):
        for singular, plural in (roles.get(group) or {}).items():
            for form in (singular, plural):
                yield form.lower(), singular.lower()


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
