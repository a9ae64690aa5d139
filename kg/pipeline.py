"""Documents to extractions, in order; what fails for one document does not stop the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from kg import nlp, ontology
from kg.errors import DocumentError, KgError
from kg.extract import extractor
from kg.extract.casing import recased
from kg.extract.datelines import begin_after
from kg.extract.dates import anchor
from kg.extract.extractor import Extractor
from kg.extract.relations import Trace
from kg.ontology import Ontology
from kg.records import Document, Extraction, digest

VERSION = "5"  # raise it when the code gives other extractions for the same input


@dataclass(frozen=True, slots=True)
class Pipeline:
    """A model and an ontology, ready to extract. `configuration` names what made an extraction."""

    language: Language
    ontology: Ontology
    extractor: Extractor
    configuration: str

    @property
    def model(self) -> str:
        """The name and version of the model."""
        return _name(self.language)

    def extract(self, documents: Iterable[Document]) -> Iterator[Extraction | DocumentError]:
        """Yield an extraction, or the error, for each document in order."""
        limit = self.language.max_length
        pairs = ((self.prepared(d.text if len(d.text) <= limit else ""), d) for d in documents)
        for parsed, document in self.language.pipe(pairs, as_tuples=True, batch_size=64):
            unfit = _unfit(document, limit)
            if unfit:
                yield DocumentError(f"{document.id}: {unfit}")
                continue
            try:
                yield self.extractor.extract(document, parsed)
            except KgError:
                raise
            except Exception as error:  # a bug must not cost the other documents
                yield DocumentError(
                    f"{document.id}: extraction failed: {error!r}; please report it"
                )

    def traced(self, document: Document, trace: Trace) -> Extraction | DocumentError:
        """Return the extraction of one document; `trace` takes what its statements were made of."""
        unfit = _unfit(document, self.language.max_length)
        if unfit:
            return DocumentError(f"{document.id}: {unfit}")
        parsed = self.language(self.prepared(document.text))
        return self.extractor.extract(document, parsed, trace)

    def prepared(self, text: str) -> Doc:
        """Return the tokens of a text as the model should read them; offsets are the text's."""
        read = recased(self.language.make_doc(text), self.extractor.casing)
        return begin_after(read, text)


@cache
def load(model: str = nlp.DEFAULT_MODEL, extra_ontology: Path | None = None) -> Pipeline:
    """Return the pipeline for a spaCy model and an ontology directory laid over ours, made once.

    Raises KgError where the model cannot be loaded, OntologyError where the ontology is wrong.
    """
    language, words = nlp.load(model), ontology.load(extra_ontology)
    made_by = configuration(_name(language), ontology.fingerprint(extra_ontology))
    return Pipeline(language, words, extractor.build(language, words), made_by)


def _name(language: Language) -> str:
    return f"{language.meta['name']}-{language.meta['version']}"


def configuration(model: str, words: str) -> str:
    """Return what names an extraction's making: a model, an ontology's fingerprint and our code."""
    return digest(VERSION, model, words)


def _unfit(document: Document, limit: int) -> str | None:
    """Why a document cannot be extracted, and what to do."""
    if len(document.text) > limit:
        return f"longer than {limit:,} characters; cut it in parts"
    try:
        anchor(document.published)
    except ValueError:
        return f"published '{document.published}' is no ISO 8601 date; write 2026-01-26"
    return None
