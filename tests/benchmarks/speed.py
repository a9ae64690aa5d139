"""What extraction costs beside bare spaCy, in CPU time, over a file of documents.

    python tests/benchmarks/speed.py FILE.jsonl[.gz] [LIMIT]

Prints a ratio of two figures taken in the same run, never a verdict.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from kg import pipeline
from kg.records import Document
from loaders.documents import ReadOptions, read_documents


def main() -> None:
    """Measure the file named on the command line."""
    path, limit = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 60
    documents = [
        d for d in read_documents([path], ReadOptions(limit=limit)) if isinstance(d, Document)
    ]
    loaded = pipeline.load()
    began = time.process_time()
    parsed = list(loaded.language.pipe([d.text for d in documents]))
    model = time.process_time() - began
    began = time.process_time()
    for document, doc in zip(documents, parsed, strict=True):
        loaded.extractor.extract(document, doc)
    ours = time.process_time() - began
    tokens = sum(map(len, parsed))
    print(f"{len(documents)} documents, {tokens} tokens")
    print(f"bare spaCy {model:.2f} s, extraction {ours:.2f} s, ratio {ours / model:.3f}")


if __name__ == "__main__":
    main()
