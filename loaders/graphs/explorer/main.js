// Puts the page together.

function summary(graph, view) {
  const { nodes, edges } = view.drawn;
  const statements = edges.reduce((sum, edge) => sum + graph.edges.statements[edge].length, 0);
  byId("summary").textContent = `${plural(nodes.size, "entity", "entities")} · `
    + `${plural(edges.length, "relation", "relations")} · ${plural(statements, "statement", "statements")}`;
  byId("loose").textContent = graph.loose.toLocaleString("en");
  byId("notice").hidden = graph.nodeCount <= graph.shown;
  byId("notice").textContent = `Showing ${nodes.size.toLocaleString("en")} of `
    + `${graph.nodeCount.toLocaleString("en")} entities, the most mentioned. Search finds them all.`;
}

function nothing() {
  byId("summary").textContent = "0 entities";
  byId("empty").hidden = false;
  byId("controls").hidden = byId("panel").hidden = byId("canvas").hidden = true;
  document.querySelector(".tools").hidden = true;
  document.querySelector("main").style.display = "block";
  byId("stage").style.height = "100%";
}

function explore(graph) {
  const view = new View(graph, byId("canvas"));
  new Labels(view);
  const panel = new Panel(graph, { select: (node) => selectNode(node, true), expand });
  const search = new Search(graph, (node) => selectNode(node, true));
  const unconnected = byId("unconnected");
  const syncFilters = filters(graph, view, changed);

  function changed() {
    view.unconnected = unconnected.checked;
    const before = view.selected;
    view.refresh();
    if (before && !view.selected) panel.intro();
    summary(graph, view);
  }
  function selectNode(node, move) {
    view.select({ node }, move);
    summary(graph, view);
    return panel.node(node);
  }
  function selectEdge(edge) {
    view.select({ edge });
    return panel.edge(edge);
  }
  function clear() {
    view.select(null);
    panel.intro();
  }
  function expand(node) {
    view.show(view.neighbours(node));
    selectNode(node, false);
  }
  function reset() {
    search.clear();
    view.reset();
    unconnected.checked = view.unconnected;
    syncFilters();
    panel.intro();
    summary(graph, view);
  }

  unconnected.addEventListener("change", () => (changed(), view.fit()));
  byId("fit").addEventListener("click", () => view.fit());
  byId("reset").addEventListener("click", reset);
  view.network.on("click", ({ nodes, edges }) =>
    nodes.length ? selectNode(nodes[0], false) : edges.length ? selectEdge(edges[0]) : clear());
  view.network.on("doubleClick", ({ nodes }) => nodes.length && expand(nodes[0]));
  for (const [kind, over, out] of [["node", "hoverNode", "blurNode"], ["edge", "hoverEdge", "blurEdge"]]) {
    view.network.on(over, (event) => (view.hovered = { [kind]: event[kind] }, byId("canvas").style.cursor = "pointer"));
    view.network.on(out, () => (view.hovered = null, byId("canvas").style.cursor = ""));
  }
  darkMode.addEventListener("change", () => view.refresh());
  keys(view, search, clear);
  reset();
  return { view, search, selectNode, selectEdge };
}

// What tests and scripts of the reader may ask of the page; nothing here changes it.
function expose(graph, view, opened) {
  const onPage = (point) => {
    const { left, top } = byId("canvas").getBoundingClientRect();
    const { x, y } = view.network.canvasToDOM(point);
    return { x: left + x, y: top + y };
  };
  window.explorer = Object.freeze({
    firstDraw: performance.now() - opened,
    counts: () => ({ entities: graph.nodeCount, relations: graph.edgeCount,
      shownEntities: view.drawn.nodes.size, shownRelations: view.drawn.edges.length }),
    selected: () => view.selected && { ...view.selected },
    names: () => [...view.drawn.nodes].map((node) => graph.nodes.label[node]).sort(),
    relations: () => view.drawn.edges.map((edge) => [graph.nodes.label[graph.edges.head[edge]],
      edgeText(graph, edge), graph.nodes.label[graph.edges.tail[edge]], graph.edges.look[edge]]),
    pointOfNode: (name) => onPage(view.network.body.nodes[graph.nodes.label.indexOf(name)]),
    pointOfRelation: (i) => onPage(view.network.body.edges[view.drawn.edges[i]].edgeType.getPoint(0.5)),
  });
}

async function start() {
  const opened = performance.now();
  if (typeof DecompressionStream === "undefined") {
    byId("summary").textContent = "This browser is too old for this page: it needs Chrome 80, Firefox 113 or Safari 16.4.";
    return;
  }
  const graph = model(await unpack("graph-data"));
  if (!graph.nodeCount) return nothing();
  const { view } = explore(graph);
  requestAnimationFrame(() => requestAnimationFrame(() => {
    expose(graph, view, opened);
    document.documentElement.dataset.ready = "yes";
  }));
}

start().catch((error) => {
  byId("summary").textContent = "The file is damaged or incomplete.";
  throw error;
});
