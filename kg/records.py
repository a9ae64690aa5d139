"""The frozen records that pass between stages.

A document is read by `loaders.documents`, turned into an `Extraction` by `kg.pipeline`, and many
extractions become a `Graph` (`kg.graph`). Nothing here knows spaCy or a database, so every record
can be written to JSON and read back unchanged (`kg.serial`).

All offsets are character offsets into `Document.text`; `end` is exclusive.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

Polarity = Literal["positive", "negative"]
Modality = Literal["actual", "planned", "possible", "demanded", "conditional"]
Precision = Literal["hour", "day", "week", "month", "season", "year"]
MentionKind = Literal["name", "nominal", "pronoun", "account", "demonym", "metadata"]
AttributionKind = Literal["reported", "quoted", "post"]


def digest(*parts: str | None, size: int = 16) -> str:
    """Return a stable hexadecimal id of `size` characters for the given parts."""
    joined = "\x1f".join("" if part is None else part for part in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:size]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a document's text."""

    start: int
    end: int

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what its source says about it; `published` is an ISO 8601 date or date-time."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    author: str | None = None
    kind: str = "article"
    language: str | None = "en"

    @property
    def sha256(self) -> str:
        """Digest of the text and its metadata: changes when anything that we read changes."""
        fields = (self.title, self.url, self.publisher, self.published, self.author, self.kind)
        return digest(self.text, *fields, size=64)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as written and as meant; `value` is ISO 8601, as long as `precision` allows."""

    text: str
    value: str
    precision: Precision


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names, describes or stands for something; the span has no title or article."""

    id: str
    start: int
    end: int
    text: str
    type: str
    kind: MentionKind
    entity: str | None = None
    acts_for: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that one document mentions, with every form of its name found there."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who asserts a stretch of text: `source` is a mention id, None where nobody is named."""

    source: str | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: AttributionKind
    date: Date | None = None
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation mention: one typed statement in one sentence. Sides are mention ids or None."""

    id: str
    type: str
    head: str | None
    tail: str | None
    trigger: Span
    evidence: Span
    polarity: Polarity = "positive"
    modality: Modality = "actual"
    attribution: int | None = None
    date: Date | None = None
    role: str | None = None
    by: str | None = None
    place: str | None = None
    quantity: int | float | None = None
    amount: str | None = None
    content: tuple[Span, ...] = ()
    content_type: str | None = None
    via: Span | None = None
    confidence: float = 0.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """Something that was seen and left out, and why."""

    stage: str
    reason: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one document."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class GraphEntity:
    """An entity of the whole corpus.

    `members` are hashes of type and normalised name: they never change, and the entity's own `id`
    is one of them. `mentions` and `documents` are counts; `first_seen` and `last_seen` ISO dates.
    """

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    mentions: int = 0
    documents: int = 0
    first_seen: str | None = None
    last_seen: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A relation mention in the graph: its sides are entity ids, its evidence is text.

    `source` is the entity that asserts it (None: the document itself), `attributed_to` that
    entity's name, `chain` the sources from the innermost to the outermost.
    """

    id: str
    type: str
    head: str | None
    tail: str | None
    document: str
    sentence: str
    start: int
    end: int
    trigger: str
    trigger_start: int
    trigger_end: int
    polarity: Polarity
    modality: Modality
    confidence: float
    rule: str
    published: str | None = None
    date: str | None = None
    date_precision: Precision | None = None
    source: str | None = None
    attributed_to: str | None = None
    attribution: AttributionKind | None = None
    chain: tuple[str, ...] = ()
    by: str | None = None
    place: str | None = None
    role: str | None = None
    quantity: int | float | None = None
    amount: str | None = None
    content: str | None = None
    content_type: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class MentionedIn:
    """How often an entity is mentioned in a document."""

    entity: str
    document: str
    count: int


@dataclass(frozen=True, slots=True)
class ActsFor:
    """A group or an unnamed actor that acts for an entity."""

    group: str
    entity: str


@dataclass(frozen=True, slots=True)
class Graph:
    """The corpus-wide result, which stores and files are loaded from; tuples are sorted by id."""

    documents: tuple[Document, ...] = ()
    entities: tuple[GraphEntity, ...] = ()
    statements: tuple[Statement, ...] = ()
    mentioned_in: tuple[MentionedIn, ...] = ()
    acts_for: tuple[ActsFor, ...] = ()
