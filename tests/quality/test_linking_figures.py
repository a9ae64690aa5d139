"""A gate on entities across documents: as good as was asked for (tests/benchmarks/linking.py)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from test_quality import EVAL, MISSING

ROOT = Path(__file__).parent.parent.parent
# asked for: pairs of clusters P 0.98, R 0.75; names F 0.80; owners P 0.99, R 0.90
LEAST = {
    "clusters": {"p": 0.988, "r": 0.95},
    "pairs": {"f": 0.81},
    "accounts": {"p": 0.99, "r": 0.93},
}


@pytest.mark.skipif(not (EVAL / "dev").is_dir(), reason=MISSING)
def test_entities_are_linked_as_well_as_was_recorded() -> None:
    scorer = ROOT / "tests" / "benchmarks" / "linking.py"
    run = subprocess.run(
        [sys.executable, scorer, EVAL / "dev"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    now = json.loads(run.stdout)
    fallen = {
        (measure, figure): now[measure][figure]
        for measure, figures in LEAST.items()
        for figure, least in figures.items()
        if now[measure][figure] < least
    }
    assert fallen == {}
