"""What led to the statements of a document, as records for those who ask why."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import DocumentError
from kg.explaining import (
    Asserted,
    Explained,
    Explanation,
    Label,
    Mark,
    Reason,
    Resolved,
    Rule,
    statement_ids,
)
from kg.extract import spans
from kg.extract.near_misses import near_misses
from kg.extract.ranking import weights
from kg.extract.relations import Ranked, Trace
from kg.pipeline import Pipeline
from kg.records import Attribution, Document, Extraction, Mention, Relation, Span

_NAMES = ("name", "account", "metadata")


def explained(pipe: Pipeline, document: Document, bound: float) -> Explained:
    """Return why a document's statements are there, and why its near misses are not.

    Statements under the confidence bound are near misses. Raises DocumentError where the document
    cannot be extracted.
    """
    trace = Trace()
    found = pipe.traced(document, trace)
    if isinstance(found, DocumentError):
        raise found
    assert trace.scene is not None
    of_id = {_key(r.relation): r for r in trace}
    told = _Told(found)
    statements = [
        told.explanation(identity, r, of_id.get(_key(r)))
        for identity, r in statement_ids(found).items()
        if r.confidence >= bound
    ]
    missed = near_misses(trace.scene, trace, found.dropped, bound)
    others = tuple(d for d in found.dropped if d.stage != "relations")
    return Explained(tuple(statements), tuple(missed), others)


def _key(r: Relation) -> tuple[object, ...]:
    return r.type, r.head, r.tail, r.trigger, r.polarity, r.modality


class _Told:
    """A document's extraction, with names and words in place of ids and offsets."""

    def __init__(self, extraction: Extraction) -> None:
        self._text = extraction.document.text
        self._attributions = extraction.attributions
        self._mentions = {m.id: m for m in extraction.mentions}
        self._names = {e.id: e.name for e in extraction.entities}
        self._of: dict[str, list[Mention]] = {}
        for mention in sorted(extraction.mentions, key=_place):
            if mention.entity:
                self._of.setdefault(mention.entity, []).append(mention)

    def explanation(self, identity: str, r: Relation, made: Ranked | None) -> Explanation:
        """Return what led to a relation mention; posts' own statements are made of no frame."""
        chain = list(self._chain(r.attribution))
        return Explanation(
            id=identity,
            relation=r,
            sentence=self._words(r.evidence),
            marks=tuple(self._marks(r, made, chain)),
            rule=_rule(r, made),
            head=self._resolved(r.head),
            tail=self._resolved(r.tail),
            via=self._words(r.via) if r.via else None,
            asserted_by=tuple(self._asserted(said) for said in chain),
            operators=tuple(self._words(span) for span in _operators(made)),
            date=r.date,
            confidence=r.confidence,
            reasons=tuple(_reasons(made)),
        )

    def _resolved(self, identity: str | None) -> Resolved | None:
        mention = self._mentions.get(identity) if identity else None
        if mention is None:
            return None
        same = self._of.get(mention.entity or "", [])
        return Resolved(
            text=mention.text,
            kind=mention.kind,
            entity=self._names.get(mention.entity or ""),
            chain=tuple(m.text for m in _chain_to_name(mention, same)),
            others=tuple(m.text for m in same if m != mention),
            acts_for=self._name(mention.acts_for),
            origin=self._name(mention.origin),
        )

    def _name(self, identity: str | None) -> str | None:
        mention = self._mentions.get(identity) if identity else None
        return self._names.get(mention.entity or "", mention.text) if mention else None

    def _chain(self, index: int | None) -> Iterator[Attribution]:
        seen: set[int] = set()
        while index is not None and index not in seen:
            seen.add(index)
            yield self._attributions[index]
            index = self._attributions[index].parent

    def _asserted(self, said: Attribution) -> Asserted:
        content = " … ".join(map(self._words, said.content))
        cue = self._words(said.cue) if said.cue else None
        return Asserted(self._resolved(said.source), cue, said.kind, content)

    def _marks(self, r: Relation, made: Ranked | None, chain: list[Attribution]) -> Iterator[Mark]:
        """The marks that lie in the sentence, in text order, the wider ones first."""
        found: list[tuple[Label, Span]] = [("trigger", r.trigger)]
        found += [("head", span) for span in self._span(r.head)]
        found += [("tail", span) for span in self._span(r.tail)]
        found += [("operator", span) for span in _operators(made)]
        found += [("cue", said.cue) for said in chain if said.cue]
        inside = {(label, s) for label, s in found if s.end > s.start and r.evidence.covers(s)}
        for label, span in sorted(inside, key=lambda m: (m[1].start, -m[1].end, m[0])):
            start = r.evidence.start
            yield Mark(label, span.start - start, span.end - start)

    def _span(self, identity: str | None) -> Iterator[Span]:
        """Where a mention stands; those of the metadata stand nowhere."""
        mention = self._mentions.get(identity) if identity else None
        if mention and mention.kind != "metadata":
            yield Span(mention.start, mention.end)

    def _words(self, span: Span) -> str:
        return self._text[span.start : span.end]


def _place(mention: Mention) -> tuple[bool, int, int]:
    """The order of the text; what stands in the metadata goes before it."""
    return mention.kind != "metadata", mention.start, -mention.end


def _chain_to_name(mention: Mention, same: list[Mention]) -> Iterator[Mention]:
    """The mention and those before it up to the nearest name; else the next name after it.

    An entity without a name is known by its description.
    """
    yield mention
    known = _NAMES if any(m.kind in _NAMES for m in same) else ("nominal",)
    if mention.kind in known:
        return
    here = same.index(mention) if mention in same else 0
    for earlier in reversed(same[:here]):
        yield earlier
        if earlier.kind in known:
            return
    yield from [m for m in same[here + 1 :] if m.kind in known][:1]


def _rule(r: Relation, made: Ranked | None) -> Rule:
    parts = r.rule.split(":")
    if made is None or len(parts) < 4:
        return Rule(r.rule, r.type, made.draft.trigger.lemma_ if made else "")
    sort = next(f.partition(" ")[2] for f in made.features if f.startswith("sort "))
    head, tail = (None if slot == "-" else slot for slot in parts[2:4])
    return Rule(sort, made.draft.relation, parts[1], head, tail)


def _operators(made: Ranked | None) -> list[Span]:
    return [spans.of_token(t) for t in made.draft.status.words] if made else []


def _reasons(made: Ranked | None) -> list[Reason]:
    known = weights()["features"]
    found = made.features.items() if made else ()
    reasons = [Reason(name, value, known[name]) for name, value in found if known.get(name)]
    return sorted(reasons, key=lambda r: (-abs(r.effect), r.feature))
