// The panel: facts and relations of what is chosen, each with its words; ways; an overview.
const rimmed = (shape, fill) => sign(shape, fill, rimOf(fill) === theme.soft ? theme.soft : "");
const signOf = (id) => rimmed(DATA.kinds[N.kind[id]].shape, fills[id]);
const isValue = (id) => ["amount", "done", "ongoing", "planned"].includes(N.kind[id]);
// Column breaks stand in the raw text; between Chinese characters they are no blank.
const tidy = (text) => plain(text.replace(/([^\x00-\x7f])\s*\n\s*(?=[^\x00-\x7f])/g, "$1").replace(/\s+/g, " "));

function quote(evidence) {
  const [sentence, from, to, rule, confidence, by] = evidence;
  const [text, articleIndex, begin, end] = told().sentences[sentence];
  const [id, title, date, source] = told().articles[articleIndex];
  const block = make("blockquote");
  if (from === null) block.textContent = tidy(text);
  else add(block, tidy(text.slice(0, from)), make("mark", tidy(text.slice(from, to))), tidy(text.slice(to)));
  const where = [title ? `《${title}》` : id, date, source, title ? id : "",
    by ? say("by", { b: by }) : "", say("offsets", { b: begin, e: end }), say("rule", { r: rule }), say("confidence", { c: confidence })];
  return add(make("figure", null, "quote"), block, make("figcaption", where.filter(Boolean).join(" · ")));
}
function someOf(parent, items, draw, limit, key) {
  items.slice(0, limit).forEach((item) => add(parent, draw(item)));
  if (items.length <= limit) return;
  const step = Math.max(limit, 100), rest = items.slice(limit);
  const more = button(say(key, { n: many(rest.length) }), () => {
    more.remove();
    const holder = make("div");
    add(parent, holder);
    someOf(holder, rest, draw, step, key);
    const first = holder.firstElementChild;
    const target = first.querySelector("button, summary") || first;
    if (target === first) target.tabIndex = -1;
    target.focus();
  }, "more");
  add(parent, more);
}
function part(panel, title, items, draw, limit, key) {
  if (!items.length) return;
  const section = add(make("section"), make("h3", title));
  someOf(section, items, draw, limit, key || "more");
  add(panel, section);
}
function factRow([kind, name, value, evidence]) {
  const row = make("details", null, kind === "event" ? "fact event" : "fact");
  const count = evidence.length === 1 ? say("sentence") : say("sentences", { n: evidence.length });
  add(row, add(make("summary"), make("span", both(name), "what"), make("span", both(value), "value"), make("span", count, "many")));
  row.addEventListener("toggle", () => {
    if (row.open && row.childElementCount === 1) someOf(row, evidence, quote, 4, "more");
  });
  return row;
}
function go(id, className) {
  const made = button(null, () => choose({ node: id }, true), className);
  return add(made, signOf(id), make("span", labelOf(id)));
}
const roleButton = (index, arrow) => button(arrow + both(tieWords(index)), () => choose({ edge: index }, false), "role");
function tieRow(index, here) {
  const outward = E.from[index] === here, plainTie = !DATA.relations[tieKind(index)].arrow;
  return add(make("div", null, "tie"), roleButton(index, outward || plainTie ? "" : "← "), go(otherEnd(index, here), "to"));
}
function closer() {
  const made = button("×", () => choose(null), "close");
  made.setAttribute("aria-label", say("close"));
  return made;
}

// ------------------------------------------------------------------------ what is chosen

