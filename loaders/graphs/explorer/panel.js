// The side panel: what is known of the selected entity or edge, statement by statement.

const PAGE = 40; // cards at a time

class Panel {
  constructor(graph, actions) {
    this.graph = graph;
    this.actions = actions; // {select(node), expand(node)}
    this.root = byId("panel");
    this.turn = 0; // the evidence opens in its own time: only the latest request is shown
  }

  async show(build) {
    const turn = ++this.turn;
    const data = this.graph.nodeCount ? await evidence() : null;
    if (turn !== this.turn) return;
    this.data = data;
    this.root.replaceChildren(...build());
    this.root.scrollTop = 0;
  }

  intro() {
    const top = this.graph.nodes.id.slice(0, 12).map((_, node) => this.listed(node));
    this.turn++;
    this.root.replaceChildren(
      el("h2", {}, "What the documents say"),
      el("p", { class: "quiet" }, "Click a line to read the sentences behind it: who says so, in "
        + "which document, when. Click an entity for everything that is said of it."),
      ...(top.length ? [el("h3", {}, "Most mentioned"), el("ul", { class: "list" }, ...top)] : []),
    );
  }

  listed(node) {
    const { nodes, types } = this.graph;
    return el("li", {}, swatch(types[nodes.type[node]]), this.name(node),
      el("span", { class: "count" }, nodes.mentions[node].toLocaleString("en")));
  }

  name(node) {
    return el("button", { type: "button", class: "name", dir: "auto", "data-node": node,
      click: () => this.actions.select(node) }, this.graph.nodes.label[node]);
  }

  edge(edge) {
    return this.show(() => {
      const { edges, kinds } = this.graph;
      const numbers = edges.statements[edge];
      const look = edges.look[edge];
      return [
        el("h2", {}, this.name(edges.head[edge]), el("span", { class: "arrow" }, " → "),
          this.name(edges.tail[edge])),
        el("p", { class: `relation ${look}` }, spoken(kinds[edges.kind[edge]])),
        el("p", { class: "quiet" }, plural(numbers.length, "statement", "statements")),
        ...this.cards(numbers),
      ];
    });
  }

  node(node) {
    return this.show(() => [...this.heading(node), ...this.sections(node).flatMap(
      ([title, numbers]) => [
        el("h3", {}, title, el("span", { class: "count" }, String(numbers.length))),
        ...this.cards(numbers),
      ])]);
  }

  heading(node) {
    const { nodes, types, at } = this.graph;
    const type = types[nodes.type[node]];
    const facts = [["mentions", nodes.mentions[node]], ["documents", nodes.documents[node]],
      ["relations", at[node].length]];
    const aliases = nodes.aliases[node].map((alias) => el("li", { dir: "auto" }, alias));
    return [
      el("h2", { dir: "auto" }, nodes.label[node]),
      el("p", { class: "typed" }, swatch(type), named(type.name)),
      aliases.length ? el("ul", { class: "chips", "aria-label": "Also called" }, ...aliases) : null,
      el("dl", { class: "facts" }, ...facts.map(([what, n]) =>
        el("div", {}, el("dt", {}, what), el("dd", {}, n.toLocaleString("en"))))),
      this.actsFor(node),
      at[node].length ? el("button", { type: "button", class: "action",
        click: () => this.actions.expand(node) }, "Show all neighbours") : null,
    ].filter(Boolean);
  }

  actsFor(node) {
    const names = this.data.actsFor.filter(([group]) => group === node).map(([, entity]) => this.name(entity));
    return names.length ? el("p", { class: "quiet" }, "Acts for ", ...between(names, ", ")) : null;
  }

  sections(node) {
    const { statements, of } = this.data;
    const { head = [], tail = [], source = [], by = [], place = [], about = [] } = of.get(node) || {};
    const whole = (n) => statements[n].head !== undefined && statements[n].tail !== undefined;
    const union = (a, b) => [...new Set([...a, ...b])].sort((x, y) => x - y);
    const sides = union(head, tail);
    const seen = new Set(sides);
    return [
      ["Outgoing", head.filter(whole)],
      ["Incoming", tail.filter((n) => whole(n) && statements[n].head !== node)],
      ["One side not named", sides.filter((n) => !whole(n))],
      ["Says", source.filter((n) => !seen.has(n))],
      ["Said of it", about.filter((n) => statements[n].source !== node)],
      ["Takes part in", union(by, place).filter((n) => !seen.has(n) && statements[n].source !== node)],
    ].filter(([, numbers]) => numbers.length);
  }

