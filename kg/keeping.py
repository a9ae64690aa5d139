"""What people decide about a graph, recorded in its workspace: the verbs behind `kg merge`."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from kg import building
from kg.errors import KgError
from kg.finding import Found, find
from kg.judgements import FILE, PAIRS, Judgement, Verdict, own_member, parsed
from kg.records import Graph, GraphEntity, Link
from kg.status import Status, status
from kg.workspace import Workspace

if TYPE_CHECKING:
    from kg.graph import Assembled

_ACCOUNT = "Account"
_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two entities that may be one: `link` names the two members, with the score and reasons."""

    a: GraphEntity
    b: GraphEntity
    link: Link


class Kept:
    """The part of a workspace's graph that people change. Names and ids are accepted everywhere;
    KgError is raised where nothing, or more than one thing, has a name."""

    def __init__(self, workspace: Path) -> None:
        """Open the workspace directory; raises KgError where there is none."""
        self.workspace = workspace
        self._made: Assembled | None = None
        self._counts = building.Report()
        with Workspace(workspace):
            pass

    @property
    def graph(self) -> Graph:
        """All records of the graph."""
        return self._assembled().graph

    def forget(self) -> None:
        """Make the graph anew when it is next asked for."""
        self._made = None

    def _assembled(self) -> Assembled:
        if self._made is None:
            with Workspace(self.workspace) as workspace:
                self._counts = building.Report()
                self._made = building.graph_of(workspace, self._counts)
        return self._made

    def merge(self, a: str, b: str, *, who: str | None = None, note: str = "") -> None:
        """Record that two things are one; an earlier judgement of yours to the contrary is gone."""
        one, two = self._find(a), self._find(b)
        if (one.entity.type == _ACCOUNT) != (two.entity.type == _ACCOUNT):
            raise KgError("an account is never one with its owner: HAS_ACCOUNT links the two")
        if one.id == two.id:
            raise KgError(f"{a} and {b} are one thing by their name: nothing to merge")
        said = note or f"{one.entity.name} = {two.entity.name}"
        parted = self._between(("negative", "own"), one.entity.members, two.entity.members)
        self._record([_pair(one.id, two.id, "positive")], parted, who, said)

    def split(
        self, a: str, *, documents: Iterable[str] = (), who: str | None = None, note: str = ""
    ) -> None:
        """Record that what goes by a name of an entity is not that entity.

        An entity's own name or id takes all of it apart; an alias or a member's id parts that one
        from the rest; with `documents`, it is another thing in these documents.
        """
        found = find(self.graph, a, part=True)
        said = note or f"{a} is not {found.entity.name}"
        if named := list(documents):
            own = [j for document in named for j in self._own(found, document)]
            self._record(own, (), who, note or f"another {found.entity.name}")
            return
        members = found.entity.members
        if len(members) < 2:
            raise KgError(
                f"{a}: one name in all documents; say in which document it is another thing, "
                "with --in DOCUMENT"
            )
        pairs = [p for p in combinations(members, 2) if not found.member or found.member in p]
        joined = self._between(("positive",), found.ids, members)
        self._record([_pair(x, y, "negative") for x, y in pairs], joined, who, said)

    def rename(self, a: str, name: str, *, who: str | None = None, note: str = "") -> None:
        """Record what an entity is called."""
        found = self._find(a)
        new = Judgement(found.entity.id, "name", value=name)
        self._record([new], self._about("name", found.entity.members), who, note)

    def retype(self, a: str, kind: str, *, who: str | None = None, note: str = "") -> None:
        """Record what type an entity has; raises KgError where the ontology has no such type."""
        from kg import ontology

        found = self._find(a)
        with Workspace(self.workspace) as workspace:
            known = ontology.load(workspace.ontology).entity_types
        if kind not in known:
            raise KgError(f"{kind}: no entity type; there are {', '.join(sorted(known))}")
        members = found.entity.members
        new = [Judgement(m, "type", value=kind) for m in members]
        self._record(new, self._about("type", members), who, note or found.entity.name)

    def drop_entity(self, a: str, *, who: str | None = None, note: str = "") -> None:
        """Record that an entity is nothing; statements about it stand with that side open."""
        found = self._find(a)
        new = [Judgement(m, "drop") for m in found.ids]
        self._record(new, (), who, note or found.entity.name)

    def candidates(self) -> list[Candidate]:
        """Return the pairs of entities that may be one, the likeliest first; judged ones are not
        asked for again."""
        made = self._assembled()
        entities = {m: e for e in made.graph.entities for m in e.members}
        best: dict[tuple[str, str], Candidate] = {}
        for link in made.candidates:
            if link.member in entities and link.other in entities:
                a, b = entities[link.member], entities[link.other]
                best.setdefault((min(a.id, b.id), max(a.id, b.id)), Candidate(a, b, link))
        return sorted(best.values(), key=lambda c: (-c.link.confidence, _rare(c), c.link.member))

    def judge(
        self, candidate: Candidate, verdict: Verdict, *, who: str | None = None, note: str = ""
    ) -> None:
        """Record whether the two of a candidate are one: positive, negative or unsure."""
        if verdict not in PAIRS:
            raise KgError(f"{verdict}: a judgement of two things is one of {', '.join(PAIRS)}")
        sign = {"positive": "=", "negative": "is not"}.get(verdict, "may be")
        said = note or f"{candidate.a.name} {sign} {candidate.b.name}"
        new = _pair(candidate.link.member, candidate.link.other, verdict)
        self._record([new], (), who, said, forget=False)

    def sentences(self, entity: GraphEntity) -> Iterator[tuple[str, str]]:
        """Yield a few sentences that mention an entity, each after its document's id."""
        from kg.contexts import sentences

        documents = [m.document for m in self.graph.mentioned_in if m.entity == entity.id]
        with Workspace(self.workspace) as workspace:
            yield from sentences(workspace, entity, documents[:_SENTENCES])

    def status(self) -> Status:
        """Return what the workspace holds, and how fresh it is."""
        with Workspace(self.workspace) as workspace:
            return status(workspace)

    def remove(self, documents: Iterable[str]) -> None:
        """Remove documents and all that was found in them; raises KgError where one is not there,
        and then removes none."""
        with Workspace(self.workspace) as workspace, workspace.writing():
            named = list(dict.fromkeys(documents))
            known = set(workspace.documents())
            if strange := [d for d in named if d not in known]:
                raise KgError(
                    f"{self.workspace}: no document {', '.join(strange)}; "
                    'see kg query "MATCH (d:Document) RETURN d.id"'
                )
            workspace.remove(named)
        self.forget()

    def _find(self, words: str) -> Found:
        return find(self.graph, words)

    def _record(
        self,
        new: Iterable[Judgement],
        gone: Iterable[Judgement],
        who: str | None,
        note: str,
        forget: bool = True,
    ) -> None:
        when = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        signed = [
            Judgement(j.member, j.judgement, j.other, j.value, who or getpass.getuser(), when, note)
            for j in new
        ]
        with Workspace(self.workspace) as workspace:
            workspace.judge(signed, gone)
        if forget:
            self.forget()

    def _recorded(self, wanted: Callable[[Judgement], bool]) -> list[Judgement]:
        rows, _ = parsed(self.workspace / FILE)
        return [j for j in rows.values() if wanted(j)]

    def _about(self, verdict: Verdict, members: Collection[str]) -> list[Judgement]:
        return self._recorded(lambda j: j.judgement == verdict and j.member in members)

    def _between(
        self, verdicts: Collection[str], ours: Collection[str], theirs: Collection[str]
    ) -> list[Judgement]:
        """The judgements of these kinds between members of the one and of the other."""

        def meant(j: Judgement) -> bool:
            other = own_member(j.member, j.value or "") if j.judgement == "own" else j.other
            ends = ((j.member, other), (other, j.member))
            return j.judgement in verdicts and any(x in ours and y in theirs for x, y in ends)

        return self._recorded(meant)

    def _own(self, found: Found, document: str) -> list[Judgement]:
        """That the entity of a document is a thing of its own."""
        from kg import ontology
        from kg.resolve.entities import Members

        with Workspace(self.workspace) as workspace:
            extraction = workspace.extraction(document)
            members = Members(ontology.load(workspace.ontology))
        here = extraction.entities if extraction else ()
        meant = sorted({members.of(e, document) for e in here}.intersection(found.ids))
        if not meant:
            raise KgError(f"{document}: no document that mentions {found.entity.name}")
        return [Judgement(m, "own", value=document) for m in meant]


def _pair(a: str, b: str, verdict: Verdict) -> Judgement:
    one, two = sorted((a, b))
    return Judgement(one, verdict, two)


def _rare(candidate: Candidate) -> int:
    return -min(candidate.a.documents, candidate.b.documents)
