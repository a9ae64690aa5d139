"""Extractions to the corpus-wide graph, and its view in networkx."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.copies import Copies, counted
from kg.judgements import Judgements
from kg.linking import linker, ownership
from kg.linking.entities import Renamed
from kg.linking.judged import Judged
from kg.linking.profiles import Profile, note
from kg.ontology import Ontology
from kg.records import (
    ActsFor,
    Claim,
    Document,
    Entity,
    Extraction,
    Graph,
    Link,
    MentionedIn,
    Statement,
)
from kg.resolve.entities import Members, is_unnamed
from kg.statements import Local

if TYPE_CHECKING:
    import networkx as nx

_SIDES = ("head", "tail", "by", "place")


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim, and the sides of the statements of its attribution; None where it has none."""

    claim: Claim
    stated: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Assembled:
    """A graph, and what making it told: what was left out, by reason, which judgements contradict
    one another, and the pairs of members that would need one."""

    graph: Graph
    left_out: Counter[str]
    conflicts: tuple[str, ...]
    candidates: tuple[Link, ...]


def build(
    extractions: Iterable[Extraction], ontology: Ontology, bound: float
) -> tuple[Graph, Counter[str]]:
    """Return the graph of the extractions as `assemble` makes it, and what was left out."""
    made = assemble(extractions, ontology, bound)
    return made.graph, made.left_out


def assemble(
    extractions: Iterable[Extraction],
    ontology: Ontology,
    bound: float,
    judgements: Judgements | None = None,
) -> Assembled:
    """Return the graph of the extractions, with what people have judged, and what making it told.

    Things of several documents that are one become one entity (`kg.linking`).

    Statements under the confidence `bound` are left out, and so are unnamed actors that take part
    in no statement and say nothing. Each attribution is a claim, unless it has statements, or is
    one ("Smith criticized Jones"), and its content mentions nobody but their sides and the speaker.
    """
    builder = _Builder(ontology, bound, judgements or Judgements())
    for extraction in extractions:
        builder.add(extraction)
    return builder.assembled()


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
        "status": statement.status,
        "attributed_to": statement.attributed_to,
        "confidence": statement.confidence,
        "weight": 1,
    }


