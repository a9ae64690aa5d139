// The picture: which nodes and edges are drawn, and how.

const VEIL = 0.84;

class View {
  constructor(graph, container) {
    this.graph = graph;
    this.off = { types: new Set(), kinds: new Set(), statuses: new Set() };
    this.unconnected = graph.edgeCount === 0;
    this.added = new Set(); // nodes that the reader asked for, beyond those shown at first
    this.selected = null; // {node} or {edge}
    this.hovered = null;
    this.moved = new Map(); // where the reader dragged a node to
    this.nodes = new vis.DataSet();
    this.edges = new vis.DataSet();
    this.network = new vis.Network(container, { nodes: this.nodes, edges: this.edges }, this.options());
    this.network.on("beforeDrawing", (context) => this.theme && this.wash(context, 1));
    this.network.on("afterDrawing", (context) => this.spotlight(context));
    this.network.on("dragEnd", (event) => this.keep(event.nodes));
  }

  options() {
    const big = this.graph.nodeCount > 300;
    return {
      physics: false,
      layout: { improvedLayout: false },
      interaction: {
        hover: true, hideEdgesOnDrag: big, hideEdgesOnZoom: big, keyboard: false,
        selectConnectedEdges: false, zoomSpeed: 0.7,
      },
      nodes: { borderWidth: 2, borderWidthSelected: 4, labelHighlightBold: false },
      edges: {
        arrows: { to: { enabled: true, scaleFactor: 0.55 } }, arrowStrikethrough: false,
        hoverWidth: 1, selectionWidth: 1.5, selfReference: { size: 22, angle: Math.PI / 4 },
      },
    };
  }

  edgeAllowed(edge) {
    const { edges, nodes, kinds } = this.graph;
    return !this.off.kinds.has(kinds[edges.kind[edge]]) && !this.off.statuses.has(edges.look[edge])
      && this.typeAllowed(edges.head[edge]) && this.typeAllowed(edges.tail[edge]);
  }

  typeAllowed(node) {
    return !this.off.types.has(this.graph.types[this.graph.nodes.type[node]].name);
  }

  // The most-mentioned entities, then the edges between them; loose ends only where asked for.
  choose() {
    const { nodeCount, edgeCount, at, edges, shown } = this.graph;
    const chosen = new Set([...this.added]);
    let room = shown;
    for (let node = 0; node < nodeCount && room > 0; node++) {
      if (!this.typeAllowed(node)) continue;
      if (!this.unconnected && !at[node].some((edge) => this.edgeAllowed(edge))) continue;
      chosen.add(node);
      room--;
    }
    const drawn = [];
    const joined = new Set(this.added);
    for (let edge = 0; edge < edgeCount; edge++) {
      if (!chosen.has(edges.head[edge]) || !chosen.has(edges.tail[edge])) continue;
      if (!this.edgeAllowed(edge)) continue;
      drawn.push(edge);
      joined.add(edges.head[edge]).add(edges.tail[edge]);
    }
    const kept = this.unconnected ? chosen : new Set([...chosen].filter((node) => joined.has(node)));
    return { nodes: kept, edges: drawn };
  }

  refresh() {
    this.theme = theme();
    this.drawn = this.choose();
    if (this.selected && !this.has(this.selected)) this.selected = null;
    // Many nodes are seen from far away: they are drawn larger.
    this.swell = Math.min(Math.max(Math.sqrt(this.drawn.nodes.size / 120), 1), 2);
    const bends = this.bends(this.drawn.edges);
    this.network.setData({
      nodes: (this.nodes = new vis.DataSet([...this.drawn.nodes].map((node) => this.node(node)))),
      edges: (this.edges = new vis.DataSet(this.drawn.edges.map((edge) => this.edge(edge, bends)))),
    });
  }

  has({ node, edge }) {
    return node === undefined ? this.drawn.edges.includes(edge) : this.drawn.nodes.has(node);
  }

  node(node) {
    const { nodes, types } = this.graph;
    const type = types[nodes.type[node]];
    const [x, y] = this.moved.get(node) || [nodes.x[node], nodes.y[node]];
    const color = { background: type.filled ? type.color : this.theme.ground, border: type.color };
    const lit = { background: color.background, border: this.theme.text };
    return { id: node, x, y, shape: type.shape, size: nodes.size[node] * this.swell,
      color: { ...color, highlight: lit, hover: lit } };
  }

