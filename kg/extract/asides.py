"""Cues inside what is said, or beside it: "The talks, he said, had failed", "As he said, ..."."""

from __future__ import annotations

from collections.abc import Container, Iterator

from kg.extract import spans
from kg.extract.coordination import quotation_ends_between
from kg.extract.cues import Frame
from kg.extract.verbs import is_finite
from kg.parsed import Token
from kg.records import Span

_NOMINAL = ("NOUN", "PROPN", "PRON")
_OBJECTS = ("dobj", "obj", "acomp", "oprd")
STOPS = (".", "!", "?")
_TURNS = {"although", "though", "while", "but", "and"}


def is_aside(verb: Token, frame: Frame, speaking: Container[str]) -> bool:
    """Whether a verb with a subject, and with nothing said below it, stands in what it says."""
    whole = frame.addressed or not any(c.dep_ in _OBJECTS for c in verb.children)
    if not whole or not any(c.dep_ in ("nsubj", "agent") for c in verb.children):
        return False
    marks = {c.lower_ for c in verb.lefts if c.dep_ == "mark"}
    if verb.dep_ == "advcl":
        return marks == {"as"} and _is_apart(verb)
    if marks or not is_finite(verb):
        return False
    told = verb.head.lemma_.lower() in speaking  # "The museum tells the truth, Quill said"
    if verb.dep_ == "parataxis":
        return not told or verb.i < verb.head.i
    return (verb.dep_ == "ccomp" and not told) or (verb.dep_ == "conj" and _is_spliced(verb))


def around(verb: Token) -> Iterator[Span]:
    """Yield what stands before and after the phrase of a verb in the clause that it is put into."""
    own = {t.i for t in verb.subtree}
    rest = [t for t in _host(verb).subtree if t.i not in own and not t.is_space]
    before = [t for t in rest if t.i < min(own)]
    after = [t for t in rest if t.i > max(own)]
    for part in (before, after if after and after[0].lower_ not in STOPS else []):
        while part and part[0].is_punct and not part[0].is_quote:
            part.pop(0)
        while part and part[-1].is_punct and not part[-1].is_quote:
            part.pop()
        if part:
            yield spans.over(part)


def goes_on(verb: Token, cue: Token, speech: Container[str]) -> bool:
    """Whether a verb goes on with the report of a cue: "said she will run, adding that".

    "Quill said the bridge was old, and she added that ...": she is the speaker, who says both.
    """
    if verb.lemma_.lower() not in speech or not any(c.dep_ == "ccomp" for c in verb.rights):
        return False
    if quotation_ends_between(*sorted((verb, cue), key=lambda t: t.i)):
        return False
    if verb.tag_ == "VBG":
        return verb.dep_ == "advcl" and _is_apart(verb)
    again = [c.lower_ in ("he", "she", "they") for c in verb.lefts if c.dep_ == "nsubj"]
    first = verb.left_edge
    turn = {first.lower_, first.nbor(-1).lower_ if first.i else ""} & _TURNS
    return again == [True] and bool(turn) and verb.dep_ in ("advcl", "conj")


def _host(verb: Token) -> Token:
    """The head of the clause that a verb is put into: "the bridge, as he said, is closed"."""
    head = verb.head
    while verb.dep_ == "advcl" and head.pos_ in _NOMINAL and head.head != head:
        head = head.head
    return head


def _is_spliced(verb: Token) -> bool:
    """ "The bridge is closed, Quill told us": no word joins the clauses."""
    between = verb.doc[verb.head.i : verb.left_edge.i]
    return not any(t.dep_ == "cc" and t.head == verb.head for t in between) and _is_apart(verb)


def _is_apart(verb: Token) -> bool:
    """Whether a clause begins its sentence or follows a point: not "as fast as he claims"."""
    first = verb.left_edge
    return first == verb.sent[0] or first.nbor(-1).is_punct
