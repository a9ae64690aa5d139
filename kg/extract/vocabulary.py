"""The word lists that mention finding needs, indexed once from the ontology."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, product
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
class NameWords:
    """Words in and around names that tell what kind of thing a name is of (cues/names.yaml)."""

    body_words: frozenset[str]
    place_words: frozenset[str]
    personal_verbs: frozenset[str]
    locative: frozenset[str]
    surnames: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Titles, role nouns, first names, agency patterns and what is no name."""

    titles: Mapping[str, tuple[tuple[tuple[str, ...], Title], ...]]
    title_forms: Mapping[tuple[str, ...], Title]
    title_ends: frozenset[str]
    title_words: frozenset[str]
    not_names: frozenset[str]
    agency_prefixes: Mapping[str, tuple[tuple[str, ...], ...]]
    agency_suffixes: Mapping[str, tuple[tuple[str, ...], ...]]
    person_suffixes: Mapping[str, tuple[tuple[str, ...], ...]]
    acts_for: frozenset[str]
    acts_for_body: frozenset[str]
    origin: frozenset[str]
    role_nouns: frozenset[str]
    roles: Mapping[str, str]
    plurals: frozenset[str]
    adjectives: Mapping[str, str]
    offices: frozenset[str]
    collective: frozenset[str]
    forces: frozenset[str]
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
    speech: frozenset[str]
    state_suffixes: frozenset[tuple[str, ...]]
    qualifiers: frozenset[str]
    honorifics: frozenset[str]
    naming: NameWords

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
    places = ontology.gazetteers.get("places", {})
    raw_titles = cues["titles"]
    titles = _titles(raw_titles)
    acts_for, origin = _nouns(roles, "acts_for"), _nouns(roles, "origin")
    acts_for_body = _nouns(roles, "acts_for_body")
    offices = frozenset(form[0] for form, t in titles if t.office and len(form) == 1)
    return Vocabulary(
        titles=_by_first(titles),
        title_forms=dict(titles),
        title_ends=frozenset(form[-1] for form, _ in titles),
        title_words=frozenset(word for form, _ in titles for word in form),
        not_names=frozenset(w.lower() for w in _leaves(cues.get("not_names") or [])),
        agency_prefixes=_by_first_word(patterns.get("prefixes") or ()),
        agency_suffixes=_by_first_word(patterns.get("suffixes") or ()),
        person_suffixes=_by_first_word(patterns.get("person_suffixes") or ()),
        acts_for=acts_for,
        acts_for_body=acts_for_body,
        origin=origin,
        role_nouns=acts_for | acts_for_body | origin,
        roles=dict(_role_forms(roles)),
        plurals=frozenset(form for form, singular in _role_forms(roles) if form != singular),
        adjectives=persons.get("adjectives") or {},
        offices=offices,
        collective=frozenset(_leaves(roles.get("collective") or [])),
        forces=frozenset(ontology.cues["sets"].get("forces", ())),
        gender=_genders(persons),
        nicknames={k: frozenset(v) for k, v in (persons.get("nicknames") or {}).items()},
        parties=raw_titles.get("party_letters") or {},
        title_modifiers=frozenset(_parts(raw_titles.get("modifiers") or ())),
        title_kept=frozenset(_parts(raw_titles.get("kept") or ())),
        title_links=tuple(raw_titles.get("after") or ()),
        peoples=frozenset(p for p in places.get("peoples") or () if p.endswith("s")),
        instruments=_nouns(persons, "instruments"),
        vague=frozenset(persons.get("vague_modifiers") or ()),
        quantifiers=frozenset(persons.get("quantifiers") or ()),
        doubtful=frozenset(persons.get("doubtful") or ()),
        local=frozenset(persons.get("local") or ()),
        speech=frozenset(v for row in cues["attribution"]["verbs"] for v in row["lemmas"]),
        qualifiers=frozenset(q.lower() for q in patterns.get("qualifiers") or ()),
        state_suffixes=frozenset(tuple(s.split()) for s in patterns.get("state_suffixes") or ()),
        honorifics=_honorifics(cues["titles"]["titles"]),
        naming=NameWords(**{key: frozenset(cues["names"][key]) for key in cues["names"]}),
    )


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
    words = form.replace("-", " - ").replace("'s", " 's").replace("’s", " ’s").split()
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


def _by_first(
    titles: Iterable[tuple[tuple[str, ...], Title]],
) -> dict[str, tuple[tuple[tuple[str, ...], Title], ...]]:
    index: dict[str, list[tuple[tuple[str, ...], Title]]] = {}
    for form, title in titles:
        index.setdefault(form[0], []).append((form, title))
    return {token: tuple(rows) for token, rows in index.items()}


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
