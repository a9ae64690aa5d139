"""Fit the weights of kg/extract/name_types.py on names that others annotated.

    python tests/benchmarks/fit_name_types.py DIR

DIR holds gold files in the form of ../shared/eval/dev (s6_*.jsonl.gz, s3_dwie.jsonl.gz). Softmax
regression; an L1 penalty chooses few weights; "none" is the reference. Prints the
share of names that are typed right on folds that were held aside, then writes name_types.yaml.
"""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import yaml

from kg import parsed, pipeline
from kg.extract import name_types
from kg.extract.name_types import KINDS
from kg.extract.names import guessed

OUT = Path(name_types.__file__).with_suffix(".yaml")
KIND_OF = {
    **dict.fromkeys(("PER", "person", "politician"), "person"),
    **dict.fromkeys(
        ("ORG", "organisation", "organization", "politicalparty", "corporation"), "body"
    ),
    **dict.fromkeys(("group",), "body"),
    **dict.fromkeys(("LOC", "location", "country"), "place"),
}
PENALTY, STEPS, RATE = 0.002, 800, 0.5
FOLDS = 5


def main(folder: Path) -> None:
    rows = [row for path in sorted(folder.glob("s[36]_*.jsonl.gz")) for row in examples(path)]
    names = sorted({f for _, _, features, _ in rows for f in features})
    column = {f: n for n, f in enumerate(names)}
    x = np.zeros((len(rows), len(names)))
    for n, (_, _, features, _) in enumerate(rows):
        for f, value in features.items():
            x[n, column[f]] = value
    y = np.array([KINDS.index(kind) for *_, kind in rows])
    sets = np.array([s for s, *_ in rows])
    fold = np.array([zlib.crc32(i.encode()) % FOLDS for _, i, *_ in rows])
    share = {s: (sets == s).mean() for s in set(sets)}
    weight = np.array([share[s] ** -0.5 for s in sets])
    guess = np.zeros_like(y)
    for k in range(FOLDS):
        guess[fold == k] = (
            x[fold == k] @ fit(x[fold != k], y[fold != k], weight[fold != k])
        ).argmax(1)
    for s in sorted(share):
        print(s, len(y[sets == s]), f"{f1(y[sets == s], guess[sets == s]):.3f}")
    write(fit(x, y, weight), names)


def examples(path: Path) -> Iterator[tuple[str, str, dict[str, float], str]]:
    """Yield set, document, features and kind of each name that no list decides."""
    pipe = pipeline.load()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    parses = pipe.language.pipe((pipe.prepared(r["text"]) for r in rows), batch_size=64)
    docs = map(parsed.read, parses)
    for row, doc in zip(rows, docs, strict=True):
        gold = dict(gold_names(row))
        extractor = pipe.extractor
        names, around = guessed(doc, extractor.gazetteer, extractor.words)
        for found in names:
            kind = gold.get((found.span.start_char, found.span.end_char), "none")
            yield (
                path.name,
                row["id"],
                extractor.types.features(found, around),
                kind,
            )


def gold_names(row: dict) -> Iterator[tuple[tuple[int, int], str]]:
    for entity in row["entities"]:
        kind = KIND_OF.get(entity["type"])
        if kind and not entity.get("account"):
            for m in entity.get("mentions", [entity]):
                article = row["text"][m["start"] : m["start"] + 4].lower() == "the "
                yield (m["start"] + 4 * article, m["end"]), kind


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Weights of each feature (rows) for each kind (columns): few chosen, then fitted freely."""
    chosen = np.abs(descend(x, y, weight, PENALTY, np.ones((x.shape[1], len(KINDS))))) >= 0.05
    return descend(x, y, weight, PENALTY / 50, chosen)


def descend(
    x: np.ndarray, y: np.ndarray, weight: np.ndarray, penalty: float, free: np.ndarray
) -> np.ndarray:
    """Accelerated proximal descent over the weights that are free; "none" has none."""
    target = np.eye(len(KINDS))[y]
    weight = weight / weight.sum()
    w = np.zeros((x.shape[1], len(KINDS)))
    ahead = w
    for step in range(STEPS):
        z = x @ ahead
        p = np.exp(z - z.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        new = ahead - RATE * x.T @ ((p - target) * weight[:, None])
        new = np.sign(new) * np.maximum(np.abs(new) - RATE * penalty, 0) * free
        new[:, -1] = 0
        ahead, w = new + step / (step + 3) * (new - w), new
    return w


def f1(y: np.ndarray, guess: np.ndarray) -> float:
    none = KINDS.index("none")
    right = ((y == guess) & (y != none)).sum()
    return 2 * right / ((y != none).sum() + (guess != none).sum())


def write(w: np.ndarray, names: list[str]) -> None:
    plain = {
        kind: {f: round(float(v), 2) for f, v in zip(names, w[:, n], strict=True) if abs(v) >= 0.05}
        for n, kind in enumerate(KINDS)
    }
    head = (
        "# Weights of name_types.py; fitted by tests/benchmarks/fit_name_types.py, not by hand.\n"
    )
    OUT.write_text(head + yaml.safe_dump(plain, allow_unicode=True, width=100), encoding="utf-8")
    print(sum(len(v) for v in plain.values()), "weights")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
