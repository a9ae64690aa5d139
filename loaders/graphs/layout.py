"""Where the explorer draws each entity: computed once, here, so that no browser has to.

Neighbours are set at a fixed distance and everything else at its distance through the graph
(stress majorization); large components are first cut into communities, each settled alone and
then placed as one disc. Everything is a function of its input: no clock, no random state.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import networkx as nx

Array = NDArray[np.float64]
Links = Mapping[tuple[int, int], int]

EDGE = 210.0  # the least distance between neighbours, in units of the canvas
ROW = 84.0  # the height that a node takes together with its label
GAP = 90.0  # between components
GOLDEN = 2.399963229728653  # the angle by which a sunflower sets one seed from the next
WHOLE = 150  # a component of more nodes is cut into communities
DENSE = 0.6  # how much closer nodes stand there: names are read after zooming in
STARTS = 10  # layouts tried for a small component
TURNS = 36  # directions tried for it
ASPECT = 1.15  # of the picture between its two side panels


def place(widths: Sequence[float], links: Links, detailed: int = 1500) -> list[tuple[int, int]]:
    """Return a position for each of the nodes 0, 1, ..., which come most important first.

    `widths` are the widths of the nodes with their labels; `links` gives how many edges run
    between two nodes, whatever their direction. Beyond the first `detailed` nodes, a node is put
    beside a neighbour. Nodes without a link stand in rows under the rest.
    """
    boxes = np.asarray(widths, dtype=float)
    near = _neighbours(links)
    points = _linked(boxes, links, min(detailed, len(widths)))
    _beside(points, near)
    _rows(points, boxes)
    return [(round(points[i][0]), round(points[i][1])) for i in range(len(widths))]


def _neighbours(links: Links) -> dict[int, list[int]]:
    near: dict[int, list[int]] = defaultdict(list)
    for a, b in sorted(links):
        near[a].append(b)
        near[b].append(a)
    return near


def _linked(boxes: Array, links: Links, detailed: int) -> dict[int, Array]:
    """Lay out the most important nodes: each component by itself, then packed in rows."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    for (a, b), count in sorted(links.items()):
        if a != b and a < detailed and b < detailed:
            graph.add_edge(a, b, count=count)
    groups = sorted((sorted(c) for c in nx.connected_components(graph)), key=lambda c: (-len(c), c))
    blocks = [(group, _component(graph.subgraph(group), group, boxes)) for group in groups]
    return dict(_packed(blocks, boxes))


def _component(graph: nx.Graph[int], nodes: list[int], boxes: Array) -> Array:
    settle = _whole if len(nodes) <= WHOLE else _by_community
    return settle(graph, nodes, boxes)


def _whole(graph: nx.Graph[int], nodes: list[int], boxes: Array) -> Array:
    """Settle a small graph: of several layouts the one with fewest crossings, then least stress."""
    if len(nodes) == 2:
        return np.array([[0.0, 0.0], [max(1.3 * EDGE, float(boxes[nodes].mean()) + 40), 0.0]])
    index = {node: i for i, node in enumerate(nodes)}
    edges = np.array([(index[a], index[b]) for a, b in graph.edges], dtype=int)
    target = _distances(graph, nodes)
    starts = STARTS if len(nodes) <= 60 else 1
    tried = [_settled(target, start) for start in range(starts)]
    best = min(tried, key=lambda points: (_crossings(points, edges), _stress(points, target)))
    return _apart(_turned(best, boxes[nodes]), boxes[nodes], np.full(len(nodes), ROW))


def _by_community(graph: nx.Graph[int], nodes: list[int], boxes: Array) -> Array:
    """Settle each community alone, then the communities as discs joined by their links."""
    import networkx as nx

    found = nx.community.louvain_communities(graph, weight="count", seed=1)
    groups = sorted((sorted(group) for group in found), key=lambda group: (-len(group), group))
    inside = [_alone(graph.subgraph(group), group) for group in groups]
    radii = np.array([np.linalg.norm(points, axis=1).max() + EDGE / 3 for points in inside])
    centres = _centres(graph, groups, radii)
    where = {
        node: centre + point
        for group, points, centre in zip(groups, inside, centres, strict=True)
        for node, point in zip(group, points, strict=True)
    }
    return np.array([where[node] for node in nodes])


