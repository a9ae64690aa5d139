"""Quotations drawn at random from news, to be judged by a reader: right speaker, right extent?

    python tests/benchmarks/quotations.py CORPORA draw SHEET     a sheet to judge, with its context
    python tests/benchmarks/quotations.py CORPORA score          the shares in quotations.jsonl

A quotation is a stretch in quotation marks of five words or more, with or without a speaker found.
quotations.jsonl holds ids, offsets and verdicts of a reader who did not write the code, no text.
"""

from __future__ import annotations

import gzip
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import ontology, pipeline
from kg.extract.quotes import quotations
from kg.records import Attribution, Document, Extraction, Span

NEWS = ("news_2016_2017", "us_politics_2012_2020_sample", "world_news_2016_2025")
VERDICTS = Path(__file__).with_name("quotations.jsonl")
SEED, DRAWN, WORDS = 12, 100, 5
CONTEXT = 700  # characters before and after


@dataclass(frozen=True)
class Drawn:
    """A quotation of an article of a corpus."""

    corpus: str
    document: Document
    span: Span


def drawn(corpora: Path) -> list[Drawn]:
    """Return the quotations: an article at random, then one of its quotations."""
    dice = random.Random(SEED)
    marks = ontology.load().cues["quotations"]["marks"]
    articles = [(c, row) for c in NEWS for row in _rows(corpora / f"{c}.jsonl.gz")]
    dice.shuffle(articles)
    found: list[Drawn] = []
    for corpus, row in articles:
        long = [q for q in quotations(row["text"], marks) if _words(row["text"], q) >= WORDS]
        if long and len(found) < DRAWN:
            found.append(Drawn(corpus, Document(row["id"], row["text"]), dice.choice(long)))
    return found


def sheet(corpora: Path) -> Iterator[dict[str, Any]]:
    """Yield what a reader needs to judge each quotation."""
    cases = drawn(corpora)
    made = pipeline.load().extract(c.document for c in cases)
    for case, extraction in zip(cases, made, strict=True):
        if not isinstance(extraction, Extraction):
            raise extraction
        text, span = case.document.text, case.span
        yield {
            "corpus": case.corpus,
            "id": case.document.id,
            "start": span.start,
            "end": span.end,
            "context": _marked(text, span),
            "speaker": _speaker(extraction, span),
            "extent": _extent(extraction, span),
        }


def _rows(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _words(text: str, span: Span) -> int:
    return len(text[span.start : span.end].split())


def _marked(text: str, span: Span) -> str:
    before = text[max(0, span.start - CONTEXT) : span.start]
    return f"{before}[[{text[span.start : span.end]}]]{text[span.end : span.end + CONTEXT]}"


def _attribution(extraction: Extraction, span: Span) -> Attribution | None:
    """The innermost attribution that has most of the quotation in its content."""
    inner = Span(span.start + 1, span.end - 1)
    held = [
        a
        for a in extraction.attributions
        if any(2 * _shared(s, inner) > inner.end - inner.start for s in a.content)
        and not (a.cue and span.covers(a.cue))
    ]
    own = [a for a in held if a.kind != "reported"] or held
    outer = {a.parent for a in own}
    inmost = [a for a in own if extraction.attributions.index(a) not in outer]
    return min(inmost, key=lambda a: sum(s.end - s.start for s in a.content), default=None)


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _speaker(extraction: Extraction, span: Span) -> dict[str, Any] | None:
    said = _attribution(extraction, span)
    mention = next((m for m in extraction.mentions if said and m.id == said.source), None)
    if mention is None:
        return None
    entity = next((e.name for e in extraction.entities if e.id == mention.entity), None)
    return {"mention": mention.text, "entity": entity}


def _extent(extraction: Extraction, span: Span) -> list[str]:
    said, text = _attribution(extraction, span), extraction.document.text
    return [text[s.start : s.end] for s in said.content] if said else []


def score() -> dict[str, float]:
    """Return the shares of quotations with the right speaker and with the right extent."""
    rows = [json.loads(line) for line in VERDICTS.read_text("utf-8").splitlines()]
    shares = {k: sum(row[k] for row in rows) / len(rows) for k in ("speaker", "extent")}
    return {"quotations": len(rows), **shares}


if __name__ == "__main__":
    if sys.argv[2] == "score":
        print(score())
    else:
        lines = [json.dumps(row, ensure_ascii=False) for row in sheet(Path(sys.argv[1]))]
        Path(sys.argv[3]).write_text("\n".join(lines) + "\n", encoding="utf-8")
