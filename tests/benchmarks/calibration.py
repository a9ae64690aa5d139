"""Whether confidence means what it says: bins of like confidence, beside what readers said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

BINS = 5


@dataclass(frozen=True)
class Bin:
    """Statements of like confidence: their mean confidence, and the share that is right."""

    foretold: float
    right: float
    count: int


def reliability(foretold: Sequence[float], right: Sequence[float], bins: int = BINS) -> list[Bin]:
    """Return bins of equal size, in order of confidence."""
    said, held = np.asarray(foretold, float), np.asarray(right, float)
    parts = np.array_split(np.argsort(said, kind="stable"), bins)
    return [Bin(float(said[p].mean()), float(held[p].mean()), len(p)) for p in parts if len(p)]


def calibration_error(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error: the mean gap, by how many statements stand behind.

    Source: Naeini et al. 2015, with bins of equal size.
    """
    total = sum(b.count for b in bins)
    return sum(abs(b.foretold - b.right) * b.count for b in bins) / total


def plot(bins: Sequence[Bin], path: Path) -> None:
    """Draw the bins as a picture, with the interval that so few statements leave open (Wilson)."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(4.2, 4.2), dpi=150, layout="constrained")
    axes.plot([0, 1], [0, 1], color="0.75", linestyle="--", label="as it should be")
    low, high = zip(*(_interval(b) for b in bins), strict=True)
    x, y = [b.foretold for b in bins], [b.right for b in bins]
    below = [max(0.0, v - u) for v, u in zip(y, low, strict=True)]
    above = [max(0.0, u - v) for v, u in zip(y, high, strict=True)]
    axes.errorbar(x, y, yerr=[below, above], fmt="o-", capsize=3, label="as readers found it")
    axes.set(xlim=(0.2, 1), ylim=(0.2, 1), xlabel="confidence", ylabel="share right in every part")
    axes.legend(loc="lower right", frameon=False)
    axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(path, metadata={"Software": None})
    pyplot.close(figure)


def _interval(b: Bin, z: float = 1.96) -> tuple[float, float]:
    n, p = b.count, b.right
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * ((p * (1 - p) / n + z * z / (4 * n * n)) ** 0.5) / (1 + z * z / n)
    return middle - half, middle + half
