"""What the words of a cue tell of it: whether it happens, who is hidden in it, where it stands."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract import contents, spans
from kg.extract.clauses import Clause, clause_of
from kg.extract.cues import Cues, Frame
from kg.extract.subjects import relative_subject
from kg.parsed import Token
from kg.records import Span

_AUXILIARIES = ("aux", "auxpass", "neg")
_STATED = ("to", "about", "with")  # after a participle that is no passive


def cue_span(verb: Token, frame: Frame) -> Span:
    """The verb with its auxiliaries, "not", its particle and the preposition of its content."""
    doc, first, last = verb.doc, verb.i, verb.i
    while first > verb.sent.start and _helps(doc[first - 1], verb):
        first -= 1
    slots = {name for names in frame.content for name in names}
    while last + 1 < verb.sent.end and doc[last + 1].head == verb:
        following = doc[last + 1]
        if following.dep_ != "prt" and not (following.dep_ == "prep" and following.lower_ in slots):
            break
        last += 1
    return spans.over([doc[first], doc[last]])


def _helps(token: Token, verb: Token) -> bool:
    return token.dep_ in _AUXILIARIES and token.head == verb


def happens(verb: Token, cues: Cues) -> bool:
    """Whether somebody says or said it: not "he would say", "if he says", "an effort to say".

    "He went on to say" and "he spoke up to warn" are told as done; "would not say" is a refusal.
    """
    marks = {c.lower_ for c in verb.children if c.dep_ in ("aux", "mark")}
    denied = any(c.dep_ == "neg" and c.lower_ != "never" for c in verb.children)
    if marks & cues.unreal and not (denied and marks & cues.refusing):
        return False
    if "to" not in marks:
        return True
    aspect = verb.dep_ == "xcomp" and _is_done(verb.head, cues)
    return verb.dep_ == "advcl" or aspect or is_had(verb)


def _is_done(governor: Token, cues: Cues) -> bool:
    """Whether an infinitive below a verb is told as done: "went on to", not "will go on to"."""
    helpers = {c.lower_ for c in governor.lefts if c.dep_ == "aux"}
    return governor.lemma_.lower() in cues.aspectual and not helpers & (cues.unreal | {"will"})


def is_had(verb: Token) -> bool:
    """ "Had this to say: ..."."""
    before = verb.doc[max(0, verb.i - 2)]
    if not any(c.tag_ == "TO" for c in verb.lefts) or before.lower_ != "this":
        return False
    return "have" in (verb.head.lemma_, verb.head.head.lemma_)


def is_adjective(token: Token, cues: Cues) -> bool:
    """Whether a word is an adjective of attitude after a verb, also "opposed to" as a passive."""
    if token.lower_ not in cues.adjectives:
        return False
    if token.dep_ in ("acomp", "oprd"):
        return token.head.pos_ in ("AUX", "VERB")
    names = {c.dep_: c.lower_ for c in token.children if c.dep_ in ("auxpass", "agent", "prep")}
    return "auxpass" in names and "agent" not in names and names.get("prep") in _STATED


def copula(adjective: Token) -> Token:
    """Return the verb before an adjective."""
    passive = (c for c in adjective.lefts if c.dep_ == "auxpass")
    return next(passive, adjective.head)


def bearers(adjective: Token) -> tuple[Token, ...]:
    """Return whose attitude an adjective tells."""
    if copula(adjective) == adjective.head:
        return clause_of(adjective.head, frozenset()).slot("subject")
    return clause_of(adjective, frozenset()).slot("object")


def is_agentless(clause: Clause, subjects: Sequence[Token]) -> bool:
    """ "The bridge is said to be closed": nobody is told to have said it."""
    return clause.passive and not subjects


def is_perfect(clause: Clause) -> bool:
    """ "He's said that": "has", where the parse reads "is"."""
    if not clause.passive or all(contents.shape(t) != "clause" for t in clause.slot("clause")):
        return False
    children = clause.predicate.children
    return any(c.dep_ == "auxpass" and c.text in ("'s", "’s") for c in children)


def relative(clause: Clause) -> int | None:
    """The relative pronoun that its source is a cue's subject by."""
    pronoun = relative_subject(clause.predicate) if not clause.passive else None
    return pronoun.i if pronoun is not None else None


def brings_in(token: Token) -> bool:
    """Whether a word is the preposition of a source, also where the parse takes it for a verb."""
    return token.dep_ == "prep" or (token.lower_ == "according" and token.nbor().lower_ == "to")
