"""What is known of a document when its statements are written down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.arguments import Arguments
from kg.extract.attributed import Attributed
from kg.extract.page import Page
from kg.ontology import Ontology
from kg.resolve.coreference import Links


@dataclass(frozen=True, slots=True)
class Scene:
    """A document's page, arguments, links and attributions, and the ids of its mentions."""

    page: Page
    arguments: Arguments
    links: Links
    attributed: Sequence[Attributed]
    ids: dict[int, str]
    ontology: Ontology
