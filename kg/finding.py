"""The entity that somebody means by an id or a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.errors import KgError
from kg.records import Graph, GraphEntity

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Found:
    """An entity; `member` is set where one of its names is meant, not the whole."""

    entity: GraphEntity
    member: str | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The members that are meant."""
        return (self.member,) if self.member else self.entity.members

    @property
    def id(self) -> str:
        """The member that stands for what is meant."""
        return self.member or self.entity.id


def find(graph: Graph, words: str, *, part: bool = False) -> Found:
    """Return what an id, a name or an alias means; with `part`, an alias means itself alone.

    An entity's own name goes before the alias of another, unless `part` is asked for. Raises
    KgError where nothing has the name, or several things have it, with their ids.
    """
    by_id = next((e for e in graph.entities if words in e.members), None)
    if by_id:
        return Found(by_id, words if words != by_id.id else None)
    named = _named(graph, words)
    own = [Found(e) for e in named]
    aliases = [_alias(e, words, part) for e in _with_alias(graph, words) if e not in named]
    found = [*own, *aliases] if part else own or aliases
    if len(found) == 1:
        return found[0]
    if not found:
        raise KgError(f"{words}: nothing in the graph has this id or name; {_HELP}")
    raise KgError(f"{words}: {len(found)} things have this name; give an id: {_listed(found)}")


_HELP = 'see kg query "MATCH (e:Entity) RETURN e.id, e.name, e.aliases"'


def _named(graph: Graph, words: str) -> list[GraphEntity]:
    from kg.resolve.entities import normalised

    wanted = normalised(words)
    return [e for e in graph.entities if normalised(e.name) == wanted]


def _with_alias(graph: Graph, words: str) -> Iterator[GraphEntity]:
    from kg.resolve.entities import normalised

    wanted = normalised(words)
    return (e for e in graph.entities if any(normalised(a) == wanted for a in e.aliases))


def _alias(entity: GraphEntity, words: str, part: bool) -> Found:
    """The entity, or with `part` the one of its members that has the name."""
    from kg import ontology
    from kg.resolve.entities import member_named

    loaded = ontology.load()
    families = sorted({loaded.family(t) for t in loaded.entity_types})
    ids = [member_named(family, words) for family in families]
    member = next((i for i in ids if i in entity.members), None)
    return Found(entity, member if part and member != entity.id else None)


def _listed(found: Iterable[Found]) -> str:
    ordered = sorted(found, key=lambda f: (-f.entity.documents, f.id))
    lines = [
        f"{f.id} ({f.entity.name}, {f.entity.type}, in {f.entity.documents} documents)"
        for f in ordered
    ]
    more = len(lines) - _SHOWN
    return "; ".join(lines[:_SHOWN]) + (f"; and {more} more" if more > 0 else "")
