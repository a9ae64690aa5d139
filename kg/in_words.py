"""An extraction in words: names in place of ids, as gold data is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.gold import Gold, Said, Stated, occurs
from kg.records import Attribution, Extraction, Mention, Relation, Span

_ARTICLES = re.compile(r"^(?:(?:the|an?)\s+)+")
_POSSESSIVE = re.compile(r"(?:'s|(?<=s)')$")
NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Known:
    """Whom a mention stands for: the fullest name in the text, all names, and descriptions."""

    name: str
    names: frozenset[str]
    phrases: frozenset[str] = NOBODY

    def is_called(self, name: str) -> bool:
        """Whether this is a name of it; of descriptions ("senior official of the bank") the one
        may be the longer."""
        wanted = normal(name)
        return wanted in self.names or any(
            f" {short} " in f" {long} " for p in self.phrases for short, long in _both(p, wanted)
        )


@dataclass(frozen=True, slots=True)
class Found:
    """A statement that was found; `own`: it is asserted by the post that the document is."""

    stated: Stated
    head: Known | None
    tail: Known | None
    source: Known | None
    by: Known | None
    own: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class FoundSaid:
    """An attribution that was found. It is `implied` where it needs no mark: all that a post says
    is its author's, and a statement tells who refuses what ("refused to go")."""

    said: Said
    source: Known | None
    implied: bool


def normal(name: str) -> str:
    """Return a name without case, articles, the possessive's ending and marks around it."""
    words = " ".join(name.casefold().replace("’", "'").split()).strip("\"“”'.,;:")
    return _POSSESSIVE.sub("", _ARTICLES.sub("", words))


def statements(extraction: Extraction) -> list[Found]:
    """Return the statements with a known side, those once that are the same in words."""
    words = _Words(extraction)
    found = (words.statement(r) for r in extraction.relations)
    return list({f.stated: f for f in found if f.head or f.tail}.values())


def attributions(extraction: Extraction) -> list[FoundSaid]:
    """Return the attributions, those once that are the same in words."""
    words = _Words(extraction)
    return list({f.said: f for f in map(words.attribution, extraction.attributions)}.values())


def template(extraction: Extraction) -> Gold:
    """Return what was found as gold data, to be corrected by hand."""
    return Gold(
        extraction.document,
        tuple(f.stated for f in statements(extraction)),
        tuple(f.said for f in attributions(extraction) if not f.implied),
    )


class _Words:
    """Looks up what the ids of one extraction stand for."""

    def __init__(self, extraction: Extraction) -> None:
        self._document = extraction.document
        self._attributions = extraction.attributions
        self._mentions = {m.id: m for m in extraction.mentions}
        self._entities = {e.id: e for e in extraction.entities}
        self._acts = [(r.trigger, self._entity(r.head)) for r in extraction.relations]
        self._of: dict[str, list[Mention]] = {}
        for mention in extraction.mentions:
            self._of.setdefault(mention.entity or "", []).append(mention)

    def statement(self, r: Relation) -> Found:
        said = self._attributions[r.attribution] if r.attribution is not None else None
        head, tail, by = (self._known(m) for m in (r.head, r.tail, r.by))
        source = self._known(said.source) if said else None
        stated = Stated(
            types=(r.type,),
            heads=(head.name if head else None,),
            tails=(tail.name if tail else None,),
            polarity=r.polarity,
            modality=r.modality,
            reported=said is not None,
            source=source.name if source else None,
            date=r.date.value if r.date else None,
            by=by.name if by else None,
            quantity=r.quantity,
        )
        own = said is not None and self._is_own(said)
        return Found(stated, head, tail, source, by, own, self._text(r.evidence))

    def attribution(self, said: Attribution) -> FoundSaid:
        source = self._known(said.source)
        content = " … ".join(map(self._text, said.content))
        implied = self._is_own(said) or self._is_act(said)
        return FoundSaid(Said(source.name if source else None, content), source, implied)

    def _is_own(self, said: Attribution) -> bool:
        source = self._mentions.get(said.source) if said.source else None
        return source is not None and source.kind == "metadata" and said.cue is None

    def _is_act(self, said: Attribution) -> bool:
        """Whether a statement of the same actor has the cue as its trigger."""
        source = self._entity(said.source)
        return said.cue is not None and any(
            trigger.overlaps(said.cue) and head == source for trigger, head in self._acts
        )

    def _entity(self, identity: str | None) -> str | None:
        mention = self._mentions.get(identity) if identity else None
        return mention.entity if mention else None

    def _known(self, identity: str | None) -> Known | None:
        """Whom a mention stands for; None where nobody knows."""
        mention = self._mentions.get(identity) if identity else None
        if mention is None or mention.entity is None:
            return None
        names = list(self._names(mention))
        phrases = (m.text for m in self._of[mention.entity] if m.kind == "nominal")
        return Known(
            next((n for n in names if occurs(n, self._document)), mention.text),
            frozenset(map(normal, names)),
            frozenset(map(normal, phrases)),
        )

    def _names(self, mention: Mention) -> Iterator[str]:
        """All names of what a mention stands for, and of whom it acts for; the best first."""
        entity = self._entities[mention.entity or ""]
        same = self._of[mention.entity or ""]
        yield entity.name
        for kinds in (("name", "account"), ("demonym", "nominal")):
            words = {" ".join(m.text.split()) for m in same if m.kind in kinds}
            yield from sorted(words, key=lambda w: (-len(w), w))
        yield from entity.aliases
        yield from (getattr(self._document, m.text) for m in same if m.kind == "metadata")
        acts_for = self._mentions.get(mention.acts_for) if mention.acts_for else None
        if acts_for is not None:
            yield acts_for.text
            yield from self._names(acts_for) if acts_for.entity else ()

    def _text(self, span: Span) -> str:
        return self._document.text[span.start : span.end]


def _both(a: str, b: str) -> tuple[tuple[str, str], tuple[str, str]]:
    return (a, b), (b, a)
