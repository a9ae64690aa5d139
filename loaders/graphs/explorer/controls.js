// Search, filters and keys.

class Search {
  constructor(graph, pick) {
    this.graph = graph;
    this.pick = pick;
    this.input = byId("search");
    this.list = byId("matches");
    this.matches = [];
    this.current = 0;
    this.input.addEventListener("input", () => this.update());
    this.input.addEventListener("focus", () => this.input.value && this.update());
    this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.input.addEventListener("keydown", (event) => this.key(event));
  }

  // Names that begin with the words come first, then any that contain them; each by mentions.
  find(words, most = 12) {
    const { nodes } = this.graph;
    this.index ||= nodes.label.map((label, i) => fold([label, ...nodes.aliases[i]].join("\n")));
    const begins = [], contains = [];
    for (let node = 0; node < this.index.length && begins.length < most; node++) {
      const at = this.index[node].indexOf(words);
      if (at < 0) continue;
      if (at === 0 || /\s/.test(this.index[node][at - 1])) begins.push(node);
      else contains.push(node);
    }
    return [...begins, ...contains].slice(0, most);
  }

  // The alias that matched, where the name itself did not.
  alias(node) {
    const words = fold(this.input.value.trim());
    const { label, aliases } = this.graph.nodes;
    if (fold(label[node]).includes(words)) return null;
    return aliases[node].find((alias) => fold(alias).includes(words));
  }

  update() {
    const words = fold(this.input.value.trim());
    if (!words) return this.close();
    this.matches = this.find(words);
    this.current = 0;
    this.render();
  }

  render() {
    const { nodes, types } = this.graph;
    const items = this.matches.map((node, i) => {
      const type = types[nodes.type[node]];
      const alias = this.alias(node);
      return el("li", { role: "option", id: `match-${i}`, "aria-selected": String(i === this.current),
        mousedown: (event) => event.preventDefault(), click: () => this.choose(i) },
        swatch(type), el("span", { class: "match" }, named(nodes.label[node]),
          el("span", { class: "count" }, type.name, alias ? named(` · ${alias}`) : null)));
    });
    if (!items.length) items.push(el("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing of that name"));
    this.list.replaceChildren(...items);
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.point();
  }

  point() {
    [...this.list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === this.current && this.matches.length > 0)));
    if (this.matches.length) this.input.setAttribute("aria-activedescendant", `match-${this.current}`);
    else this.input.removeAttribute("aria-activedescendant");
    this.list.children[this.current]?.scrollIntoView({ block: "nearest" });
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.matches.length) {
      event.preventDefault();
      this.current = (this.current + step + this.matches.length) % this.matches.length;
      this.point();
    } else if (event.key === "Enter" && this.matches.length) {
      this.choose(this.current);
    } else if (event.key === "Escape") {
      this.clear();
    }
  }

  choose(i) {
    const node = this.matches[i];
    this.input.value = this.graph.nodes.label[node];
    this.close();
    this.pick(node);
  }

  clear() {
    this.input.value = "";
    this.close();
  }

  close() {
    this.list.hidden = true;
    this.matches = [];
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }
}

// A group of checkboxes; `off` is the set of what is unchecked.
function filter(id, items, off, changed) {
  const group = byId(id);
  const boxes = items.map((item) => {
    const box = el("input", { type: "checkbox", "data-filter": item.id });
    box.addEventListener("change", () => {
      if (box.checked) off.delete(item.id);
      else off.add(item.id);
      changed();
    });
    group.append(el("label", {}, box, item.drawing || null,
      named(item.label, { class: `label ${item.class || ""}`, title: item.label }),
      el("span", { class: "count" }, item.count.toLocaleString("en"))));
    return box;
  });
  const sync = () => boxes.forEach((box) => (box.checked = !off.has(box.dataset.filter)));
  if (items.length > 3) group.querySelector("legend").append(allOrNone(items, off, () => (sync(), changed())));
  sync();
  group.hidden = !items.length;
  return sync;
}

function allOrNone(items, off, changed) {
  return el("button", { type: "button", click: () => {
    const none = off.size === 0;
    items.forEach((item) => (none ? off.add(item.id) : off.delete(item.id)));
    changed();
  } }, "all / none");
}

function filters(graph, view, changed) {
  const { nodes, edges, types, kinds } = graph;
  const tally = (column, weight) => column.reduce((sum, value, i) =>
    sum.set(value, (sum.get(value) || 0) + (weight ? weight(i) : 1)), new Map());
  const statements = (edge) => edges.statements[edge].length;
  const [perType, perKind, perStatus] = [tally(nodes.type), tally(edges.kind, statements), tally(edges.look, statements)];
  const syncs = [
    filter("types", types.map((type, i) => ({ id: type.name, label: type.name, drawing: swatch(type),
      count: perType.get(i) || 0 })), view.off.types, changed),
    filter("statuses", STATUSES.map((status) => ({ ...status, drawing: lineSample(status),
      count: perStatus.get(status.id) || 0 })).filter((status) => edges.head.length > 0), view.off.statuses, changed),
    filter("kinds", kinds.map((kind, i) => ({ id: kind, label: spoken(kind), class: "kind",
      count: perKind.get(i) || 0 })).sort((a, b) => b.count - a.count), view.off.kinds, changed),
  ];
  return () => syncs.forEach((sync) => sync());
}

function keys(view, search, clear) {
  const moves = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
  byId("canvas").addEventListener("keydown", (event) => {
    if (moves[event.key]) view.pan(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") view.zoom(1.25);
    else if (event.key === "-") view.zoom(0.8);
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "INPUT" && event.target.type === "search") return;
    if (event.key === "/") search.input.focus(), event.preventDefault();
    else if (event.key === "f") view.fit();
    else if (event.key === "Escape") clear();
  });
}
