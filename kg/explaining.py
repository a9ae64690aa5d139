"""Why a statement is there, or is not: records that people and programs read.

`kg.extract.explanations` makes them while a text is extracted anew; `kg explain` prints them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from kg import building
from kg.errors import KgError
from kg.records import AttributionKind, Date, Dropped, Extraction, Relation, Span
from kg.statements import statement_id

if TYPE_CHECKING:
    from kg.workspace import Workspace

Label = Literal["head", "tail", "trigger", "operator", "cue"]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a stretch of the sentence is to the statement; offsets count from its beginning."""

    label: Label
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rule:
    """What made a statement: its frame's relation type, trigger lemma and the slots of its sides.

    `sort` is the trigger's kind ("verbs", "nouns", "adjectives"), else the rule's own name
    ("title:before", "post:reply"), which has no slots.
    """

    sort: str
    relation: str
    trigger: str
    head: str | None = None
    tail: str | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """Whom a mention stands for: `entity` is the name, None where nobody is known.

    `chain` leads from the mention's words back to the name ("he", "the governor", "Ann Smith");
    `others` are the entity's other mentions in the order of the text.
    """

    text: str
    kind: str
    entity: str | None
    chain: tuple[str, ...]
    others: tuple[str, ...] = ()
    acts_for: str | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Asserted:
    """Who asserts a stretch of text, and the words that show it."""

    source: Resolved | None
    cue: str | None
    kind: AttributionKind
    content: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Something known of a statement that raises or lowers its confidence, in log-odds."""

    feature: str
    value: float
    weight: float

    @property
    def effect(self) -> float:
        """What it adds to the log-odds."""
        return self.value * self.weight


@dataclass(frozen=True, slots=True)
class Explanation:
    """A statement with all that led to it; `id` is the graph's.

    `asserted_by` leads from the innermost speaker outwards; it is empty where the document itself
    says so. `operators` are the words that turned polarity, modality or type, from the inside
    out; `reasons` come with the strongest first.
    """

    id: str
    relation: Relation
    sentence: str
    marks: tuple[Mark, ...]
    rule: Rule
    head: Resolved | None
    tail: Resolved | None
    via: str | None
    asserted_by: tuple[Asserted, ...]
    operators: tuple[str, ...]
    date: Date | None
    confidence: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A word that could have triggered a statement of a type, and why there is none."""

    type: str
    trigger: Span
    word: str
    reason: str


@dataclass(frozen=True, slots=True)
class Explained:
    """All statements of a text, its near misses, and what else was seen and left out."""

    statements: tuple[Explanation, ...]
    near_misses: tuple[NearMiss, ...]
    dropped: tuple[Dropped, ...]


def statement_ids(extraction: Extraction) -> dict[str, Relation]:
    """Return the relation mentions of an extraction by their ids in the graph."""
    mentions = {m.id: m for m in extraction.mentions}
    return {statement_id(extraction.document.id, r, mentions): r for r in extraction.relations}


def of_statement(workspace: Workspace, statement: str) -> Explanation:
    """Return why a statement is in a workspace: its document is extracted anew.

    Raises KgError where no statement has this id, or the workspace was built otherwise.
    """
    from kg.extract import explanations

    found = next((e for e in workspace.extractions() if statement in statement_ids(e)), None)
    if found is None:
        raise KgError(
            f"{statement}: no statement of {workspace.path} has this id; "
            'see kg query "MATCH (s:Statement) RETURN s.id, s.type, s.sentence"'
        )
    pipe = building.pipeline(workspace.setting("model") or None, workspace.ontology)
    anew = None
    if workspace.configuration(found.document.id) == pipe.configuration:
        explained = explanations.explained(pipe, found.document, 0.0)
        anew = next((e for e in explained.statements if e.id == statement), None)
    if anew is None:
        raise KgError(
            f"{workspace.path}: built by another version, model or ontology; build it again"
        )
    return anew
