"""Statements drawn at random from news and posts, to be judged by readers; what they said of them.

    python tests/benchmarks/statements.py CORPORA draw SAMPLE SHEET         a sheet to judge
    python tests/benchmarks/statements.py CORPORA add SAMPLE SHEET READ...  keep what readers said
    python tests/benchmarks/statements.py CORPORA score SAMPLE              shares right, by part

A sample (see SAMPLES) is of documents in none of the others: one statement of each. The sheet tells
neither confidence nor rule. A reader writes a line for each: {"n": its number in the sheet,
"verdict": {part: 1 or 0, ...}, "cause": one of CAUSES where a part is wrong}. `statements.jsonl`
holds document, type, offsets and the verdicts of readers who did not write the code, and no text.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import pipeline
from kg.extract.ranking import default_bound
from kg.records import Document, Extraction, Mention, Relation
from loaders.documents import ReadOptions, read_documents

NEWS = ("news_2016_2017", "us_politics_2012_2020_sample", "world_news_2016_2025")
POSTS = ("election_posts_2016", "war_posts_2022_2024")
POST_SHARE = 0.25
VERDICTS = Path(__file__).with_name("statements.jsonl")
PARTS = ("type", "direction", "head", "tail", "polarity", "modality", "speaker")
CAUSES = (
    "another sense of the word",
    "a side is left open that the sentence names",
    "a side is the wrong words",
    "a pronoun or description is another's",
    "planned, possible or demanded, not done",
    "denied",
    "somebody else says it",
    "a title, office or tie misread",
    "garbled or glued text",
    "other",
)
CONTEXT = 500  # characters before and after the sentence
# name: how many, and whether statements under the bound are in it; drawn in this order
SAMPLES = {
    "fit": (400, True),
    "fit 2": (400, True),
    "fresh 1": (200, False),
    "fresh 2": (200, False),
}


@dataclass(frozen=True)
class Drawn:
    """A statement of a document of a corpus."""

    corpus: str
    extraction: Extraction
    relation: Relation


def drawn(corpora: Path, sample: str) -> list[Drawn]:
    """Return the statements of a sample: a document at random, then one of its statements."""
    dice = random.Random(sample)
    count, everything = SAMPLES[sample]
    bound = 0.0 if everything else default_bound()
    found: list[Drawn] = []
    for corpus, extraction in _extractions(_documents(corpora, sample)):
        fit = [r for r in extraction.relations if r.confidence >= bound]
        if fit:
            found.append(Drawn(corpus, extraction, dice.choice(fit)))
        if len(found) == count:
            break
    return found


def _documents(corpora: Path, sample: str) -> Iterator[tuple[Document, str]]:
    """The documents of which no other sample has a statement, shuffled: posts one in four."""
    dice, taken = random.Random(sample), _taken(sample)
    pools = []
    for names, kind in ((NEWS, None), (POSTS, "post")):
        pool = [(d, name) for name in names for d in _read(corpora, name, kind)]
        pool = [(d, name) for d, name in pool if (name, d.id) not in taken]
        dice.shuffle(pool)
        pools.append(iter(pool))
    while True:
        pool_of = pools[int(dice.random() < POST_SHARE)]
        yield next(pool_of)


def _taken(sample: str) -> set[tuple[str, str]]:
    return {place(row) for row in _rows(VERDICTS) if row["sample"] != sample}


def place(row: dict[str, Any]) -> tuple[str, str]:
    """Return the corpus and the document of a judged statement."""
    return row["key"]["corpus"], row["key"]["id"]


def _read(corpora: Path, name: str, kind: str | None) -> list[Document]:
    read = read_documents([corpora / f"{name}.jsonl.gz"], ReadOptions(kind=kind))
    return [d for d in read if isinstance(d, Document)]


def _extractions(pairs: Iterator[tuple[Document, str]]) -> Iterator[tuple[str, Extraction]]:
    corpus: dict[str, str] = {}

    def documents() -> Iterator[Document]:
        for document, name in pairs:
            corpus[document.id] = name
            yield document

    for found in pipeline.load().extract(documents()):
        if isinstance(found, Extraction):
            yield corpus[found.document.id], found


def sheet(corpora: Path, sample: str) -> Iterator[dict[str, Any]]:
    """Yield what a reader needs to judge each statement."""
    for n, one in enumerate(drawn(corpora, sample)):
        x, r = one.extraction, one.relation
        yield {
            "n": n,
            "corpus": one.corpus,
            "published": x.document.published,
            "author": x.document.author,
            "context": _context(x.document.text, r),
            "statement": {
                "type": r.type,
                "head": _side(x, r.head),
                "tail": _side(x, r.tail),
                "polarity": r.polarity,
                "modality": r.modality,
                "speaker": _speaker(x, r),
                "role": r.role,
                "of": r.content_type,
            },
            "key": key(one.corpus, x, r),
        }


def key(corpus: str, x: Extraction, r: Relation) -> dict[str, Any]:
    """Return what names a statement beyond one extraction: its document and its offsets."""
    offsets = [_offsets(x, side) for side in (r.head, r.tail)]
    return {
        "corpus": corpus,
        "id": x.document.id,
        "type": r.type,
        "trigger": [r.trigger.start, r.trigger.end],
        "head": offsets[0],
        "tail": offsets[1],
        "polarity": r.polarity,
        "modality": r.modality,
    }


def _offsets(x: Extraction, side: str | None) -> list[int] | None:
    mention = _mention(x, side)
    return [mention.start, mention.end] if mention else None


def _mention(x: Extraction, side: str | None) -> Mention | None:
    return next((m for m in x.mentions if m.id == side), None)


def _side(x: Extraction, side: str | None) -> dict[str, str | None] | None:
    mention = _mention(x, side)
    if mention is None:
        return None
    entity = next((e.name for e in x.entities if e.id == mention.entity), None)
    return {"words": mention.text, "entity": entity}


def _speaker(x: Extraction, r: Relation) -> dict[str, str | None] | str:
    if r.attribution is None:
        return "the document"
    return _side(x, x.attributions[r.attribution].source) or "somebody not named"


def _context(text: str, r: Relation) -> str:
    """The sentence in [[ ]], its trigger in {{ }}, with what stands around it."""
    start, end, trigger = r.evidence.start, r.evidence.end, r.trigger
    inside = text[start:end]
    if start <= trigger.start < end:
        a, b = trigger.start - start, trigger.end - start
        inside = f"{inside[:a]}{{{{{inside[a:b]}}}}}{inside[b:]}"
    return f"{text[max(0, start - CONTEXT) : start]}[[{inside}]]{text[end : end + CONTEXT]}"


def verdicts(sample: str) -> list[dict[str, Any]]:
    """Return the judged statements of a sample: each a key, verdicts by reader, confidence."""
    return [row for row in _rows(VERDICTS) if row["sample"] == sample]


def add(sample: str, sheet_file: Path, readers: list[Path]) -> None:
    """Write the verdicts on a sheet, each a reader's file, into statements.jsonl."""
    given = [{row["n"]: row for row in _rows(file)} for file in readers]
    kept = [row for row in _rows(VERDICTS) if row["sample"] != sample]
    for row in _rows(sheet_file):
        said = [reader[row["n"]] for reader in given if row["n"] in reader]
        if said:
            verdicts = [v["verdict"] | _cause(v) for v in said]
            kept.append({"sample": sample, "key": row["key"], "verdicts": verdicts})
    VERDICTS.write_text("".join(json.dumps(row) + "\n" for row in kept), encoding="utf-8")


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _cause(said: dict[str, Any]) -> dict[str, str]:
    cause = said.get("cause")
    if cause and cause not in CAUSES:
        raise SystemExit(f"{said['n']}: cause {cause!r} is none of {', '.join(CAUSES)}")
    return {"cause": cause} if cause else {}


def is_right(verdict: dict[str, int]) -> bool:
    """Whether a reader found nothing wrong."""
    return all(verdict.get(part, 1) for part in PARTS)


def score(sample: str) -> dict[str, float]:
    """Return the shares of statements that are right in each part, and in all."""
    given = [v for row in verdicts(sample) for v in row["verdicts"]]
    shares = {part: sum(v.get(part, 1) for v in given) / len(given) for part in PARTS}
    return {**shares, "all": sum(map(is_right, given)) / len(given), "verdicts": len(given)}


if __name__ == "__main__":
    folder, command, name = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    if command == "score":
        print(score(name))
    elif command == "add":
        add(name, Path(sys.argv[4]), [Path(file) for file in sys.argv[5:]])
    else:
        rows = [json.dumps(row, ensure_ascii=False) for row in sheet(folder, name)]
        Path(sys.argv[4]).write_text("\n".join(rows) + "\n", encoding="utf-8")
