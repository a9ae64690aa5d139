"""A parsed text as plain objects answers as spaCy does."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Span
from trees import tree

from kg.parsed import read

# "Quill said she and Lee left Oslo ."
BLOCK = """
Quill said she and Lee left Oslo .
Quill say she and Lee leave Oslo .
NNP VBD PRP CC NNP VBD NNP .
nsubj ROOT nsubj cc conj ccomp dobj punct
2 0 6 3 3 2 6 2
"""
WORDS = ["text", "lower_", "lemma_", "dep_", "pos_", "tag_", "ent_type_", "ent_iob_"]
PLACES = ["idx", "whitespace_", "is_sent_start"]
FLAGS = ["is_space", "is_punct", "is_quote", "is_alpha", "is_upper", "like_num"]
TREE = ["children", "lefts", "rights", "subtree", "ancestors", "conjuncts"]


@pytest.fixture
def theirs() -> Doc:
    doc = tree(BLOCK)
    doc.set_ents([Span(doc, 0, 1, "PERSON"), Span(doc, 6, 7, "GPE")])
    return doc


@pytest.mark.parametrize("name", [*WORDS, *PLACES, *FLAGS])
def test_words(theirs: Doc, name: str) -> None:
    assert [getattr(t, name) or "" for t in read(theirs)] == [
        getattr(t, name) or "" for t in theirs
    ]


@pytest.mark.parametrize("name", TREE)
def test_trees(theirs: Doc, name: str) -> None:
    assert [[t.i for t in getattr(u, name)] for u in read(theirs)] == [
        [t.i for t in getattr(u, name)] for u in theirs
    ]


def test_stretches(theirs: Doc) -> None:
    ours = read(theirs)
    assert ours.text == theirs.text
    for start in range(len(theirs)):
        for end in range(start + 1, len(theirs) + 1):
            a, b = ours[start:end], theirs[start:end]
            assert (a.text, a.start_char, a.end_char) == (b.text, b.start_char, b.end_char)
            assert (a.root.i, len(a)) == (b.root.i, len(b))
            assert [(e.start, e.label_) for e in a.ents] == [(e.start, e.label_) for e in b.ents]
    assert ours[5:3].text == theirs[5:3].text == ""
    assert ours[-1:].text == theirs[-1:].text
