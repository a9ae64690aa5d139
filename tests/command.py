"""The real command in a process of its own, also one that stops at a chosen moment."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TIMEOUT = 300.0
# What the embedded engine rewrites whenever it closes a database, whatever was done.
_ENGINE_NOTES = "statistics.json"
# Wraps MODULE:NAME so that its COUNTth call is followed by an action, then runs the command.
_STOPPING = """
import functools, importlib, os, signal, sys

def act(action):
    if action == "wait":
        print("reached", flush=True)
        sys.stdin.read()
    else:
        os.kill(os.getpid(), getattr(signal, action))

def stop_after(place, number, action):
    module, _, path = place.partition(":")
    *owners, name = path.split(".")
    owner = functools.reduce(getattr, owners, importlib.import_module(module))
    function, calls = getattr(owner, name), [0]

    @functools.wraps(function)
    def stopping(*args, **options):
        result = function(*args, **options)
        calls[0] += 1
        if calls[0] == number:
            act(action)
        return result

    setattr(owner, name, stopping)

place, number, action = sys.argv[1:4]
del sys.argv[1:4]
stop_after(place, int(number), action)
from kg.cli import main
main()
"""


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str


def kg(folder: Path, *words: str, **variables: str) -> Result:
    """Run `kg` in the folder, without a terminal; `variables` are added to the environment."""
    done = subprocess.run(
        [sys.executable, "-m", "kg.cli", *words],
        cwd=folder,
        env=_environment(variables),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def stopped(folder: Path, place: str, number: int, action: str, *words: str) -> Result:
    """Run `kg` and send it the signal `action` just after the call `number` of a function."""
    done = subprocess.run(
        [sys.executable, "-c", _STOPPING, place, str(number), action, *words],
        cwd=folder,
        env=_environment({}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=TIMEOUT,
    )
    return Result(done.returncode, done.stdout, done.stderr)


@contextmanager
def waiting(folder: Path, place: str, number: int, *words: str) -> Iterator[None]:
    """Hold `kg` just after the call `number` of a function; at the end it goes on and ends well."""
    command = [sys.executable, "-c", _STOPPING, place, str(number), "wait", *words]
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=_environment({}),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "reached\n"
        yield
        _, err = process.communicate(timeout=TIMEOUT)
        assert (process.returncode, err) == (0, "")
    finally:
        process.kill()
        process.communicate()


def contents(folder: Path) -> dict[str, str]:
    """Return the digest of every file under the folder."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != _ENGINE_NOTES
    }


def _environment(variables: dict[str, str]) -> dict[str, str]:
    ours = {k: v for k, v in os.environ.items() if not k.startswith("KG_")}
    return ours | {"COLUMNS": "100"} | variables
