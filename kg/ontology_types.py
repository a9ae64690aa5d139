"""The records that the ontology's files become."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

Condition = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntityType:
    """A type of thing; `parent` is the type it is a kind of."""

    name: str
    actor: bool
    unnamed: bool = False
    parent: str | None = None
    description: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """One way in which trigger words express a relation: which slot fills which role."""

    relation: str
    kind: str
    lemmas: tuple[tuple[str, ...], ...]
    roles: Mapping[str, tuple[str, ...]]
    where: Mapping[str, Condition]
    requires: tuple[str, ...] = ()
    unless: Mapping[str, Condition] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and every statement of its relation type in it, as the README writes them."""

    text: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RelationType:
    """A relation type: what may stand on its sides, its frames, mappings and examples.

    `forms` are the forms of text that state it without a frame; `wholes`: what is so of a part of a
    place is so of the whole.
    """

    name: str
    group: str
    description: str
    head: frozenset[str]
    tail: frozenset[str]
    symmetric: bool
    titles: bool
    kind: str
    forms: tuple[str, ...]
    wholes: bool
    implied_by: frozenset[str]
    frames: tuple[Frame, ...]
    mappings: Mapping[str, str | None]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Operator:
    """A word that turns another's type, polarity or modality over some kinds of complement."""

    lemmas: tuple[str, ...]
    over: frozenset[str]
    type: str | None = None
    hostile: str | None = None
    polarity: str | None = None
    modality: str | None = None

    @property
    def commits(self) -> bool:
        """Whether it commits somebody to an act, be it a friendly or a hostile one."""
        return self.hostile is not None and "infinitive" in self.over


@dataclass(frozen=True)
class Ontology:
    """Everything that was read; look-ups by trigger are made once."""

    entity_types: Mapping[str, EntityType]
    relation_types: Mapping[str, RelationType]
    operators: tuple[Operator, ...]
    auxiliaries: Mapping[str, Any]
    cues: Mapping[str, Any]
    gazetteers: Mapping[str, Any]
    triggers: Mapping[str, Mapping[str, tuple[Frame, ...]]] = field(default_factory=dict)
    by_operator: Mapping[str, tuple[Operator, ...]] = field(default_factory=dict)

    @cached_property
    def by_form(self) -> Mapping[str, str]:
        """The relation type that a form of text states: "member" is AFFILIATED_WITH."""
        return {form: r.name for r in self.relation_types.values() for form in r.forms}

    @cached_property
    def subject_control(self) -> frozenset[str]:
        """Verbs whose subject is that of their infinitive although they have an object."""
        return frozenset(self.auxiliaries["subject_control"])

    def is_actor(self, entity_type: str) -> bool:
        """Whether things of this type can act."""
        known = self.entity_types.get(entity_type)
        return known is not None and known.actor

    def family(self, entity_type: str) -> str:
        """The type itself or the topmost type it is a kind of."""
        known = self.entity_types.get(entity_type)
        return self.family(known.parent) if known and known.parent else entity_type
