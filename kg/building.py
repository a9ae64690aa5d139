"""What a build does to a workspace: extraction of what is new, and the counts of it all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import DocumentError
from kg.records import Document, Dropped, Extraction, Relation
from kg.workspace import Workspace

if TYPE_CHECKING:
    from kg.graph import Assembled
    from kg.pipeline import Pipeline

_COMMIT_EVERY = 64
type Progress = Callable[[str], None]
type Reading = Iterator[Document | DocumentError]
type Extract = Callable[[Iterable[Document]], Iterator[Extraction | DocumentError]]


@dataclass(slots=True)
class Report:
    """What a build did. `failed` holds one line for each document that could not be used,
    `conflicts` one for each contradiction among the judgements."""

    documents: int = 0
    unchanged: int = 0
    failed: list[str] = field(default_factory=list)
    mentions: int = 0
    entities: int = 0
    statements: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    conflicts: tuple[str, ...] = ()
    seconds: float = 0.0


def bound(everything: bool) -> float:
    """Return the confidence under which statements are left out, none where all are wanted."""
    from kg.extract.ranking import default_bound

    return 0.0 if everything else default_bound()


def pipeline(model: str | None, ontology: Path | str | None) -> Pipeline:
    """Return the pipeline of a model (else our default) and an ontology laid over ours."""
    from kg import nlp
    from kg import pipeline as pipelines

    return pipelines.load(model or nlp.DEFAULT_MODEL, Path(ontology) if ontology else None)


def located(model: str | None) -> str:
    """Return the model's name; of a directory its full path, which is good from everywhere."""
    return str(Path(model).resolve()) if model and Path(model).is_dir() else model or ""


def readable(documents: Reading) -> Reading:
    """Return the same documents and errors, once one document has been read.

    Raises DocumentError, with a line for each error, where there is no document at all: then
    nothing has been begun that would have to be undone.
    """
    failed: list[DocumentError] = []
    for item in documents:
        if isinstance(item, Document):
            return chain(failed, [item], documents)
        failed.append(item)
    raise DocumentError("\n".join(map(str, failed)) or "no document here")


def without_errors(
    documents: Iterable[Document | DocumentError], report: Callable[[DocumentError], None]
) -> Iterator[Document]:
    """Yield the documents; the errors among them are reported."""
    for item in documents:
        if isinstance(item, DocumentError):
            report(item)
        else:
            yield item


def extract_into(
    workspace: Workspace,
    documents: Reading,
    configuration: str,
    extract: Extract,
    report: Report,
    progress: Progress,
) -> None:
    """Extract the documents that are new or changed; what was finished is kept, come what may."""

    def fail(error: DocumentError) -> None:
        report.failed.append(str(error))

    def changed() -> Iterator[Document]:
        for document in without_errors(documents, fail):
            if workspace.has(document, configuration):
                report.unchanged += 1
                progress(document.id)
            else:
                yield document

    try:
        for n, found in enumerate(extract(changed()), 1):
            if isinstance(found, DocumentError):
                fail(found)
                continue
            workspace.save(found, configuration)
            report.documents += 1
            progress(found.document.id)
            if n % _COMMIT_EVERY == 0:
                workspace.commit()
    finally:
        workspace.commit()


def graph_of(workspace: Workspace, report: Report) -> Assembled:
    """Return the graph of all that is in a workspace, as people have judged it; the report counts
    what is in it."""
    from kg import graph, ontology

    words = ontology.load(workspace.ontology)
    extractions = counted(workspace.extractions(), report)
    bound = float(workspace.setting("bound") or 0)
    made = graph.assemble(extractions, words, bound, workspace.judgements())
    count(report, made)
    return made


def counted(extractions: Iterable[Extraction], report: Report) -> Iterator[Extraction]:
    """Yield the extractions; what they hold and what they dropped is added to the report."""
    for extraction in extractions:
        report.mentions += len(extraction.mentions)
        report.dropped.update(f"{d.stage}: {d.reason}" for d in extraction.dropped)
        yield extraction


def count(report: Report, made: Assembled) -> None:
    """Add to the report what is in the graph, what was left out of it, and what contradicts."""
    graph = made.graph
    report.entities = len(graph.entities)
    report.statements = Counter(s.type for s in graph.statements)
    report.claims = len(graph.claims)
    report.dropped += made.left_out
    report.conflicts = made.conflicts


def confident(extraction: Extraction, bound: float) -> Extraction:
    """Return the extraction without statements under the bound; they are listed as dropped."""
    low = [r for r in extraction.relations if r.confidence < bound]
    if not low:
        return extraction
    gone = (_dropped(relation, extraction.document.text) for relation in low)
    kept = tuple(r for r in extraction.relations if r.confidence >= bound)
    return replace(extraction, relations=kept, dropped=(*extraction.dropped, *gone))


def _dropped(relation: Relation, text: str) -> Dropped:
    start, end = relation.trigger.start, relation.trigger.end
    reason = f"{relation.type}: confidence {relation.confidence}"
    return Dropped("ranking", reason, start, end, text[start:end])
