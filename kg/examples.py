"""The examples of relation types, run: what a sentence should give against what it gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg import nlp, ontology, pipeline
from kg.building import confident
from kg.extract.ranking import default_bound
from kg.ontology import RelationType
from kg.pipeline import Pipeline
from kg.records import Document, Extraction, Relation

FEWEST = 6  # examples that a relation type should have


@dataclass(frozen=True, slots=True)
class Tried:
    """An example of a relation type: the statements it lists and those that were found."""

    relation: str
    text: str
    wanted: tuple[str, ...]
    found: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether both are the same, in any order."""
        return sorted(self.wanted) == sorted(self.found)


def tried(pipe: Pipeline, types: Iterable[RelationType]) -> Iterator[Tried]:
    """Yield each example of the relation types with what is found in it, at the default bound."""
    pairs = [(kind.name, example) for kind in types for example in kind.examples]
    texts = (Document(str(n), example.text) for n, (_, example) in enumerate(pairs))
    for (name, example), extraction in zip(pairs, pipe.extract(texts), strict=True):
        if not isinstance(extraction, Extraction):
            raise extraction
        sure = confident(extraction, default_bound()).relations
        found = tuple(_shown(extraction, r) for r in sure if r.type == name)
        yield Tried(name, example.text, example.statements, found)


def check(
    directory: Path | str, model: str | None = None
) -> tuple[tuple[RelationType, ...], tuple[Tried, ...]]:
    """Return the relation types that a directory adds or replaces, and their examples, run.

    Raises OntologyError where a file is wrong: it names the file, the key and what is allowed.
    """
    folder = Path(directory)
    types = tuple(ontology.load(folder).relation_types[n] for n in ontology.own_types(folder))
    pipe = pipeline.load(model or nlp.DEFAULT_MODEL, folder)
    return types, tuple(tried(pipe, types))


def _shown(extraction: Extraction, relation: Relation) -> str:
    """ "HEAD -> TAIL | negative | planned", as examples are written."""
    head, tail = (_side(extraction, m) for m in (relation.head, relation.tail))
    usual = ("positive", "actual")
    status = (s for s in (relation.polarity, relation.modality) if s not in usual)
    return " | ".join([f"{head} -> {tail}", *status])


def _side(extraction: Extraction, mention: str | None) -> str:
    return next((m.text for m in extraction.mentions if m.id == mention), "?")
