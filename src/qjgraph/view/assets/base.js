// Data, words and the making of elements.  Text from outside enters elements by
// textContent and the canvas by fillText; nothing is ever parsed as markup.
const at = (id) => document.getElementById(id);
const read = (id) => JSON.parse(at(id).textContent);
const DATA = read("data");
const WORDS = read("words");
const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");

// What the reader has set.  `chosen` is {node: id} or {edge: id}; `path` has the nodes and
// edges of a way; `from` is the node that a path is sought from.
const state = {
  lang: DATA.lang,
  chosen: null, hovered: null, focus: null, path: null, from: null,
  off: { node: new Set(), edge: new Set(), role: new Set(), source: new Set() },
  period: null, loose: false, look: "", sizeBy: "", colorBy: "",
};

// The details are the larger part of the page: they are read when first asked for.
let details = null;
const told = () => (details ??= read("details"));
const about = (id) => told().about[id];
const tie = (index) => told().ties[index];
// The node of what is chosen or pointed at; null for an edge or nothing.
const nodeOf = (what) => what?.node ?? null;

// Control and direction characters are shown by their code: they must not act.
const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const plain = (text) =>
  String(text).replace(HIDDEN, (c) => `⟨${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);
const say = (key, values = {}) =>
  WORDS[key][state.lang].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
const both = (pair) => (state.lang === "zh" ? pair[0] : pair[1]);
const many = (number) => number.toLocaleString(state.lang === "zh" ? "zh-CN" : "en");
const announce = (text) => { at("live").textContent = plain(text); };

function make(tag, text, className) {
  const element = document.createElement(tag);
  if (text !== undefined && text !== null) element.textContent = plain(text);
  if (className) element.className = className;
  return element;
}
function add(parent, ...children) {
  for (const child of children) if (child) parent.append(child);
  return parent;
}
function button(text, act, className) {
  const made = make("button", text, className);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}
function checkbox(on, icon, text, count, change) {
  const input = make("input", null, icon ? "box" : "");
  input.type = "checkbox";
  input.checked = on;
  input.addEventListener("change", () => change(input.checked));
  return add(make("label"), input, icon, make("span", text), make("span", count, "count"));
}
function select(label, options, value, change) {
  const list = make("select");
  for (const [key, text] of options) {
    const option = make("option", text);
    option.value = key;
    option.selected = key === value;
    add(list, option);
  }
  list.addEventListener("change", () => change(list.value));
  return add(make("label", null, "pick"), make("span", label), list);
}

// ---------------------------------------------------------------------------- signs

const SVG = "http://www.w3.org/2000/svg";
const PATHS = {
  dot: "M8 2a6 6 0 1 0 .001 0z", square: "M2.5 2.5h11v11h-11z", diamond: "M8 1l7 7-7 7-7-7z",
  triangle: "M8 1.5l7 12.5H1z", triangleDown: "M8 14.5L1 2h14z",
  hexagon: "M4.4 1.8h7.2L15.2 8l-3.6 6.2H4.4L.8 8z",
  star: "M8 .8l2.2 4.9 5.3.6-3.9 3.6 1 5.3L8 12.6l-4.6 2.6 1-5.3L.5 6.3l5.3-.6z",
  line: "M1 7h14v2H1z", dashes: "M0 7h4v2H0zM6 7h4v2H6zM12 7h4v2h-4z",
};
function sign(shape, color, rim) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", "sign");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[shape]);
  path.setAttribute("fill", color);
  if (rim) path.setAttribute("stroke", rim);
  svg.append(path);
  return svg;
}
