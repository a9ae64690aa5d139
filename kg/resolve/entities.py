"""Entities across documents: which things of single documents are one thing of the corpus.

A *member* is a hash of type and normalised name, with the document's id where the thing is unnamed.
Members never change, so a recorded judgement that names them survives new documents.
"""

from __future__ import annotations

import re
import unicodedata

from kg.ontology import Ontology
from kg.records import Entity, digest

_ARTICLES = {"the", "a", "an"}


def member(entity: Entity, document: str, ontology: Ontology) -> str:
    """Return the member id of a document's entity."""
    family = ontology.family(entity.type)
    known = ontology.entity_types.get(entity.type)
    local = known is not None and known.unnamed
    return digest(family, normalised(entity.name), f"{document} {entity.id}" if local else None)


def normalised(name: str) -> str:
    """Return a name's letters and digits in lower case, without accents and articles."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(w for w in re.findall(r"[@\w]+", plain.replace(".", "")) if w not in _ARTICLES)
