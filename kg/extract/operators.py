"""Operators: what turns a core's type, polarity or modality, from the core outwards.

"Russia did not agree to meet Ukraine": the core *meet* is turned by *agree* (PROMISED, of MET) and
by *not* (negative). The table of operators is data; how they compose is here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.ontology import Ontology, Operator

_PREDICATES = ("VERB", "AUX", "NOUN", "ADJ")
_MAX_HOPS = 8
_ADVERBIAL_GERUNDS = {"by", "after", "before", "in", "while", "since", "without", "of"}


@dataclass(frozen=True, slots=True)
class Status:
    """How a core stands: `turned` is the operator that gives the statement another type."""

    polarity: str = "positive"
    modality: str = "actual"
    turned: Operator | None = None
    governor: Token | None = None
    words: tuple[Token, ...] = ()

    def flip(self) -> Status:
        """Return the status with the other polarity."""
        return replace(self, polarity="negative" if self.polarity == "positive" else "positive")


def status(core: Token, ontology: Ontology) -> Status:
    """Return the polarity, modality and type-turning operator of a trigger word."""
    found, word = Status(), core
    for _ in range(_MAX_HOPS):
        found = _own(word, found, ontology)
        governed = _governor(word, ontology)
        if governed is None:
            return _before(word, found, ontology)
        governor, over = governed
        if over != "same":
            found, climbs = _apply(governor, over, found, ontology)
            if not climbs:
                break
        word = governor
    return found


def _before(word: Token, found: Status, ontology: Ontology) -> Status:
    """ "Pull out before they kill somebody": what is to be prevented has not happened."""
    marks = ontology.auxiliaries["preventive_marks"]
    if word.dep_ != "advcl" or not any(
        c.dep_ == "mark" and c.lower_ in marks for c in word.children
    ):
        return found
    unreal = status(word.head, ontology).modality != "actual" or word.head.tag_ == "VB"
    return _with_modality(found, "possible") if unreal else found


def _own(word: Token, found: Status, ontology: Ontology) -> Status:
    """Apply the word's own auxiliaries, negations, conditions and aspect."""
    aux = ontology.auxiliaries
    for child in [*word.children, *_shared_auxiliaries(word)]:
        form = child.lower_
        if (
            child.dep_ == "neg"
            or (form in aux["negations"] and child.dep_ in ("advmod", "preconj", "cc", "neg"))
            or (child.dep_ == "det" and form in aux["negative_determiners"] and word.pos_ == "NOUN")
            or (
                child.dep_ in ("nsubj", "nsubjpass", "dobj")
                and _has_negative_determiner(child, ontology)
            )
        ):
            found = replace(found.flip(), words=(*found.words, child))
        elif child.dep_ == "mark" and form in aux["conditional_marks"]:
            found = replace(found, modality="conditional", words=(*found.words, child))
        elif child.dep_ == "aux":
            found = _modal(child, found, ontology)
    if word.tag_ == "VBG" and word.lemma_ in aux["progressive_planned"] and _is_progressive(word):
        found = _with_modality(found, "planned")
    return found


def _modal(auxiliary: Token, found: Status, ontology: Ontology) -> Status:
    for modality, forms in ontology.auxiliaries["modals"].items():
        if auxiliary.lower_ in forms:
            return replace(_with_modality(found, modality), words=(*found.words, auxiliary))
    return found


def _with_modality(found: Status, modality: str) -> Status:
    """The innermost modality stands, but a condition or a demand outranks a plan."""
    if found.modality == "actual" or modality == "conditional":
        return replace(found, modality=modality)
    return found


def _shared_auxiliaries(word: Token) -> Iterator[Token]:
    """ "did not meet or call": the auxiliaries of the first verb hold for the second."""
    if word.dep_ != "conj" or word.pos_ != "VERB" or word.head.pos_ != "VERB":
        return
    if any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass") for c in word.children):
        return
    if word.tag_ == word.head.tag_ or word.tag_ in ("VB", "VBP"):
        yield from (c for c in word.head.children if c.dep_ in ("aux", "neg"))


def _has_negative_determiner(noun: Token, ontology: Ontology) -> bool:
    negative = ontology.auxiliaries["negative_determiners"]
    return any(c.dep_ == "det" and c.lower_ in negative for c in noun.children) or noun.lower_ in (
        "nobody",
        "no-one",
        "none",
    )


def _is_progressive(word: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "be" for c in word.children)


def _governor(word: Token, ontology: Ontology) -> tuple[Token, str] | None:
    """What may govern the word, and how the word hangs on it in the operators' terms."""
    label, head = word.dep_, word.head
    if head is word:
        return None
    if label == "conj":
        return (head, "same") if head.pos_ == word.pos_ and not _has_own_subject(word) else None
    if label in ("xcomp", "ccomp", "oprd", "acl", "advcl") and head.pos_ in _PREDICATES:
        over = _complement_kind(word)
        adverbial = label in ("acl", "advcl")
        return None if adverbial and over != "infinitive" else (head, over)
    if label == "pcomp" and word.tag_ == "VBG":
        return None if head.lower_ in _ADVERBIAL_GERUNDS else (head.head, "gerund")
    if word.pos_ == "NOUN" and label in ("dobj", "nsubjpass") and head.pos_ == "VERB":
        return head, "same" if _only_supports(head, ontology) else "noun"
    if word.pos_ == "NOUN" and label == "pobj" and head.lower_ in ("for", "to", "on"):
        return head.head, "noun-prep"
    if label in ("acomp", "attr") and head.lemma_ in ontology.auxiliaries["copulas"]:
        return head, "same"
    return None


def _only_supports(verb: Token, ontology: Ontology) -> bool:
    """ "did not impose sanctions": a verb that lends its subject lends its negation, too."""
    operators = ontology.by_operator.get(verb.lemma_.lower(), ())
    supports = verb.lemma_.lower() in ontology.auxiliaries["support"]
    return supports and not any("noun" in o.over for o in operators)


def _complement_kind(word: Token) -> str:
    if any(c.tag_ == "TO" for c in word.children):
        return "infinitive"
    if word.tag_ == "VBG" and not _has_own_subject(word):
        return "gerund"
    return "infinitive" if word.dep_ == "xcomp" else "clause"


def _apply(governor: Token, over: str, found: Status, ontology: Ontology) -> tuple[Status, bool]:
    """Apply what governs the word. Returns the new status and whether to climb on from there."""
    kind = over.removesuffix("-prep")
    for operator in ontology.by_operator.get(governor.lemma_.lower(), ()):
        if kind in operator.over:
            return _turn(found, operator, governor), True
    if kind == "infinitive":
        return _with_modality(found, "planned"), True
    return found, False


def _turn(found: Status, operator: Operator, governor: Token) -> Status:
    found = replace(found, words=(*found.words, governor))
    if operator.type and found.turned is None:
        return replace(
            found, turned=operator, governor=governor, modality="actual", polarity="positive"
        )
    if operator.polarity == "negative":
        found = found.flip()
    if operator.modality and operator.modality != "actual":
        found = _with_modality(found, operator.modality)
    return found


def _has_own_subject(word: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in word.children)
