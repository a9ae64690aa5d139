"""Parsed sentences without a model: `parsed` gives the Doc of a sentence of `trees.txt`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import spacy
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

_FILE = Path(__file__).with_name("trees.txt")
_CLASSES = {
    "CC": "CCONJ",
    "CD": "NUM",
    "DT": "DET",
    "IN": "ADP",
    "MD": "AUX",
    "POS": "PART",
    "PRP": "PRON",
    "PRP$": "PRON",
    "TO": "PART",
    "WDT": "PRON",
    "WP": "PRON",
}
_FAMILIES = {"NN": "NOUN", "VB": "VERB", "JJ": "ADJ", "RB": "ADV"}


def parsed(sentence: str) -> Doc:
    """Return the Doc of a sentence; raises KeyError where `trees.txt` does not hold it."""
    return tree(_blocks()[_key(sentence)])


def tree(block: str) -> Doc:
    """Return the Doc of a block: rows of words, lemmas, tags, labels and heads (0: the root)."""
    words, lemmas, tags, deps, heads = (row.split() for row in block.strip().splitlines())
    ups = [int(head) - 1 if head != "0" else at for at, head in enumerate(heads)]
    rows = zip(lemmas, tags, deps, strict=True)
    classes = [_part_of_speech(lemma, tag, dep) for lemma, tag, dep in rows]
    given: dict[str, Any] = {
        "tags": tags,
        "pos": classes,
        "lemmas": lemmas,
        "heads": ups,
        "deps": deps,
    }
    return Doc(_vocab(), words, **given)


def word(doc: Doc, form: str) -> Token:
    """Return the only token with this form."""
    (found,) = (t for t in doc if t.text == form)
    return found


def _part_of_speech(lemma: str, tag: str, dep: str) -> str:
    if (dep in ("aux", "auxpass") and tag != "TO") or (lemma == "be" and tag.startswith("VB")):
        return "AUX"
    if tag.startswith("NNP"):
        return "PROPN"
    if dep == "mark":
        return "SCONJ"
    return _CLASSES.get(tag) or _FAMILIES.get(tag[:2], "PUNCT")


@cache
def _blocks() -> dict[str, str]:
    blocks = _FILE.read_text(encoding="utf-8").split("\n\n")[1:]
    return {_key(block.strip().splitlines()[0]): block for block in blocks}


def _key(sentence: str) -> str:
    return "".join(sentence.split())


@cache
def _vocab() -> Vocab:
    return spacy.blank("en").vocab
