// Names and relation types, drawn at reading size whatever the zoom, and never over each other:
// a label that finds no room is left out until the reader zooms in or selects what it belongs to.

const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const NODE_FONT = `500 13px ${FAMILY}`;
const EDGE_FONT = `600 10.5px ${FAMILY}`;
const LINE = 16;
const MOST = 260; // labels of a kind in one picture,
const MOST_CROWDED = 60; // or where more nodes than this stand in it:
const CROWD = 200;
// Where the label of an edge may stand: how far along it, and how many pixels beside it.
const PLACES = [[0.5, 0], [0.44, 0], [0.56, 0], [0.38, 0], [0.62, 0], [0.5, -9], [0.5, 9],
  [0.32, 0], [0.68, 0], [0.4, -9], [0.6, -9], [0.4, 9], [0.6, 9]];

class Labels {
  constructor(view) {
    this.view = view;
    this.widths = new Map();
    this.wrapped = new Map();
    view.network.on("afterDrawing", (context) => this.draw(context));
  }

  draw(context) {
    const { view } = this;
    if (!view.drawn) return;
    const ratio = context.canvas.width / context.canvas.clientWidth;
    this.size = { x: context.canvas.clientWidth, y: context.canvas.clientHeight };
    this.scale = view.network.getScale();
    this.taken = [];
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    Object.assign(context, { lineJoin: "round", textAlign: "center", textBaseline: "middle" });
    const nodes = this.visibleNodes();
    this.crowded = nodes.length > CROWD;
    this.room = this.crowded ? MOST_CROWDED : MOST;
    this.avoidShapes(nodes.slice(0, this.room));
    const labels = this.nodeLabels(context, nodes);
    this.edgeLabels(context);
    for (const paint of labels) paint();
    context.restore();
  }

  at(point) {
    return this.view.network.canvasToDOM(point);
  }

  visibleNodes() {
    const { near, size } = { near: this.view.near(), size: this.size };
    const found = [];
    for (const node of [...this.view.drawn.nodes].sort((a, b) => a - b)) {
      const body = this.view.network.body.nodes[node];
      const { x, y } = this.at(body);
      if (x < -20 || y < -20 || x > size.x + 20 || y > size.y + 20) continue;
      found.push({ node, x, y, radius: body.options.size * this.scale, near: !near || near.nodes.has(node) });
    }
    return this.first(found, (item) => this.isLit("node", item.node));
  }

  // The most important first: what is selected or under the pointer, then what touches it.
  first(items, lit) {
    const rank = (item) => (lit(item) ? 0 : item.near ? 1 : 2);
    return items.map((item, i) => [rank(item), i, item]).sort((a, b) => a[0] - b[0] || a[1] - b[1])
      .map(([, , item]) => item);
  }

  isLit(kind, id) {
    const { selected, hovered } = this.view;
    return (selected && selected[kind] === id) || (hovered && hovered[kind] === id);
  }

  avoidShapes(nodes) {
    for (const { x, y, radius } of nodes) {
      const r = radius * 0.85;
      this.taken.push([x - r, y - r, x + r, y + r]);
    }
  }

  free(boxes) {
    return boxes.every(([a, b, c, d]) =>
      this.taken.every(([e, f, g, h]) => c <= e || g <= a || d <= f || h <= b));
  }

  // Finds room for the names; they are painted last, over the labels of edges.
  nodeLabels(context, nodes) {
    const labels = [];
    context.font = NODE_FONT;
    for (const item of nodes) {
      if (labels.length >= this.room) break;
      const lines = this.wrap(this.view.graph.nodes.label[item.node]);
      const width = Math.max(...lines.map((line) => this.width(context, line)));
      const lit = this.isLit("node", item.node);
      const boxes = besides(item, width, lines.length * LINE);
      const box = boxes.find((place) => this.free([place])) || (lit ? boxes[0] : null);
      if (!box) continue;
      this.taken.push(box);
      labels.push(() => this.paintName(context, lines, box, item.near || lit));
    }
    return labels;
  }

  paintName(context, lines, [left, top, right], strong) {
    context.font = NODE_FONT;
    context.globalAlpha = strong ? 1 : 0.3;
    const middle = (left + right) / 2;
    lines.forEach((line, i) =>
      this.text(context, line, middle, top + (i + 0.5) * LINE, this.view.theme.text));
    context.globalAlpha = 1;
  }

