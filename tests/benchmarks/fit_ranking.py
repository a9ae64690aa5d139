"""Fit the weights of kg/extract/ranking.yaml on statements that readers judged.

    python tests/benchmarks/fit_ranking.py CORPORA SAMPLE [SAMPLE ...]

The samples are those of statements.py, their verdicts in statements.jsonl. Their documents are
extracted anew, each statement is found again by its offsets, and what is known of it (its
features) is weighed by logistic regression; a penalty holds the weights near those of
hand_weights.yaml, and no weight is of a single word.
Prints how well it foretells statements of folds held aside, as a table of reliability, then writes
the weights; the bound and the rest of the file stay as they are.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from benchmarks.calibration import calibration_error, reliability
from benchmarks.statements import NEWS, POSTS, is_right, key, place, verdicts

from kg import pipeline
from kg.extract import ranking
from kg.extract.relations import Ranked, Trace
from kg.records import Document
from loaders.documents import ReadOptions, read_documents

OUT = Path(ranking.__file__).with_suffix(".yaml")
HAND = Path(__file__).with_name("hand_weights.yaml")
PENALTY, STEPS, FOLDS = 4.0, 30, 10
LEAST = 5  # statements that a feature must be known of

type Row = tuple[str, Mapping[str, float], float]


def main(corpora: Path, samples: Sequence[str]) -> None:
    """Fit on the samples named, and write the weights."""
    rows = list(judged(corpora, [row for name in samples for row in verdicts(name)]))
    right = np.array([y for *_, y in rows])
    fold = np.array([zlib.crc32(document.encode()) % FOLDS for document, *_ in rows])
    foretold = np.zeros(len(rows))
    for n in range(FOLDS):
        learnt = fit([row for row, f in zip(rows, fold, strict=True) if f != n])
        for i in np.flatnonzero(fold == n):
            foretold[i] = probability(rows[i][1], learnt)
    print(f"{len(rows)} statements, {right.mean():.3f} right")
    print_reliability(foretold, right)
    write(fit(rows))


def judged(corpora: Path, given: Sequence[dict[str, Any]]) -> Iterable[Row]:
    """Yield document, features and share of readers that accept it, for each statement."""
    wanted = {place(row): row for row in given}
    for corpus, document in documents(corpora, set(wanted)):
        row = wanted[corpus, document.id]
        found = next((r for k, r in traced(corpus, document) if k == row["key"]), None)
        if found is None:
            print(f"{corpus} {document.id}: {row['key']['type']} is not found any more")
        else:
            accepted = [is_right(v) for v in row["verdicts"]]
            yield document.id, found.features, sum(accepted) / len(accepted)


def documents(corpora: Path, wanted: set[tuple[str, str]]) -> Iterable[tuple[str, Document]]:
    """Yield the documents of the corpora that are wanted."""
    for corpus in (*NEWS, *POSTS):
        kind = "post" if corpus in POSTS else None
        for d in read_documents([corpora / f"{corpus}.jsonl.gz"], ReadOptions(kind=kind)):
            if isinstance(d, Document) and (corpus, d.id) in wanted:
                yield corpus, d


def traced(corpus: str, document: Document) -> Iterable[tuple[dict[str, Any], Ranked]]:
    """Yield the key of each statement of a document with what it was made of."""
    loaded, trace = pipeline.load(), Trace()
    doc = loaded.language(loaded.prepared(document.text))
    extraction = loaded.extractor.extract(document, doc, trace)
    return [(key(corpus, extraction, one.relation), one) for one in trace]


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Return the weights: Newton's method for logistic regression; those set by hand are the mean
    of a Gaussian prior."""
    counts: dict[str, int] = {}
    for _, features, _ in rows:
        for name in features:
            counts[name] = counts.get(name, 0) + 1
    names = ["always", *sorted(n for n, c in counts.items() if c >= LEAST and n != "always")]
    x = np.array([[f.get(n, 0.0) for n in names] for _, f, _ in rows])
    given = yaml.safe_load(HAND.read_text("utf-8"))
    hand = np.array([given.get(n, 0.0) for n in names])
    y, w = np.array([y for *_, y in rows]), hand.copy()
    penalty = np.diag([1e-2, *[PENALTY] * (len(names) - 1)])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (p - y) + penalty @ (w - hand)
        w -= np.linalg.solve((x.T * (p * (1 - p))) @ x + penalty, slope)
    learnt = given | dict(zip(names, map(float, w), strict=True))
    return {name: round(v, 2) for name, v in learnt.items() if abs(v) >= 0.005}


def probability(features: Mapping[str, float], learnt: Mapping[str, float]) -> float:
    """Return what the weights say of a statement."""
    total = sum(learnt.get(f, 0.0) * v for f, v in features.items())
    return float(1 / (1 + np.exp(-total)))


def print_reliability(foretold: Any, right: Any) -> None:
    """Print, for statements of like confidence, what was foretold and what readers said."""
    bins = reliability(foretold, right)
    for one in bins:
        print(f"  foretold {one.foretold:.2f}  right {one.right:.2f}  of {one.count}")
    print(f"calibration error {calibration_error(bins):.3f}")
    for bound in np.arange(0.3, 0.95, 0.05):
        kept = foretold >= bound
        if kept.any():
            print(f"  bound {bound:.2f}: {kept.mean():.2f} kept, {right[kept].mean():.3f} right")


def write(learnt: Mapping[str, float]) -> None:
    """Write the weights into ranking.yaml, in order of name."""
    head, _, _ = OUT.read_text("utf-8").partition("features:\n")
    lines = yaml.safe_dump({"features": dict(learnt)}, sort_keys=True, width=100)
    OUT.write_text(head + lines, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
