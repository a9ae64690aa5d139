"""Copies of one text: marked with the earliest, and counted once in `distinct_reports`."""

from __future__ import annotations

from dataclasses import replace

from kg import graph, ontology
from kg.copies import Copies
from kg.records import Document, Entity, Extraction, Graph, Mention, Relation, Span

WIRE = (
    "Anna Strand accused Bo Quill of hiding the harbour accounts on Monday, and said that the "
    "council of Quillhaven would ask for all letters that the harbour master had written since "
    "spring. Quill did not answer questions about it."
)
OTHER = (
    "On Tuesday evening the mayor, Anna Strand, again accused Bo Quill, this time in front of some "
    "two hundred fishermen who had come to hear her in the old net hall; he was not invited."
)


def told(identity: str, text: str, day: str) -> Extraction:
    """Return a document in which Strand accuses Quill."""
    spans = [(n, text.index(n), text.index(n) + len(n)) for n in ("Anna Strand", "Bo Quill")]
    mentions = tuple(
        Mention(f"m{i}", start, end, name, "Person", "name", f"e{i}")
        for i, (name, start, end) in enumerate(spans, 1)
    )
    entities = tuple(Entity(f"e{i}", "Person", name) for i, (name, _, _) in enumerate(spans, 1))
    at = text.index("accused")
    accused = Relation(
        "r1", "ACCUSED", "m1", "m2", Span(at, at + 7), Span(0, len(text)), confidence=0.9
    )
    document = Document(identity, text, published=day)
    return Extraction(document, mentions, entities, (accused,))


DOCUMENTS = [
    told("a", WIRE, "2026-01-02"),
    told("b", f"HARBOUR ROW. {WIRE}", "2026-01-01"),
    told("c", WIRE.replace("on Monday", ""), "2026-01-03"),
    told("d", OTHER, "2026-01-04"),
]


def built(documents: list[Extraction]) -> Graph:
    """Return the graph of the documents."""
    return graph.build(documents, ontology.load(), 0.5)[0]


def test_copies_are_marked_with_the_earliest_and_kept() -> None:
    found = {d.id: d.duplicate_of for d in built(DOCUMENTS).documents}
    assert found == {"a": "b", "b": None, "c": "b", "d": None}


def test_reports_count_documents_and_distinct_ones_no_copies() -> None:
    statements = built(DOCUMENTS).statements
    assert [(s.reports, s.distinct_reports) for s in statements] == [(4, 2)] * 4


def test_any_order_gives_the_same() -> None:
    assert built(DOCUMENTS) == built(DOCUMENTS[::-1])


def test_a_denial_is_no_report_of_it() -> None:
    denied = replace(DOCUMENTS[3].relations[0], polarity="negative")
    statements = built([*DOCUMENTS[:3], replace(DOCUMENTS[3], relations=(denied,))]).statements
    assert {(s.polarity, s.reports) for s in statements} == {("positive", 3), ("negative", 1)}


def test_a_few_words_are_no_copy() -> None:
    copies = Copies()
    for identity in "ab":
        copies.add(Document(identity, "Thank you, Quillhaven!"))
    assert copies.originals() == {}