def _alone(graph: nx.Graph[int], group: list[int]) -> Array:
    points = DENSE * _settled(_distances(graph, group), 0)
    room = np.full(len(group), DENSE * ROW)
    return _centred(_apart(points, room, room))


def _centres(graph: nx.Graph[int], groups: list[list[int]], radii: Array) -> Array:
    import networkx as nx

    of = {node: k for k, group in enumerate(groups) for node in group}
    meta: nx.Graph[int] = nx.Graph()
    meta.add_nodes_from(range(len(groups)))
    for a, b in graph.edges:
        p, q = of[a], of[b]
        if p != q:
            meta.add_edge(p, q, length=float(radii[p] + radii[q]))
    points = _settled(_distances(meta, list(range(len(groups))), "length"), 0)
    return _apart(points, 2 * radii, 2 * radii)


def _distances(graph: nx.Graph[int], nodes: list[int], length: str | None = None) -> Array:
    """Return the distance between every two nodes; busy nodes keep their neighbours further off."""
    import networkx as nx

    sized: nx.Graph[int] = nx.Graph()
    sized.add_nodes_from(nodes)
    for a, b, data in graph.edges(data=True):
        sized.add_edge(a, b, length=data[length] if length else _length(graph, a, b, data))
    target: Array = np.asarray(nx.floyd_warshall_numpy(sized, nodes, weight="length"))
    finite = np.isfinite(target)
    return np.where(finite, target, target[finite].max(initial=0) + EDGE)


def _length(graph: nx.Graph[int], a: int, b: int, data: dict[str, Any]) -> float:
    """Return a length that leaves room for the labels of parallel edges and for many neighbours."""
    crowd = max(graph.degree[a], graph.degree[b])
    return float(EDGE * (1 + 0.1 * min(data["count"] - 1, 5) + 0.04 * min(max(crowd - 4, 0), 20)))


def _settled(target: Array, start: int) -> Array:
    """Minimise the weighted stress from a sunflower of points, turned by `start`."""
    n = len(target)
    points = _sunflower(n, start) * (target.mean() / max(n, 1) ** 0.5)
    if n < 3:
        return np.array([[0.0, 0.0], [float(target.max()), 0.0]])[:n]
    weight = np.divide(1.0, target**2, out=np.zeros_like(target), where=target > 0)
    laplacian = np.diag(weight.sum(axis=1)) - weight
    solve = np.linalg.inv(laplacian + 1 / n)
    for _ in range(300 if n <= 300 else 60):
        moved = solve @ (_pull(points, weight * target) @ points)
        done = np.abs(moved - points).max() < 0.05
        points = moved
        if done:
            break
    return np.asarray(points, dtype=float)


def _pull(points: Array, weighted: Array) -> Array:
    apart = _spread(points)
    ratio = np.divide(weighted, apart, out=np.zeros_like(apart), where=apart > 1e-9)
    pull: Array = -ratio
    np.fill_diagonal(pull, ratio.sum(axis=1))
    return pull


def _spread(points: Array) -> Array:
    delta = points[:, None] - points[None]
    return np.hypot(delta[..., 0], delta[..., 1])


def _stress(points: Array, target: Array) -> float:
    off = np.divide(_spread(points), target, out=np.ones_like(target), where=target > 0)
    return float(((off - 1) ** 2).sum())


def _crossings(points: Array, edges: NDArray[np.int_]) -> int:
    """Return how many pairs of edges cross."""
    a, b = points[edges[:, 0]], points[edges[:, 1]]
    side_a = _side(a[:, None], b[:, None], a[None])
    side_b = _side(a[:, None], b[:, None], b[None])
    split = side_a * side_b < -1e-6
    return int((split & split.T).sum()) // 2


def _side(a: Array, b: Array, c: Array) -> Array:
    u, v = b - a, c - a
    side: Array = u[..., 0] * v[..., 1] - u[..., 1] * v[..., 0]
    return side


