"""The words that comparing names needs, indexed once from the ontology and from libraries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from nicknames import NickNamer

from kg.linking.folding import folded, words
from kg.ontology import Ontology
from kg.resolve.entities import patterns


@dataclass(frozen=True)
class Known:
    """What a known form stands for: the family of its type, and its canonical name."""

    family: str
    name: str


@dataclass(frozen=True)
class Lexicon:
    """Titles, nicknames, genders, places and words of bodies; all folded."""

    titles: frozenset[tuple[str, ...]]
    title_words: frozenset[str]
    nicknames: Mapping[str, frozenset[str]]
    gender: Mapping[str, str]
    places: frozenset[str]
    known: Mapping[str, Known]
    company: frozenset[str]
    nations: Mapping[str, str]
    small: frozenset[str]
    spelling: Mapping[str, str]
    handles: Mapping[str, frozenset[str]]
    states: frozenset[str]
    bare: frozenset[tuple[str, ...]]

    def without_titles(self, parts: tuple[str, ...]) -> tuple[str, ...]:
        """Return a name's words after the last of the titles that it begins with."""
        at = 0
        while at < len(parts) - 1:
            ends = range(min(at + 4, len(parts) - 1), at, -1)
            longest = next((e for e in ends if parts[at:e] in self.titles), None)
            if longest is None:
                break
            at = longest
        return parts[at:]

    def is_nickname(self, a: str, b: str) -> bool:
        """Whether two first names are forms of one: Bill and William, Bill and Will."""
        formal, others = self.formal(a), self.formal(b)
        return bool(formal & others)

    def familiar(self, name: str) -> frozenset[str]:
        """The first names that a person of this first name may go by."""
        ours = {s for s, full in self.nicknames.items() if name in full}
        return self.formal(name) | ours | frozenset(_namer().nicknames_of(name))

    def formal(self, name: str) -> frozenset[str]:
        """The full first names that a name may stand for, itself among them."""
        return self.nicknames.get(name, frozenset()) | _full_names(name) | {name}


@lru_cache(maxsize=1)
def _namer() -> NickNamer:
    return NickNamer()


@lru_cache(maxsize=50_000)
def _full_names(short: str) -> frozenset[str]:
    """The full first names of a short one, as the library `nicknames` has them."""
    return frozenset(_namer().canonicals_of(short))


def build(ontology: Ontology) -> Lexicon:
    """Return the lexicon of the ontology."""
    cues = ontology.cues
    rows = cues["linking"]
    titles = frozenset(
        words(form) for row in cues["titles"]["titles"] for form in row["forms"] if words(form)
    )
    return Lexicon(
        titles=titles,
        title_words=frozenset(w for form in titles for w in form),
        nicknames=_nicknames(cues.get("persons", {}).get("nicknames") or {}),
        gender=_genders(cues.get("persons", {})),
        places=_places(ontology),
        known=_known(ontology),
        company=frozenset(map(folded, rows["company"])),
        nations=_nations(ontology)
        | {folded(w): n for n, ws in rows["nations"].items() for w in ws},
        small=frozenset(rows["small"]),
        spelling={folded(k): folded(v) for k, v in rows["spelling"].items()},
        handles={k: frozenset(map(folded, v)) for k, v in rows["handles"].items()},
        bare=frozenset(map(words, patterns(ontology, "agencies", "bare"))),
        states=frozenset(
            folded(code) for row in _rows(ontology, "states") for code in row.get("postal") or ()
        ),
    )


def _rows(ontology: Ontology, section: str) -> list[Mapping[str, list[str]]]:
    places = ontology.gazetteers.get("places") or {}
    return list(places.get(section) or ())


def _nations(ontology: Ontology) -> dict[str, str]:
    """The folded names of countries and of their people, alone, with the country."""
    found: dict[str, str] = {}
    for row in _rows(ontology, "countries"):
        country = str(row["name"])
        for form in (country, *row.get("aliases", ()), *row.get("demonyms", ())):
            if len(words(form)) == 1:
                found.setdefault(words(form)[0], folded(country))
    return found


def _nicknames(ours: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    """The full names by short form."""
    found: dict[str, set[str]] = {}
    for full, shorts in ours.items():
        for short in shorts:
            found.setdefault(folded(short), set()).add(folded(full))
    return {short: frozenset(full) for short, full in found.items()}


def _genders(persons: Mapping[str, list[str]]) -> dict[str, str]:
    men = {folded(n) for n in persons.get("gender_male") or ()}
    women = {folded(n) for n in persons.get("gender_female") or ()}
    return dict.fromkeys(men - women, "m") | dict.fromkeys(women - men, "f")


def _places(ontology: Ontology) -> frozenset[str]:
    """Words that are names of places or of their people, alone."""
    from kg.extract.gazetteer import known_forms

    forms = (words(form) for form, e in known_forms(ontology) if e.type == "Place" and not e.short)
    return frozenset(form[0] for form in forms if len(form) == 1 and len(form[0]) > 3)


def _known(ontology: Ontology) -> dict[str, Known]:
    """The known forms that name one thing whatever stands around them."""
    from kg.extract.gazetteer import known_forms

    found: dict[str, Known] = {}
    for form, entry in known_forms(ontology):
        if entry.kind == "name" and not (entry.ambiguous or entry.short or entry.bare):
            found.setdefault(form, Known(ontology.family(entry.type), entry.name))
    return found
