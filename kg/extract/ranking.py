"""How likely a candidate statement is right: a linear model over what is known of it.

`features` says what is known, `ranking.yaml` holds a weight for each feature: log-odds, fitted by
`tests/benchmarks/fit_ranking.py` on statements that readers judged.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from kg.extract.arguments import Argument
from kg.extract.frames import Draft
from kg.extract.verbs import is_passive
from kg.ontology import Ontology
from kg.parsed import Token

type Features = Mapping[str, float]

_FAR = 5  # tokens between trigger and side


@cache
def weights() -> Mapping[str, Any]:
    """Return the weights and the default bound."""
    text = (resources.files("kg.extract") / "ranking.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.safe_load(text)
    return loaded


def default_bound() -> float:
    """Return the confidence under which a statement is left out by default."""
    return float(weights()["bound"])


def confidence(known: Features) -> float:
    """Return the estimated share of such statements that a careful reader accepts."""
    w = weights()["features"]
    total = sum(w.get(name, 0.0) * value for name, value in known.items())
    return round(1 / (1 + math.exp(-total)), 3)


def features(
    draft: Draft, sort: str, unresolved: int, said: str, ontology: Ontology
) -> dict[str, float]:
    """Return what is known of a candidate statement, each with its measure.

    `sort` is the draft's sort of rule (verbs, nouns, adjectives, title, account, modal, ...);
    `unresolved` counts its sides that are pronouns without an antecedent; `said` is the kind of
    its attribution, "reported", "quoted", "post" or "asserted" where there is none.
    """
    found = {
        "always": 1.0,
        f"sort {sort}": 1.0,
        f"said {said}": 1.0,
        "unresolved": float(unresolved),
        "inherited": float(draft.inherited),
        "turned": float(draft.status.turned is not None),
        "negative": float(draft.status.polarity == "negative"),
        f"modality {draft.status.modality}": 1.0,
        "sentence": math.log(len(draft.trigger.sent)),
        "names nobody": float(_names_nobody(draft, unresolved)),
    }
    if draft.head is None and draft.trigger.pos_ == "VERB" and not is_passive(draft.trigger):
        found["doer left out"] = 1.0
    for name, value in (*_side("head", draft, ontology), *_side("tail", draft, ontology)):
        found[name] = found.get(name, 0.0) + value
    if "via" in found and (draft.head is None or draft.tail is None):
        found["via alone"] = found["via"]
    return {name: value for name, value in found.items() if value}


def _names_nobody(draft: Draft, unresolved: int) -> bool:
    """Whether a pronoun stands alone, or two of which one is open: "he accused them"."""
    sides = (draft.head, draft.tail)
    known = None not in sides and not unresolved
    return not known and not any(s and s.kind != "pronoun" for s in sides)


def _side(key: str, draft: Draft, ontology: Ontology) -> Iterator[tuple[str, float]]:
    """What is known of one side: how it was found, and whether its type is expected."""
    side: Argument | None = getattr(draft, key)
    if side is None:
        yield f"{key} none", 1.0
        return
    expected = getattr(ontology.relation_types[draft.relation], key)
    yield f"{key} {side.kind}", 1.0
    yield f"{key} {side.type}", 1.0
    yield "via", float(side.via is not None)
    yield "wrong type", float(side.type not in expected)
    yield "no actor", float(side.type not in expected and not ontology.is_actor(side.type))
    yield "far", float(_is_far(side, draft.trigger))


def _is_far(side: Argument, trigger: Token) -> bool:
    """Whether a side stands far from its trigger; who is meant by "them" may stand anywhere."""
    here = trigger.sent.start <= side.root < trigger.sent.end
    if not here or (side.kind == "pronoun" and trigger.doc[side.root].pos_ != "PRON"):
        return False
    return abs(side.root - trigger.i) > _FAR
