"""News and posts in, a graph of sourced statements out.

import kg
graph = kg.build(["seeds"])
graph.cypher("MATCH (a)-[r:ACCUSED]->(b) RETURN a.name, r.sentence, b.name")
"""

# The package `kg.extract` is bound to this module's namespace when it is first imported; importing
# it here, before the function of the same name, keeps `kg.extract(text)` callable ever after.
import kg.extract as _package  # noqa: F401
from kg.api import (
    KnowledgeGraph,
    Report,
    build,
    evaluate,
    explain,
    extract,
    extract_all,
    open_graph,
)
from kg.errors import DocumentError, KgError, OntologyError, StoreError
from kg.records import Document, Extraction, Graph

__all__ = [
    "Document",
    "DocumentError",
    "Extraction",
    "Graph",
    "KgError",
    "KnowledgeGraph",
    "OntologyError",
    "Report",
    "StoreError",
    "build",
    "evaluate",
    "explain",
    "extract",
    "extract_all",
    "open_graph",
]
