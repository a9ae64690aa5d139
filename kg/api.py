"""The library: `kg.extract`, `kg.build`, `kg.open_graph`; the command line is its twin."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import building
from kg import workers as spread
from kg.building import Progress, Report
from kg.errors import DocumentError
from kg.keeping import Kept
from kg.records import Claim, Document, Extraction, GraphEntity, Statement
from kg.status import note_build, note_graph, recall
from kg.workspace import Workspace, WorkspaceBusy, locate

if TYPE_CHECKING:
    import networkx as nx

    from kg.explaining import Explained, Explanation
    from kg.graph import Assembled
    from kg.scores import Scores
    from loaders.documents import ReadOptions
    from loaders.graphs.rows import Rows

__all__ = ["KnowledgeGraph", "Report", "build", "extract", "extract_all", "open_graph"]


class KnowledgeGraph(Kept):
    """A workspace's graph: its records, networkx, Cypher, and files made of it.

    `report` says what the build did that returned it. `outdated` says whether the last query was
    answered from an earlier build, because another one is at work.
    """

    def __init__(self, workspace: Path, report: Report | None = None) -> None:
        """Open the workspace directory; raises KgError where there is none."""
        super().__init__(workspace)
        self.report = report
        self.outdated = False

    def renew(self) -> tuple[str, ...]:
        """Make store and page anew where they are stale; return which judgements contradict."""
        with Workspace(self.workspace) as workspace, workspace.writing():
            if workspace.is_stale():
                _derive(workspace, self._assembled(), self._counts)
        return self.status().conflicts

    @property
    def entities(self) -> tuple[GraphEntity, ...]:
        """The entities, sorted by id."""
        return self.graph.entities

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements, sorted by id."""
        return self.graph.statements

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims, sorted by id."""
        return self.graph.claims

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
    ) -> Rows:
        """As `cypher`, but return `loaders.graphs.rows.Rows`, with the columns in order."""
        from loaders.graphs.arcade import EmbeddedStore

        with (
            Workspace(self.workspace) as workspace,
            workspace.writing() if write else nullcontext(),
        ):
            self.outdated = not _renewed(workspace)
            with EmbeddedStore(workspace.store, write=write) as store:
                return store.run(query, dict(parameters or {}), write=write)

    def explain(self, statement: str) -> Explanation:
        """Return what led to the statement with this id; its document is extracted anew.

        Raises KgError where there is none, or where the workspace was built by another version.
        """
        from kg import explaining

        with Workspace(self.workspace) as workspace:
            return explaining.of_statement(workspace, statement)

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
    found = next(building.pipeline(model, ontology).extract([_document(text, published)]))
    if isinstance(found, DocumentError):
        raise found
    return building.confident(found, building.bound(everything))


def explain(
    text: str | Document,
    *,
    published: str | None = None,
    model: str | None = None,
    ontology: Path | str | None = None,
    everything: bool = False,
) -> Explained:
    """Return why each statement of a text is there, and why its near misses are not.

    The arguments are those of `extract`, and so is what is raised.
    """
    from kg.extract import explanations

    pipe = building.pipeline(model, ontology)
    document = _document(text, published)
    return explanations.explained(pipe, document, building.bound(everything))


def evaluate(
    paths: Iterable[Path | str] | Path | str | None = None,
    *,
    model: str | None = None,
    ontology: Path | str | None = None,
    everything: bool = False,
) -> Scores:
    """Return how well extraction does on files of gold data, without `paths` on our own.

    `model`, `ontology` and `everything` as in `build`. Raises KgError where a file cannot be
    read, DocumentError where not one line can be used.
    """
    from kg import evaluating, gold

    named = [paths] if isinstance(paths, str | Path) else paths
    files = gold.shipped() if named is None else [Path(p) for p in named]
    pipe = building.pipeline(model, ontology)
    return evaluating.evaluate(files, pipe, building.bound(everything))


def extract_all(
    documents: Iterable[Document | DocumentError],
    *,
    model: str | None = None,
    ontology: Path | str | None = None,
    everything: bool = False,
    workers: int = 1,
) -> Iterator[Extraction | DocumentError]:
    """Yield the extraction of each document in order, or the error that it met.

    Statements under the confidence bound are left out unless `everything` is asked for; `workers`
    as in `build`. Raises DocumentError where not one document can be read.
    """
    failed: list[DocumentError] = []
    good = building.without_errors(building.readable(iter(documents)), failed.append)
    bound = building.bound(everything)
    pipe = building.pipeline(model, ontology)
    for found in spread.extract(good, pipe, model, ontology, workers):
        yield from failed
        failed.clear()
        yield found if isinstance(found, DocumentError) else building.confident(found, bound)
    yield from failed


def build(
    paths: Iterable[Path | str] | Path | str,
    workspace: Path | str | None = None,
    *,
    options: ReadOptions | None = None,
    model: str | None = None,
    ontology: Path | str | None = None,
    everything: bool = False,
    workers: int = 1,
    progress: Progress = lambda message: None,
) -> KnowledgeGraph:
    """Read documents into a workspace and make its graph, store and `explorer.html`.

    Documents that are there unchanged are not extracted again. `model` is a spaCy model or a
    directory, `ontology` a directory laid over ours, `everything` keeps statements under the
    confidence bound, `workers` processes extract where there is much (a script guards itself with
    `__name__`), `progress` is called with each step and document's id. Raises DocumentError where
    no document can be read, KgError where the workspace cannot be written: it is then as it was.
    """
    from loaders.documents import read_documents

    began = time.perf_counter()
    named = map(Path, [paths] if isinstance(paths, str | Path) else paths)
    documents = building.readable(read_documents(named, options))
    pipe = building.pipeline(model, ontology)
    target = locate(Path(workspace) if workspace is not None else None)
    report = Report()
    with Workspace(target, create=True) as kept, kept.writing():
        kept.set("bound", str(building.bound(everything)))
        kept.keep_ontology(Path(ontology) if ontology else None)
        kept.set("model", building.located(model))
        several = partial(
            spread.extract, pipe=pipe, model=model, ontology=ontology, workers=workers
        )
        building.extract_into(kept, documents, pipe.configuration, several, report, progress)
        progress("graph")
        note_build(kept, pipe, report.failed)
        _make_current(kept, report)
    report.seconds = time.perf_counter() - began
    return KnowledgeGraph(target, report)


def open_graph(workspace: Path | str | None = None) -> KnowledgeGraph:
    """Return the graph of an existing workspace; raises KgError where there is none."""
    return KnowledgeGraph(locate(Path(workspace) if workspace is not None else None))


def _document(text: str | Document, published: str | None) -> Document:
    return text if isinstance(text, Document) else Document("text", text, published=published)


def _renewed(workspace: Workspace) -> bool:
    """Make the store anew where it is stale; False where only an earlier build's can be had."""
    if not workspace.is_stale():
        return True
    try:
        with workspace.writing():
            _make_current(workspace, Report())
    except WorkspaceBusy:
        if not workspace.store.is_dir():
            raise
        return False
    return True


def _make_current(workspace: Workspace, report: Report) -> None:
    """Make store and page anew where they are stale; the report counts what is in them."""
    if workspace.is_stale():
        _derive(workspace, building.graph_of(workspace, report), report)
    else:
        recall(workspace, report)


def _derive(workspace: Workspace, made: Assembled, report: Report) -> None:
    from loaders.graphs import arcade, export

    state = workspace.state()
    arcade.build(made.graph, workspace.store)
    export(made.graph, workspace.explorer, title=workspace.path.resolve().name)
    note_graph(workspace, report)
    workspace.set("derived", state)