  edge(edge, bends) {
    const { edges } = this.graph;
    const color = this.theme.status[edges.look[edge]];
    const count = edges.statements[edge].length;
    return { id: edge, from: edges.head[edge], to: edges.tail[edge],
      width: Math.min(1.3 + 0.7 * Math.sqrt(count), 6),
      dashes: STATUSES.find((status) => status.id === edges.look[edge]).dash.slice(0),
      color: { color, highlight: color, hover: color, opacity: 0.9 },
      smooth: bends.get(edge) || false };
  }

  // Edges between the same two nodes fan out, so that each can be read and clicked.
  bends(drawn) {
    const { edges, nodeCount } = this.graph;
    const fans = new Map();
    for (const edge of drawn) {
      const [a, b] = [edges.head[edge], edges.tail[edge]];
      const key = Math.min(a, b) * nodeCount + Math.max(a, b);
      if (a !== b) (fans.get(key) || fans.set(key, []).get(key)).push(edge);
    }
    const bends = new Map();
    for (const fan of fans.values()) {
      fan.forEach((edge, i) => {
        const lane = i - (fan.length - 1) / 2;
        const forward = edges.head[edge] < edges.tail[edge];
        if (lane) bends.set(edge, { enabled: true, roundness: Math.min(Math.abs(lane) * (fan.length === 2 ? 0.3 : 0.2), 0.9),
          type: lane > 0 === forward ? "curvedCW" : "curvedCCW" });
      });
    }
    return bends;
  }

  // Everything but the selection and what touches it steps back, behind a veil.
  spotlight(context) {
    const near = this.drawn && this.near();
    if (!near) return;
    const { body } = this.network;
    this.wash(context, VEIL);
    const edges = [...near.edges].filter((edge) => body.edges[edge]).map((edge) => body.edges[edge]);
    edges.forEach((edge) => edge.draw(context));
    edges.forEach((edge) => edge.drawArrows(context));
    [...near.nodes].filter((node) => body.nodes[node]).forEach((node) => body.nodes[node].draw(context));
  }

  wash(context, strength) {
    context.save();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = strength;
    context.fillStyle = this.theme.ground;
    context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    context.restore();
  }

  near() {
    if (!this.selected) return null;
    const { edges, at } = this.graph;
    const { node, edge } = this.selected;
    if (edge !== undefined) {
      return { nodes: new Set([edges.head[edge], edges.tail[edge]]), edges: new Set([edge]) };
    }
    const touching = at[node];
    const nodes = new Set([node, ...touching.flatMap((e) => [edges.head[e], edges.tail[e]])]);
    return { nodes, edges: new Set(touching) };
  }

  select(selected, move) {
    this.selected = selected;
    if (selected && selected.node !== undefined) this.show([selected.node]);
    this.network.unselectAll();
    if (selected && selected.node !== undefined) this.network.selectNodes([selected.node], false);
    if (selected && selected.edge !== undefined) this.network.selectEdges([selected.edge]);
    this.network.redraw();
    if (move && selected.node !== undefined) this.centre(selected.node);
  }

  show(nodes) {
    const missing = nodes.filter((node) => !this.drawn.nodes.has(node));
    if (!missing.length) return;
    missing.forEach((node) => this.added.add(node));
    this.refresh();
  }

  neighbours(node) {
    const { edges, at } = this.graph;
    return [...new Set(at[node].map((e) => (edges.head[e] === node ? edges.tail[e] : edges.head[e])))];
  }

  keep(nodes) {
    const places = this.network.getPositions(nodes);
    for (const node of nodes) this.moved.set(node, [places[node].x, places[node].y]);
  }

  centre(node) {
    const scale = Math.max(this.network.getScale(), 0.7);
    this.network.focus(node, { scale, animation: false });
  }

  fit() {
    this.network.fit({ animation: false, maxZoomLevel: 1.15 });
    this.network.moveTo({ scale: this.network.getScale() * 0.9, animation: false });
  }

  pan(x, y) {
    const { x: left, y: top } = this.network.getViewPosition();
    const scale = this.network.getScale();
    this.network.moveTo({ position: { x: left + x / scale, y: top + y / scale }, animation: false });
  }

  zoom(factor) {
    this.network.moveTo({ scale: this.network.getScale() * factor, animation: false });
  }

  reset() {
    for (const off of Object.values(this.off)) off.clear();
    this.added.clear();
    this.moved.clear();
    this.selected = null;
    this.unconnected = this.graph.edgeCount === 0;
    this.refresh();
    this.fit();
  }
}
