"""How well extraction does on texts that people have marked up: `kg evaluate`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kg import building, gold, in_words
from kg.errors import DocumentError, KgError
from kg.gold import Gold, Said, Stated
from kg.in_words import Found, FoundSaid, Known
from kg.records import Document, Extraction
from kg.scores import Aspect, Score, Scores, Wrong, shown, shown_said

if TYPE_CHECKING:
    from kg.ontology import Ontology
    from kg.pipeline import Pipeline

_ALIKE = 0.5  # share of the words of two contents that must be the same
_DIRECTION = 10  # a pair in the right direction goes before any in the wrong one


def evaluate(paths: Sequence[Path], pipe: Pipeline, bound: float) -> Scores:
    """Return how well the pipeline does on files of gold data.

    Raises KgError where a file cannot be read, DocumentError where no line of them can be used.
    """
    if not paths:
        raise KgError("no gold data comes with this version; name a file of yours")
    read = [gold.read(path, pipe.ontology.relation_types) for path in paths]
    texts = [text for texts, _ in read for text in texts]
    failed = [problem for _, problems in read for problem in problems]
    tally = _Tally(pipe.ontology)
    for text, extraction in zip(texts, pipe.extract(t.document for t in texts), strict=True):
        if isinstance(extraction, DocumentError):
            failed.append(str(extraction))
        else:
            tally.add(text, building.confident(extraction, bound))
    if not tally.texts:
        raise DocumentError("\n".join(failed) or "no text in the gold data")
    return tally.scores(tuple(failed))


@dataclass(slots=True)
class _Tally:
    """Counts while texts are read."""

    ontology: Ontology
    texts: int = 0
    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    aspects: dict[str, Counter[str]] = field(default_factory=dict)
    said: Counter[str] = field(default_factory=Counter)
    wrong: list[Wrong] = field(default_factory=list)

    def add(self, text: Gold, extraction: Extraction) -> None:
        """Add one text's statements and, where they are marked, its attributions."""
        self.texts += 1
        self._add_statements(text, in_words.statements(extraction))
        if text.attributions is not None:
            self._add_attributions(text, in_words.attributions(extraction))

    def _add_statements(self, text: Gold, found: list[Found]) -> None:
        needed = [s for s in text.statements if not s.optional]
        pairs = _paired(needed, found, self._fit)
        matched = [found[n] for n in pairs.values()]
        rest = [f for f in found if not any(f is m for m in matched)]
        spare = [s for s in text.statements if s.optional]
        allowed = [rest[n] for n in _paired(spare, rest, self._fit).values()]
        self.wanted.update(s.types[0] for s in needed)
        for n, wanted in enumerate(needed):
            if n in pairs:
                self._add_pair(text, wanted, found[pairs[n]])
            else:
                self._miss(text, "missed", wanted)
        for false in rest:
            if not any(false is a for a in allowed):
                self.found[false.stated.types[0]] += 1
                self._note(text, "false", false.sentence, None, shown(false.stated))

    def _add_pair(self, text: Gold, wanted: Stated, found: Found) -> None:
        self.found[wanted.types[0]] += 1
        self.right[wanted.types[0]] += 1
        compared = self._compared(wanted, found)
        for name, (right, marked) in compared.items():
            counts = self.aspects.setdefault(name, Counter())
            counts["of"] += 1
            counts["right"] += right
            counts["marked"] += marked
            counts["marked right"] += right and marked
        wrong = [name for name, (right, _) in compared.items() if not right]
        if wrong:
            what = f"wrong {', '.join(wrong)}"
            self._note(text, what, found.sentence, shown(wanted), shown(found.stated))

    def _add_attributions(self, text: Gold, found: list[FoundSaid]) -> None:
        wanted = text.attributions or ()
        pairs = _paired(wanted, found, _fit_said)
        right = set(pairs.values())
        false = [f for n, f in enumerate(found) if n not in right and not f.implied]
        self.said.update(wanted=len(wanted), found=len(right) + len(false), right=len(right))
        for n, said in enumerate(wanted):
            if n not in pairs:
                self._note(text, "missed attribution", said.content, shown_said(said), None)
        for f in false:
            self._note(text, "false attribution", f.said.content, None, shown_said(f.said))

    def _miss(self, text: Gold, what: str, wanted: Stated) -> None:
        sentence = _sentence(text.document, [*wanted.heads, *wanted.tails])
        self._note(text, what, sentence, shown(wanted), None)

    def _note(
        self, text: Gold, what: str, sentence: str, wanted: str | None, found: str | None
    ) -> None:
        self.wrong.append(Wrong(text.document.id, what, sentence, wanted, found))

    def _fit(self, wanted: Stated, found: Found) -> int:
        """How well a found statement fits, 0 where it is another one."""
        if found.stated.types[0] not in wanted.types or not (
            _fits(wanted, found.head, found.tail) or _fits(wanted, found.tail, found.head)
        ):
            return 0
        compared = self._compared(wanted, found)
        return (
            1 + sum(right for right, _ in compared.values()) + _DIRECTION * compared["direction"][0]
        )

    def _compared(self, wanted: Stated, found: Found) -> dict[str, tuple[bool, bool]]:
        """For each aspect whether it is right, and whether it is other than usual."""
        ours = found.stated
        symmetric = self.ontology.relation_types[ours.types[0]].symmetric
        compared = {
            "direction": (symmetric or _fits(wanted, found.head, found.tail), not symmetric),
            "attribution": (_same_source(wanted, found), wanted.reported or ours.reported),
        }
        for name, usual in (("polarity", "positive"), ("modality", "actual"), ("date", None)):
            a, b = getattr(wanted, name), getattr(ours, name)
            compared[name] = a == b, not a == b == usual
        return compared | {
            "by": (wanted.by is None or _is(found.by, wanted.by), wanted.by is not None),
            "quantity": (wanted.quantity in (None, ours.quantity), wanted.quantity is not None),
        }

    def scores(self, failed: tuple[str, ...]) -> Scores:
        """Return everything counted."""
        return Scores(
            self.texts,
            Score(self.wanted.total(), self.found.total(), self.right.total()),
            {
                name: Score(self.wanted[name], self.found[name], self.right[name])
                for name in sorted(self.wanted | self.found)
            },
            tuple(
                Aspect(name, c["right"], c["of"], c["marked right"], c["marked"])
                for name, c in self.aspects.items()
            ),
            Score(self.said["wanted"], self.said["found"], self.said["right"]),
            tuple(self.wrong),
            failed,
        )


