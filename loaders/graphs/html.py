"""The interactive graph: one HTML file that opens from disk and asks the network for nothing.

pyvis is the model and brings the engine (vis-network); the page is ours, because pyvis's own
loads from a CDN and runs scripts that it finds in names. Texts travel as compressed JSON in inert
script elements and reach the page through `textContent` alone.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import math
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib import resources
from itertools import chain
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from pyvis.network import Network  # type: ignore[import-untyped]

from kg.records import Claim, Graph, GraphEntity, Statement
from kg.serial import dumps
from loaders.graphs.evidence import evidence
from loaders.graphs.layout import place

SHOWN = 1500  # entities that are drawn at once; search reaches the others
ENGINE = "templates/lib/vis-9.1.2/vis-network.min.js"
SCRIPTS = ("data.js", "theme.js", "view.js", "labels.js", "panel.js", "controls.js", "main.js")

# Type -> shape, colour (Okabe and Ito's, safe for colour-blind readers), whether it is filled.
LOOKS: dict[str, tuple[str, str, bool]] = {
    "Person": ("dot", "#0072b2", True),
    "Agency": ("square", "#d55e00", True),
    "Organization": ("diamond", "#e69f00", True),
    "Party": ("diamond", "#e69f00", False),
    "Media": ("hexagon", "#e69f00", True),
    "Place": ("triangleDown", "#009e73", True),
    "Facility": ("hexagon", "#56b4e9", True),
    "Account": ("star", "#cc79a7", True),
    "Work": ("triangle", "#7a68b3", True),
    "Event": ("triangle", "#7a68b3", False),
    "Group": ("dot", "#7b8794", False),
    "Unnamed": ("diamond", "#7b8794", False),
}
OTHER_SHAPES = ("square", "triangle", "hexagon", "triangleDown", "star")
OTHER_COLOURS = ("#7a68b3", "#009e73", "#d55e00", "#0072b2", "#cc79a7")
# Shapes of one nominal size differ in area; this makes them look alike.
SHAPE_SCALE = {"square": 0.86, "diamond": 1.12, "triangle": 1.06, "triangleDown": 1.06, "star": 1.2}


def write(graph: Graph, path: Path, title: str = "Knowledge graph") -> None:
    """Write the graph as one interactive HTML file, whole or not at all.

    Raises OSError where the file cannot be written; what stood there before is then untouched.
    """
    network = ExplorerNetwork(title)
    network.load(graph)
    network.write_html(str(path))


class ExplorerNetwork(Network):  # type: ignore[misc]
    """A pyvis network of entities and view edges, with the statements behind each edge.

    A view edge stands for all statements of one type, between the same two entities in the same
    direction, that are alike in being affirmed, denied or not (yet) real.
    """

    def __init__(self, title: str = "Knowledge graph") -> None:
        super().__init__(height="100vh", width="100%", directed=True, cdn_resources="in_line")
        self.heading = title
        self.node_ids = _Ids()
        self.toggle_physics(False)
        self.evidence: dict[str, Any] = {"documents": [], "statements": [], "actsFor": []}
        self.templateEnv = jinja2.Environment(
            loader=jinja2.FunctionLoader(_asset), autoescape=True, trim_blocks=True
        )
        self.path = "page.html"

    def load(self, graph: Graph) -> None:
        """Add every entity, statement and claim of the graph; to be called once."""
        entities = sorted(graph.entities, key=lambda e: (-e.mentions, e.name, e.id))
        index = {entity.id: i for i, entity in enumerate(entities)}
        statements = sorted(graph.statements, key=_when)
        edges = _view_edges(statements, index)
        self._add_entities(entities, place([_width(e) for e in entities], _links(edges), SHOWN))
        for (head, tail, kind, look), numbers in edges.items():
            self.add_edge(
                entities[head].id, entities[tail].id, label=kind, look=look, statements=numbers
            )
        self.evidence = evidence(graph, statements, sorted(graph.claims, key=_when), index)

    def _add_entities(
        self, entities: Sequence[GraphEntity], points: Sequence[tuple[int, int]]
    ) -> None:
        looks = _looks(entity.type for entity in entities)
        for entity, (x, y) in zip(entities, points, strict=True):
            shape, colour, _ = looks[entity.type]
            self.add_node(
                entity.id,
                label=entity.name or "(no name)",
                shape=shape,
                color=colour,
                size=_size(entity.mentions, shape),
                x=x,
                y=y,
                type=entity.type,
                aliases=[alias for alias in entity.aliases if alias != entity.name],
                mentions=entity.mentions,
                documents=entity.documents,
            )

    def generate_html(
        self, name: str = "index.html", local: bool = True, notebook: bool = False
    ) -> str:
        """Return the page; the arguments are pyvis's and change nothing."""
        engine, app, style = _engine(), _app(), _asset("explorer.css")
        self.html = self.templateEnv.get_template(self.path).render(
            title=self.heading,
            policy=_policy([engine, app], style),
            style=Markup(style),
            graph=_packed(self._graph()),
            evidence=_packed(self.evidence),
            engine=Markup(engine),
            app=Markup(app),
        )
        return str(self.html)

    def write_html(
        self, name: str, local: bool = True, notebook: bool = False, open_browser: bool = False
    ) -> None:
        """Write the page to a file by way of a temporary one; all but `name` changes nothing."""
        page = self.generate_html().encode("utf-8", "replace")
        target = Path(name).resolve()
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(page)
            os.chmod(temporary, 0o644)
            os.replace(temporary, target)
        except BaseException:
            os.unlink(temporary)
            raise

    def _graph(self) -> dict[str, Any]:
        """Return what the first picture needs, by column."""
        looks = _looks(node["type"] for node in self.nodes)
        types = list(looks)
        kinds = sorted({edge["label"] for edge in self.edges})
        index = {node["id"]: i for i, node in enumerate(self.nodes)}
        nodes = {f: [n[f] for n in self.nodes] for f in _NODE_FIELDS}
        edges = {f: [e[f] for e in self.edges] for f in ("look", "statements")}
        return {
            "shown": SHOWN,
            "types": [
                {"name": t, "shape": s, "color": c, "filled": f} for t, (s, c, f) in looks.items()
            ],
            "kinds": kinds,
            "nodes": nodes | {"type": [types.index(n["type"]) for n in self.nodes]},
            "edges": edges
            | {
                "head": [index[e["from"]] for e in self.edges],
                "tail": [index[e["to"]] for e in self.edges],
                "kind": [kinds.index(e["label"]) for e in self.edges],
            },
        }


