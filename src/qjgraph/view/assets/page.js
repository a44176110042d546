// The page around the drawing: everything from outside is put in by textContent or drawn
// on the canvas, never parsed.  `vis` is vis-network; the data is pyvis's, with details.
"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const DATA = read("data");
  const WORDS = read("words");
  const at = (id) => document.getElementById(id);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
  let lang = DATA.lang === "en" ? "en" : "zh";
  let chosen = null; // {node: id} or {edge: id}
  let hovered = null;
  let theme = {};

  // ------------------------------------------------------------------------ words

  // Control and direction characters are shown by their code: they must not act.
  const HIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
  const plain = (text) =>
    String(text).replace(HIDDEN, (c) => `⟨${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`);
  const say = (key, values = {}) =>
    WORDS[key][lang].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  const both = (pair) => (lang === "zh" ? pair[0] : pair[1]);
  const many = (number) => number.toLocaleString(lang === "zh" ? "zh-CN" : "en");

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

  // ----------------------------------------------------------------- nodes and lines

  const nodes = DATA.nodes;
  const edges = DATA.edges;
  const neighbours = nodes.map(() => []);
  edges.forEach((edge, index) => {
    neighbours[edge.from].push(index);
    if (edge.to !== edge.from) neighbours[edge.to].push(index);
  });
  const labelOf = (id) => (lang === "en" && DATA.about[id].label_en) || nodes[id].label;
  const short = (text) => {
    const letters = Array.from(plain(text).replace(/\s+/g, " "));
    let width = 0;
    const cut = letters.findIndex((letter) => (width += letter > "\u2e7f" ? 1 : 0.55) > 17);
    return cut < 0 || cut >= letters.length - 1 ? letters.join("") : letters.slice(0, cut).join("") + "…";
  };
  const off = { node: new Set(), edge: new Set() };
  const looseIds = nodes.filter((node) => !neighbours[node.id].length).map((node) => node.id);
  let showLoose = looseIds.length === nodes.length || DATA.view !== "whole";
  const nodeShown = (id) =>
    !off.node.has(DATA.about[id].kind) && (showLoose || neighbours[id].length > 0 || DATA.about[id].center);
  const edgeShown = (id) =>
    !off.edge.has(DATA.ties[id].kind) && nodeShown(edges[id].from) && nodeShown(edges[id].to);

  function readTheme() {
    const style = getComputedStyle(document.documentElement);
    for (const name of ["paper", "card", "ink", "soft", "accent", "line"]) {
      theme[name] = style.getPropertyValue(`--${name}`).trim();
    }
  }
  const near = () => {
    if (!chosen || chosen.quiet) return null;
    const found = { nodes: new Set(), edges: new Set() };
    if ("node" in chosen) {
      found.nodes.add(chosen.node);
      for (const index of neighbours[chosen.node]) {
        if (!edgeShown(index)) continue;
        found.edges.add(index);
        found.nodes.add(edges[index].from).add(edges[index].to);
      }
    } else {
      found.edges.add(chosen.edge);
      found.nodes.add(edges[chosen.edge].from).add(edges[chosen.edge].to);
    }
    return found;
  };

  function nodeLook(node, lit) {
    const about = DATA.about[node.id];
    const faint = lit && !lit.nodes.has(node.id);
    const strong = about.center || (chosen && chosen.node === node.id);
    const border = strong ? theme.ink : theme.paper;
    const fill = DATA.kinds[about.kind].color;
    return {
      id: node.id,
      hidden: !nodeShown(node.id),
      opacity: faint ? 0.25 : 1,
      borderWidth: strong ? 3 : 1.5,
      color: { background: fill, border, highlight: { background: fill, border: theme.ink }, hover: { background: fill, border: theme.ink } },
    };
  }
  function edgeLook(edge, lit) {
    const tie = DATA.ties[edge.id];
    const bright = lit && lit.edges.has(edge.id);
    const color = bright ? theme.accent : DATA.relations[tie.kind].color || theme.line;
    return {
      id: edge.id,
      hidden: !edgeShown(edge.id),
      color: { color, highlight: theme.accent, hover: theme.accent, opacity: bright ? 1 : lit ? 0.16 : dark.matches ? 0.85 : 0.6 },
    };
  }

  readTheme();
  const nodeSet = new vis.DataSet(
    nodes.map((node) => ({ ...node, label: undefined, ...nodeLook(node, null) })),
  );
  const edgeSet = new vis.DataSet(
    edges.map((edge) => ({ ...edge, label: undefined, ...edgeLook(edge, null) })),
  );
  const container = at("graph");
  const network = new vis.Network(container, { nodes: nodeSet, edges: edgeSet }, {
    autoResize: true,
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: {
      hover: nodes.length <= 1500, tooltipDelay: 1e9, keyboard: false, multiselect: false,
      hideEdgesOnDrag: edges.length > 4000, selectConnectedEdges: false, zoomSpeed: 0.7,
    },
    nodes: { borderWidth: 1.5, shadow: false, chosen: false },
    edges: { chosen: false, selectionWidth: 0, hoverWidth: 0, smooth: false,
      arrowStrikethrough: false },
  });

  function repaint() {
    const lit = near();
    nodeSet.update(nodes.map((node) => nodeLook(node, lit)));
    edgeSet.update(edges.map((edge) => edgeLook(edge, lit)));
  }

  // ---------------------------------------------------------------------- labels
  // Labels keep their size on the screen.  The weightiest come first; one that would lie
  // on another label, or on a node of some weight beside its own, waits until there is room.

  const byWeight = nodes.map((node) => node.id).sort((a, b) => nodes[b].size - nodes[a].size || a - b);
  const widths = new Map();
  function widthOf(context, text) {
    const key = context.font + text;
    if (!widths.has(key)) widths.set(key, context.measureText(text).width);
    return widths.get(key);
  }
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
  function drawLabels(context) {
    const scale = network.getScale();
    const corner = network.DOMtoCanvas({ x: 0, y: 0 });
    const width = container.clientWidth, height = container.clientHeight;
    const room = new Room();
    const lit = near();
    const seen = [];
    for (const id of byWeight) {
      if (!nodeShown(id)) continue;
      const body = network.body.nodes[id];
      const x = (body.x - corner.x) * scale, y = (body.y - corner.y) * scale;
      if (x < -80 || y < -40 || x > width + 80 || y > height + 40) continue;
      const radius = Math.max(nodes[id].size * scale, 1.5);
      const item = { id, x, y, radius };
      seen.push(item);
      room.take({ left: x - radius, right: x + radius, top: y - radius, bottom: y + radius, owner: id, weight: neighbours[id].length });
    }
    const rank = (item) =>
      (chosen && chosen.node === item.id ? 4 : 0) + (hovered === item.id ? 3 : 0) +
      (lit && lit.nodes.has(item.id) ? 2 : 0) + (DATA.about[item.id].center ? 1 : 0);
    const ranked = seen.map((item) => ({ ...item, rank: rank(item) })).sort((a, b) => b.rank - a.rank);
    context.save();
    context.setTransform(devicePixelRatio || 1, 0, 0, devicePixelRatio || 1, 0, 0);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const item of ranked) {
      if (lit && !lit.nodes.has(item.id) && hovered !== item.id) continue;
      drawLabel(context, room, item, width, height);
    }
    if (lit) for (const index of lit.edges) drawTie(context, room, index, corner, scale);
    context.restore();
  }
  function drawLabel(context, room, item, width, height) {
    const text = short(labelOf(item.id));
    const degree = neighbours[item.id].length;
    const size = Math.min(11.5 + 0.7 * Math.sqrt(degree), 15) + (item.rank ? 0.5 : 0);
    context.font = `${item.rank || degree >= 8 ? 600 : 400} ${size}px ${FONT}`;
    const half = widthOf(context, text) / 2 + 2, high = size / 2 + 1.5, gap = item.radius + 3;
    const spots = [
      [item.x, item.y + gap + high], [item.x + gap + half, item.y],
      [item.x, item.y - gap - high], [item.x - gap - half, item.y],
    ];
    for (const [x, y] of spots) {
      const box = { left: x - half, right: x + half, top: y - high, bottom: y + high, owner: item.id,
        yields: degree / 3 };
      const inside = box.left > 1 && box.right < width - 1 && box.top > 1 && box.bottom < height - 1;
      if (!(inside && room.free(box, item.id)) && item.rank < 3) continue;
      room.take({ ...box, owner: -1, weight: Infinity });
      context.strokeStyle = theme.paper;
      context.lineWidth = 3.5;
      context.strokeText(text, x, y);
      context.fillStyle = theme.ink;
      context.fillText(text, x, y);
      return;
    }
  }
  function drawTie(context, room, index, corner, scale) {
    const edge = network.body.edges[index];
    const from = network.body.nodes[edges[index].from], to = network.body.nodes[edges[index].to];
    const point = edge && edge.edgeType && edge.edgeType.getPoint ? edge.edgeType.getPoint(0.5) :
      { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    const x = (point.x - corner.x) * scale, y = (point.y - corner.y) * scale;
    const text = short(both(DATA.ties[index].words));
    context.font = `400 11.5px ${FONT}`;
    const half = widthOf(context, text) / 2 + 2;
    const box = { left: x - half, right: x + half, top: y - 8, bottom: y + 8, owner: -1, weight: Infinity, yields: -1 };
    if (!room.free(box, -2)) return;
    room.take(box);
    context.strokeStyle = theme.paper;
    context.lineWidth = 4;
    context.strokeText(text, x, y);
    context.fillStyle = theme.accent;
    context.fillText(text, x, y);
  }
  network.on("afterDrawing", drawLabels);

  // ------------------------------------------------------------------------ signs

  const SVG = "http://www.w3.org/2000/svg";
  const PATHS = {
    dot: "M8 2a6 6 0 1 0 .001 0z", square: "M2.5 2.5h11v11h-11z", diamond: "M8 1l7 7-7 7-7-7z",
    triangle: "M8 1.5l7 12.5H1z", triangleDown: "M8 14.5L1 2h14z",
    hexagon: "M4.4 1.8h7.2L15.2 8l-3.6 6.2H4.4L.8 8z",
    star: "M8 .8l2.2 4.9 5.3.6-3.9 3.6 1 5.3L8 12.6l-4.6 2.6 1-5.3L.5 6.3l5.3-.6z",
    line: "M1 7h14v2H1z",
  };
  function sign(shape, color) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", "0 0 16 16");
    svg.setAttribute("class", "sign");
    svg.setAttribute("aria-hidden", "true");
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", PATHS[shape]);
    path.setAttribute("fill", color);
    svg.append(path);
    return svg;
  }
  const signOf = (id) => {
    const kind = DATA.kinds[DATA.about[id].kind];
    return sign(kind.shape, kind.color);
  };

  // ------------------------------------------------------------------------ panel

  function quote(evidence) {
    const [sentence, from, to, rule, confidence, by] = evidence;
    const [text, articleIndex, begin, end] = DATA.sentences[sentence];
    const [id, title, date, source] = DATA.articles[articleIndex];
    const block = make("blockquote");
    if (from === null) block.textContent = tidy(text);
    else add(block, tidy(text.slice(0, from)), make("mark", tidy(text.slice(from, to))), tidy(text.slice(to)));
    const where = [title ? `《${title}》` : id, date, source, title ? id : "",
      by ? say("by", { b: by }) : "", say("offsets", { b: begin, e: end }), say("rule", { r: rule }), say("confidence", { c: confidence })];
    const figure = make("figure", null, "quote");
    return add(figure, block, make("figcaption", where.filter(Boolean).join(" · ")));
  }
  // Column breaks stand in the raw text; between Chinese characters they are no blank.
  const tidy = (text) => plain(text.replace(/([^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])/g, "$1").replace(/\s+/g, " "));

  function someOf(parent, items, draw, limit, key) {
    items.slice(0, limit).forEach((item) => add(parent, draw(item)));
    if (items.length <= limit) return;
    const button = make("button", say(key, { n: many(items.length - limit) }), "more");
    button.type = "button";
    button.addEventListener("click", () => {
      button.remove();
      const fresh = items.slice(limit).map(draw);
      add(parent, ...fresh);
      const target = fresh[0] && (fresh[0].querySelector("button, summary") || fresh[0]);
      if (target) { if (target === fresh[0]) target.tabIndex = -1; target.focus(); }
    });
    add(parent, button);
  }
  function factRow(fact) {
    const [kind, name, value, evidence] = fact;
    const details = make("details", null, kind === "event" ? "fact event" : "fact");
    const count = evidence.length === 1 ? say("sentence") : say("sentences", { n: evidence.length });
    const summary = add(make("summary"), make("span", both(name), "what"), make("span", both(value), "value"),
      make("span", count, "many"));
    add(details, summary);
    details.addEventListener("toggle", () => {
      if (details.open && details.childElementCount === 1) someOf(details, evidence, quote, 4, "more");
    });
    return details;
  }
  function part(panel, title, items, draw, limit, key) {
    if (!items.length) return;
    const section = add(make("section"), make("h3", title));
    someOf(section, items, draw, limit, key || "more");
    add(panel, section);
  }
  const go = (id) => {
    const button = make("button", null, null);
    button.type = "button";
    add(button, signOf(id), make("span", labelOf(id)));
    button.addEventListener("click", () => choose({ node: id }, true));
    return button;
  };
  function tieRow(index, here) {
    const edge = edges[index], tie = DATA.ties[index];
    const outward = edge.from === here;
    const role = make("button", (outward || tie.kind === "coattendance" ? "" : "← ") + both(tie.words), "role");
    role.type = "button";
    role.addEventListener("click", () => choose({ edge: index }, false));
    const to = go(outward ? edge.to : edge.from);
    to.className = "to";
    return add(make("div", null, "tie"), role, to);
  }
  function closer() {
    const button = make("button", "×", "close");
    button.type = "button";
    button.setAttribute("aria-label", say("close"));
    button.addEventListener("click", () => choose(null));
    return button;
  }
  function nodePanel(panel, id) {
    const about = DATA.about[id];
    const kind = DATA.kinds[about.kind].words;
    const words = [both(kind)];
    if (both(about.words) && both(about.words) !== both(kind)) words.push(both(about.words));
    if (about.code) words.push(about.code);
    add(panel, closer(), make("h2", labelOf(id)),
      add(make("span", null, "chip"), signOf(id), make("span", words.join(" · "))));
    if (about.names.length) add(panel, make("p", `${say("names")} ${about.names.join("、")}`, "names"));
    add(panel, make("p", about.iri, "iri"));
    part(panel, say("facts"), about.facts, factRow, 12);
    const told = (index) => ["amount", "stage"].includes(DATA.about[edges[index].to].kind);
    const ties = neighbours[id].filter((index) => edgeShown(index) && (edges[index].to === id || !told(index)));
    ties.sort((a, b) => DATA.ties[a].kind.localeCompare(DATA.ties[b].kind) || DATA.ties[b].weight - DATA.ties[a].weight || a - b);
    part(panel, say("relations"), ties, (index) => tieRow(index, id), 14, "moreTies");
    if (about.kind !== "amount" && about.kind !== "stage") part(panel, say("named"), about.evidence, quote, 3);
  }
  function edgePanel(panel, index) {
    const edge = edges[index], tie = DATA.ties[index];
    const pair = add(make("div", null, "pair"), go(edge.from),
      make("span", `${tie.kind === "coattendance" ? "—" : "↓"} ${both(tie.words)}`, "role"), go(edge.to));
    const chip = make("p", both(DATA.relations[tie.kind].words), "names");
    add(panel, closer(), pair, chip);
    part(panel, say("events"), tie.facts, factRow, 20);
    part(panel, say("evidence"), tie.evidence, quote, 5);
    if (!tie.facts.length && !tie.evidence.length) add(panel, make("p", say("structure"), "lead"));
  }
  function fillPanel() {
    const panel = at("panel");
    panel.replaceChildren();
    if (chosen && "node" in chosen) nodePanel(panel, chosen.node);
    else if (chosen) edgePanel(panel, chosen.edge);
    else overview(panel);
    panel.scrollTop = 0;
  }
  function overview(panel) {
    add(panel, make("p", say("hint"), "lead"), make("p", say("keys"), "names"));
    const first = byWeight.filter(nodeShown).filter((id) => neighbours[id].length).slice(0, 200);
    part(panel, say("things"), first, (id) => {
      const row = make("div", null, "tie");
      const button = go(id);
      button.className = "to";
      return add(row, make("span", both(DATA.kinds[DATA.about[id].kind].words), "what"), button);
    }, 14, "moreTies");
  }

  function choose(what, move) {
    chosen = what;
    if (what && "node" in what && !nodeShown(what.node)) reveal(what.node);
    repaint();
    fillPanel();
    if (what && "node" in what && move) {
      network.moveTo({
        position: network.getPosition(what.node), scale: Math.max(network.getScale(), 0.75),
        animation: calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" },
      });
    }
  }
  function reveal(id) {
    off.node.delete(DATA.about[id].kind);
    if (!neighbours[id].length) showLoose = true;
    fillLegend();
  }

  // ----------------------------------------------------------------------- legend

  function tally(list) {
    const counts = new Map();
    for (const item of list) counts.set(item.kind, (counts.get(item.kind) || 0) + 1);
    return counts;
  }
  function fillLegend() {
    const legend = at("legend");
    legend.replaceChildren();
    legend.setAttribute("aria-label", say("legend"));
    const group = (name, kinds, counts, set, shape) => {
      const group = add(make("fieldset"), make("legend", say(name)));
      for (const [kind, look] of Object.entries(kinds)) {
        if (!counts.get(kind)) continue;
        const icon = sign(shape || look.shape, look.color || theme.line);
        const entry = checkbox(!set.has(kind), icon, both(look.words), many(counts.get(kind)), (on) => {
          if (on) set.delete(kind); else set.add(kind);
          entry.classList.toggle("off", !on);
          repaint();
          if (!chosen) fillPanel();
        });
        entry.classList.toggle("off", set.has(kind));
        add(group, entry);
      }
      add(legend, group);
    };
    group("things", DATA.kinds, tally(DATA.about), off.node);
    add(legend, make("span", null, "gap"));
    group("ties", DATA.relations, tally(DATA.ties), off.edge, "line");
    if (!looseIds.length || looseIds.length === nodes.length) return;
    const loose = checkbox(showLoose, null, say("loose", { n: many(looseIds.length) }), "", (on) => {
      showLoose = on;
      repaint();
      fit();
    });
    loose.classList.add("loose");
    add(legend, loose);
  }
  function checkbox(on, icon, text, count, change) {
    const input = make("input", null, icon ? "box" : "");
    input.type = "checkbox";
    input.checked = on;
    input.addEventListener("change", () => change(input.checked));
    return add(make("label"), input, icon, make("span", text), make("span", count, "count"));
  }

  // ----------------------------------------------------------------------- search

  const box = at("search"), results = at("results");
  let found = [], active = -1;
  const folded = nodes.map((node) =>
    [node.label, DATA.about[node.id].label_en || "", ...DATA.about[node.id].names].join("\n").toLowerCase());
  function search() {
    const words = box.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
    found = byWeight.filter((id) => words.every((word) => folded[id].includes(word)));
    if (words.length) {
      const rank = (id) => {
        const label = nodes[id].label.toLowerCase();
        return label === words[0] ? 0 : label.startsWith(words[0]) ? 1 : 2;
      };
      found.sort((a, b) => rank(a) - rank(b));
    }
    found = found.slice(0, 30);
    active = found.length && words.length ? 0 : -1;
    showResults();
  }
  function showResults() {
    results.replaceChildren();
    found.forEach((id, index) => {
      const item = make("li");
      item.id = `result-${index}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", String(index === active));
      add(item, signOf(id), make("span", labelOf(id)), make("span", both(DATA.kinds[DATA.about[id].kind].words), "kind"));
      item.addEventListener("mousedown", (event) => { event.preventDefault(); pick(index); });
      add(results, item);
    });
    if (!found.length) {
      const item = make("li", say("noResult"));
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      add(results, item);
    }
    results.hidden = false;
    box.setAttribute("aria-expanded", "true");
    if (active >= 0) {
      box.setAttribute("aria-activedescendant", `result-${active}`);
      results.children[active].scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  }
  function hideResults() {
    results.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  }
  function pick(index) {
    const id = found[index];
    if (id === undefined) return;
    hideResults();
    choose({ node: id }, true);
  }
  box.addEventListener("input", search);
  box.addEventListener("focus", search);
  box.addEventListener("blur", hideResults);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (results.hidden) search();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (found.length) active = (active + step + found.length) % found.length;
      showResults();
    } else if (event.key === "Enter") {
      event.preventDefault();
      pick(Math.max(active, 0));
    } else if (event.key === "Escape") {
      if (results.hidden) { container.focus(); return; }
      hideResults();
      event.stopPropagation();
    }
  });

  // ------------------------------------------------------------ mouse, keys, language

  function fit(animate) {
    const shown = nodes.filter((node) => nodeShown(node.id));
    if (!shown.length) return;
    const place = network.getPositions(shown.map((node) => node.id));
    const xs = shown.map((node) => place[node.id].x), ys = shown.map((node) => place[node.id].y);
    const least = (list) => list.reduce((a, b) => Math.min(a, b));
    const most = (list) => list.reduce((a, b) => Math.max(a, b));
    const [left, right, top, bottom] = [least(xs), most(xs), least(ys), most(ys)];
    // room at the sides for the labels of the outermost nodes
    const [width, height] = [container.clientWidth, container.clientHeight];
    const wide = Math.max(width - Math.min(150, width * 0.16), 60);
    const high = Math.max(height - Math.min(90, height * 0.16), 60);
    const scale = Math.min(wide / Math.max(right - left, 1), high / Math.max(bottom - top, 1), 1.3);
    network.moveTo({
      position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.02),
      animation: animate && !calm.matches ? { duration: 350, easingFunction: "easeInOutQuad" } : false,
    });
  }
  function zoom(factor) {
    network.moveTo({ scale: Math.min(Math.max(network.getScale() * factor, 0.02), 6) });
  }
  function pan(dx, dy) {
    const place = network.getViewPosition(), scale = network.getScale();
    network.moveTo({ position: { x: place.x + (dx * 80) / scale, y: place.y + (dy * 80) / scale } });
  }
  network.on("click", (event) => {
    container.focus({ preventScroll: true });
    if (event.nodes.length) choose({ node: event.nodes[0] }, false);
    else if (event.edges.length) choose({ edge: event.edges[0] }, false);
    else if (chosen) choose(null);
  });
  network.on("hoverNode", (event) => { hovered = event.node; container.style.cursor = "pointer"; network.redraw(); });
  network.on("blurNode", () => { hovered = null; container.style.cursor = ""; network.redraw(); });
  network.on("hoverEdge", () => { container.style.cursor = "pointer"; });
  network.on("blurEdge", () => { container.style.cursor = ""; });
  const KEYS = {
    ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1), ArrowDown: () => pan(0, 1),
    "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), f: () => fit(true), F: () => fit(true),
  };
  container.addEventListener("keydown", (event) => {
    const act = KEYS[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen) choose(null);
    if (event.key === "/" && document.activeElement !== box) { event.preventDefault(); box.focus(); }
  });
  at("fit").addEventListener("click", () => fit(true));
  at("in").addEventListener("click", () => zoom(1.25));
  at("out").addEventListener("click", () => zoom(0.8));
  at("lang").addEventListener("click", () => { lang = lang === "zh" ? "en" : "zh"; speak(); });
  dark.addEventListener("change", () => { readTheme(); repaint(); fillLegend(); });

  function speak() {
    document.documentElement.lang = lang === "zh" ? "zh-Hans" : "en";
    at("title").textContent = plain(DATA.title);
    const values = { view: both(DATA.viewWords), n: many(nodes.length), m: many(edges.length), a: many(DATA.articles.length) };
    at("counts").textContent = say(DATA.articles.length ? "counts" : "countsOne", values);
    for (const [id, key] of [["fit", "fit"], ["lang", "other"]]) at(id).textContent = say(key);
    for (const [id, key] of [["in", "zoomIn"], ["out", "zoomOut"], ["search", "search"], ["lang", "otherHint"], ["results", "search"]]) {
      at(id).setAttribute("aria-label", say(key));
      if (id !== "search" && id !== "results") at(id).title = say(key);
    }
    box.placeholder = say("searchHint");
    container.setAttribute("aria-label", say("graph", { n: many(nodes.length) }));
    const notes = DATA.notes.map(([key, numbers]) =>
      say(key, Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, many(number)]))));
    at("note").hidden = !notes.length;
    at("note").textContent = notes.join(" ");
    at("empty").hidden = nodes.length > 0;
    at("empty").textContent = say("empty");
    fillLegend();
    fillPanel();
    network.redraw();
  }

  speak();
  const centers = nodes.filter((node) => DATA.about[node.id].center);
  if (centers.length === 1) choose({ node: centers[0].id, quiet: true }, false);
  // graph.html#<IRI> opens at that node
  function fromAddress() {
    let iri = "";
    try { iri = decodeURIComponent(location.hash.slice(1)); } catch { return; }
    const id = iri ? DATA.about.findIndex((about) => about.iri === iri) : -1;
    if (id >= 0) choose({ node: id }, true);
  }
  fit(false);
  fromAddress();
  addEventListener("hashchange", fromAddress);
  addEventListener("resize", () => { if (!chosen) fit(false); });
  document.documentElement.dataset.ready = "yes";
})();