def _paired[W, F](
    wanted: Sequence[W], found: Sequence[F], fit: Callable[[W, F], int]
) -> dict[int, int]:
    """The most pairs, of those the best that fit, one to one: indices of wanted to found."""
    import networkx as nx

    pairs: nx.Graph[tuple[str, int]] = nx.Graph()
    for w, one in enumerate(wanted):
        for f, other in enumerate(found):
            if weight := fit(one, other):
                pairs.add_edge(("wanted", w), ("found", f), weight=weight)
    matched = nx.max_weight_matching(pairs, maxcardinality=True)
    return {w: f for (_, w), (_, f) in sorted(sorted(pair, reverse=True) for pair in matched)}


def _fits(wanted: Stated, head: Known | None, tail: Known | None) -> bool:
    return any(_is(head, n) for n in wanted.heads) and any(_is(tail, n) for n in wanted.tails)


def _is(known: Known | None, name: str | None) -> bool:
    return known is None if name is None else known is not None and known.is_called(name)


def _same_source(wanted: Stated, found: Found) -> bool:
    """Whether the same one asserts it; what the document says, a post's author says."""
    if wanted.source_any:
        return True
    if not wanted.reported:
        return found.own or not found.stated.reported
    return found.stated.reported and _is(found.source, wanted.source)


def _fit_said(wanted: Said, found: FoundSaid) -> int:
    """How alike the words are, in hundredths; 0 where another one speaks, or of something else."""
    a, b = (Counter(re.findall(r"\w+", s.content.casefold())) for s in (wanted, found.said))
    alike = (a & b).total() / ((a | b).total() or 1)
    alike = 1 if wanted.content == found.said.content else alike
    return round(100 * alike) if alike >= _ALIKE and _is(found.source, wanted.source) else 0


def _sentence(document: Document, names: Iterable[str | None]) -> str:
    """The sentence that most of the names stand in."""
    sentences = re.split(r"(?<=[.!?])\s+|(?<=[.!?][”\"])\s+|\n+", document.text)
    known = [name.casefold() for name in names if name]
    return max(sentences, key=lambda s: sum(name in s.casefold() for name in known))
