"""Who is to act after a preposition: "called on Smith to go", "pressure on Smith to go"."""

from __future__ import annotations

from kg.extract.phrases import prepositions
from kg.parsed import Token

_ON = ("on", "upon")
_ASKING = {
    "call": _ON,
    "rely": _ON,
    "count": _ON,
    "depend": _ON,
    "prevail": _ON,
    "appeal": ("to",),
    "plead": ("with",),
    "wait": ("for",),
    "arrange": ("for",),
}
_ASKED = {
    "pressure": _ON,
    "call": (*_ON, "for"),
    "appeal": ("to",),
    "plea": ("to",),
    "request": ("to", "for"),
    "demand": ("on", "for"),
    "invitation": ("to", "for"),
    "order": ("to", "for"),
}


def whom_asked(verb: Token, governor: Token) -> tuple[Token, ...]:
    """Return who acts in an infinitive after "called on X": the object of the preposition."""
    asking = _ASKED if governor.pos_ == "NOUN" else _ASKING
    names = asking.get(governor.lemma_, ())
    if not names or verb.i < governor.i or not any(c.tag_ == "TO" for c in verb.children):
        return ()
    found = prepositions(governor)
    return next((found[n] for n in names if n in found), ())