class _Builder:
    """Collects documents, members, statements and claims, one extraction at a time."""

    def __init__(self, ontology: Ontology, bound: float, judgements: Judgements) -> None:
        self.left_out: Counter[str] = Counter()
        self._ontology = ontology
        self._judged = Judged(judgements, ontology)
        self._members = Members(ontology)
        self._bound = bound
        self._documents: dict[str, Document] = {}
        self._copies = Copies()
        self._profiles: dict[str, Profile] = {}
        self._statements: dict[str, Statement] = {}
        self._said: dict[str, _Said] = {}
        self._acts_for: set[tuple[str, str]] = set()

    def add(self, extraction: Extraction) -> None:
        """Add one document's extraction."""
        document = extraction.document
        self._documents[document.id] = replace(document, text="")
        self._copies.add(document)
        members = {e.id: self._member(e, document.id) for e in extraction.entities}
        extraction, gone = self._judged.without_dropped(extraction, members)
        self.left_out["mention of a thing that was dropped"] += gone
        note(extraction, members, self._profiles)
        local = Local(extraction, members)
        self._state(extraction, local)
        for mention in extraction.mentions:
            acting, body = local.entity(mention.id), local.entity(mention.acts_for)
            if acting and body:
                self._acts_for.add((acting, body))

    def _member(self, entity: Entity, document: str) -> str:
        """The id of an entity's member, which has a profile from now on."""
        identity = self._judged.in_document(self._members.of(entity, document), document)
        if identity not in self._profiles and not self._judged.is_dropped(identity):
            unnamed = is_unnamed(entity.type, entity.name, self._ontology)
            local = unnamed or self._members.is_bare(entity)
            family = self._ontology.family(entity.type)
            self._profiles[identity] = Profile(identity, family, local, unnamed)
        return identity

    def _state(self, extraction: Extraction, local: Local) -> None:
        """Add the statements, and a claim for each attribution."""
        stated: dict[int | None, frozenset[str]] = {}
        made: list[Statement] = []
        for relation in extraction.relations:
            if relation.confidence < self._bound:
                self.left_out["statement under the confidence bound"] += 1
                continue
            statement = local.statement(relation)
            if statement.head is None and statement.tail is None:
                self.left_out["statement without a known side"] += 1
                continue
            self._statements[statement.id] = statement
            made.append(statement)
            sides = stated.get(relation.attribution, frozenset())
            stated[relation.attribution] = sides | _sides(statement)
        for index in range(len(extraction.attributions)):
            claim = local.claim(index)
            told = [_sides(s) for s in made if _is_act(s, claim)]
            told += [stated[index]] if index in stated else []
            self._said[claim.id] = _Said(claim, frozenset().union(*told) if told else None)

    def assembled(self) -> Assembled:
        """Return everything collected, with entities in place of members, sorted by id."""
        self._judged.retype(self._profiles)
        links = linker.link(self._profiles, self._ontology, self._judged.judgements)
        self._judged.rename(self._profiles, links.members)
        self.left_out = +self.left_out
        graph = self._graph(links)
        return Assembled(graph, self.left_out, self._judged.conflicts, links.candidates)

    def _graph(self, links: linker.Links) -> Graph:
        renamed = Renamed(links, self._profiles)
        for statement in ownership.statements(links, self._profiles):
            if statement.confidence >= self._bound:
                self._statements.setdefault(statement.id, statement)
        used = {links.entity[i] for i in self._used()}
        unnamed = {links.entity[i] for i, p in self._profiles.items() if p.unnamed}
        kept = {i: e for i, e in renamed.entities.items() if i in used or i not in unnamed}
        self.left_out["unnamed actor in no statement"] += len(renamed.entities) - len(kept)
        pairs = {(links.entity[g], links.entity[e]) for g, e in self._acts_for}
        originals = self._copies.originals()
        statements = (renamed.statement(s) for _, s in sorted(self._statements.items()))
        return Graph(
            documents=tuple(
                replace(d, duplicate_of=originals.get(i))
                for i, d in sorted(self._documents.items())
            ),
            entities=tuple(e for _, e in sorted(kept.items())),
            statements=tuple(counted(statements, originals)),
            claims=tuple(self._claims(renamed, kept)),
            mentioned_in=tuple(
                MentionedIn(i, d, n)
                for i in sorted(kept)
                for d, n in sorted(renamed.counts[i].items())
            ),
            acts_for=tuple(ActsFor(g, e) for g, e in sorted(pairs) if g in kept and e in kept),
            links=links.links,
        )

    def _used(self) -> set[str]:
        """Members that take part in a statement, or that say something."""
        found = {i for s in self._statements.values() for i in _sides(s).union(s.chain)}
        return found | {i for said in self._said.values() for i in said.claim.chain}

    def _claims(self, renamed: Renamed, kept: Container[str]) -> Iterator[Claim]:
        """The claims that say more than statements do, about entities of the graph."""
        for _, said in sorted(self._said.items()):
            claim = renamed.claim(said.claim)
            about = tuple(i for i in claim.about if i in kept)
            stated = None if said.stated is None else {renamed.of(i) for i in said.stated}
            if stated is None and not claim.chain and not about:
                self.left_out["claim of no known speaker about nobody known"] += 1
            elif stated is None or not {*stated, claim.source}.issuperset(about):
                yield replace(claim, about=about)


def _is_act(statement: Statement, claim: Claim) -> bool:
    """Whether the statement tells the same act of its speaker: "Smith criticized Jones"."""
    if claim.cue_start is None or claim.cue_end is None or statement.head != claim.source:
        return False
    return statement.trigger_start < claim.cue_end and claim.cue_start < statement.trigger_end


def _sides(statement: Statement) -> frozenset[str]:
    return frozenset(i for i in (getattr(statement, side) for side in _SIDES) if i)