  cards(numbers) {
    const cards = numbers.slice(0, PAGE).map((number) => this.card(this.data.statements[number]));
    const rest = numbers.slice(PAGE);
    if (!rest.length) return cards;
    const more = el("button", { type: "button", class: "action",
      click: () => more.replaceWith(...this.cards(rest)) }, `Show more (${rest.length.toLocaleString("en")} left)`);
    return [...cards, more];
  }

  card(statement) {
    if (statement.type === "CLAIM") return this.claim(statement);
    const { polarity, modality, text, type } = statement;
    const look = polarity === "negative" ? "denied" : modality === "actual" ? "actual" : "open";
    return el("article", { class: `card ${look}`, "data-statement": statement.id },
      el("p", { class: "ends" }, this.side(statement.head),
        el("span", { class: `relation ${look}` }, spoken(type)), this.side(statement.tail)),
      this.quote(text),
      el("p", { class: "badges" },
        el("span", { class: `badge ${polarity === "negative" ? "denied" : "affirmed"}` },
          polarity === "negative" ? "denied" : "affirmed"),
        el("span", { class: `badge ${modality === "actual" ? "actual" : "open"}` }, modality)),
      this.about(statement));
  }

  // Words of a speaker in which no relation need have been found.
  claim(statement) {
    const { source, attributed_to: name, about = [], text } = statement;
    const whom = between(about.map((node) => this.name(node)), ", ");
    return el("article", { class: "card claim", "data-statement": statement.id },
      el("p", { class: "ends" }, source === undefined ? named(name, { class: "unknown" }) : this.name(source),
        el("span", { class: "relation" }, whom.length ? "speaks of" : "speaks"),
        whom.length ? el("span", {}, ...whom) : null),
      this.quote(text),
      this.about(statement));
  }

  quote([before, trigger, after]) {
    return el("blockquote", { dir: "auto" }, before, trigger ? el("mark", {}, trigger) : null, after);
  }

  side(node) {
    return node === undefined ? el("span", { class: "unknown" }, "not named") : this.name(node);
  }

  about(statement) {
    const source = this.data.documents[statement.document] || {};
    const rows = [
      ["Says", [this.speaker(statement)]],
      ["Document", [this.document(source)]],
      ["Publisher", source.publisher && [named(source.publisher)]],
      ["Published", statement.published && [when(statement.published)]],
      [statement.type === "CLAIM" ? "When said" : "Happened", statement.date && [statement.date + precision(statement)]],
      ["What", statement.content && [named(statement.content)]],
      ["Inner act", statement.content_type && [spoken(statement.content_type)]],
      ["As", statement.role && [named(statement.role)]],
      ["By", statement.by !== undefined && [this.name(statement.by)]],
      ["Where", statement.place !== undefined && [this.name(statement.place)]],
      ["How many", statement.quantity !== undefined && [statement.quantity.toLocaleString("en")]],
      ["Amount", statement.amount && [named(statement.amount)]],
      ["Through", statement.via && [named(statement.via)]],
      ["Confidence", statement.confidence !== undefined && [confidence(statement.confidence)]],
      ["Rule", statement.rule && [el("code", {}, statement.rule)]],
    ].filter(([, value]) => value);
    return el("dl", { class: "about" }, ...rows.flatMap(([term, value]) =>
      [el("dt", {}, term), el("dd", { "data-field": term.toLowerCase() }, ...value)]));
  }

  // The innermost speaker, then those who report it.
  speaker(statement) {
    const { chain = [], source, attributed_to: name, status } = statement;
    if (status === "asserted") return el("span", {}, "the document itself");
    const people = chain.map((node) => this.name(node));
    if (source === undefined) people.unshift(named(name));
    return el("span", {}, ...between(people, ", according to "),
      el("span", { class: "count" }, ` (${HOW[status] || status})`));
  }

  document(source) {
    const title = source.title || source.id || "unknown";
    const href = source.url ? webAddress(source.url) : null;
    if (!href) return named(title);
    return el("a", { href, target: "_blank", rel: "noopener noreferrer", dir: "auto" }, title);
  }
}

const HOW = { reported: "reported", quoted: "quoted", post: "in a post" };

function between(items, separator) {
  return items.flatMap((item, i) => (i ? [separator, item] : [item]));
}

const when = (date) => el("time", { datetime: date }, date.replace("T", " "));

function precision({ date_precision: unit }) {
  return unit && unit !== "day" ? ` (to the ${unit})` : "";
}

function confidence(value) {
  const percent = `${Math.round(value * 100)} %`;
  return el("span", {}, el("meter", { min: 0, max: 1, value, "aria-label": "Confidence" }, percent), percent);
}