def _apart(points: Array, widths: Array, heights: Array) -> Array:
    """Push boxes off each other, each pair along the axis where it overlaps less."""
    points = points.copy()
    wide, high = (widths[:, None] + widths) / 2, (heights[:, None] + heights) / 2
    order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points)))
    for _ in range(200):
        delta = points[:, None] - points[None]
        over = np.stack([wide, high], axis=-1) - np.abs(delta)
        hit = (over > 1).all(axis=-1) & (order != 0)
        if not hit.any():
            break
        axis = over.argmin(axis=-1)[..., None] == np.arange(2)
        way = np.where(delta == 0, order[..., None], np.sign(delta))
        points += 0.3 * np.where(axis & hit[..., None], way * over, 0).sum(axis=1)
    return points


def _turned(points: Array, widths: Array) -> Array:
    """Turn the points so that they fill the picture, the most important one left of the middle."""
    turns = [points @ _rotation(angle) for angle in np.arange(TURNS) * np.pi / TURNS]
    points = _centred(min(turns, key=lambda turned: _extent(turned, widths)))
    return points * [-1, 1] if points[0][0] > 0 else points


def _rotation(angle: float) -> Array:
    return np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


def _extent(points: Array, widths: Array) -> float:
    """Return the height of the picture that the points and their labels need."""
    across = (points[:, 0] + widths / 2).max() - (points[:, 0] - widths / 2).min()
    return max(float(across) / ASPECT, float(np.ptp(points[:, 1])) + ROW)


def _centred(points: Array) -> Array:
    middle: Array = (points.max(axis=0) + points.min(axis=0)) / 2
    return points - middle


def _sunflower(n: int, turn: int = 0) -> Array:
    k = np.arange(n) + 0.5
    angle = GOLDEN * k * (1 + 0.37 * turn) + turn
    return np.stack([np.cos(angle), np.sin(angle)], axis=1) * np.sqrt(k)[:, None]


def _packed(blocks: list[tuple[list[int], Array]], boxes: Array) -> Iterator[tuple[int, Array]]:
    """Set the blocks in rows, the largest first, each row about as wide as the picture is."""
    sizes = [np.ptp(p, axis=0) + np.array([boxes[n].max(), ROW]) + GAP for n, p in blocks]
    if not blocks:
        return
    limit = max(sizes[0][0], (ASPECT * sum(w * h for w, h in sizes)) ** 0.5)
    top = 0.0
    for first, last in pairwise(_breaks([float(w) for w, _ in sizes], float(limit))):
        row = range(first, last)
        height = max(sizes[k][1] for k in row)
        left = -sum(sizes[k][0] for k in row) / 2
        for k in row:
            corner = np.array([left + sizes[k][0] / 2, top + height / 2])
            yield from zip(blocks[k][0], _centred(blocks[k][1]) + corner, strict=True)
            left += sizes[k][0]
        top += height


def _breaks(widths: list[float], limit: float) -> list[int]:
    """Return where each row begins, and the end of the last."""
    breaks, used = [0], 0.0
    for k, width in enumerate(widths):
        if used and used + width > limit:
            breaks.append(k)
            used = 0.0
        used += width
    return [*breaks, len(widths)]


def _beside(points: dict[int, Array], near: Mapping[int, list[int]]) -> None:
    """Put every node that is linked to a placed one near it, in a growing spiral."""
    queue = deque(sorted(points))
    while queue:
        node = queue.popleft()
        missing = [other for other in near[node] if other not in points]
        offsets = 24 * _sunflower(len(missing) + 8)[8:] @ _rotation(GOLDEN * node)
        for other, offset in zip(missing, offsets, strict=True):
            points[other] = points[node] + offset
            queue.append(other)


def _rows(points: dict[int, Array], boxes: Array) -> None:
    """Set the nodes that nothing links in rows under everything else."""
    left = [i for i in range(len(boxes)) if i not in points]
    if not left:
        return
    cell = float(boxes[left].max()) + 16
    bottom = max((p[1] for p in points.values()), default=0.0) + 2 * ROW if points else 0.0
    span = max(np.ptp([p[0] for p in points.values()]) + cell if points else 0.0, 4 * cell)
    columns = max(1, min(len(left), int(max(span, cell * (1.2 * len(left)) ** 0.5) / cell)))
    for i, (row, column) in zip(left, product(range(len(left)), range(columns)), strict=False):
        points[i] = np.array([(column - (columns - 1) / 2) * cell, bottom + row * ROW * 1.3])
