"""What the explorer's panel shows: statements and claims with sentence, speaker and document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kg.records import ActsFor, Claim, Document, Graph, Statement
from loaders.graphs.cypher import CLAIM

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
    "status",
    "role",
    "quantity",
    "amount",
    "content",
    "content_type",
    "via",
)
# Of a claim the panel shows the sentence, which holds its content.
CLAIM_FIELDS = ("published", "date", "date_precision", "attributed_to", "status")
ENTITY_FIELDS = ("head", "tail", "source", "by", "place")


def evidence(
    graph: Graph,
    statements: Sequence[Statement],
    claims: Sequence[Claim],
    index: Mapping[str, int],
) -> dict[str, Any]:
    """Return documents, and statements with claims after them, as they travel in the page.

    Both are in the order to be read in; `index` numbers the entities by their id.
    """
    documents = {document.id: i for i, document in enumerate(graph.documents)}
    return {
        "documents": [_document(document) for document in graph.documents],
        "statements": [
            *(_statement(s, index, documents) for s in statements),
            *(_claim(c, index, documents) for c in claims),
        ],
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
        | _evidence(s, index, documents)
        | {"text": _cut(s, s.trigger_start, s.trigger_end)}
    )


def _claim(c: Claim, index: Mapping[str, int], documents: Mapping[str, int]) -> dict[str, Any]:
    return _some(
        {f: getattr(c, f) for f in CLAIM_FIELDS}
        | {"type": CLAIM, "source": index.get(c.source or ""), "about": _numbers(c.about, index)}
        | _evidence(c, index, documents)
        | {"text": _cut(c, c.cue_start or 0, c.cue_end or 0)}
    )


def _evidence(
    s: Statement | Claim, index: Mapping[str, int], documents: Mapping[str, int]
) -> dict[str, Any]:
    document = documents.get(s.document)
    return {"id": s.id, "document": document, "chain": _numbers(s.chain, index)}


def _numbers(ids: Sequence[str], index: Mapping[str, int]) -> list[int]:
    return [index[id] for id in ids if id in index]


def _cut(s: Statement | Claim, first: int, last: int) -> list[str]:
    """Return the sentence before, in and after its trigger: Python counts characters, not JS."""
    start, end = first - s.start, last - s.start
    if not 0 <= start < end <= len(s.sentence):
        return [s.sentence, "", ""]
    return [s.sentence[:start], s.sentence[start:end], s.sentence[end:]]


def _acts_for(pairs: Sequence[ActsFor], index: Mapping[str, int]) -> list[list[int]]:
    known = (p for p in pairs if p.group in index and p.entity in index)
    return [[index[p.group], index[p.entity]] for p in known]


def _some(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and value != []}
