"""Which names of one document name the same thing."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg import ontology
from kg.extract.candidates import Candidate
from kg.extract.titles import titles
from kg.extract.vocabulary import build
from kg.resolve.names import Cluster, clusters

KINDS = {"P": "Person", "O": "Organization", "A": "Agency", "L": "Place", "@": "Account"}


def marked(text: str) -> tuple[Doc, list[Candidate]]:
    """Return the Doc and the names of a text with marks: "Gov. [P Tim Walz] met [P Walz]"."""
    words: list[str] = []
    names: list[Candidate] = []
    opened: list[tuple[int, str]] = []
    for piece in text.replace("]", " ]").split():
        if piece.startswith("["):
            opened.append((len(words), KINDS[piece[1]]))
        elif piece == "]":
            start, kind = opened.pop()
            form = "account" if kind == "Account" else "name"
            names.append(Candidate(start, len(words), len(words) - 1, kind, form))  # type: ignore[arg-type]
        else:
            words.append(piece)
    return Doc(spacy.blank("en").vocab, words=words), names


def found(text: str) -> list[Cluster]:
    """Return the clusters of a marked text."""
    doc, names = marked(text)
    known = ontology.load()
    words = build(known)
    return clusters(doc, names, list(titles(doc, names, words)), words, known)


def things(text: str) -> list[tuple[str, int]]:
    """Return the name of each cluster and how many mentions it has."""
    return [(c.name, len(c.roots)) for c in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[P Ada Quill] met [P Quill] .", [("Ada Quill", 2)]),
        ("[P Quill] met [P Ada Quill] .", [("Ada Quill", 2)]),
        ("[P Ada Quill] left ; [P Ada] wept .", [("Ada Quill", 2)]),
        ("[P Ada M. Quill] is [P Ada Quill] .", [("Ada M. Quill", 2)]),
        ("[P A. Quill] is [P Ada Quill] .", [("A. Quill", 2)]),
        ("[P Bob Stone] is [P Robert Stone] .", [("Bob Stone", 2)]),
        ("[P Ada Quill] and [P Ben Quill] .", [("Ada Quill", 1), ("Ben Quill", 1)]),
        ("[P Ada Quill] met [P Ada Stone] .", [("Ada Quill", 1), ("Ada Stone", 1)]),
        (
            "[P Ada Quill] left . [P Ben Quill] stayed . [P Quill] slept .",
            [("Ada Quill", 1), ("Ben Quill", 2)],
        ),
        ("[P Quill] met [L Quill] .", [("Quill", 1), ("Quill", 1)]),
        ("[P Carl Stone Jr.] is [P Stone] .", [("Carl Stone Jr.", 2)]),
        ("[@ @adaquill] is [P Ada Quill] .", [("@adaquill", 1), ("Ada Quill", 1)]),
        ("[@ @AdaQuill] is [@ @adaquill] .", [("@AdaQuill", 2)]),
        ("[O Port Board] , the [O The Port Board] .", [("The Port Board", 2)]),
        (
            "the [A Harbor Safety Office] ( [A HSO] ) said [A HSO] acts .",
            [("Harbor Safety Office", 3)],
        ),
        (
            "[P Ada Quill] left . [P Ada Quill] slept . [P Ben Quill] came . [P Quill] stayed .",
            [("Ada Quill", 3), ("Ben Quill", 1)],
        ),
        (
            "[P Ada Quill Jr.] met [P Ada Quill] . [P Quill] left .",
            [("Ada Quill Jr.", 1), ("Ada Quill", 2)],
        ),
        ("[P Omar El Quill] left . [P El Quill] slept .", [("Omar El Quill", 2)]),
        ("[O Quill Brothers] fell . [O Quill] rose .", [("Quill Brothers", 2)]),
        ("[O Oslo Herald] fell . The [O Herald] rose .", [("Oslo Herald", 2)]),
        (
            "[O Quill Brothers] , [O Quill Bank] and [O Quill] .",
            [("Quill Brothers", 1), ("Quill Bank", 1), ("Quill", 1)],
        ),
        ("[A HSO] ( [A Harbor Safety Office] )", [("Harbor Safety Office", 2)]),
        ("the [A Harbor Safety Office] ( [A XYZ] )", [("Harbor Safety Office", 1), ("XYZ", 1)]),
    ],
)
def test_clusters(text: str, expected: list[tuple[str, int]]) -> None:
    assert things(text) == expected


def test_a_cluster_keeps_every_form_and_the_titled_one() -> None:
    assert found("Gov. [P Ada Quill] met Ms. [P Quill] .") == [
        Cluster("Person", "Ada Quill", ("Gov. Ada Quill", "Ms. Quill", "Quill"), (2, 5))
    ]


def test_the_name_of_a_gazetteer_is_the_canonical_one() -> None:
    doc, (first, second) = marked("[A HSO] warned ; the [A Harbor Safety Office] acts .")
    known = ontology.load()
    names = [
        Candidate(c.start, c.end, c.root, c.type, c.kind, "Harbor Safety Office (Oslo)")
        for c in (first, second)
    ]
    assert clusters(doc, names, [], build(known), known) == [
        Cluster("Agency", "Harbor Safety Office (Oslo)", ("HSO", "Harbor Safety Office"), (0, 6))
    ]


def test_a_cluster_takes_the_type_of_most_of_its_mentions() -> None:
    text = "[A Port Board] and [O Port Board] and [O Port Board] ."
    assert [(c.type, len(c.roots)) for c in found(text)] == [("Organization", 3)]
