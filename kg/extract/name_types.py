"""What kind of thing a name is of: person, body or place, or no name at all.

A linear model over what a reader would look at: the model's label, the name's form and words, what
stands around it, what it does in the sentence, and how near its word vector lies to known first
names, places and bodies. The weights are data (name_types.yaml), fitted by
tests/benchmarks/fit_name_types.py; none belongs to a single word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib import resources

import numpy as np
import yaml
from numpy.typing import NDArray
from spacy.vocab import Vocab

from kg.extract.candidates import Candidate, taken
from kg.extract.gazetteer import Gazetteer
from kg.extract.name_spans import Found
from kg.extract.vocabulary import Vocabulary
from kg.parsed import Doc, Span, Token

KINDS = ("person", "body", "place", "none")
_WEIGHTS = "name_types.yaml"
_REMEMBERED = 50_000  # words whose likeness is kept
_POST_LENGTH = 120  # tokens
_JOINING = frozenset(("of", "and", "for", "&", "the"))
_THIRD = frozenset(("he", "she", "his", "her", "him", "himself", "herself"))
_NEAR = 25  # tokens after a name within which "he" may speak of it
_MODIFYING = ("compound", "nmod", "amod")
_SUBJECT = ("nsubj", "nsubjpass")

type Vector = NDArray[np.float32]
type Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a document says of all its names: whether it is a post, the tokens of known places."""

    post: bool
    places: frozenset[int]


@dataclass(frozen=True, slots=True)
class NameTypes:
    """Reads a name's features and scores the kinds of thing that it may be of.

    `weights` gives each feature its weights, in the order of KINDS.
    """

    words: Vocabulary
    likeness: Callable[[str], Features]
    weights: Mapping[str, tuple[float, ...]]

    def scores(self, found: Found, around: Surroundings) -> list[float]:
        """Return the score of each of KINDS; the highest is the likeliest."""
        totals = [0.0] * len(KINDS)
        for feature, value in self.features(found, around).items():
            for n, weight in enumerate(self.weights.get(feature, ())):
                totals[n] += weight * value
        return totals

    def features(self, found: Found, around: Surroundings) -> Features:
        """Return what is known of a name where it stands; what is absent counts nothing."""
        span = found.span
        features: Features = {"always": 1.0, f"label {found.label}": 1.0}
        features.update(dict.fromkeys(_shape(span, self.words), 1.0))
        features.update(dict.fromkeys(_around(span, self.words), 1.0))
        features.update(dict.fromkeys(_role(span, self.words), 1.0))
        features.update(self.likeness(span[-1].text))
        features.update(dict.fromkeys(_among(span, around.places), 1.0))
        if around.post:
            features["post"] = features[f"post {found.label}"] = 1.0
        return features


def build(vocab: Vocab, gazetteer: Gazetteer, words: Vocabulary) -> NameTypes:
    """Return the name types of a model's vocabulary, with the packaged weights."""
    single = [(form, e) for form, e in gazetteer.entries.items() if " " not in form]
    prototypes = {
        "person": _centre(vocab, words.gender),
        "place": _centre(vocab, (f for f, e in single if e.type == "Place" and e.kind == "name")),
        "body": _centre(vocab, (f for f, e in single if e.type != "Place")),
    }
    likeness = lru_cache(_REMEMBERED)(partial(_likeness, vocab, prototypes))
    return NameTypes(words, likeness, _weights())


def surroundings(doc: Doc, known: Iterable[Candidate]) -> Surroundings:
    """Return what the typing of a document's names needs beside each name."""
    post = len(doc) < _POST_LENGTH and any(t.text[0] in "@#" or "://" in t.text for t in doc)
    return Surroundings(post, taken(c for c in known if c.type == "Place"))


@cache
def _weights() -> Mapping[str, tuple[float, ...]]:
    text = (resources.files("kg.extract") / _WEIGHTS).read_text(encoding="utf-8")
    by_kind: Mapping[str, Mapping[str, float]] = yaml.safe_load(text)
    features = {feature for weights in by_kind.values() for feature in weights}
    return {f: tuple(by_kind[k].get(f, 0.0) for k in KINDS) for f in sorted(features)}


def _centre(vocab: Vocab, names: Iterable[str]) -> Vector:
    found = [_unit(vocab.get_vector(n)) for n in names if vocab.has_vector(n)]
    empty: Vector = np.zeros(vocab.vectors_length, dtype=np.float32)
    return _unit(np.mean(found, axis=0)) if found else empty


