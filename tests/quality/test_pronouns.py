"""A gate on pronouns: they are resolved as well as was recorded (tests/benchmarks/coreference.py).

People ("he", "she") and "they" together, *it* apart; the fall let pass is what a few pronouns of
the 1,180 and 59 that are asked for make.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from test_quality import EVAL, MISSING

ROOT = Path(__file__).parent.parent.parent
GOLD = EVAL / "dev" / "s7_gum_coref.jsonl.gz"
RECORDED = {"he she they": {"p": 0.863, "r": 0.752}, "it": {"p": 0.778, "r": 0.322}}
FALL = {"he she they": 0.006, "it": 0.05}


@pytest.mark.skipif(not GOLD.is_file(), reason=MISSING)
def test_pronouns_are_resolved_as_well_as_was_recorded() -> None:
    scorer = ROOT / "tests" / "benchmarks" / "coreference.py"
    run = subprocess.run(
        [sys.executable, scorer, GOLD], cwd=ROOT, capture_output=True, text=True, check=True
    )
    now = json.loads(run.stdout)["all"]
    fallen = {
        (kind, figure): now[kind][figure]
        for kind, figures in RECORDED.items()
        for figure, value in figures.items()
        if now[kind][figure] < value - FALL[kind]
    }
    assert fallen == {}
