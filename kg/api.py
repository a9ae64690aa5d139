"""The library: `kg.extract`, `kg.build`, `kg.open_graph`; the command line is its twin."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import DocumentError
from kg.records import Document, Dropped, Extraction, Graph, GraphEntity, Statement
from kg.workspace import Workspace, locate

if TYPE_CHECKING:
    import networkx as nx

    from loaders.documents import ReadOptions

_COMMIT_EVERY = 64
type Progress = Callable[[str], None]


@dataclass(slots=True)
class Report:
    """What a build did. `failed` holds one line for each document that could not be used."""

    documents: int = 0
    unchanged: int = 0
    failed: list[str] = field(default_factory=list)
    mentions: int = 0
    entities: int = 0
    statements: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


class KnowledgeGraph:
    """A workspace's graph: its records, networkx, Cypher, and files made of it."""

    def __init__(self, workspace: Path, report: Report | None = None) -> None:
        """Open the workspace directory; raises KgError where there is none."""
        self.workspace = workspace
        self.report = report
        self._graph: Graph | None = None
        with Workspace(workspace):
            pass

    @property
    def graph(self) -> Graph:
        """All records of the graph."""
        if self._graph is None:
            with Workspace(self.workspace) as workspace:
                self._graph = _graph(workspace)[0]
        return self._graph

    @property
    def entities(self) -> tuple[GraphEntity, ...]:
        """The entities, sorted by id."""
        return self.graph.entities

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements, sorted by id."""
        return self.graph.statements

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """Return entities as nodes and statements as edges."""
        from kg.graph import to_networkx

        return to_networkx(self.graph)

    def cypher(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, write: bool = False
    ) -> list[dict[str, Any]]:
        """Run a Cypher query on the embedded store and return its rows.

        Without `write` a query that would change the store is refused. Raises StoreError where
        the query is malformed or refused.
        """
        return self.run(query, parameters, write=write).dicts()

    def run(
        self, query: str, parameters: Mapping[str, Any] | None = None, *, write: bool = False
    ) -> Any:
        """As `cypher`, but return `loaders.graphs.rows.Rows`, with the columns in order."""
        from loaders.graphs.arcade import EmbeddedStore

        with Workspace(self.workspace) as workspace:
            if _is_stale(workspace):
                with workspace.writing():
                    _derive(workspace, _graph(workspace)[0])
            with EmbeddedStore(workspace.store, write=write) as store:
                return store.run(query, dict(parameters or {}), write=write)

    def export(self, path: Path | str, **options: Any) -> None:
        """Write the graph to a file; its ending picks the format."""
        from loaders.graphs import export

        export(self.graph, Path(path), **options)

    def load_neo4j(
        self,
        uri: str,
        user: str | None = None,
        password: str | None = None,
        database: str | None = None,
        *,
        replace: bool = False,
    ) -> None:
        """Load the graph into a Neo4j server; twice changes nothing.

        With `replace`, what earlier loads put there and the graph no longer holds is removed.
        Raises StoreError where the server cannot be reached or refuses.
        """
        from loaders.graphs.neo4j import Neo4jStore

        with Neo4jStore(uri, user, password, database) as store:
            store.load(self.graph, replace=replace)


def extract(
    text: str | Document,
    *,
    published: str | None = None,
    model: str | None = None,
    ontology: Path | str | None = None,
    everything: bool = False,
) -> Extraction:
    """Return everything found in one text: mentions, entities, relations, attributions.

    `published` is the text's ISO 8601 date: relative dates count from it. `model`, `ontology` and
    `everything` as in `build`. Raises DocumentError where the text is too long for the model.
    """
    document = text if isinstance(text, Document) else Document("text", text, published=published)
    found = next(_pipeline(model, ontology).extract([document]))
    if isinstance(found, DocumentError):
        raise found
    return found if everything else _confident(found)


def extract_all(
    documents: Iterable[Document | DocumentError],
    *,
    model: str | None = None,
    ontology: Path | str | None = None,
    everything: bool = False,
) -> Iterator[Extraction | DocumentError]:
    """Yield the extraction of each document in order, or the error that it met.

    Statements under the confidence bound are left out unless `everything` is asked for.
    """
    failed: list[DocumentError] = []
    good = _without_errors(documents, failed.append)
    for found in _pipeline(model, ontology).extract(good):
        yield from failed
        failed.clear()
        yield found if everything or isinstance(found, DocumentError) else _confident(found)
    yield from failed


def build(
    paths: Iterable[Path | str] | Path | str,
    workspace: Path | str | None = None,
    *,
    options: ReadOptions | None = None,
    model: str | None = None,
    ontology: Path | str | None = None,
    everything: bool = False,
    progress: Progress = lambda message: None,
) -> KnowledgeGraph:
    """Read documents into a workspace and make its graph, store and `explorer.html`.

    Documents that are there unchanged are not extracted again. `model` is a spaCy model or a
    directory, `ontology` a directory laid over ours, `everything` keeps statements under the
    confidence bound, `progress` is called with a message for each step and document.
    Raises KgError where nothing can be read or the workspace not be written.
    """
    from kg.extract.ranking import default_bound
    from loaders.documents import read_documents

    began = time.perf_counter()
    named = [paths] if isinstance(paths, str | Path) else paths
    documents = read_documents([Path(p) for p in named], options)
    pipeline = _pipeline(model, ontology)
    target = locate(Path(workspace) if workspace is not None else None)
    report = Report()
    with Workspace(target, create=True) as kept, kept.writing():
        kept.set("bound", str(0.0 if everything else default_bound()))
        _extract_into(kept, documents, pipeline, report, progress)
        progress("graph")
        graph, left_out = _graph(kept)
        if _is_stale(kept):
            _derive(kept, graph)
        _fill(report, kept, graph, left_out)
    report.seconds = time.perf_counter() - began
    return KnowledgeGraph(target, report)


def open_graph(workspace: Path | str | None = None) -> KnowledgeGraph:
    """Return the graph of an existing workspace; raises KgError where there is none."""
    return KnowledgeGraph(locate(Path(workspace) if workspace is not None else None))


def _confident(extraction: Extraction) -> Extraction:
    """The extraction without statements under the bound; they are listed as dropped."""
    from kg.extract.ranking import default_bound

    low = [r for r in extraction.relations if r.confidence < default_bound()]
    if not low:
        return extraction
    text = extraction.document.text
    gone = [
        Dropped("ranking", f"{r.type}: confidence {r.confidence}", r.trigger.start, r.trigger.end,
                text[r.trigger.start : r.trigger.end])
        for r in low
    ]
    kept = tuple(r for r in extraction.relations if r.confidence >= default_bound())
    return replace(extraction, relations=kept, dropped=(*extraction.dropped, *gone))


def _pipeline(model: str | None, ontology: Path | str | None) -> Any:
    from kg import nlp, pipeline

    return pipeline.load(model or nlp.DEFAULT_MODEL, Path(ontology) if ontology else None)


def _without_errors(
    documents: Iterable[Document | DocumentError], report: Callable[[DocumentError], None]
) -> Iterator[Document]:
    for item in documents:
        if isinstance(item, DocumentError):
            report(item)
        else:
            yield item


def _extract_into(
    workspace: Workspace,
    documents: Iterable[Document | DocumentError],
    pipeline: Any,
    report: Report,
    progress: Progress,
) -> None:
    def fail(error: DocumentError) -> None:
        report.failed.append(str(error))

    def changed() -> Iterator[Document]:
        for document in _without_errors(documents, fail):
            if workspace.has(document, pipeline.configuration):
                report.unchanged += 1
                progress(document.id)
            else:
                yield document

    try:
        for n, found in enumerate(pipeline.extract(changed()), 1):
            if isinstance(found, DocumentError):
                fail(found)
                continue
            workspace.save(found, pipeline.configuration)
            report.documents += 1
            progress(found.document.id)
            if n % _COMMIT_EVERY == 0:
                workspace.commit()
    finally:
        workspace.commit()


def _graph(workspace: Workspace) -> tuple[Graph, Counter[str]]:
    from kg import graph, ontology

    bound = float(workspace.setting("bound") or 0)
    return graph.build(workspace.extractions(), ontology.load(), bound)


def _is_stale(workspace: Workspace) -> bool:
    return workspace.setting("derived") != workspace.state() or not workspace.explorer.is_file()


def _derive(workspace: Workspace, graph: Graph) -> None:
    from loaders.graphs import arcade, export

    state = workspace.state()
    arcade.build(graph, workspace.store)
    export(graph, workspace.explorer, title=workspace.path.resolve().name)
    workspace.set("derived", state)


def _fill(report: Report, workspace: Workspace, graph: Graph, left_out: Counter[str]) -> None:
    report.entities = len(graph.entities)
    report.statements = Counter(s.type for s in graph.statements)
    report.dropped = Counter(left_out)
    for extraction in workspace.extractions():
        report.mentions += len(extraction.mentions)
        report.dropped.update(f"{d.stage}: {d.reason}" for d in extraction.dropped)
    report.dropped = +report.dropped