def _unit(values: object) -> Vector:
    vector: Vector = np.asarray(values, dtype=np.float32)
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def _likeness(vocab: Vocab, prototypes: Mapping[str, Vector], word: str) -> Features:
    if not vocab.has_vector(word):
        return {"no vector": 1.0}
    vector = _unit(vocab.get_vector(word))
    return {f"like a {kind}": float(vector @ centre) for kind, centre in prototypes.items()}


def _shape(span: Span, words: Vocabulary) -> Iterator[str]:
    texts = [t.text for t in span]
    first, length = texts[0], len(texts)
    yield "one word" if length == 1 else "two or three words" if length < 4 else "four words"
    if first in words.gender:
        yield "first name"
    if texts[-1] in words.naming.surnames:
        yield "surname"
    if any(t in words.naming.body_words for t in texts):
        yield "body word"
    if any(t in words.naming.place_words for t in texts):
        yield "place word"
        if length > 1 and texts[-1] in words.naming.place_words:
            yield "ends in a place word"
    if any(t in _JOINING for t in texts[1:]):
        yield "joined"
    if any(t[:1].isdigit() for t in texts):
        yield "figure"
    if all(t.isupper() for t in texts):
        yield "acronym" if length == 1 and 1 < len(first) < 7 else "capitals"
    if any(len(t.strip(".")) == 1 and t[:1].isupper() for t in texts[:-1]):
        yield "initial"
    if any(t.pos_ not in ("PROPN", "PUNCT", "ADP", "DET", "CCONJ", "PART") for t in span):
        yield "common word"
    if span.root.tag_ in ("NNPS", "NNS"):
        yield "plural"


def _around(span: Span, words: Vocabulary) -> Iterator[str]:
    doc = span.doc
    before = doc[span.start - 1] if span.start else None
    after = doc[span.end] if span.end < len(doc) else None
    if before is None or span[0].is_sent_start:
        yield "first"
    elif before.lower_ in words.naming.locative:
        yield "after a locative"
    elif before.text in ("the", "The", ",", "(", "and", "&", "of"):
        yield f"after {before.lower_}"
    elif before.like_num:
        yield "after a figure"
    elif before.lower_ in words.title_ends:
        yield "after a title"
    elif before.text[:1].isupper():
        yield "after a capital"
    if after is None:
        return
    if after.text in ("'s", "’s", "(", ",", "-", ":"):
        yield f"before {after.text.replace('’', chr(39))}"
    if after.like_num or (after.text == "," and _is_figure(doc, span.end + 1)):
        yield "before a figure"
    if after.text[:1].isupper():
        yield "before a capital"
    if any(t.lower_ in _THIRD for t in doc[span.end : span.end + _NEAR]):
        yield "he or she"


def _is_figure(doc: Doc, at: int) -> bool:
    return at < len(doc) and doc[at].like_num


def _role(span: Span, words: Vocabulary) -> Iterator[str]:
    root = span.root
    if root.dep_ in _SUBJECT:
        yield "subject"
        if root.head.lemma_ in words.naming.personal_verbs:
            yield "does what people do"
    elif root.dep_ in _MODIFYING:
        yield "modifier"
    elif root.dep_ in ("dobj", "pobj", "poss", "appos", "ROOT", "conj"):
        yield root.dep_
    yield from _beside(root, words)


def _among(span: Span, places: frozenset[int]) -> Iterator[str]:
    """ "Ancaster, Ontario" and "Metula and Safed" are places as the known ones are."""
    doc, root = span.doc, span.root
    if span.end + 1 < len(doc) and doc[span.end].text == "," and span.end + 1 in places:
        yield "before a place"
    if any(t.i in places for t in root.conjuncts):
        yield "joined to a place"
    if any(c.lower_ == "in" and any(g.i in places for g in c.children) for c in root.rights):
        yield "in a place"


def _beside(root: Token, words: Vocabulary) -> Iterator[str]:
    """The noun that a name modifies or specifies: "Erez crossing", "the town of Tubas"."""
    noun = root.head.head if root.dep_ == "pobj" and root.head.lower_ == "of" else root.head
    if root.dep_ not in (*_MODIFYING, "appos", "pobj"):
        return
    lemma = noun.lemma_.lower()
    if lemma in words.naming.place_nouns:
        yield "beside a place noun"
    elif lemma in words.naming.body_nouns:
        yield "beside a body noun"
    elif lemma in words.role_nouns:
        yield "beside a role noun"
