// The drawing of the graph on anything that takes the commands of a 2D canvas: the stage,
// a picture to save, an SVG.  A view is {x, y, scale, width, height}: the point of the
// graph in the middle, and the size of the frame in pixels.
const theme = {};
function readTheme() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "card", "ink", "soft", "accent", "line", "rule"]) {
    theme[name] = style.getPropertyValue(`--${name}`).trim();
  }
  theme.dark = style.colorScheme.includes("dark") && (state.look || (dark.matches ? "dark" : "light")) === "dark";
}
// A light fill would be lost on light paper: it gets a rim that can be seen.
const channel = (part) => (part /= 255, part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const lightOf = (color) =>
  [0.2126, 0.7152, 0.0722].reduce((sum, share, at) => sum + share * channel(parseInt(color.slice(1 + 2 * at, 3 + 2 * at), 16)), 0);
function rimOf(fill) {
  const [one, other] = [lightOf(fill), lightOf(theme.paper)].sort((a, b) => b - a);
  return (one + 0.05) / (other + 0.05) < 2.4 ? theme.soft : theme.paper;
}
const toScreen = (view, x, y) => [(x - view.x) * view.scale + view.width / 2, (y - view.y) * view.scale + view.height / 2];
const toGraph = (view, x, y) => [(x - view.width / 2) / view.scale + view.x, (y - view.height / 2) / view.scale + view.y];
// From far away the well connected still stand out.
const radiusOf = (view, id) => Math.max(sizes[id] * view.scale, 0.6 + sizes[id] * 0.07);

// ------------------------------------------------------------------------------ edges

// Edges of one colour and width are one path: a stroke for each would take most of a frame.
const strands = new Map();
for (const index of everyEdge) {
  const width = Math.min(Math.round(E.width[index] * 2) / 2, 12);
  const key = `${tieKind(index)} ${width}`;
  if (!strands.has(key)) strands.set(key, { kind: tieKind(index), width, edges: [] });
  strands.get(key).edges.push(index);
}
const tieColor = (kind) => DATA.relations[kind].color || theme.line;
// What is not lit stands back while something is.
const tieAlpha = (bright) => (bright ? 0.16 : theme.dark ? 0.85 : 0.6);
const nodeAlpha = (id, bright) => (bright && !bright.nodes.has(id) ? 0.25 : 1);

// The ends of an edge on the screen and the point that bends it; null outside the frame.
function course(view, index) {
  const [ax, ay] = toScreen(view, xs[E.from[index]], ys[E.from[index]]);
  const [bx, by] = toScreen(view, xs[E.to[index]], ys[E.to[index]]);
  if ((ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > view.width && bx > view.width) || (ay > view.height && by > view.height)) return null;
  const bend = E.bend[index] || 0;
  return { ax, ay, bx, by, mx: (ax + bx) / 2 + (by - ay) * bend, my: (ay + by) / 2 - (bx - ax) * bend, bend };
}
const middle = (way) => [(way.ax + way.bx) / 4 + way.mx / 2, (way.ay + way.by) / 4 + way.my / 2];

function trace(context, view, index) {
  const way = course(view, index);
  if (!way) return;
  if (E.from[index] === E.to[index]) {
    const radius = radiusOf(view, E.from[index]);
    context.moveTo(way.ax + radius, way.ay - radius);
    context.arc(way.ax, way.ay - radius, radius, 0, 2 * Math.PI);
    return;
  }
  context.moveTo(way.ax, way.ay);
  if (way.bend) context.quadraticCurveTo(way.mx, way.my, way.bx, way.by);
  else context.lineTo(way.bx, way.by);
}
function head(context, view, index) {
  const way = course(view, index);
  if (!way || E.from[index] === E.to[index]) return;
  const dx = way.bx - way.mx, dy = way.by - way.my, length = Math.hypot(dx, dy) || 1;
  const size = Math.min(Math.max(7 * view.scale, 3.5), 8) + E.width[index] * view.scale * 0.6;
  const away = radiusOf(view, E.to[index]) + 1;
  if (length * 2 < away + size) return;
  const ux = dx / length, uy = dy / length;
  const x = way.bx - ux * away, y = way.by - uy * away;
  context.moveTo(x, y);
  context.lineTo(x - ux * size - uy * size * 0.42, y - uy * size + ux * size * 0.42);
  context.lineTo(x - ux * size + uy * size * 0.42, y - uy * size - ux * size * 0.42);
  context.closePath();
}
function strand(context, view, kind, width, edges, color, alpha, arrows) {
  const look = DATA.relations[kind];
  context.globalAlpha = alpha;
  context.strokeStyle = context.fillStyle = color;
  context.lineWidth = Math.min(Math.max(width * view.scale, 0.6), width * 1.5);
  context.setLineDash(look.dashed ? [5, 4] : []);
  context.beginPath();
  for (const index of edges) trace(context, view, index);
  context.stroke();
  context.setLineDash([]);
  if (!look.arrow || !arrows) return;
  context.beginPath();
  for (const index of edges) head(context, view, index);
  context.fill();
}
function paintEdges(context, view, bright, hasty) {
  const alpha = tieAlpha(bright);
  // in a picture of many thousand edges single ones are not told apart: thinner, no heads
  const dense = shownEdges * Math.min(1, 0.25 / view.scale) > 6000;
  const faint = dense && !bright ? alpha * 0.45 : alpha;
  const every = hasty ? Math.ceil(shownEdges / HASTY) : 1;
  for (const { kind, width, edges } of strands.values()) {
    if (state.off.edge.has(kind)) continue;
    const drawn = edges.filter((index) => edgeOn[index] && index % every === 0 && !(bright && bright.edges.has(index)));
    if (drawn.length) strand(context, view, kind, width, drawn, tieColor(kind), faint, !dense && !hasty && view.scale > 0.22);
  }
  if (bright) for (const index of bright.edges) if (edgeOn[index]) strand(context, view, tieKind(index), E.width[index], [index], theme.accent, 1, true);
  context.globalAlpha = 1;
}

// ------------------------------------------------------------------------------ nodes

const CORNERS = {
  square: [[-0.88, -0.88], [0.88, -0.88], [0.88, 0.88], [-0.88, 0.88]],
  diamond: [[0, -1.15], [1.15, 0], [0, 1.15], [-1.15, 0]],
  triangle: [[0, -1.15], [1.1, 0.8], [-1.1, 0.8]],
  triangleDown: [[0, 1.15], [1.1, -0.8], [-1.1, -0.8]],
  hexagon: [0, 1, 2, 3, 4, 5].map((corner) => [1.05 * Math.cos((corner * Math.PI) / 3), 1.05 * Math.sin((corner * Math.PI) / 3)]),
  star: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((corner) => {
    const reach = corner % 2 ? 0.55 : 1.25, turn = (corner * Math.PI) / 5 - Math.PI / 2;
    return [reach * Math.cos(turn), reach * Math.sin(turn)];
  }),
};
// The smallest are drawn as specks, the others some at a time: the time that a path takes
// to fill grows faster than the number of its parts.
const SPECK = 2.2, BATCH = 40;
function outline(context, shape, x, y, radius) {
  const corners = CORNERS[shape];
  if (!corners) {
    context.moveTo(x + radius, y);
    context.arc(x, y, radius, 0, 2 * Math.PI);
  } else {
    corners.forEach(([dx, dy], corner) => (corner ? context.lineTo(x + dx * radius, y + dy * radius) : context.moveTo(x + dx * radius, y + dy * radius)));
  }
  context.closePath();
}
function paintNodes(context, view, bright, hasty) {
  const groups = new Map(), strong = [];
  for (const id of byWeight.slice().reverse()) {
    if (!nodeOn[id]) continue;
    const [x, y] = toScreen(view, xs[id], ys[id]), radius = radiusOf(view, id);
    if (x < -radius || y < -radius || x > view.width + radius || y > view.height + radius) continue;
    const alpha = nodeAlpha(id, bright);
    const key = `${alpha} ${fills[id]} ${N.kind[id]}`;
    if (!groups.has(key)) groups.set(key, { alpha, fill: fills[id], shape: DATA.kinds[N.kind[id]].shape, spots: [] });
    groups.get(key).spots.push([x, y, radius]);
    if (isStrong(id)) strong.push([x, y, radius, DATA.kinds[N.kind[id]].shape]);
  }
  const ordered = [...groups.values()].sort((a, b) => a.alpha - b.alpha);
  for (const { alpha, fill, shape, spots } of ordered) {
    context.globalAlpha = alpha;
    context.fillStyle = fill;
    context.strokeStyle = rimOf(fill);
    context.lineWidth = Math.min(1.2, view.scale * 2);
    const speck = hasty ? 2 * SPECK : SPECK, large = spots.filter(([, , radius]) => radius >= speck);
    for (const [x, y, radius] of spots) if (radius < speck) context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
    for (let first = 0; first < large.length; first += BATCH) {
      context.beginPath();
      for (const [x, y, radius] of large.slice(first, first + BATCH)) outline(context, shape, x, y, radius);
      context.fill();
      if (context.lineWidth > 0.5) context.stroke();
    }
  }
  context.globalAlpha = 1;
  context.strokeStyle = theme.ink;
  context.lineWidth = 2.5;
  for (const [x, y, radius, shape] of strong) {
    context.beginPath();
    outline(context, shape, x, y, radius);
    context.stroke();
  }
}
const isStrong = (id) => centers.has(id) || nodeOf(state.chosen) === id || state.from === id;

// ----------------------------------------------------------------------------- guides

function paintGuides(context, view) {
  const ends = { x: -Infinity, y: -Infinity };
  context.lineWidth = 1;
  context.font = `400 12px ${FONT}`;
  context.textBaseline = "middle";
  for (const [axis, spot, ...words] of DATA.guides) {
    const [x, y] = toScreen(view, spot, spot), across = axis === "x", text = plain(both(words));
    context.strokeStyle = theme.rule;
    context.beginPath();
    context.moveTo(across ? x : 0, across ? 0 : y);
    context.lineTo(across ? x : view.width, across ? view.height : y);
    context.stroke();
    // a name that would touch the one before it is left out
    const half = across ? widthOf(context, text) / 2 + 3 : 9, here = across ? x : y - 8;
    if (here - half < ends[axis]) continue;
    ends[axis] = here + half;
    context.fillStyle = theme.soft;
    context.textAlign = across ? "center" : "left";
    context.fillText(text, across ? x : 6, across ? 10 : y - 8);
  }
}

// ----------------------------------------------------------------------------- labels
// Labels keep their size on the screen.  The weightiest come first; one that would lie on
// another label, or on a node of some weight beside its own, waits until there is room.

const TRIES = 900, HASTY = 4000;
const widths = new Map();
function widthOf(context, text) {
  const key = context.font + text;
  if (!widths.has(key)) widths.set(key, context.measureText(text).width);
  return widths.get(key);
}
const short = (text) => {
  const letters = Array.from(plain(text).replace(/\s+/g, " "));
  let width = 0;
  const cut = letters.findIndex((letter) => (width += letter > "\u2e7f" ? 1 : 0.55) > 17);
  return cut < 0 || cut >= letters.length - 1 ? letters.join("") : letters.slice(0, cut).join("") + "…";
};
class Room {
  constructor() { this.rows = new Map(); }
  free(box, owner) {
    for (let row = Math.floor(box.top / 24); row <= Math.floor(box.bottom / 24); row++) {
      for (const other of this.rows.get(row) || []) {
        if (other.owner !== owner && other.weight > box.yields && box.left < other.right && box.right > other.left &&
            box.top < other.bottom && box.bottom > other.top) return false;
      }
    }
    return true;
  }
  take(box) {
    for (let row = Math.floor(box.top / 24); row <= Math.floor(box.bottom / 24); row++) {
      if (!this.rows.has(row)) this.rows.set(row, []);
      this.rows.get(row).push(box);
    }
  }
}
function paintLabels(context, view, bright, hasty) {
  const room = new Room(), seen = [];
  for (const id of byWeight) {
    if (!nodeOn[id]) continue;
    const [x, y] = toScreen(view, xs[id], ys[id]);
    if (x < -80 || y < -40 || x > view.width + 80 || y > view.height + 40) continue;
    const radius = radiusOf(view, id);
    seen.push({ id, x, y, radius, rank: rankOf(id, bright) });
    if (seen.length <= 4 * TRIES) room.take({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, owner: id, weight: neighbours[id].length });
  }
  const first = seen.filter((item) => item.rank).sort((a, b) => b.rank - a.rank);
  const rest = bright ? [] : seen.filter((item) => !item.rank);
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const item of first.concat(rest).slice(0, hasty ? 120 : TRIES)) paintLabel(context, view, room, item);
  if (bright && !hasty) for (const index of bright.edges) if (edgeOn[index]) paintTieLabel(context, view, room, index);
}
const rankOf = (id, bright) =>
  (nodeOf(state.chosen) === id ? 4 : 0) + (state.hovered === id ? 3 : 0) +
  (bright && bright.nodes.has(id) ? 2 : 0) + (centers.has(id) ? 1 : 0);

