// Search by name: as written, in English, by further names, and by pinyin or its initials.
const box = at("search"), results = at("results");
let found = [], active = -1;
let folded = null;

function foldedNames() {
  folded ??= everyNode.map((id) => {
    const spelt = about(id).spelt;
    return {
      names: [N.label[id], N.en[id] || "", ...about(id).names].join("\n").toLowerCase(),
      spelt: "\n" + spelt.map((name) => name.replaceAll(" ", "")).join("\n"),
      initials: "\n" + spelt.map((name) => name.split(" ").map((part) => (/^\d/.test(part) ? part : part[0])).join("")).join("\n"),
    };
  });
  return folded;
}
// The better the match, the smaller the number; -1 where a word does not match.
function match(id, words) {
  const { names, spelt, initials } = folded[id];
  let worst = 0;
  for (const word of words) {
    const label = N.label[id].toLowerCase();
    const rank = label === word ? 0 : label.startsWith(word) ? 1 : names.includes(word) ? 2 :
      !/^[a-z\d]+$/.test(word) ? -1 : initials.includes("\n" + word) || spelt.includes("\n" + word) ? 3 :
      word.length > 1 && (initials.includes(word) || spelt.includes(word)) ? 4 : -1;
    if (rank < 0) return -1;
    worst = Math.max(worst, rank);
  }
  return worst;
}
function search() {
  const words = box.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length) {
    foldedNames();
    const ranked = byWeight.map((id) => [id, match(id, words)]).filter(([, rank]) => rank >= 0);
    found = ranked.sort((a, b) => a[1] - b[1]).slice(0, 30).map(([id]) => id);
  } else found = byWeight.slice(0, 30);
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
    add(item, signOf(id), make("span", labelOf(id)), make("span", kindWords(id), "kind"));
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
  press({ node: id }, true);
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
    if (results.hidden) { at("graph").focus(); return; }
    hideResults();
    event.stopPropagation();
  }
});
