"""Members: which things of single documents are one thing of the corpus by their name alone.

A *member* is a hash of type and normalised name, with the document's id where the name alone does
not say whose it is: where there is none ("officials"), where it is a person's of one word
("Smith"), or a body's that every country has ("Interior Ministry"). Members never change, so a
recorded judgement that names them survives new documents; `kg.linking` says which are one entity.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from kg.ontology import Ontology
from kg.records import Entity, digest

_ARTICLES = {"the", "a", "an"}
_GENERATIONS = {"jr", "sr", "ii", "iii", "iv"}
_LINKS = {"of", "for", "and", "the", "de", "&"}


class Members:
    """Gives the things of documents their members."""

    def __init__(self, ontology: Ontology) -> None:
        """Index what tells a full name from one that many may have."""
        self._ontology = ontology
        names, titles = ontology.cues["names"], ontology.cues["titles"]
        address = (f for row in titles["titles"] if row.get("honorific") for f in row["forms"])
        self._small = {
            *names["connectors"],
            *_GENERATIONS,
            *(f.lower().strip(".") for f in address),
        }
        portfolios = (p.lower() for p in titles.get("patterns", {}).get("portfolios") or ())
        self._generic = {*(w.lower() for w in names["body_words"]), *portfolios, *_LINKS}
        self._local = set(patterns(ontology, "agencies", "local"))
        self._known = set(_known_bodies(ontology)) - self._local

    def of(self, entity: Entity, document: str) -> str:
        """Return the member id of a document's entity."""
        local = document if self.is_bare(entity) else None
        if is_unnamed(entity.type, entity.name, self._ontology):
            local = f"{document} {entity.id}"
        return member_named(self._ontology.family(entity.type), entity.name, local)

    def is_bare(self, entity: Entity) -> bool:
        """Whether the name is one that many may have: "Mr. Smith", "van Smith Jr.", "Ministry"."""
        family, words = self._ontology.family(entity.type), entity.name.lower().split()
        if family == "Person":
            return len([w for w in words if w.strip(".,") not in self._small]) < 2
        if family not in ("Agency", "Organization") or entity.name in self._known:
            return False
        return entity.name in self._local or self._generic.issuperset(words)


def _known_bodies(ontology: Ontology) -> Iterator[str]:
    """Names that are of one body wherever they stand."""
    for kind in ("agencies", "organizations"):
        raw = ontology.gazetteers.get(kind) or {}
        yield from patterns(ontology, kind, "bare")
        for row in raw.get(kind) or ():
            yield from (row["name"], *(row.get("aliases") or ()))


def patterns(ontology: Ontology, kind: str, key: str) -> Iterable[str]:
    """Return what a gazetteer lists under a key of its `patterns`."""
    raw = ontology.gazetteers.get(kind) or {}
    return raw.get("patterns", {}).get(key) or ()


def member_named(family: str, name: str, local: str | None = None) -> str:
    """Return the member of a family that has a name; `local` says where it alone means it."""
    return digest(family, normalised(name), local)


def is_unnamed(kind: str, name: str, ontology: Ontology) -> bool:
    """Return whether a thing has no name of its own: a Group, an Unnamed, a Work such as "poll"."""
    known = ontology.entity_types.get(kind)
    small = ontology.family(kind) == "Work" and not any(c.isupper() for c in name)
    return small or (known is not None and known.unnamed)


def normalised(name: str) -> str:
    """Return a name's letters and digits in lower case, without accents and articles."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(w for w in re.findall(r"[@\w]+", plain.replace(".", "")) if w not in _ARTICLES)
