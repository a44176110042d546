// What is shown: classes and relations in the legend, roles and papers in a drawer beside it.
function tally(list) {
  const counts = new Map();
  for (const item of list) counts.set(item, (counts.get(item) || 0) + 1);
  return counts;
}
const kindCounts = tally(N.kind), tieCounts = tally(everyEdge.map(tieKind)), roleCounts = tally(E.role);
const sourceCounts = new Map();
for (const whens of [...N.when, ...E.when]) {
  for (const source of new Set(whens.map((when) => DATA.whens[when][0]))) sourceCounts.set(source, (sourceCounts.get(source) || 0) + 1);
}

// After any change of what is shown.
function filtersChanged(quietly) {
  refilter();
  stage.repaint();
  speakCounts();
  markReset();
  if (!state.chosen) fillPanel();
  if (!quietly) announce(at("counts").textContent);
}
function toggle(set, key) {
  return (on) => {
    if (on) set.delete(key); else set.add(key);
    filtersChanged();
  };
}
function entry(set, key, icon, text, count) {
  const change = toggle(set, key);
  const made = checkbox(!set.has(key), icon, text, many(count), (on) => { made.classList.toggle("off", !on); change(on); });
  made.classList.toggle("off", set.has(key));
  return made;
}
function fillLegend() {
  const legend = at("legend");
  legend.replaceChildren();
  legend.setAttribute("aria-label", say("legend"));
  const group = (name, looks, counts, set, icon) => {
    const group = add(make("fieldset"), make("legend", say(name)));
    for (const [kind, look] of Object.entries(looks)) {
      if (counts.get(kind)) add(group, entry(set, kind, icon(look), both(look.words), counts.get(kind)));
    }
    add(legend, group);
  };
  group("things", DATA.kinds, kindCounts, state.off.node, (look) => rimmed(look.shape, look.color));
  add(legend, make("span", null, "gap"));
  group("ties", DATA.relations, tieCounts, state.off.edge, (look) => sign(look.dashed ? "dashes" : "line", look.color || theme.line));
  if (!alone.length || alone.length === nodeCount) return;
  const loose = checkbox(state.loose, null, say("loose", { n: many(alone.length) }), "", (on) => {
    state.loose = on;
    filtersChanged();
    fit(false);
  });
  loose.classList.add("loose");
  add(legend, loose);
}

// ----------------------------------------------------------------------------- drawer

const ROLES = 40;
function fillDrawer() {
  const drawer = at("drawer");
  drawer.replaceChildren();
  if (DATA.measures.length) add(drawer, measureChoice());
  const roles = DATA.roles.map((role, number) => [number, ...role]).filter(([, , code]) => code);
  for (const [kind, look] of Object.entries(DATA.relations)) {
    const ours = roles.filter((role) => role[1] === kind).map(([number, , , ...words]) => [number, both(words), roleCounts.get(number)]);
    if (ours.length > 1) add(drawer, group(both(look.words), ours, state.off.role));
  }
  const papers = DATA.sources.map((name, number) => [number, name || say("noSource"), sourceCounts.get(number) || 0]);
  if (papers.length > 1) add(drawer, group(say("sources"), papers, state.off.source));
  at("more").hidden = !drawer.childElementCount;
  at("moreWords").textContent = say("filters");
}
function group(title, entries, set) {
  entries.sort((a, b) => b[2] - a[2] || a[0] - b[0]);
  const field = add(make("fieldset"), make("legend", title));
  const only = (on) => () => {
    for (const [key] of entries) if (on) set.delete(key); else set.add(key);
    filtersChanged();
    fillDrawer();
  };
  if (entries.length > 2) add(field, add(make("p", null, "allnone"), button(say("all"), only(true)), button(say("none"), only(false))));
  someOf(field, entries, ([key, text, count]) => entry(set, key, null, text, count), ROLES, "moreTies");
  return field;
}
function measureChoice() {
  const names = DATA.measures.map(([name, ...words]) => [name, both(words)]);
  const field = add(make("fieldset"), make("legend", say("measures")));
  return add(field,
    select(say("sizeBy"), [["", say("degree")], ...names], state.sizeBy, (name) => { state.sizeBy = name; sizeNodes(); stage.repaint(); }),
    select(say("colorBy"), [["", say("class")], ...names], state.colorBy, (name) => { state.colorBy = name; colorNodes(); stage.repaint(); fillPanel(); }));
}

// ------------------------------------------------------------------------ focus and all

function setFocus(focus) {
  state.focus = focus;
  filtersChanged();
  fillPanel();
  fit(true);
}
function markReset() {
  at("reset").hidden = !isFiltered();
}
function reset() {
  for (const set of Object.values(state.off)) set.clear();
  Object.assign(state, { period: null, focus: null });
  filtersChanged();
  fillLegend();
  fillDrawer();
  fillTime();
  fillPanel();
  fit(true);
}
// Whatever hides a node that is asked for gives way.
function reveal(id) {
  state.off.node.delete(N.kind[id]);
  if (!neighbours[id].length) state.loose = true;
  refilter();
  if (!nodeOn[id]) {
    state.focus = null;
    state.period = null;
    state.off.source.clear();
    refilter();
    fillTime();
  }
  speakCounts();
  markReset();
  fillLegend();
  fillDrawer();
}