function nodePanel(panel, id) {
  const here = about(id), words = [kindWords(id)];
  if (both(here.words) && both(here.words) !== words[0]) words.push(both(here.words));
  if (here.code) words.push(here.code);
  add(panel, closer(), make("h2", labelOf(id)),
    add(make("span", null, "chip"), signOf(id), make("span", words.join(" · "))));
  if (here.names.length) add(panel, make("p", `${say("names")} ${here.names.join("、")}`, "names"));
  add(panel, make("p", here.iri, "iri"), actions(id));
  part(panel, say("facts"), here.facts, factRow, 12);
  const ties = neighbours[id].filter((index) => edgeOn[index] && (E.to[index] === id || !isValue(E.to[index])));
  ties.sort((a, b) => (tieKind(a) < tieKind(b) ? -1 : tieKind(a) > tieKind(b) ? 1 : 0) || E.weight[b] - E.weight[a] || a - b);
  part(panel, say("relations"), ties, (index) => tieRow(index, id), 14, "moreTies");
  measureTable(panel, id);
  if (!isValue(id)) part(panel, say("named"), here.evidence, quote, 3);
}
function actions(id) {
  const row = make("div", null, "actions");
  if (state.focus && state.focus.id === id) {
    for (const steps of [1, 2, 3]) {
      const made = button(say("steps", { n: steps }), () => setFocus({ id, steps }));
      made.setAttribute("aria-pressed", String(state.focus.steps === steps));
      add(row, made);
    }
    add(row, button(say("unfocus"), () => setFocus(null)));
  } else add(row, button(say("focus"), () => setFocus({ id, steps: 1 })));
  return add(row, button(say("pathFrom"), () => startPath(id)));
}
function measureTable(panel, id) {
  const known = DATA.measures.filter(([name]) => N.measures[name][id] !== null);
  part(panel, say("measures"), known, ([name, ...words]) => {
    const value = N.measures[name][id];
    const told = typeof value === "number" ? String(Number(value.toPrecision(4))) : String(value);
    return add(make("div", null, "tie"), make("span", both(words), "what"), make("span", told, "value"));
  }, 20);
}
function edgePanel(panel, index) {
  const kind = DATA.relations[tieKind(index)], here = tie(index);
  const pair = add(make("div", null, "pair"), go(E.from[index]),
    make("span", `${kind.arrow ? "↓" : "—"} ${both(tieWords(index))}`, "role"), go(E.to[index]));
  add(panel, closer(), pair, make("p", both(kind.words), "names"));
  part(panel, say("events"), here.facts, factRow, 20);
  part(panel, say("evidence"), here.evidence, quote, 5);
  if (!here.facts.length && !here.evidence.length) add(panel, make("p", say("structure"), "lead"));
}

// ------------------------------------------------------------------------------- ways

function startPath(id) {
  state.from = id;
  at("search").value = "";
  at("search").focus();
  speakPrompt();
  announce(say("pathPick", { a: labelOf(id) }));
  stage.repaint();
}
function speakPrompt() {
  const from = state.from;
  at("prompt").hidden = from === null;
  at("prompt").replaceChildren();
  if (from === null) return;
  add(at("prompt"), make("span", say("pathPick", { a: labelOf(from) })), button(say("cancel"), cancelPath));
}
function cancelPath() {
  state.from = null;
  speakPrompt();
  stage.repaint();
}
function endPath(to) {
  const from = state.from;
  state.from = null;
  speakPrompt();
  const way = from === to ? null : shortestPath(from, to);
  if (!way) {
    announce(say("noPath", { a: labelOf(from), b: labelOf(to) }));
    choose({ node: to }, true);
    at("panel").prepend(make("p", say("noPath", { a: labelOf(from), b: labelOf(to) }), "lead warn"));
    return;
  }
  state.path = way;
  state.chosen = null;
  stage.repaint();
  fillPanel();
  announce(say("pathFound", { a: labelOf(from), b: labelOf(to), n: way.steps.length }));
}
function pathPanel(panel, { steps }) {
  const title = say("pathFound", { a: labelOf(steps[0].from), b: labelOf(steps[steps.length - 1].to), n: many(steps.length) });
  const list = add(make("div", null, "pair way"), go(steps[0].from));
  for (const { from, index, to } of steps) {
    const arrow = !DATA.relations[tieKind(index)].arrow ? "— " : E.from[index] === from ? "↓ " : "↑ ";
    add(list, roleButton(index, arrow), go(to));
  }
  add(panel, closer(), make("h2", say("path")), make("p", title, "names"), list);
}

// ---------------------------------------------------------------------------- overview

function overview(panel) {
  const table = make("dl", null, "keys");
  for (const [key, words] of KEY_WORDS) add(table, make("dt", key), make("dd", say(words)));
  add(panel, make("p", say("hint"), "lead"));
  const first = byWeight.filter((id) => nodeOn[id] && neighbours[id].length);
  part(panel, say("things"), first.slice(0, 500), (id) =>
    add(make("div", null, "tie"), make("span", kindWords(id), "what"), go(id, "to")), 14, "moreTies");
  add(panel, add(make("section"), make("h3", say("keys")), table));
}
function fillPanel() {
  const panel = at("panel"), { chosen } = state;
  panel.replaceChildren();
  if (nodeOf(chosen) !== null) nodePanel(panel, chosen.node);
  else if (chosen) edgePanel(panel, chosen.edge);
  else if (state.path) pathPanel(panel, state.path);
  else overview(panel);
  panel.scrollTop = 0;
}
