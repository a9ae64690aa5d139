"""The frozen records that pass between stages.

A document is read by `loaders.documents`, turned into an `Extraction` by `kg.pipeline`, and many
become a `Graph` (`kg.graph`). Every record can be written to JSON and read back (`kg.serial`).
All offsets are character offsets into `Document.text`; `end` is exclusive.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Literal

Polarity = Literal["positive", "negative"]
Modality = Literal["actual", "planned", "possible", "demanded", "conditional"]
Precision = Literal["hour", "day", "week", "month", "season", "year"]
MentionKind = Literal["name", "nominal", "pronoun", "account", "demonym", "metadata"]
AttributionKind = Literal["reported", "quoted", "post"]
Status = Literal["asserted", "reported", "quoted", "post"]
SPARSE = {"sparse": True}  # a field that is written only where it is set


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

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, at: int) -> bool:
        """Whether the character at an offset lies inside this span."""
        return self.start <= at < self.end


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what its source says about it; `published` is an ISO 8601 date or date-time.

    `reply_to` and `repost_of` name the account that a post answers, or whose post it repeats;
    `duplicate_of` is the document of a graph of which this one is a copy.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None
    author: str | None = None
    kind: str = "article"
    language: str | None = "en"
    reply_to: str | None = field(default=None, metadata=SPARSE)
    repost_of: str | None = field(default=None, metadata=SPARSE)
    duplicate_of: str | None = field(default=None, metadata=SPARSE)

    @property
    def sha256(self) -> str:
        """Digest of the text and its metadata: changes when anything that we read changes."""
        fields = (self.title, self.url, self.publisher, self.published, self.author, self.kind)
        others = (self.reply_to, self.repost_of) if self.reply_to or self.repost_of else ()
        return digest(self.text, *fields, *others, size=64)


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
    """An entity of the whole corpus; `mentions` and `documents` are counts.

    `members` are hashes of type and normalised name: they never change, and `id` is one of them.
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

    `status` is "asserted" where the document itself says so, else the kind of its attribution.
    `source` asserts it, `attributed_to` is its name, `chain` the sources from the innermost out.
    `reports` are the documents with the same statement, `distinct_reports` those but for copies.
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
    status: Status = "asserted"
    chain: tuple[str, ...] = ()
    by: str | None = None
    place: str | None = None
    role: str | None = None
    quantity: int | float | None = None
    amount: str | None = None
    content: str | None = None
    content_type: str | None = None
    via: str | None = None
    reports: int = 1
    distinct_reports: int = 1


@dataclass(frozen=True, slots=True)
class Claim:
    """An attribution in the graph: what is said of whom, also where no relation was found in it.

    `about` are the entities that the content mentions, sorted. `sentence` is the text from the
    first to the last of speaker, cue and content (without a cue: of content), `content` its words,
    ` … ` between stretches. `source`, `attributed_to`, `status` and `chain` are a Statement's.
    """

    id: str
    document: str
    sentence: str
    start: int
    end: int
    content: str
    status: AttributionKind
    attributed_to: str
    source: str | None = None
    chain: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    cue: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    published: str | None = None
    date: str | None = None
    date_precision: Precision | None = None


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
class Link:
    """Why two members are one entity or may be, or an account somebody's; best reason first."""

    member: str
    other: str
    confidence: float
    reasons: tuple[str, ...]
    kind: Literal["same", "owner", "candidate"] = "same"


@dataclass(frozen=True, slots=True)
class Graph:
    """The corpus-wide result, which stores and files are loaded from; tuples are sorted by id."""

    documents: tuple[Document, ...] = ()
    entities: tuple[GraphEntity, ...] = ()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    mentioned_in: tuple[MentionedIn, ...] = ()
    acts_for: tuple[ActsFor, ...] = ()
    links: tuple[Link, ...] = ()
