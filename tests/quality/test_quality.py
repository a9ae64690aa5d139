"""Gates on quality: no figure falls by more than noise under the one that was recorded.

Extraction is scored against gold data of others by `score.py`, which lies with its data in
`shared/eval` beside the repository; without them the gates are skipped. `figures.yaml` names the
runs: a set, how many of its rows (evenly spread, for some sets are sorted by label), and for each
figure (its path in the scores) the value measured and the fall that is let pass, or the rise where
less is better.

Sample and extraction are both fixed, so a figure moves only when the code does, and noise is what
a change that is neither good nor bad does to a sample of this size: two s.d. of the difference
between two versions, paired by row. A version changes few rows, so that s.d. is a fraction of the
figure's own over bootstrap samples of the rows: 0.13 to 0.41 in the six figures that differed
between three versions. PAIRED_SD lies between; the fall let pass is twice that share of the s.d.

After a change that is meant, measure and write the file anew, and read the difference:
    PYTHONPATH=. python tests/quality/test_quality.py [SET ...]
"""

from __future__ import annotations

import importlib.util
import random
import shlex
import statistics
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
FIGURES = HERE / "figures.yaml"
EVAL = HERE.parent.parent.parent / "shared" / "eval"
MISSING = "needs score.py and its data in ../shared/eval, beside the repository"
COMMAND = f"{shlex.quote(sys.executable)} -m kg.cli extract {{input}} -o {{output}}"
PAIRED_SD = 0.25
LEAST_NOISE = 0.005
RESAMPLES = 200

type Rows = list[dict[str, Any]]
type Extractions = dict[str, dict[str, Any]]
type Scorer = Callable[[Rows, Extractions], dict[str, Any]]
type Figures = dict[str, dict[str, float]]

RUNS: dict[str, dict[str, Any]] = yaml.safe_load(FIGURES.read_text(encoding="utf-8"))


@cache
def score_py() -> ModuleType:
    """Return the module score.py, which is no part of the repository."""
    spec = importlib.util.spec_from_file_location("score", EVAL / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scorer(name: str) -> Scorer:
    """Return what scores a set. One that score.py leaves out has its own scorer named here."""
    ours: dict[str, Scorer] = {}
    theirs = (score for stem, score in score_py().SETS.values() if name.startswith(stem))
    return ours[name] if name in ours else next(theirs)


def extracted(name: str, size: int) -> tuple[Rows, Extractions]:
    """Return `size` rows of a set, evenly spread over it, and the extraction of each by its id."""
    rows = score_py().read(EVAL / "dev" / f"{name}.jsonl.gz")
    size = min(size, len(rows))
    sample = [rows[i * len(rows) // size] for i in range(size)]
    extractions, _ = score_py().run(sample, COMMAND)
    return sample, extractions


def figure(scores: dict[str, Any], path: str) -> float:
    """Return the figure at a path such as names.F."""
    found: Any = scores
    for key in path.split("."):
        found = found[key]
    return float(found)


def worse(figures: Figures, scores: dict[str, Any]) -> dict[str, str]:
    """Return, for each figure that is worse by more than its noise, what it was and what it is."""
    found = {}
    for path, recorded in figures.items():
        was, now = recorded["value"], figure(scores, path)
        loss, allowed = now - was, recorded.get("rise")
        if allowed is None:
            loss, allowed = was - now, recorded["fall"]
        if loss > allowed + 1e-9:
            found[path] = f"{now:.3f}, recorded {was:.3f}, noise {allowed:.3f}"
    return found


@pytest.mark.skipif(not EVAL.is_dir(), reason=MISSING)
@pytest.mark.parametrize("name", RUNS)
def test_no_figure_falls_under_the_recorded_one(name: str) -> None:
    rows, extractions = extracted(name, RUNS[name]["rows"])
    assert worse(RUNS[name]["figures"], scorer(name)(rows, extractions)) == {}


def test_a_change_for_the_worse_is_told_beyond_noise_alone() -> None:
    figures = {
        "names.F": {"value": 0.5, "fall": 0.02},
        "alarms": {"value": 0.05, "rise": 0.01},
        "recall": {"value": 0.9, "fall": 0.01},
    }
    assert worse(figures, {"names": {"F": 0.48}, "alarms": 0.06, "recall": 1.0}) == {}
    assert worse(figures, {"names": {"F": 0.479}, "alarms": 0.061, "recall": 0.889}) == {
        "names.F": "0.479, recorded 0.500, noise 0.020",
        "alarms": "0.061, recorded 0.050, noise 0.010",
        "recall": "0.889, recorded 0.900, noise 0.010",
    }
    assert worse(figures, {"names": {"F": 0.9}, "alarms": 0.0, "recall": 0.9}) == {}


# ---------------------------------------------------------------- recording


def noise(score: Scorer, rows: Rows, extractions: Extractions, paths: list[str]) -> list[float]:
    """Return two s.d. of the paired difference of each figure, by bootstrap over the rows."""
    chance = random.Random(0)
    drawn = [score(chance.choices(rows, k=len(rows)), extractions) for _ in range(RESAMPLES)]
    deviations = [statistics.stdev(figure(scores, path) for scores in drawn) for path in paths]
    return [round(max(LEAST_NOISE, 2 * PAIRED_SD * sd), 3) for sd in deviations]


def measured(name: str) -> dict[str, Any]:
    """Return the run of a set with its figures measured anew."""
    run, score = RUNS[name], scorer(name)
    rows, extractions = extracted(name, run["rows"])
    scores, paths = score(rows, extractions), list(run["figures"])
    allowed = noise(score, rows, extractions, paths)
    sides = ["rise" if "rise" in run["figures"][path] else "fall" for path in paths]
    figures = {
        path: {"value": figure(scores, path), side: limit}
        for path, side, limit in zip(paths, sides, allowed, strict=True)
    }
    return {"rows": run["rows"], "figures": figures}


def main() -> None:
    """Write figures.yaml anew, for the sets named on the command line or for all."""
    head = "# Written by test_quality.py, which says what this is; the names and rows by hand.\n"
    for name in sys.argv[1:] or RUNS:
        RUNS[name] = measured(name)
        print(name, RUNS[name]["figures"], flush=True)
        text = yaml.safe_dump(RUNS, sort_keys=False, default_flow_style=None)
        FIGURES.write_text(head + text, encoding="utf-8")


if __name__ == "__main__":
    main()
