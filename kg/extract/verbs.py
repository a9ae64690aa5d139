"""What form a verb has: active or passive, with a tense or without."""

from __future__ import annotations

from kg.parsed import Token

SUBJECTS = {"nsubj", "nsubjpass", "csubj", "csubjpass"}
OBJECTS = {"dobj", "obj"}
CLAUSES = {"ccomp", "xcomp"}
_WISHES = {"want", "need", "like", "order", "get"}


def is_passive(verb: Token) -> bool:
    """Whether the verb is passive, also as a participle ("the man arrested by ...")."""
    if any(c.dep_ in ("nsubjpass", "auxpass", "csubjpass", "agent") for c in verb.children):
        return True
    if (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "advcl", "parataxis")
        and not children(verb, SUBJECTS)
    ):
        return not any(c.dep_ == "aux" for c in verb.children)
    wished = verb.dep_ in CLAUSES and verb.head.lemma_ in _WISHES
    if wished and verb.tag_ in ("VBN", "VBD"):  # "wants him arrested"
        return not children(verb, {"aux", "dobj"})
    if verb.tag_ != "VBN":
        return _is_participle(verb)
    own_aux = children(verb, {"aux", "auxpass"} | SUBJECTS)
    return verb.dep_ == "conj" and not own_aux and is_passive(verb.head)


def _is_participle(verb: Token) -> bool:
    """ "Asked about it, he left": a past tense without a subject is a mis-tagged participle."""
    alone = not any(c.dep_ in SUBJECTS or c.dep_ == "aux" for c in verb.children)
    return verb.tag_ == "VBD" and verb.dep_ == "advcl" and alone


def is_finite(verb: Token) -> bool:
    """Whether a verb has a tense: not "to go", "going"."""
    if verb.tag_ in ("VBD", "VBP", "VBZ", "MD"):
        return True
    return any(c.dep_ in ("aux", "auxpass") and c.tag_ not in ("TO", "VBG") for c in verb.children)


def is_subjunctive(verb: Token) -> bool:
    """Whether the verb of a clause has no tense: "insisted that he resign"."""
    one = any(c.dep_ == "nsubj" and c.tag_ in ("NN", "NNP") for c in verb.children)
    bare = verb.tag_ == "VB" or (verb.tag_ == "VBP" and one)
    return bare and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)


def children(word: Token, labels: set[str]) -> list[Token]:
    """Return what hangs on a word by one of the labels."""
    return [c for c in word.children if c.dep_ in labels and c.pos_ != "ADP"]
