// Saving what is shown: a picture in points or lines, or the graph for Gephi.
const LEGEND = 34;

// A frame with the stage's picture, a title above it and a legend below.
function paintFrame(context, view) {
  context.fillStyle = theme.paper;
  context.fillRect(0, 0, view.width, view.height + 2 * LEGEND);
  context.translate(0, LEGEND);
  paint(context, view, false);
  context.translate(0, -LEGEND);
  // what reaches over the frame is covered by the two strips
  context.fillStyle = theme.card;
  context.fillRect(0, 0, view.width, LEGEND);
  context.fillRect(0, view.height + LEGEND, view.width, LEGEND);
  context.textBaseline = "middle";
  context.textAlign = "left";
  context.fillStyle = theme.ink;
  context.font = `600 15px ${FONT}`;
  context.fillText(plain(DATA.title), 14, LEGEND / 2);
  paintLegend(context, view);
}
function paintLegend(context, view) {
  const y = view.height + LEGEND * 1.5, shown = everyNode.filter((id) => nodeOn[id]);
  const entries = [
    ...Object.entries(DATA.kinds).filter(([kind]) => shown.some((id) => N.kind[id] === kind)),
    ...Object.entries(DATA.relations).filter(([kind]) => everyEdge.some((index) => edgeOn[index] && tieKind(index) === kind)),
  ];
  let x = 14;
  context.font = `400 12px ${FONT}`;
  for (const [kind, look] of entries) {
    const words = both(look.words), isNode = kind in DATA.kinds;
    context.beginPath();
    context.fillStyle = context.strokeStyle = look.color || theme.line;
    if (isNode) { outline(context, look.shape, x + 6, y, 6); context.fill(); context.strokeStyle = rimOf(look.color); context.lineWidth = 1; context.stroke(); }
    else {
      context.lineWidth = 2;
      context.setLineDash(look.dashed ? [4, 3] : []);
      context.moveTo(x, y);
      context.lineTo(x + 14, y);
      context.stroke();
      context.setLineDash([]);
    }
    context.fillStyle = theme.ink;
    context.fillText(words, x + 19, y);
    x += 19 + widthOf(context, words) + 18;
    if (x > view.width - 80) return;
  }
}

// ------------------------------------------------------------------------------- files

function saveFile(name, type, parts) {
  const link = make("a"), address = URL.createObjectURL(new Blob(parts, { type }));
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 20000);
  announce(say("saved", { f: name }));
}
// No character that a file name may not hold, and none that turns it around.
const fileName = (ending) => (plain(DATA.title).replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "qjgraph") + ending;

function savePng() {
  const view = { ...stage.view() }, canvas = make("canvas");
  [canvas.width, canvas.height] = [view.width * 2, (view.height + 2 * LEGEND) * 2];
  const context = canvas.getContext("2d");
  context.scale(2, 2);
  paintFrame(context, view);
  canvas.toBlob((blob) => saveFile(fileName(".png"), "image/png", [blob]), "image/png");
}
function saveSvg() {
  const view = { ...stage.view() }, writer = new SvgWriter(view.width, view.height + 2 * LEGEND);
  paintFrame(writer, view);
  saveFile(fileName(".svg"), "image/svg+xml", [writer.text()]);
}
function saveGexf() {
  saveFile(fileName(".gexf"), "application/gexf+xml", [gexf()]);
}

// Text fit for XML: its marks escaped, what it forbids replaced.
const xml = (text) =>
  String(text).toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);