function paintLabel(context, view, room, item) {
  const text = short(labelOf(item.id)), degree = neighbours[item.id].length;
  const size = Math.min(11.5 + 0.7 * Math.sqrt(degree), 15) + (item.rank ? 0.5 : 0);
  context.font = `${item.rank || degree >= 8 ? 600 : 400} ${size}px ${FONT}`;
  const half = widthOf(context, text) / 2 + 2, high = size / 2 + 1.5, gap = item.radius + 3;
  const [below, right, above, left] = [
    [item.x, item.y + gap + high], [item.x + gap + half, item.y],
    [item.x, item.y - gap - high], [item.x - gap - half, item.y],
  ];
  // where a view sets things in rows, a label reads on in its row
  const spots = DATA.placed ? [right, left, below, above] : [below, right, above, left];
  for (const [x, y] of spots) {
    const box = { left: x - half, right: x + half, top: y - high, bottom: y + high, owner: item.id, yields: DATA.placed ? -1 : degree / 3 };
    const inside = box.left > 1 && box.right < view.width - 1 && box.top > 1 && box.bottom < view.height - 1;
    if (!(inside && room.free(box, item.id)) && item.rank < 3) continue;
    room.take({ ...box, owner: -1, weight: Infinity });
    letter(context, text, x, y, theme.ink, 3.5);
    return;
  }
}
function paintTieLabel(context, view, room, index) {
  const way = course(view, index);
  if (!way) return;
  const [x, y] = middle(way), text = short(both(tieWords(index)));
  context.font = `400 11.5px ${FONT}`;
  const half = widthOf(context, text) / 2 + 2;
  const box = { left: x - half, right: x + half, top: y - 8, bottom: y + 8, owner: -1, weight: Infinity, yields: -1 };
  if (!room.free(box, -2)) return;
  room.take(box);
  letter(context, text, x, y, theme.accent, 4);
}
function letter(context, text, x, y, color, edge) {
  context.strokeStyle = theme.paper;
  context.lineWidth = edge;
  context.strokeText(text, x, y);
  context.fillStyle = color;
  context.fillText(text, x, y);
}

