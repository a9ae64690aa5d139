"""One document's relation mentions and attributions, as the graph's statements and claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from kg.records import (
    Attribution,
    Claim,
    Extraction,
    Mention,
    Relation,
    Span,
    Statement,
    digest,
)

UNKNOWN_SPEAKER = "unknown speaker"
_DEEPEST = 10  # layers of speakers; attributions in a circle end here


class Local:
    """One document's extraction, read with the graph's entities in place of its own."""

    def __init__(self, extraction: Extraction, members: Mapping[str, str]) -> None:
        """Read an extraction; `members` maps the ids of its entities to the graph's."""
        self._document = extraction.document
        self._attributions = extraction.attributions
        self._members = members
        self._mentions = {m.id: m for m in extraction.mentions}
        self._names = {e.id: e.name for e in extraction.entities}
        self._owners = {
            (self.entity(r.tail), self.entity(r.head))
            for r in extraction.relations
            if r.type == "HAS_ACCOUNT"
        }

    def entity(self, mention: str | None) -> str | None:
        """Return the graph id of the entity that a mention stands for."""
        known = self._mentions.get(mention) if mention else None
        return self._members[known.entity] if known and known.entity else None

    def statement(self, r: Relation) -> Statement:
        """Return the graph's statement of a relation mention."""
        document = self._document
        chain = self._chain(r.attribution)
        said = chain[0] if chain else None
        return Statement(
            id=statement_id(document.id, r, self._mentions),
            type=r.type,
            head=self.entity(r.head),
            tail=self.entity(r.tail),
            document=document.id,
            sentence=self._words(r.evidence),
            start=r.evidence.start,
            end=r.evidence.end,
            trigger=self._words(r.trigger),
            trigger_start=r.trigger.start,
            trigger_end=r.trigger.end,
            polarity=r.polarity,
            modality=r.modality,
            confidence=r.confidence,
            rule=r.rule,
            published=document.published,
            date=r.date.value if r.date else None,
            date_precision=r.date.precision if r.date else None,
            source=self.entity(said.source) if said else None,
            attributed_to=self._speaker(said) if said else None,
            status=said.kind if said else "asserted",
            chain=self._sources(chain),
            by=self.entity(r.by),
            place=self.entity(r.place),
            role=r.role,
            quantity=r.quantity,
            amount=r.amount,
            content=self._joined(r.content) or None,
            content_type=r.content_type,
            via=self._words(r.via) if r.via else None,
        )

    def claim(self, index: int) -> Claim:
        """Return the graph's claim of the attribution with this index."""
        said = self._attributions[index]
        evidence = self._evidence(said)
        return Claim(
            id=self._claim_id(said),
            document=self._document.id,
            sentence=self._words(evidence),
            start=evidence.start,
            end=evidence.end,
            content=self._joined(said.content),
            status=said.kind,
            attributed_to=self._speaker(said),
            source=self.entity(said.source),
            chain=self._sources(self._chain(index)),
            about=tuple(sorted(set(self._about(said)))),
            cue=self._words(said.cue) if said.cue else None,
            cue_start=said.cue.start if said.cue else None,
            cue_end=said.cue.end if said.cue else None,
            published=self._document.published,
            date=said.date.value if said.date else None,
            date_precision=said.date.precision if said.date else None,
        )

    def _claim_id(self, said: Attribution) -> str:
        cue = _offsets(said.cue) if said.cue else None
        content = map(_offsets, said.content)
        source = _place(said.source, self._mentions)
        return digest(self._document.id, "claim", source, cue, *content)

    def _chain(self, index: int | None) -> list[Attribution]:
        """The attributions that an attribution lies in, itself the first: the innermost."""
        found: list[Attribution] = []
        while index is not None and len(found) < _DEEPEST:
            found.append(self._attributions[index])
            index = found[-1].parent
        return found

    def _sources(self, chain: Iterable[Attribution]) -> tuple[str, ...]:
        """Who speaks in each layer; one who goes on ("he said, adding that") is one layer."""
        sources = (self.entity(said.source) for said in chain)
        return tuple(i for i, _ in groupby(i for i in sources if i))

    def _speaker(self, said: Attribution) -> str:
        """A speaker's name; where nobody knows it, the words, so that it is not the document's."""
        mention = self._mentions.get(said.source) if said.source else None
        if mention is None:
            return UNKNOWN_SPEAKER
        return self._names.get(mention.entity or "", mention.text)

    def _about(self, said: Attribution) -> Iterator[str]:
        """Entities that the content mentions; a speaker's "I" is not about the speaker."""
        source = self.entity(said.source)
        speaker = {source} | {owner for account, owner in self._owners if account == source}
        for mention in self._mentions.values():
            entity = self.entity(mention.id)
            if entity is None or (entity in speaker and mention.kind == "pronoun"):
                continue
            if _in_text(mention) and any(s.covers(_span(mention)) for s in said.content):
                yield entity

    def _evidence(self, said: Attribution) -> Span:
        """From the first to the last of speaker, cue and content; the content where no cue is."""
        spans = [*said.content]
        mention = self._mentions.get(said.source) if said.source else None
        if said.cue:
            spans += [said.cue, *([_span(mention)] if mention and _in_text(mention) else [])]
        return Span(min(s.start for s in spans), max(s.end for s in spans))

    def _joined(self, spans: Iterable[Span]) -> str:
        return " … ".join(map(self._words, spans))

    def _words(self, span: Span) -> str:
        return self._document.text[span.start : span.end]


def statement_id(document: str, r: Relation, mentions: Mapping[str, Mention]) -> str:
    """Return the graph's id of a relation mention; `mentions` are the document's by their ids."""
    spans = (_place(r.head, mentions), _place(r.tail, mentions), _offsets(r.trigger))
    return digest(document, r.type, *spans, r.polarity, r.modality)


def _place(mention: str | None, mentions: Mapping[str, Mention]) -> str | None:
    known = mentions.get(mention) if mention else None
    if known and known.kind == "metadata":
        return known.text
    return _offsets(_span(known)) if known else None


def _span(mention: Mention) -> Span:
    return Span(mention.start, mention.end)


def _in_text(mention: Mention) -> bool:
    return mention.kind != "metadata"


def _offsets(span: Span) -> str:
    return f"{span.start}-{span.end}"
