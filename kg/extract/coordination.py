"""What a verb is coordinated with, where the parse attaches it too low."""

from __future__ import annotations

from kg.parsed import Token


def host_of(verb: Token, head: Token) -> Token:
    """Return the verb whose subject a coordinated verb shares; `head` is the parser's answer."""
    apart = quotation_ends_between(head, verb) or _goes_back(head, verb)
    return head.head if apart else _outer(verb, head)


def is_joined(verb: Token, head: Token) -> bool:
    """Return whether a word or a mark stands between two verbs that could join them: none does in
    "crashed a service after finding out one of its pastors was", whatever the parser says."""
    between = verb.doc[min(head.i, verb.i) + 1 : max(head.i, verb.i)]
    return any(t.dep_ == "cc" or t.is_punct or t.is_space for t in between)


def quotation_ends_between(first: Token, second: Token) -> bool:
    """Return whether a quotation ends between two verbs.

    A verb after a quotation is not coordinated with one inside it, whatever the parser says."""
    return sum(t.is_quote for t in first.doc[first.i : second.i]) % 2 == 1


def _goes_back(first: Token, second: Token) -> bool:
    """ "He said they will not strike and concluded": what is told in the past goes on with him."""
    if first.dep_ != "ccomp" or second.tag_ != "VBD" or first.head.tag_ != "VBD":
        return False
    helpers = {c.tag_ for c in first.children if c.dep_ == "aux"}
    return first.tag_ in ("VBZ", "VBP") or bool(helpers & {"MD", "VBZ", "VBP"})


def _outer(verb: Token, head: Token) -> Token:
    """What a verb is coordinated with: "has said he knew of files that were lost and has accused":
    with other auxiliaries than those of a relative clause it goes on with a verb further out."""
    own = _auxiliaries(verb)
    if head.dep_ != "relcl" or not own or own == _auxiliaries(head):
        return head
    outer = (a for a in head.ancestors if a.pos_ in ("VERB", "AUX") and _auxiliaries(a) == own)
    return next(outer, head)


def _auxiliaries(verb: Token) -> list[str]:
    return [c.lemma_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
