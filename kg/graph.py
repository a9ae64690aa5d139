"""Extractions to the corpus-wide graph, and its view in networkx."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from kg.ontology import Ontology
from kg.records import (
    ActsFor,
    Attribution,
    Document,
    Extraction,
    Graph,
    GraphEntity,
    Mention,
    MentionedIn,
    Relation,
    Span,
    Statement,
    digest,
)
from kg.resolve.entities import member

if TYPE_CHECKING:
    import networkx as nx

UNKNOWN_SPEAKER = "unknown speaker"


@dataclass(slots=True)
class _Tally:
    """What is known of one entity while extractions are read."""

    types: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    aliases: set[str] = field(default_factory=set)
    counts: Counter[str] = field(default_factory=Counter)
    dates: set[str] = field(default_factory=set)


def build(
    extractions: Iterable[Extraction], ontology: Ontology, bound: float
) -> tuple[Graph, Counter[str]]:
    """Return the graph of the extractions, and what was left out, counted by reason.

    Statements under the confidence `bound` are left out, and so are unnamed actors that take part
    in no statement.
    """
    builder = _Builder(ontology, bound)
    for extraction in extractions:
        builder.add(extraction)
    return builder.graph(), builder.left_out


def to_networkx(graph: Graph) -> nx.MultiDiGraph[str]:
    """Return entities as nodes and statements with both sides as keyed edges.

    Node attributes are the entity's fields; edge attributes are the edge's `type` and
    `edge_properties`. The key of an edge is the id of its statement.
    """
    import networkx as nx

    view: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in graph.entities:
        fields = ("type", "name", "aliases", "mentions", "documents", "first_seen", "last_seen")
        view.add_node(entity.id, **{f: getattr(entity, f) for f in fields})
    for s in graph.statements:
        if s.head and s.tail:
            view.add_edge(s.head, s.tail, key=s.id, type=s.type, **edge_properties(s))
    return view


def edge_properties(statement: Statement) -> dict[str, Any]:
    """Return what a statement's edge carries in every store and file."""
    return {
        "statement": statement.id,
        "sentence": statement.sentence,
        "document": statement.document,
        "published": statement.published,
        "date": statement.date,
        "polarity": statement.polarity,
        "modality": statement.modality,
        "attributed_to": statement.attributed_to,
        "confidence": statement.confidence,
        "weight": 1,
    }


class _Builder:
    """Collects documents, entities and statements, one extraction at a time."""

    def __init__(self, ontology: Ontology, bound: float) -> None:
        self.left_out: Counter[str] = Counter()
        self._ontology = ontology
        self._bound = bound
        self._documents: list[Document] = []
        self._tallies: dict[str, _Tally] = {}
        self._statements: dict[str, Statement] = {}
        self._acts_for: set[tuple[str, str]] = set()

    def add(self, extraction: Extraction) -> None:
        """Add one document's extraction."""
        document = extraction.document
        self._documents.append(replace(document, text=""))
        members = {e.id: member(e, document.id, self._ontology) for e in extraction.entities}
        self._count(extraction, members)
        mentions = {m.id: m for m in extraction.mentions}
        names = {e.id: e.name for e in extraction.entities}
        local = _Local(extraction, mentions, members, names)
        for relation in extraction.relations:
            if relation.confidence < self._bound:
                self.left_out["statement under the confidence bound"] += 1
                continue
            statement = local.statement(relation)
            if statement.head is None and statement.tail is None:
                self.left_out["statement without a known side"] += 1
                continue
            self._statements[statement.id] = statement
        for mention in extraction.mentions:
            acting, body = local.entity(mention.id), local.entity(mention.acts_for)
            if acting and body:
                self._acts_for.add((acting, body))

    def _count(self, extraction: Extraction, members: dict[str, str]) -> None:
        document = extraction.document
        for entity in extraction.entities:
            tally = self._tallies.setdefault(members[entity.id], _Tally())
            tally.types[entity.type] += 1
            tally.names[entity.name] += 1
            tally.aliases.update(entity.aliases)
            if document.published:
                tally.dates.add(document.published)
        for mention in extraction.mentions:
            if mention.entity is not None:
                self._tallies[members[mention.entity]].counts[document.id] += 1

    def graph(self) -> Graph:
        """Return everything collected, sorted by id."""
        used = self._used()
        kept = {i: t for i, t in self._tallies.items() if i in used or not self._unnamed(t)}
        self.left_out["unnamed actor in no statement"] += len(self._tallies) - len(kept)
        return Graph(
            documents=tuple(sorted(self._documents, key=lambda d: d.id)),
            entities=tuple(_entity(i, t) for i, t in sorted(kept.items())),
            statements=tuple(s for _, s in sorted(self._statements.items())),
            mentioned_in=tuple(
                MentionedIn(i, d, n)
                for i, t in sorted(kept.items())
                for d, n in sorted(t.counts.items())
            ),
            acts_for=tuple(
                ActsFor(g, e) for g, e in sorted(self._acts_for) if g in kept and e in kept
            ),
        )

    def _used(self) -> set[str]:
        sides = ("head", "tail", "by", "place", "source")
        found = {getattr(s, side) for s in self._statements.values() for side in sides}
        return found | {i for s in self._statements.values() for i in s.chain}

    def _unnamed(self, tally: _Tally) -> bool:
        known = self._ontology.entity_types.get(_most_common(tally.types))
        return known is not None and known.unnamed


