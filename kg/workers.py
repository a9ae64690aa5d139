"""Extraction in several processes: units of documents go out, plain extractions come back in order.

Each process loads the model once, parses and extracts, so that no parse is ever sent between
them. Few units are under way at a time: memory does not grow with the corpus.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from multiprocessing import get_context, parent_process
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DocumentError, KgError
from kg.records import Document, Extraction

if TYPE_CHECKING:
    from kg.pipeline import Pipeline

_UNIT = 100_000  # characters of documents that go to a process at once,
_MOST = 256  # and so many documents at most
_AHEAD = 3  # units for each process that are under way
_WORTH = 500_000  # characters from which on it pays to start processes
_MOST_WORKERS = 8  # that are started unasked: each holds a model

type Found = Extraction | DocumentError

# What a process works with; set once, when it starts.
_pipe: Pipeline | None = None
_stop: Event | None = None


def default() -> int:
    """Return how many processes to use where nobody says: one for each core that we may use."""
    ours = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(ours or 1, _MOST_WORKERS)


def extract(
    documents: Iterable[Document],
    pipe: Pipeline,
    model: str | None,
    ontology: Path | str | None,
    workers: int,
) -> Iterator[Found]:
    """Yield the extraction of each document, or its error, in order; few stay in this process.

    `model` and `ontology` are what `pipe` was made of. Raises KgError where a process is killed.
    """
    if workers < 2:
        yield from pipe.extract(documents)
        return
    rest = iter(documents)
    first = list(_worth(rest))
    if _size(first) < _WORTH:
        yield from pipe.extract(first)
    else:
        yield from _spread(units(chain(first, rest)), model, ontology, workers)


def units(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Yield the documents in parts that are worth sending to a process."""
    unit: list[Document] = []
    for document in documents:
        unit.append(document)
        if len(unit) == _MOST or _size(unit) >= _UNIT:
            yield unit
            unit = []
    if unit:
        yield unit


def _worth(documents: Iterator[Document]) -> Iterator[Document]:
    """Yield documents until starting processes pays."""
    size = 0
    for document in documents:
        yield document
        size += len(document.text)
        if size >= _WORTH:
            return


def _size(documents: Iterable[Document]) -> int:
    return sum(len(d.text) for d in documents)


def _spread(
    parts: Iterator[list[Document]], model: str | None, ontology: Path | str | None, workers: int
) -> Iterator[Found]:
    context = get_context("spawn")
    stop = context.Event()
    pool = ProcessPoolExecutor(workers, context, _begin, (model, ontology, stop))
    try:
        under_way: deque[Future[list[Found]]] = deque()
        for unit in parts:
            under_way.append(pool.submit(_extracted, unit))
            if len(under_way) >= workers * _AHEAD:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()
    except BrokenProcessPool as error:
        raise KgError(
            "a process that extracts was killed, perhaps for want of memory; what was finished is "
            "kept: run the same again, with fewer --workers"
        ) from error
    finally:
        stop.set()
        pool.shutdown(cancel_futures=True)


def _begin(model: str | None, ontology: Path | str | None, stop: Event) -> None:
    """Load the model in a new process, which ends when the one that started it does."""
    from kg import building

    global _pipe, _stop
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _pipe, _stop = building.pipeline(model, ontology), stop


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _extracted(unit: list[Document]) -> list[Found]:
    assert _pipe is not None
    assert _stop is not None
    found: list[Found] = []
    for one in _pipe.extract(unit):
        if _stop.is_set():
            break
        found.append(one)
    return found
