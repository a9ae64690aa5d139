"""How well third-person pronouns are resolved, against a file of gold coreference chains (GUM).

    python tests/benchmarks/coreference.py FILE.jsonl[.gz]

A row has `id`, `genre`, `text` and `mentions` (`grp` names the chain, with `type`, `start`, `end`,
`text`). One JSON line is printed: precision and recall of people (he, she), they, the two together,
and *it*, over all and by genre. What is counted:

- gold: pronouns whose chain has a mention that is no pronoun and is a person, an organization or a
  place: things that extraction is about. Chains of ideas, events and objects are not asked for.
- linked: pronouns that extraction gives an entity, or the parts of a coordination. Those are left
  aside whose gold chain has pronouns only ("they say that ..."): nobody can say if they are right.
  A link to a person of what gold calls an idea, and of what gold marks nowhere, is wrong.
- right: a linked one of which a mention that is no pronoun agrees with one of the gold chain: it
  holds that mention's head word, or at least half of it. For a coordination: one gold mention
  holds all its parts, and its head word is that of a part.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from unittest.mock import patch

from spacy.tokens import Doc

from kg import pipeline
from kg.records import Document, Extraction, Mention
from kg.resolve import coreference
from kg.resolve.coreference import Links

KINDS = {
    "people": "he him his himself she her hers herself",
    "they": "they them their theirs themselves themself",
    "it": "it its itself",
}
KIND = {form: kind for kind, forms in KINDS.items() for form in forms.split()}
OTHERS = """i me my mine myself we us our ours ourselves you your yours yourself yourselves
    who which that whose whom this these those one another each both"""
PRONOUNS = {*KIND, *OTHERS.split()}
WANTED = {"person", "organization", "place"}

Row = Mapping[str, Any]
Span = tuple[int, int]
Outcome = tuple[str, bool, bool, bool]  # kind, gold, linked, right


class Judge:
    """The gold chains of one document, and whether a link agrees with them."""

    def __init__(self, row: Row, doc: Doc) -> None:
        """Index the chains of a row; `doc` is its parsed text."""
        self.doc = doc
        self.chain = {(m["start"], m["end"]): m["grp"] for m in row["mentions"]}
        self.named: dict[str, list[Span]] = defaultdict(list)
        self.wanted: set[str] = set()
        for m in row["mentions"]:
            if m["text"].lower() not in PRONOUNS:
                self.named[m["grp"]].append((m["start"], m["end"]))
                self.wanted |= {m["grp"]} if m["type"] in WANTED else set()

    def head(self, span: Span) -> int:
        """Return where the head word of a stretch begins."""
        found = self.doc.char_span(*span, alignment_mode="expand")
        return found.root.idx if found is not None else span[0]

    def agrees(self, group: str | None, mentions: Iterable[Mention]) -> bool:
        """Whether one of the mentions is one of the chain's."""
        golds = self.named.get(group, []) if group else []
        return any(self._same(gold, (m.start, m.end)) for m in mentions for gold in golds)

    def _same(self, gold: Span, own: Span) -> bool:
        shared = min(gold[1], own[1]) - max(gold[0], own[0])
        return shared > 0 and (
            own[0] <= self.head(gold) < own[1] or 2 * shared >= gold[1] - gold[0]
        )

    def holds(self, group: str | None, roots: Sequence[int]) -> bool:
        """Whether a mention of the chain is the coordination of these tokens."""
        places = [self.doc[r].idx for r in roots]
        golds = self.named.get(group, []) if group else []
        return any(
            all(a <= p < b for p in places) and self.head((a, b)) in places for a, b in golds
        )


def outcomes(
    row: Row, doc: Doc, made: Extraction, links: Links
) -> Iterator[tuple[Mention, Outcome]]:
    """Yield each third-person pronoun that gold or we mark, and what came of it."""
    judge = Judge(row, doc)
    others: dict[str, list[Mention]] = defaultdict(list)
    for m in made.mentions:
        if m.entity and m.kind != "pronoun":
            others[m.entity].append(m)
    parts = {doc[root].idx: roots for root, roots in links.parts.items()}
    own = {m.start: m for m in made.mentions if m.kind == "pronoun"}
    marked = {a for a, b in judge.chain if row["text"][a:b].lower() in KIND}
    for start in sorted(marked | set(own)):
        end = next((b for a, b in judge.chain if a == start and start in marked), None)
        m = own.get(start) or Mention(
            "", start, end or start, row["text"][start:end], "", "pronoun"
        )
        kind = KIND.get(m.text.lower())
        group = judge.chain.get((start, m.end))
        if kind is None or (group and not judge.named.get(group)):
            continue
        linked = bool(m.entity) or start in parts
        right = judge.agrees(group, others.get(m.entity or "", ()))
        right = right or (start in parts and judge.holds(group, parts[start]))
        yield m, (kind, group in judge.wanted, linked, linked and right)


def figures(found: Iterable[Outcome]) -> dict[str, float | int]:
    """Return precision, recall and the counts behind them."""
    rows = list(found)
    gold, linked = sum(r[1] for r in rows), sum(r[2] for r in rows)
    right = sum(r[3] for r in rows)
    asked = sum(r[3] and r[1] for r in rows)
    return {
        "p": round(right / max(linked, 1), 3),
        "r": round(asked / max(gold, 1), 3),
        "gold": gold,
        "linked": linked,
        "right": right,
    }


def report(found: Sequence[tuple[str, Outcome]]) -> dict[str, Any]:
    """Return the figures over all and by genre; `found` gives each outcome its genre."""
    result: dict[str, Any] = {}
    for genre in ["all", *sorted(Counter(g for g, _ in found))]:
        of = [o for g, o in found if genre in ("all", g)]
        result[genre] = {
            "he she they": figures(o for o in of if o[0] != "it"),
            **{kind: figures(o for o in of if o[0] == kind) for kind in KINDS},
        }
    return result


def extract(loaded: pipeline.Pipeline, row: Row, doc: Doc) -> tuple[Extraction, Links]:
    """Return a row's extraction with the links it was made from, which hold the parts of "they"."""
    kept: list[Links] = []

    def recorded(*given: Any) -> Links:
        kept.append(coreference.link(*given))
        return kept[-1]

    with patch("kg.extract.extractor.link", recorded):
        made = loaded.extractor.extract(Document(row["id"], row["text"]), doc)
    return made, kept[0]


def main() -> None:
    """Measure the file named on the command line."""
    path = Path(sys.argv[1])
    raw = path.read_bytes()
    raw = gzip.decompress(raw) if path.suffix == ".gz" else raw
    rows = [json.loads(line) for line in raw.splitlines()]
    loaded = pipeline.load()
    docs = loaded.language.pipe(loaded.prepared(row["text"]) for row in rows)
    found = [
        (row["genre"], outcome)
        for row, doc in zip(rows, docs, strict=True)
        for _, outcome in outcomes(row, doc, *extract(loaded, row, doc))
    ]
    print(json.dumps(report(found)))


if __name__ == "__main__":
    main()