  text(context, text, x, y, color) {
    context.strokeStyle = this.view.theme.ground;
    context.lineWidth = 4;
    context.strokeText(text, x, y);
    context.fillStyle = color;
    context.fillText(text, x, y);
  }

  edgeLabels(context) {
    const { graph, network } = this.view;
    const near = this.view.near();
    context.font = EDGE_FONT;
    const items = this.view.drawn.edges.map((edge) => ({ edge, near: near ? near.edges.has(edge) : true }));
    let room = this.crowded ? 0 : MOST;
    for (const { edge, near: close } of this.first(items, (item) => this.isLit("edge", item.edge))) {
      const lit = this.isLit("edge", edge);
      if (!lit && !(near ? close : room > 0)) continue;
      const text = edgeText(graph, edge);
      const width = this.width(context, text);
      const spot = this.spot(network.body.edges[edge], width, lit);
      if (!spot) continue;
      this.taken.push(...spot.boxes);
      this.paintKind(context, text, spot, this.view.theme.status[graph.edges.look[edge]]);
      room--;
    }
  }

  paintKind(context, text, { x, y, angle }, color) {
    context.save();
    context.translate(x, y);
    context.rotate(angle);
    this.text(context, text, 0, 0, color);
    context.restore();
  }

  // A place along the edge where its label fits; null where there is none.
  spot(edge, width, lit) {
    const from = this.at(edge.from), to = this.at(edge.to);
    const loop = edge.from === edge.to;
    const space = Math.hypot(to.x - from.x, to.y - from.y)
      - (edge.from.options.size + edge.to.options.size) * this.scale;
    if (!loop && !lit && space < width + 4) return null;
    let angle = loop ? 0 : Math.atan2(to.y - from.y, to.x - from.x);
    if (Math.abs(angle) > Math.PI / 2) angle += angle > 0 ? -Math.PI : Math.PI;
    const places = (loop ? [[0, 0]] : PLACES).map(([t, aside]) => this.along(edge, t, aside, angle));
    for (const { x, y } of places) {
      if (x < 0 || y < 0 || x > this.size.x || y > this.size.y) continue;
      const boxes = tiles(x, y, angle, width);
      if (this.free(boxes)) return { x, y, angle, boxes };
    }
    return lit ? { ...places[0], angle, boxes: [] } : null;
  }

  along(edge, t, aside, angle) {
    if (edge.from === edge.to) {
      const { x, y, options } = edge.from;
      return this.at({ x: x + options.size + 22, y: y - options.size - 34 });
    }
    const { x, y } = this.at(edge.edgeType.getPoint(t));
    return { x: x - aside * Math.sin(angle), y: y + aside * Math.cos(angle) };
  }

  width(context, text) {
    const key = context.font + text;
    if (!this.widths.has(key)) this.widths.set(key, context.measureText(text).width);
    return this.widths.get(key);
  }

  wrap(name) {
    if (!this.wrapped.has(name)) this.wrapped.set(name, wrap(name));
    return this.wrapped.get(name);
  }
}

function edgeText(graph, edge) {
  const count = graph.edges.statements[edge].length;
  return spoken(graph.kinds[graph.edges.kind[edge]]) + (count > 1 ? ` ×${count}` : "");
}

// Where a name may stand: under its node, over it, or at either side.
function besides({ x, y, radius }, width, height) {
  const gap = radius + 5;
  const corners = [[x - width / 2, y + gap], [x - width / 2, y - gap - height],
    [x + gap, y - height / 2], [x - gap - width, y - height / 2]];
  return corners.map(([left, top]) => [left - 2, top, left + width + 2, top + height]);
}

// Small squares along a slanted label stand for it when labels are kept apart.
function tiles(x, y, angle, width) {
  const count = Math.max(1, Math.ceil(width / 11));
  return Array.from({ length: count }, (_, i) => {
    const along = (i + 0.5) * (width / count) - width / 2;
    const cx = x + along * Math.cos(angle), cy = y + along * Math.sin(angle);
    return [cx - 6, cy - 6, cx + 6, cy + 6];
  });
}

// At most two lines of 22 characters.
function wrap(name) {
  const lines = [""];
  for (const word of name.split(/\s+/)) {
    const last = lines.length - 1;
    if (!lines[last]) lines[last] = word;
    else if (lines[last].length + word.length < 22) lines[last] += ` ${word}`;
    else lines.push(word);
  }
  if (lines.length > 2) lines.splice(1, lines.length, `${lines[1]}…`);
  return lines.map((line) => (line.length > 26 ? `${line.slice(0, 24)}…` : line));
}
