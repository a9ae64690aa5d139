// Colours, and the little drawings of the legend.

const STATUSES = [
  { id: "actual", label: "Stated as fact", dash: [] },
  { id: "denied", label: "Denied", dash: [9, 5] },
  { id: "open", label: "Planned, possible", dash: [2, 5] },
];
const darkMode = matchMedia("(prefers-color-scheme: dark)");

function theme() {
  const style = getComputedStyle(document.documentElement);
  const get = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    ground: get("ground"), text: get("text"), muted: get("muted"), accent: get("accent"),
    status: { actual: get("edge"), denied: get("denied"), open: get("open") },
  };
}

function svg(width, height, shape, attributes) {
  const make = (tag, values) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(values)) node.setAttribute(name, value);
    return node;
  };
  const root = make("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
  root.append(make(shape, attributes));
  return root;
}

const OUTLINES = {
  square: "3,3 13,3 13,13 3,13",
  diamond: "8,1 15,8 8,15 1,8",
  triangle: "8,2 15,14 1,14",
  triangleDown: "8,14 15,2 1,2",
  hexagon: "4.5,2 11.5,2 15,8 11.5,14 4.5,14 1,8",
  star: "8,0.5 10,5.7 15.6,6 11.3,9.5 12.7,15 8,11.9 3.3,15 4.7,9.5 0.4,6 6,5.7",
};

function swatch(type) {
  const paint = { fill: type.filled ? type.color : "none", stroke: type.color, "stroke-width": 2 };
  if (type.shape === "dot") return svg(16, 16, "circle", { cx: 8, cy: 8, r: 6, ...paint });
  return svg(16, 16, "polygon", { points: OUTLINES[type.shape], "stroke-linejoin": "round", ...paint });
}

function lineSample(status) {
  const line = svg(26, 16, "line", { x1: 1, y1: 8, x2: 25, y2: 8, "stroke-width": 2.2 });
  line.firstChild.setAttribute("stroke-dasharray", status.dash.join(" "));
  line.firstChild.style.stroke = `var(--${status.id === "actual" ? "edge" : status.id})`;
  return line;
}