@dataclass(frozen=True, slots=True)
class _Local:
    """One document's ids, looked up while its statements are made."""

    extraction: Extraction
    mentions: dict[str, Mention]
    members: dict[str, str]
    names: dict[str, str]

    def entity(self, mention: str | None) -> str | None:
        """Return the graph id of the entity that a mention stands for."""
        known = self.mentions.get(mention) if mention else None
        return self.members[known.entity] if known and known.entity else None

    def statement(self, r: Relation) -> Statement:
        """Return the graph's statement of a relation mention."""
        document, text = self.extraction.document, self.extraction.document.text
        chain = self._chain(r)
        said = chain[0] if chain else None
        return Statement(
            id=self._id(r),
            type=r.type,
            head=self.entity(r.head),
            tail=self.entity(r.tail),
            document=document.id,
            sentence=_words(text, r.evidence),
            start=r.evidence.start,
            end=r.evidence.end,
            trigger=_words(text, r.trigger),
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
            attribution=said.kind if said else None,
            chain=tuple(i for i in (self.entity(a.source) for a in chain) if i),
            by=self.entity(r.by),
            place=self.entity(r.place),
            role=r.role,
            quantity=r.quantity,
            amount=r.amount,
            content=" … ".join(_words(text, s) for s in r.content) or None,
            content_type=r.content_type,
            via=_words(text, r.via) if r.via else None,
        )

    def _id(self, r: Relation) -> str:
        sides = [self.mentions.get(m) if m else None for m in (r.head, r.tail)]
        spans = [f"{m.start}-{m.end}" if m else None for m in sides]
        trigger = f"{r.trigger.start}-{r.trigger.end}"
        return digest(self.extraction.document.id, r.type, *spans, trigger, r.polarity, r.modality)

    def _chain(self, r: Relation) -> list[Attribution]:
        """The attributions of a statement, the innermost first."""
        found: list[Attribution] = []
        index = r.attribution
        while index is not None and len(found) < 10:
            found.append(self.extraction.attributions[index])
            index = found[-1].parent
        return found

    def _speaker(self, said: Attribution) -> str:
        """A speaker's name; where nobody knows it, the words, so that it is not the document's."""
        mention = self.mentions.get(said.source) if said.source else None
        if mention is None:
            return UNKNOWN_SPEAKER
        return self.names.get(mention.entity or "", mention.text)


def _entity(identity: str, tally: _Tally) -> GraphEntity:
    name = _fullest(tally.names)
    return GraphEntity(
        id=identity,
        type=_most_common(tally.types),
        name=name,
        aliases=tuple(sorted((tally.aliases | set(tally.names)) - {name})),
        members=(identity,),
        mentions=sum(tally.counts.values()),
        documents=len(tally.counts),
        first_seen=min(tally.dates, default=None),
        last_seen=max(tally.dates, default=None),
    )


def _most_common(counter: Counter[str]) -> str:
    return min(counter, key=lambda k: (-counter[k], k))


def _fullest(names: Counter[str]) -> str:
    return min(names, key=lambda n: (-names[n], -len(n), n))


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]
