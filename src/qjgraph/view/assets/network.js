// The graph in memory: who is tied to whom, and what of it is shown now.
const N = DATA.nodes, E = DATA.edges;
const nodeCount = N.label.length, edgeCount = E.from.length;
const xs = Float64Array.from(N.x), ys = Float64Array.from(N.y);
const sizes = Float64Array.from(N.size);
const centers = new Set(N.center);
const everyNode = Array.from({ length: nodeCount }, (_, id) => id);
const everyEdge = Array.from({ length: edgeCount }, (_, index) => index);

const roleOf = (index) => DATA.roles[E.role[index]];
const tieKind = (index) => roleOf(index)[0];
const tieWords = (index) => roleOf(index).slice(2);
const labelOf = (id) => (state.lang === "en" && N.en[id]) || N.label[id];
const kindWords = (id) => both(DATA.kinds[N.kind[id]].words);
const otherEnd = (index, id) => (E.from[index] === id ? E.to[index] : E.from[index]);

const neighbours = N.label.map(() => []);
for (const index of everyEdge) {
  neighbours[E.from[index]].push(index);
  if (E.to[index] !== E.from[index]) neighbours[E.to[index]].push(index);
}
const weighed = () => everyNode.slice().sort((a, b) => sizes[b] - sizes[a] || a - b);
let byWeight = weighed();
const alone = everyNode.filter((id) => !neighbours[id].length && !centers.has(id));
state.loose = alone.length === nodeCount || DATA.view !== "whole";

// ---------------------------------------------------------------------------- filters

const nodeOn = new Uint8Array(nodeCount).fill(1), edgeOn = new Uint8Array(edgeCount).fill(1);
let shownNodes = 0, shownEdges = 0;

const isFiltered = () =>
  Object.values(state.off).some((set) => set.size) || state.period !== null || state.focus !== null;

// A claim's paper and days: allowed by the sources and the period set?
function allowedWhens() {
  const { period, off } = state;
  return DATA.whens.map(([source, first, last]) => {
    if (off.source.has(source)) return false;
    if (!period) return true;
    if (first === null && last === null) return false;
    return (last ?? Infinity) >= period[0] && (first ?? -Infinity) <= period[1];
  });
}
function refilter() {
  const allowed = allowedWhens();
  const byClaim = state.period !== null || state.off.source.size > 0;
  const holds = (whens) => whens.some((when) => allowed[when]);
  const kindOn = N.kind.map((kind, id) => !state.off.node.has(kind) && (state.loose || neighbours[id].length > 0 || centers.has(id)));
  const roleOn = DATA.roles.map(([kind], role) => !state.off.edge.has(kind) && !state.off.role.has(role));
  const carried = new Uint8Array(nodeCount);
  for (const index of everyEdge) {
    const claimed = E.when[index].length > 0;
    const ends = kindOn[E.from[index]] && kindOn[E.to[index]];
    edgeOn[index] = ends && roleOn[E.role[index]] && (!byClaim || !claimed || holds(E.when[index])) ? 1 : 0;
    if (edgeOn[index] && claimed) carried[E.from[index]] = carried[E.to[index]] = 1;
  }
  for (const id of everyNode) {
    nodeOn[id] = kindOn[id] && (!byClaim || carried[id] || holds(N.when[id])) ? 1 : 0;
  }
  if (state.focus) keepNear(state.focus);
  shownEdges = 0;
  for (const index of everyEdge) {
    edgeOn[index] &= nodeOn[E.from[index]] & nodeOn[E.to[index]];
    shownEdges += edgeOn[index];
  }
  shownNodes = nodeOn.reduce((sum, on) => sum + on, 0);
}
function keepNear({ id, steps }) {
  const kept = new Set([id]);
  let rim = [id];
  for (let step = 0; step < steps; step++) {
    const next = [];
    for (const here of rim) {
      for (const index of neighbours[here]) {
        const there = otherEnd(index, here);
        if (edgeOn[index] && nodeOn[there] && !kept.has(there)) { kept.add(there); next.push(there); }
      }
    }
    rim = next;
  }
  for (const other of everyNode) nodeOn[other] &= kept.has(other) ? 1 : 0;
}

// ------------------------------------------------------------------------------ ways

// The nodes and edges that are lit because they are chosen, or on the path shown.
function lit() {
  if (state.path) return state.path;
  const { chosen } = state, id = nodeOf(chosen);
  if (!chosen || chosen.quiet || !(id === null ? edgeOn[chosen.edge] : nodeOn[id])) return null;
  const found = { nodes: new Set(), edges: new Set() };
  const indices = id === null ? [chosen.edge] : neighbours[id].filter((index) => edgeOn[index]);
  if (id !== null) found.nodes.add(id);
  for (const index of indices) {
    found.edges.add(index);
    found.nodes.add(E.from[index]).add(E.to[index]);
  }
  return found;
}
// A shortest way over what is shown, whichever way edges point; null where there is none.
function shortestPath(from, to) {
  const came = new Map([[from, -1]]);
  let rim = [from];
  while (rim.length && !came.has(to)) {
    const next = [];
    for (const here of rim) {
      for (const index of neighbours[here]) {
        const there = otherEnd(index, here);
        if (edgeOn[index] && !came.has(there)) { came.set(there, index); next.push(there); }
      }
    }
    rim = next;
  }
  if (!came.has(to)) return null;
  const way = { nodes: new Set([to]), edges: new Set(), steps: [] };
  for (let here = to; here !== from; here = otherEnd(came.get(here), here)) {
    const index = came.get(here);
    way.edges.add(index);
    way.nodes.add(otherEnd(index, here));
    way.steps.unshift({ from: otherEnd(index, here), index, to: here });
  }
  return way;
}

// --------------------------------------------------------------------------- measures

const PALETTE = ["#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7", "#F0E442", "#999999"];
// Cividis (Nuñez, Anderton and Renslow 2018): even steps for all eyes, and in print.
const SCALE = ["#00224e", "#2a3f6d", "#575d6d", "#7d7c78", "#a59c74", "#d2c060", "#fee838"];

let fills = [];
function colorNodes() {
  const values = N.measures[state.colorBy];
  if (!values) { fills = N.kind.map((kind) => DATA.kinds[kind].color); return; }
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known), high = Math.max(...known);
  fills = values.map((value) => {
    if (value === null) return theme.line;
    if (state.colorBy === "community") return PALETTE[value % PALETTE.length];
    return SCALE[Math.round(((value - low) / (high - low || 1)) * (SCALE.length - 1))];
  });
}
function sizeNodes() {
  const values = N.measures[state.sizeBy];
  const most = values ? Math.max(...values.filter((value) => value !== null), 1e-9) : 1;
  const unit = Math.max(...N.size.slice(0, 5000), 8);
  for (const id of everyNode) {
    sizes[id] = values ? 5 + (unit - 5) * Math.sqrt(Math.max(values[id] ?? 0, 0) / most) : N.size[id];
  }
  byWeight = weighed();
}
