"""What a statement says beside its two sides: where, how many, how much, in which role, on what
evidence.
"""

from __future__ import annotations

from kg.extract import dates, spans
from kg.extract.frames import Draft
from kg.extract.scene import Scene
from kg.parsed import Token
from kg.records import Span

_PLACES = ("in", "at", "near", "outside", "inside")


def first_id(draft: Draft, role: str, scene: Scene) -> str | None:
    """Return the mention in a further role, where it is not a side of the statement already."""
    sides = {a.root for a in (draft.head, draft.tail) if a}
    for token in draft.roles.get(role, ()):
        for argument in scene.arguments.at(token):
            if argument.root not in sides:
                return scene.ids[argument.root]
    return None


def place(draft: Draft, scene: Scene) -> str | None:
    """Return where it happened: a place after "in", "at" or "near" on the trigger."""
    sides = {a.root for a in (draft.head, draft.tail) if a}
    for child in draft.trigger.children:
        if child.dep_ == "prep" and child.lower_ in _PLACES:
            for token in child.children:
                for a in scene.arguments.at(token) if token.dep_ == "pobj" else ():
                    if a.type in ("Place", "Facility") and a.root not in sides:
                        return scene.ids[a.root]
    return None


def role(draft: Draft) -> str | None:
    """Return the words of the role that the draft names: "prime minister"."""
    tokens = draft.roles.get("role", ())
    if not tokens:
        return None
    token = tokens[0]
    before = [c for c in token.lefts if c.dep_ == "compound" and c.pos_ == "NOUN"]
    return " ".join([*(c.lower_ for c in before), token.lemma_.lower()])


def quantity(draft: Draft, scene: Scene) -> int | float | None:
    """Return how many: the number on the noun of the forces sent, or on the tail's noun."""
    if "by" in draft.roles:
        objects = [c for c in draft.trigger.children if c.dep_ in ("dobj", "nsubjpass")]
        return dates.quantity([t for o in objects for t in o.subtree])
    if draft.tail is None or draft.tail.kind != "nominal":
        return None
    return dates.quantity(list(scene.page.doc[draft.tail.root].lefts))


def amount(draft: Draft) -> str | None:
    """Return the sum in the trigger's clause, where its frame has an amount."""
    if "amount" not in draft.roles:
        return None
    subtree = {t.i for t in draft.trigger.subtree}
    money = [e for e in draft.trigger.sent.ents if e.label_ == "MONEY" and e.start in subtree]
    return money[0].text if money else None


def evidence(trigger: Token) -> Span:
    """Return the trigger's sentence without white space at its ends."""
    tokens = [t for t in trigger.sent if not t.is_space]
    return spans.over(tokens)


def phrase(token: Token) -> Span:
    """Return the whole phrase of a word, without marks at its end."""
    tokens = [t for t in token.subtree if not t.is_space]
    while len(tokens) > 1 and tokens[-1].is_punct:
        tokens = tokens[:-1]
    return spans.over(tokens)