_NODE_FIELDS = ("id", "label", "size", "x", "y", "aliases", "mentions", "documents")


class _Ids(list[Any]):
    """A list that answers `in` from a set: pyvis asks it for every node and edge that it adds."""

    def __init__(self) -> None:
        super().__init__()
        self._seen: set[Any] = set()

    def append(self, item: Any) -> None:
        super().append(item)
        self._seen.add(item)

    def __contains__(self, item: object) -> bool:
        return item in self._seen


ViewEdges = dict[tuple[int, int, str, str], list[int]]


def _view_edges(statements: Sequence[Statement], index: dict[str, int]) -> ViewEdges:
    edges: ViewEdges = defaultdict(list)
    for number, s in enumerate(statements):
        head, tail = index.get(s.head or ""), index.get(s.tail or "")
        if head is not None and tail is not None:
            edges[head, tail, s.type, _status(s)].append(number)
    return dict(sorted(edges.items()))


def _status(statement: Statement) -> str:
    if statement.polarity == "negative":
        return "denied"
    return "actual" if statement.modality == "actual" else "open"


def _links(edges: ViewEdges) -> dict[tuple[int, int], int]:
    links: dict[tuple[int, int], int] = defaultdict(int)
    for head, tail, _, _ in edges:
        links[min(head, tail), max(head, tail)] += 1
    return links


def _when(s: Statement | Claim) -> tuple[str, str, int, str]:
    return s.published or "", s.document, s.start, s.id


def _size(mentions: int, shape: str) -> float:
    return round(min(8 + 3.2 * math.sqrt(mentions), 42) * SHAPE_SCALE.get(shape, 1), 1)


def _width(entity: GraphEntity) -> float:
    """Return about how wide the entity's label is: it is broken into lines of 22 characters."""
    return 9.5 * min(max(len(entity.name), 7), 22) + 16


def _looks(types: Iterable[str]) -> dict[str, tuple[str, str, bool]]:
    """Return the look of each type: ours in their order, then the user's own by name."""
    used = set(types)
    looks = {name: look for name, look in LOOKS.items() if name in used}
    for k, name in enumerate(sorted(used - set(LOOKS))):
        shape = OTHER_SHAPES[k % len(OTHER_SHAPES)]
        looks[name] = (
            shape,
            OTHER_COLOURS[(k + k // len(OTHER_COLOURS)) % len(OTHER_COLOURS)],
            False,
        )
    return looks


def _packed(value: Any) -> str:
    """Return JSON, compressed and as base64: nothing in it can end a script element."""
    plain = dumps(value).encode("utf-8", "replace")
    return base64.b64encode(gzip.compress(plain, 9, mtime=0)).decode("ascii")


def _asset(name: str) -> str:
    return (resources.files("loaders.graphs") / "explorer" / name).read_text(encoding="utf-8")


def _engine() -> str:
    """Return vis-network as pyvis ships it, without the line that asks for its source map."""
    source = (resources.files("pyvis") / ENGINE).read_text(encoding="utf-8")
    return source.partition("//# sourceMappingURL")[0]


def _app() -> str:
    return "\n".join(chain(["(() => {", '"use strict";'], map(_asset, SCRIPTS), ["})();"]))


def _policy(scripts: Sequence[str], style: str) -> str:
    """Return a content security policy that allows these scripts and this style, nothing else."""
    allowed = " ".join(_hash(script) for script in scripts)
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src {allowed}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "connect-src 'none'",
            "form-action 'none'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
        ]
    )


def _hash(source: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(source.encode('utf-8')).digest()).decode()}'"
