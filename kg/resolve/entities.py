"""Members: which things of single documents are one thing of the corpus by their name alone.

A *member* is a hash of type and normalised name, with the document's id where the thing is unnamed,
or a person named by one word, whom any document may mean another by. Members never change, so a
recorded judgement that names them survives new documents; `kg.linking` says which are one entity.
"""

from __future__ import annotations

import re
import unicodedata

from kg.ontology import Ontology
from kg.records import Entity, digest

_ARTICLES = {"the", "a", "an"}
_GENERATIONS = {"jr", "sr", "ii", "iii", "iv"}


def member(entity: Entity, document: str, ontology: Ontology) -> str:
    """Return the member id of a document's entity."""
    family = ontology.family(entity.type)
    name = normalised(entity.name)
    if is_unnamed(entity.type, entity.name, ontology):
        return digest(family, name, f"{document} {entity.id}")
    return digest(family, name, document if is_bare(entity.type, entity.name, ontology) else None)


def is_unnamed(kind: str, name: str, ontology: Ontology) -> bool:
    """Return whether a thing has no name of its own: a Group, an Unnamed, a Work such as "poll"."""
    known = ontology.entity_types.get(kind)
    small = ontology.family(kind) == "Work" and not any(c.isupper() for c in name)
    return small or (known is not None and known.unnamed)


def is_bare(kind: str, name: str, ontology: Ontology) -> bool:
    """Return whether a person is named by one word: "Smith", "Smith Jr.", "van Smith"."""
    if ontology.family(kind) != "Person":
        return False
    small = {*ontology.cues["names"]["connectors"], *_GENERATIONS}
    return len([w for w in name.lower().split() if w.strip(".,") not in small]) < 2


def normalised(name: str) -> str:
    """Return a name's letters and digits in lower case, without accents and articles."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(w for w in re.findall(r"[@\w]+", plain.replace(".", "")) if w not in _ARTICLES)