// The commands of a 2D canvas that the drawing uses, written as SVG.
class SvgWriter {
  constructor(width, height) {
    Object.assign(this, { width, height, parts: [], path: "", dash: "", down: 0, globalAlpha: 1, lineWidth: 1, fillStyle: "#000", strokeStyle: "#000", font: "", textAlign: "left", textBaseline: "middle" });
    this.ruler = make("canvas").getContext("2d");
  }
  number(value) { return Math.round(value * 100) / 100; }
  spot(x, y) { return `${this.number(x)} ${this.number(y + this.down)}`; }
  translate(_, y) { this.down += y; }
  setLineDash(list) { this.dash = list.join(" "); }
  beginPath() { this.path = ""; }
  moveTo(x, y) { this.path += `M${this.spot(x, y)}`; }
  lineTo(x, y) { this.path += `L${this.spot(x, y)}`; }
  closePath() { this.path += "Z"; }
  quadraticCurveTo(mx, my, x, y) { this.path += `Q${this.spot(mx, my)} ${this.spot(x, y)}`; }
  // only whole circles are drawn
  arc(x, y, r) { const to = `A${this.number(r)} ${this.number(r)} 0 1 0 `; this.path += `M${this.spot(x + r, y)}${to}${this.spot(x - r, y)}${to}${this.spot(x + r, y)}`; }
  measureText(text) { this.ruler.font = this.font; return this.ruler.measureText(text); }
  put(shape, look) { this.parts.push(`<${shape} ${look}/>`); }
  fill() { if (this.path) this.put(`path d="${this.path}"`, `fill="${this.fillStyle}" fill-opacity="${this.globalAlpha}"`); }
  stroke() {
    if (!this.path) return;
    this.put(`path d="${this.path}"`, `fill="none" stroke="${this.strokeStyle}" stroke-opacity="${this.globalAlpha}" stroke-width="${this.number(this.lineWidth)}"${this.dash ? ` stroke-dasharray="${this.dash}"` : ""}`);
  }
  fillRect(x, y, width, height) { this.put(`rect x="${x}" y="${this.number(y + this.down)}" width="${width}" height="${height}"`, `fill="${this.fillStyle}"`); }
  strokeText(text, x, y) { this.write(text, x, y, `fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}" stroke-linejoin="round"`); }
  fillText(text, x, y) { this.write(text, x, y, `fill="${this.fillStyle}"`); }
  write(text, x, y, look) {
    const [, weight, size] = this.font.match(/^(\d+) ([\d.]+)px/), anchor = this.textAlign === "center" ? "middle" : "start";
    this.parts.push(`<text x="${this.number(x)}" y="${this.number(y + this.down + size * 0.36)}" font-size="${this.number(Number(size))}" font-weight="${weight}" text-anchor="${anchor}" ${look}>${xml(text)}</text>`);
  }
  text() {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="${SVG}" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}" font-family="${xml(FONT)}">\n<title>${xml(plain(DATA.title))}</title>\n${this.parts.join("\n")}\n</svg>\n`;
  }
}

// GEXF 1.2, which Gephi, igraph's and networkx's readers take.
function gexf() {
  const rgb = (color) => [1, 3, 5].map((at, i) => `${"rgb"[i]}="${parseInt(color.slice(at, at + 2), 16)}"`).join(" ");
  const row = (list) => `<attvalues>${list.map(([key, value]) => `<attvalue for="${key}" value="${xml(value)}"/>`).join("")}</attvalues>`;
  const iris = everyNode.map((id) => xml(about(id).iri)), twice = new Set(iris).size < iris.length;
  const name = (id) => (twice ? `n${id}` : iris[id]);
  const nodes = everyNode.filter((id) => nodeOn[id]).map((id) =>
    `<node id="${name(id)}" label="${xml(N.label[id])}">${row([
      ["kind", N.kind[id]], ["type", about(id).words[0]], ["iri", about(id).iri],
      ...DATA.measures.filter(([key]) => N.measures[key][id] !== null).map(([key]) => [`m-${xml(key)}`, N.measures[key][id]])])}` +
    `<viz:color ${rgb(fills[id])}/><viz:position x="${xs[id]}" y="${-ys[id]}" z="0"/><viz:size value="${sizes[id]}"/></node>`);
  const edges = everyEdge.filter((index) => edgeOn[index]).map((index) =>
    `<edge id="${index}" source="${name(E.from[index])}" target="${name(E.to[index])}" type="directed" weight="${E.weight[index]}" label="${xml(roleOf(index)[2])}">${row([
      ["kind", tieKind(index)], ["role", roleOf(index)[1]], ["label_en", roleOf(index)[3]]])}</edge>`);
  const attribute = (id, title, type) => `<attribute id="${id}" title="${title}" type="${type}"/>`;
  const measures = DATA.measures.map(([key]) => attribute(`m-${xml(key)}`, xml(key), "double"));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">\n<graph defaultedgetype="directed" mode="static">
<attributes class="node" mode="static">${attribute("kind", "kind", "string")}${attribute("type", "type", "string")}${attribute("iri", "iri", "string")}${measures.join("")}</attributes>
<attributes class="edge" mode="static">${["kind", "role", "label_en"].map((key) => attribute(key, key, "string")).join("")}</attributes>
<nodes>\n${nodes.join("\n")}\n</nodes>\n<edges>\n${edges.join("\n")}\n</edges>\n</graph>\n</gexf>\n`;
}
