"""What is said where the parse hangs it elsewhere than on its cue as a complement."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.clauses import Clause
from kg.extract.cues import Frame
from kg.extract.verbs import SUBJECTS, is_finite
from kg.parsed import Token
from kg.records import Span

_ASKED = ("if", "whether", "why", "how", "where")
_ADDRESSED = ("dobj", "dative")
_NOUN_CLAUSES = ("relcl", "acl", "ccomp")
_COMPLEMENTIZERS = ("that", "whether", "if")
# A colon soon after a cue, and the next paragraph without quotation marks around it
_PARAGRAPH = re.compile(r"[^\n.:“\"]{0,40}:[^\S\n]*\n\s*([^\s“\"‘'«<–—-][^\n]*\S)")
_MEANS = ("in", "on", "during", "at", "by", "after")


def strayed(clause: Clause, frame: Frame) -> Iterator[Token]:
    """Yield the heads of the clauses that are said although the parse makes them something else."""
    verb = clause.predicate
    yield from (c for c in verb.rights if _is_question(c, frame))
    yield from (c for c in verb.lefts if _leads(c))
    told_to = next((c for c in verb.rights if c.dep_ in _ADDRESSED and c.pos_ != "PRON"), None)
    for noun in _nouns(verb):
        told = frame.addressed and noun == told_to
        yield from (c for c in noun.rights if _is_told(c, told))


def paragraph(verb: Token, text: str) -> Span | None:
    """The paragraph after a cue with a colon at its end: a quotation without marks."""
    found = _PARAGRAPH.match(text, verb.idx + len(verb))
    return Span(*found.span(1)) if found else None


def _is_question(adverbial: Token, frame: Frame) -> bool:
    """ "Asked them if they were tired", "did not say when they would vote"."""
    verb, first = adverbial.head, adverbial.left_edge
    apart = first.i == 0 or first.nbor(-1).is_punct
    if adverbial.dep_ != "advcl" or apart or not is_finite(adverbial):
        return False
    denied = any(c.dep_ == "neg" for c in verb.lefts)
    return (denied and first.lower_ == "when") or (
        first.lower_ in _ASKED and (denied or frame.addressed)
    )


def _leads(adverbial: Token) -> bool:
    """ "The top fifth paid half of it, the agency said": no word makes it adverbial."""
    if adverbial.dep_ != "advcl" or not is_finite(adverbial):
        return False
    marked = any(c.dep_ in ("mark", "advmod") and c.i < adverbial.i for c in adverbial.lefts)
    after = adverbial.right_edge
    comma = after.i + 1 < len(after.doc) and after.nbor().lower_ in (",", "“", '"')
    return comma and not marked and any(c.dep_ in SUBJECTS for c in adverbial.lefts)


def _nouns(verb: Token) -> Iterator[Token]:
    """The nouns between a verb and its complement: who is told, and where or by whom it is said."""
    for child in verb.rights:
        if child.dep_ in _ADDRESSED:
            yield child
        elif child.dep_ in ("prep", "agent") and child.lower_ in _MEANS:
            yield from (c for c in child.rights if c.dep_ == "pobj")


def _is_told(clause: Token, addressed: bool) -> bool:
    """Whether a clause on a noun is what is said to it or in it: "told her aides he was ill".

    "The man he knew" lacks what he knew.
    """
    if clause.dep_ not in _NOUN_CLAUSES or not is_finite(clause):
        return False
    marked = any(c.dep_ == "mark" and c.lower_ in _COMPLEMENTIZERS for c in clause.lefts)
    if marked:
        return addressed or clause.head.dep_ == "pobj"
    return addressed and any(c.dep_ in SUBJECTS and c.tag_[0] != "W" for c in clause.lefts)
