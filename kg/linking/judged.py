"""Judgements applied where members are made and named: dropped, split off, renamed, retyped."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from kg.judgements import FILE, Judgements, clashes, own_member
from kg.linking.profiles import Profile
from kg.ontology import Ontology
from kg.records import Extraction


class Judged:
    """The judgements on the corpus; `conflicts` tells which of them do not apply, and why."""

    def __init__(self, judgements: Judgements, ontology: Ontology) -> None:
        """Leave aside the types that the ontology does not have."""
        self._ontology = ontology
        known = {m: t for m, t in judgements.types.items() if t in ontology.entity_types}
        strange = sorted(judgements.types.keys() - known.keys())
        self._told = [*judgements.conflicts]
        for member in strange:
            kind = judgements.types[member]
            line = judgements.line("type", member, kind)
            self._told.append(f"{FILE} line {line}: no entity type {kind!r}; delete or mend it")
        self.judgements = replace(judgements, types=known)

    @property
    def conflicts(self) -> tuple[str, ...]:
        """What does not apply, each with its lines."""
        return tuple(self._told)

    def in_document(self, member: str, document: str) -> str:
        """Return the member that stands for this one there: another where it was split off."""
        return own_member(member, document) if (member, document) in self.judgements.own else member

    def is_dropped(self, member: str) -> bool:
        """Whether somebody judged that it is nothing."""
        return member in self.judgements.dropped

    def without_dropped(
        self, extraction: Extraction, members: Mapping[str, str]
    ) -> tuple[Extraction, int]:
        """Return a document without the things that were dropped, and how many mentions that costs.

        What is said of them stands, with that side open.
        """
        gone = {e for e, member in members.items() if self.is_dropped(member)}
        if not gone:
            return extraction, 0
        mentions = tuple(
            replace(m, entity=None) if m.entity in gone else m for m in extraction.mentions
        )
        entities = tuple(e for e in extraction.entities if e.id not in gone)
        count = sum(m.entity in gone for m in extraction.mentions)
        return replace(extraction, mentions=mentions, entities=entities), count

    def retype(self, profiles: Mapping[str, Profile]) -> None:
        """Give the members the types that they were judged to have, before they are compared."""
        for member, kind in self.judgements.types.items():
            if member in profiles:
                profiles[member].given_type = kind
                profiles[member].family = self._ontology.family(kind)

    def rename(
        self, profiles: Mapping[str, Profile], members: Mapping[str, Collection[str]]
    ) -> None:
        """Give the members of entities their names, where nobody disagrees within one entity."""
        settled, told = clashes(self.judgements, members)
        self._told += told
        for member, profile in profiles.items():
            profile.given_name = settled.names.get(member)
            profile.given_type = settled.types.get(member)
