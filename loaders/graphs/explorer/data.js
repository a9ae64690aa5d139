// The data of the page: unpacking it, and small tools for building elements.

const byId = (id) => document.getElementById(id);

// Text goes into the page only here: as text nodes, never as markup.
function el(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const named = (text, attributes) => el("span", { dir: "auto", ...attributes }, text);

async function unpack(id) {
  const holder = byId(id);
  const bytes = Uint8Array.from(atob(holder.textContent.trim()), (c) => c.charCodeAt(0));
  holder.remove();
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

// The evidence is the bulk of the file: it is opened when it is first asked for.
let openedEvidence = null;
const evidence = () => (openedEvidence ||= unpack("evidence-data").then(indexEvidence));

function indexEvidence(data) {
  data.of = new Map(); // entity -> role -> numbers of statements
  data.statements.forEach((statement, number) => {
    for (const role of ["head", "tail", "source", "by", "place", "about"]) {
      for (const entity of [statement[role] ?? []].flat()) {
        if (!data.of.has(entity)) data.of.set(entity, {});
        (data.of.get(entity)[role] ||= []).push(number);
      }
    }
  });
  return data;
}

// Numbers nodes 0.. by importance, and edges 0..; lists the edges at each node.
function model(data) {
  const { nodes, edges } = data;
  const at = nodes.id.map(() => []);
  edges.head.forEach((head, edge) => {
    at[head].push(edge);
    if (edges.tail[edge] !== head) at[edges.tail[edge]].push(edge);
  });
  const loose = at.filter((touching) => !touching.length).length;
  return { ...data, at, loose, nodeCount: nodes.id.length, edgeCount: edges.head.length };
}

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const spoken = (kind) => kind.replaceAll("_", " ");
const plural = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

// Only web addresses become links; anything else stays text.
function webAddress(text) {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null;
  }
}
