"""What the explorer's panel shows: every statement with its sentence, speaker and document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.records import ActsFor, Document, Graph, Statement

DOCUMENT_FIELDS = ("id", "title", "url", "publisher", "published", "author")
STATEMENT_FIELDS = (
    "type",
    "polarity",
    "modality",
    "confidence",
    "rule",
    "published",
    "date",
    "date_precision",
    "attributed_to",
    "attribution",
    "role",
    "quantity",
    "amount",
    "content",
    "content_type",
    "via",
)
ENTITY_FIELDS = ("head", "tail", "source", "by", "place")


def evidence(
    graph: Graph, statements: Sequence[Statement], index: Mapping[str, int]
) -> dict[str, Any]:
    """Return documents and statements as they travel in the page.

    `statements` are in the order to be read in; `index` numbers the entities by their id.
    """
    documents = {document.id: i for i, document in enumerate(graph.documents)}
    return {
        "documents": [_document(document) for document in graph.documents],
        "statements": [_statement(s, index, documents) for s in statements],
        "actsFor": _acts_for(graph.acts_for, index),
    }


def _document(document: Document) -> dict[str, Any]:
    return _some({f: getattr(document, f) for f in DOCUMENT_FIELDS})


def _statement(
    s: Statement, index: Mapping[str, int], documents: Mapping[str, int]
) -> dict[str, Any]:
    """Return what the panel shows of a statement; entities and documents by their numbers."""
    return _some(
        {f: getattr(s, f) for f in STATEMENT_FIELDS}
        | {f: index.get(getattr(s, f) or "") for f in ENTITY_FIELDS}
        | {
            "id": s.id,
            "document": documents.get(s.document),
            "chain": [index[e] for e in s.chain if e in index],
            "text": _cut(s),
        }
    )


def _cut(s: Statement) -> list[str]:
    """Return the sentence before, in and after its trigger: Python counts characters, not JS."""
    start, end = s.trigger_start - s.start, s.trigger_end - s.start
    if not 0 <= start < end <= len(s.sentence):
        return [s.sentence, "", ""]
    return [s.sentence[:start], s.sentence[start:end], s.sentence[end:]]


def _acts_for(pairs: Sequence[ActsFor], index: Mapping[str, int]) -> list[list[int]]:
    known = (p for p in pairs if p.group in index and p.entity in index)
    return [[index[p.group], index[p.entity]] for p in known]


def _some(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and value != []}