// ------------------------------------------------------------------------ the whole of it

function paint(context, view, hasty) {
  const bright = lit();
  paintGuides(context, view);
  paintEdges(context, view, bright, hasty);
  paintNodes(context, view, bright, hasty);
  paintLabels(context, view, bright, hasty);
}
// What lies under a point of the screen: a node, an edge, or null.
function under(view, x, y) {
  let best = null, least = 5;
  for (const id of everyNode) {
    if (!nodeOn[id]) continue;
    const [cx, cy] = toScreen(view, xs[id], ys[id]);
    const away = Math.hypot(cx - x, cy - y) - radiusOf(view, id);
    if (away < least) { least = away; best = { node: id }; }
  }
  if (best) return best;
  least = 6;
  for (const index of everyEdge) {
    if (!edgeOn[index]) continue;
    const way = course(view, index);
    const away = way ? fromCourse(way, x, y) : Infinity;
    if (away < least) { least = away; best = { edge: index }; }
  }
  return best;
}
function fromCourse(way, x, y) {
  if (!way.bend) return fromLine(way.ax, way.ay, way.bx, way.by, x, y);
  let least = Infinity, [px, py] = [way.ax, way.ay];
  for (let step = 1; step <= 8; step++) {
    const t = step / 8, s = 1 - t;
    const qx = s * s * way.ax + 2 * s * t * way.mx + t * t * way.bx, qy = s * s * way.ay + 2 * s * t * way.my + t * t * way.by;
    least = Math.min(least, fromLine(px, py, qx, qy, x, y));
    [px, py] = [qx, qy];
  }
  return least;
}
function fromLine(ax, ay, bx, by, x, y) {
  const dx = bx - ax, dy = by - ay;
  const share = Math.min(Math.max(((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1), 0), 1);
  return Math.hypot(ax + share * dx - x, ay + share * dy - y);
}
// The view that shows all that is shown, with room at the sides for outer labels.
function fitted(width, height) {
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity;
  for (const id of everyNode) {
    if (!nodeOn[id]) continue;
    left = Math.min(left, xs[id]); right = Math.max(right, xs[id]);
    top = Math.min(top, ys[id]); bottom = Math.max(bottom, ys[id]);
  }
  if (left > right) return { x: 0, y: 0, scale: 1, width, height };
  const wide = Math.max(width - Math.min(150, width * 0.16), 60);
  const high = Math.max(height - Math.min(90, height * 0.16), 60);
  const scale = Math.min(wide / Math.max(right - left, 1), high / Math.max(bottom - top, 1), 1.3);
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale: Math.max(scale, 0.01), width, height };
}
readTheme();
colorNodes();
refilter();
