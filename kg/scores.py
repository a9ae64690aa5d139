"""What an evaluation comes to: records that people and programs read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.gold import Said, Stated


@dataclass(frozen=True, slots=True)
class Score:
    """How many were wanted, found and right."""

    wanted: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """The share of the found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the wanted that was found."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (self.wanted + self.found) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class Aspect:
    """How often one thing is right in the right statements, and where it is other than usual.

    Usual is: positive, actual, asserted by the document, without a date. A direction is not usual
    in all that is not symmetric.
    """

    name: str
    right: int
    of: int
    marked_right: int
    marked: int


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something missed, false, or found with some aspects wrong; `what` says which."""

    document: str
    what: str
    sentence: str
    wanted: str | None
    found: str | None


@dataclass(frozen=True, slots=True)
class Scores:
    """What came of an evaluation. `failed` holds a line for each text that could not be used."""

    texts: int
    statements: Score
    types: Mapping[str, Score]
    aspects: tuple[Aspect, ...]
    attributions: Score
    wrong: tuple[Wrong, ...]
    failed: tuple[str, ...]


def shown(stated: Stated) -> str:
    """ "CRITICIZED: Ann Smith -> Ben Jones | negative | source Ada Quill"."""
    parts = [f"{stated.types[0]}: {stated.heads[0] or '?'} -> {stated.tails[0] or '?'}"]
    parts += [s for s in (stated.polarity, stated.modality) if s not in ("positive", "actual")]
    parts += [f"source {stated.source or '?'}"] if stated.reported else []
    parts += [f"date {stated.date}"] if stated.date else []
    parts += [f"by {stated.by}"] if stated.by else []
    parts += [f"quantity {stated.quantity}"] if stated.quantity is not None else []
    return " | ".join(parts)


def shown_said(said: Said) -> str:
    """ "Ada Quill: that it rained"."""
    return f"{said.source or '?'}: {said.content}"
