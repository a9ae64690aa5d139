"""How likely a candidate statement is right: a linear model over what is known of it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml

from kg.extract.arguments import Argument
from kg.extract.frames import Draft
from kg.ontology import Ontology


@cache
def weights() -> Mapping[str, Any]:
    """Return the weights and the default bound."""
    text = (resources.files("kg.extract") / "ranking.yaml").read_text(encoding="utf-8")
    loaded: Mapping[str, Any] = yaml.safe_load(text)
    return loaded


def default_bound() -> float:
    """Return the confidence under which a statement is left out by default."""
    return float(weights()["bound"])


def confidence(draft: Draft, kind: str, unresolved: int, ontology: Ontology) -> float:
    """Return the estimated share of such statements that a careful reader accepts.

    `kind` is the draft's sort of rule (verbs, nouns, adjectives, title, account, modal);
    `unresolved` counts its sides that are pronouns without an antecedent.
    """
    w = weights()
    total = w["base"][kind] + w["unresolved"] * unresolved
    total += sum(_side(side, key, draft, ontology) for side, key in _sides(draft))
    total += w["inherited"] * draft.inherited + w["turned"] * (draft.status.turned is not None)
    return round(1 / (1 + math.exp(-total)), 3)


def _sides(draft: Draft) -> Iterator[tuple[Argument | None, str]]:
    yield draft.head, "head"
    yield draft.tail, "tail"


def _side(side: Argument | None, key: str, draft: Draft, ontology: Ontology) -> float:
    w = weights()
    if side is None:
        return float(w[key]["none"])
    expected = getattr(ontology.relation_types[draft.relation], key)
    total = w[key][side.kind] + w["via"] * (side.via is not None)
    return float(total + w["wrong_type"] * (side.type not in expected))
