"""What a comparison of two names tells."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How two names may name one thing, from the surest to none at all."""

    SAME = "same name"
    VARIANT = "variant of the name"
    SHORT = "short form"
    SPELLING = "other spelling"
    OTHER = "other name"
    APART = "apart"  # what no context can mend: Jr., other initials, another town


@dataclass(frozen=True, slots=True)
class Comparison:
    """A grade, how alike the names are from 0 to 1, and why, in words for a reader."""

    grade: Grade
    likeness: float
    reason: str


def same(reason: str, likeness: float = 1.0) -> Comparison:
    """Names that differ in nothing that counts."""
    return Comparison(Grade.SAME, likeness, reason)


def variant(reason: str, likeness: float = 0.93) -> Comparison:
    """Names of which one is a usual form of the other."""
    return Comparison(Grade.VARIANT, likeness, reason)


def short(reason: str, likeness: float = 0.85) -> Comparison:
    """A form that many things may share: an initial, an acronym, a single word."""
    return Comparison(Grade.SHORT, likeness, reason)


def spelling(reason: str, likeness: float) -> Comparison:
    """Names that differ as transliterations and slips of the pen do."""
    return Comparison(Grade.SPELLING, likeness, reason)


def other(reason: str, likeness: float = 0.0) -> Comparison:
    """Names that share too little."""
    return Comparison(Grade.OTHER, likeness, reason)


def apart(reason: str, likeness: float = 0.0) -> Comparison:
    """Names of two things."""
    return Comparison(Grade.APART, likeness, reason)
