"""How likely something is what a pronoun stands for: a log-linear model over what is known.

Its weights are in `salience.yaml`. The mentions of one thing add up; that the pronoun stands for
nothing that is extracted is an option like the others.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources

import yaml

OPEN: tuple[int, ...] = ()


@cache
def weights() -> Mapping[str, float]:
    """Return the weights, by "group name"."""
    text = (resources.files("kg.resolve") / "salience.yaml").read_text(encoding="utf-8")
    groups = yaml.safe_load(text)
    return {f"{group} {name}": float(w) for group, row in groups.items() for name, w in row.items()}


def weight_of(trait: str) -> float:
    """Return the weight of a trait, 0 where none was worth a weight."""
    return weights().get(trait, 0.0)


def choose(
    scored: Iterable[tuple[tuple[int, ...], float]], kind: str, nothing: float
) -> tuple[int, ...]:
    """Return the likeliest things, or none where they are less likely than the kind's bound.

    `scored` gives the score of each mention of some things; `nothing` that of none of them.
    """
    mass: dict[tuple[int, ...], float] = defaultdict(float)
    mass[OPEN] = math.exp(nothing)
    for things, score in scored:
        mass[things] += math.exp(score)
    best = max(mass, key=lambda things: (mass[things], things))
    return best if mass[best] >= weight_of(f"bound {kind}") * sum(mass.values()) else OPEN
