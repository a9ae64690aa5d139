"""GraphML for Gephi, yEd, Cytoscape, igraph and networkx, written as a stream.

Keys have names of their own (`n_label`, `e_label`: Gephi gives `d3` and `d7` a meaning), values
are scalars, edges are numbered and carry the statement's id as `relation_id`, and characters that
XML cannot hold become U+FFFD. Values that are null or empty are left out. Claims have no edge here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from kg.graph import edge_properties
from kg.records import Graph, GraphEntity, Statement
from loaders.graphs.files import replacing

_Values = Mapping[str, Any]

_NODE = {
    "label": "string",
    "type": "string",
    "aliases": "string",
    "mentions": "long",
    "documents": "long",
    "first_seen": "string",
    "last_seen": "string",
}
_EDGE = {
    "label": "string",
    "relation_id": "string",
    "sentence": "string",
    "document": "string",
    "published": "string",
    "date": "string",
    "polarity": "string",
    "modality": "string",
    "status": "string",
    "attributed_to": "string",
    "confidence": "double",
    "weight": "long",
}
_COLLAPSED = {
    "label": "string",
    "weight": "long",
    "negative": "long",
    "not_actual": "long",
    "documents": "long",
    "sentence": "string",
    "first_published": "string",
    "last_published": "string",
}
_INVALID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write(graph: Graph, path: Path, collapsed: bool = False) -> None:
    """Write entities as nodes and statements with both sides as edges, whole or not at all.

    With `collapsed` there is one edge for all statements of one type from one entity to another:
    `weight` says how many there are, `negative` how many of them are denials and `not_actual` how
    many are only planned, possible, demanded or conditional. Raises OSError.
    """
    edges = list(_collapsed(graph.statements) if collapsed else _edges(graph.statements))
    with replacing(path) as stream:
        stream.write(_HEAD)
        stream.writelines(_keys("node", _NODE))
        stream.writelines(_keys("edge", _COLLAPSED if collapsed else _EDGE))
        stream.write(' <graph id="G" edgedefault="directed">\n')
        for entity in graph.entities:
            stream.write(f"  <node id={_quoted(entity.id)}>{_data('n', _node(entity))}</node>\n")
        for number, (head, tail, values) in enumerate(edges):
            ends = f"source={_quoted(head)} target={_quoted(tail)}"  # GraphML's words
            stream.write(f'  <edge id="e{number}" {ends}>{_data("e", values)}</edge>\n')
        stream.write(" </graph>\n</graphml>\n")


def _node(entity: GraphEntity) -> _Values:
    fields = {name: getattr(entity, name, None) for name in _NODE}
    return {**fields, "label": entity.name, "aliases": "; ".join(entity.aliases)}


def _edges(statements: Iterable[Statement]) -> Iterator[tuple[str, str, _Values]]:
    for s in statements:
        if s.head and s.tail:
            values = {"label": s.type, "relation_id": s.id} | edge_properties(s)
            del values["statement"]
            yield s.head, s.tail, values


def _collapsed(statements: Iterable[Statement]) -> Iterator[tuple[str, str, _Values]]:
    groups: dict[tuple[str, str, str], list[Statement]] = {}
    for s in statements:
        if s.head and s.tail:
            groups.setdefault((s.head, s.tail, s.type), []).append(s)
    for (head, tail, type), group in sorted(groups.items()):
        yield head, tail, {"label": type, **_summary(group)}


def _summary(group: list[Statement]) -> _Values:
    published = sorted(s.published for s in group if s.published)
    return {
        "weight": len(group),
        "negative": sum(s.polarity == "negative" for s in group),
        "not_actual": sum(s.modality != "actual" for s in group),
        "documents": len({s.document for s in group}),
        "sentence": group[0].sentence,
        "first_published": published[0] if published else None,
        "last_published": published[-1] if published else None,
    }


def _keys(kind: str, types: Mapping[str, str]) -> Iterator[str]:
    for name, type in types.items():
        yield (
            f' <key id="{kind[0]}_{name}" for="{kind}" attr.name="{name}" attr.type="{type}"/>\n'
        )


def _data(prefix: str, values: _Values) -> str:
    present = ((k, v) for k, v in values.items() if v is not None and v != "")
    return "".join(f'<data key="{prefix}_{k}">{_text(v)}</data>' for k, v in present)


def _text(value: Any) -> str:
    return escape(_INVALID.sub("\ufffd", str(value)), {"\r": "&#13;"})


def _quoted(value: str) -> str:
    return quoteattr(_INVALID.sub("\ufffd", value))
