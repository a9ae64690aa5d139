"""Builds FOLDER/news.jsonl again and again in processes that are killed after random delays.

    python killing.py FOLDER KILLS SEED

The model is loaded once; every build is a fork of this process. FOLDER/whole is the workspace of a
build that nothing interrupted, FOLDER/cut of one that was killed again and again and then went on;
one that ended before it could be killed begins anew. Half of the kills fall while documents are
extracted, half later. Prints how many hit a build: KILLS, unless four times as many tries are not
enough.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

import kg
from kg import building

building._COMMIT_EVERY = 1


def forked(folder: Path, name: str) -> int:
    """Begin a build in a process of its own."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            kg.build([folder / "news.jsonl"], folder / name)
            code = 0
        finally:
            os._exit(code)
    return child


def finished(child: int) -> float:
    """Wait for a build to end well, and return how long that took."""
    began = time.perf_counter()
    _, status = os.waitpid(child, 0)
    if status != 0:
        sys.exit(f"a build ended with {status}")
    return time.perf_counter() - began


def main() -> None:
    """Kill the builds."""
    folder, kills, seed = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    kg.extract("Ann Smith met Ben Stone.")
    whole = finished(forked(folder, "whole"))
    extracting = whole / 4
    hit = 0
    for number in range(4 * kills):
        child = forked(folder, "cut")
        time.sleep(chance.uniform(0, extracting if number % 2 else whole))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            shutil.rmtree(folder / "cut")
        hit += os.WIFSIGNALED(status)
        if hit == kills:
            break
    finished(forked(folder, "cut"))
    print(hit)


main()
