// What the reader does: choosing, moving, keys, language and look.
function choose(what, move) {
  const id = nodeOf(what);
  state.chosen = what;
  state.path = null;
  if (id !== null && !nodeOn[id]) reveal(id);
  stage.repaint();
  fillPanel();
  if (id === null) return;
  if (move) stage.moveTo({ x: xs[id], y: ys[id], scale: Math.max(stage.view().scale, 0.75) }, true);
  if (!what.quiet) announce(`${labelOf(id)} · ${kindWords(id)} · ${say("tiesOf", { n: neighbours[id].filter((index) => edgeOn[index]).length })}`);
}
// A thing is pressed on the stage or picked by name: it is chosen, or ends a way.
function press(what, move) {
  if (!move) at("graph").focus({ preventScroll: true });
  if (state.from !== null && nodeOf(what) !== null) endPath(what.node);
  else if (what || state.chosen || state.path) choose(what, move);
}
function hover(what, surface) {
  const node = nodeOf(what);
  surface.style.cursor = what ? "pointer" : "";
  if (node === state.hovered) return;
  state.hovered = node;
  stage.redraw();
}
function fit(slowly) {
  const { width, height } = stage.view();
  stage.moveTo(fitted(width, height), slowly);
}
const zoom = (factor) => stage.moveTo({ scale: Math.min(Math.max(stage.view().scale * factor, 0.01), 6) }, false);
function pan(dx, dy) {
  const { x, y, scale } = stage.view();
  stage.moveTo({ x: x + (dx * 80) / scale, y: y + (dy * 80) / scale }, false);
}
function focusChosen() {
  const id = nodeOf(state.chosen);
  if (state.focus) setFocus(null);
  else if (id !== null) setFocus({ id, steps: 1 });
}
function pathFromChosen() {
  const id = nodeOf(state.chosen);
  if (id !== null) startPath(id);
}
// The next or the one before of the chosen node's neighbours, or of all nodes by weight.
function walk(step) {
  const shown = byWeight.filter((id) => nodeOn[id]);
  const here = shown.indexOf(nodeOf(state.chosen));
  if (shown.length) choose({ node: shown[(here + step + shown.length) % shown.length] }, true);
}

// -------------------------------------------------------------------------------- keys

const KEYS = {
  ArrowLeft: () => pan(-1, 0), ArrowRight: () => pan(1, 0), ArrowUp: () => pan(0, -1), ArrowDown: () => pan(0, 1),
  "+": () => zoom(1.25), "=": () => zoom(1.25), "-": () => zoom(0.8), f: () => fit(true),
  n: focusChosen, p: pathFromChosen, "]": () => walk(1), "[": () => walk(-1), " ": () => steps.length > 1 && play(),
};
const KEY_WORDS = [
  ["/", "keySearch"], ["← ↑ → ↓", "keyMove"], ["+ −", "keyZoom"], ["F", "keyFit"], ["[ ]", "keyWalk"],
  ["N", "keyFocus"], ["P", "keyPath"], [" ␣ ", "keyPlay"], ["Esc", "keyEscape"],
];
at("graph").addEventListener("keydown", (event) => {
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const open = document.querySelector("details.menu[open]");
    if (open) { open.open = false; open.querySelector("summary").focus(); }
    else if (state.from !== null) cancelPath();
    else if (state.chosen || state.path) choose(null);
  }
  const typing = document.activeElement.matches("input[type=text], select");
  if (event.key === "/" && !typing) { event.preventDefault(); box.focus(); }
});
document.addEventListener("pointerdown", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
const LOOKS = ["", "light", "dark"];
function changeLook() {
  state.look = LOOKS[(LOOKS.indexOf(state.look) + 1) % LOOKS.length];
  if (state.look) document.documentElement.dataset.look = state.look;
  else delete document.documentElement.dataset.look;
  lookChanged();
  speakTools();
}
function lookChanged() {
  readTheme();
  colorNodes();
  stage.repaint();
  fillLegend();
}
for (const [id, act] of [
  ["fit", () => fit(true)], ["in", () => zoom(1.25)], ["out", () => zoom(0.8)], ["look", changeLook], ["reset", reset],
  ["png", savePng], ["svg", saveSvg], ["gexf", saveGexf],
  ["lang", () => { state.lang = state.lang === "zh" ? "en" : "zh"; speak(); }],
]) at(id).addEventListener("click", act);
dark.addEventListener("change", lookChanged);

// ----------------------------------------------------------------------------- language

function speakCounts() {
  const values = { view: both(DATA.viewWords), n: many(shownNodes), m: many(shownEdges), N: many(nodeCount), M: many(edgeCount) };
  at("counts").textContent = say(shownNodes === nodeCount && shownEdges === edgeCount ? "counts" : "countsShown", values);
  at("empty").hidden = shownNodes > 0;
  at("empty").textContent = say(nodeCount ? "emptyFilter" : "empty");
}
function speakTools() {
  for (const id of ["fit", "lang", "reset"]) at(id).textContent = say(id);
  at("saveWords").textContent = say("save");
  for (const id of ["png", "svg", "gexf"]) at(id).textContent = say(`save_${id}`);
  for (const [id, key] of [["in", "zoomIn"], ["out", "zoomOut"], ["search", "search"], ["lang", "langHint"], ["results", "search"], ["look", `look_${state.look || "auto"}`], ["panel", "panel"], ["time", "time"]]) {
    at(id).setAttribute("aria-label", say(key));
    if (["in", "out", "lang", "look"].includes(id)) at(id).title = say(key);
  }
  at("look").textContent = { "": "◐", light: "☀", dark: "☾" }[state.look];
  box.placeholder = say("searchHint");
  at("graph").setAttribute("aria-label", say("graph", { n: many(nodeCount) }));
}
function speak() {
  document.documentElement.lang = state.lang === "zh" ? "zh-Hans" : "en";
  at("title").textContent = plain(DATA.title);
  const notes = DATA.notes.map(([key, numbers]) =>
    say(key, Object.fromEntries(Object.entries(numbers).map(([name, number]) => [name, many(number)]))));
  notes.push(...DATA.told.map((words) => plain(both(words))));
  at("note").hidden = !notes.length;
  at("note").textContent = notes.join(" ");
  speakCounts();
  speakTools();
  speakPrompt();
  fillLegend();
  fillDrawer();
  fillTime();
  fillPanel();
  stage.redraw();
}

// -------------------------------------------------------------------------------- start

// graph.html#<IRI> opens at that node
function fromAddress() {
  let iri = "";
  try { iri = decodeURIComponent(location.hash.slice(1)); } catch { return; }
  const id = iri ? told().about.findIndex((about) => about.iri === iri) : -1;
  if (id >= 0) choose({ node: id }, true);
}
speak();
fit(false);
if (centers.size === 1) choose({ node: N.center[0], quiet: true }, false);
fromAddress();
addEventListener("hashchange", fromAddress);
addEventListener("resize", () => { if (!state.chosen) fit(false); });
document.documentElement.dataset.ready = "yes";
setTimeout(told, 300);
