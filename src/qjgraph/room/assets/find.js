// The search of a static site: names and texts come as scripts, which a disk gives too.
"use strict";
const finder = (() => {
  const box = document.getElementById("finder"), state = document.getElementById("state");
  const kinds = Object.fromEntries(
    [...document.querySelectorAll("#kinds li")].map((item) => [item.dataset.kind, item.textContent]));
  const asked = (new URLSearchParams(location.search).get("q") || "").slice(0, 200).trim();
  const STEP = 20, MOST = 8, AROUND = 36, ENOUGH = 12;
  let fold = new Map(), words = [], articles = [];

  const folded = (text) => [...text].map((each) => fold.get(each) ?? each).join("");
  function wordsOf(query) {
    const found = [...query.matchAll(/[“”"„‟]([^“”"„‟]+)[“”"„‟]|(\S+)/gu)];
    return [...new Set(found.map((each) => folded(each[1] ?? each[2]).trim()).filter(Boolean))].slice(0, MOST);
  }
  function load(name) {
    const script = document.createElement("script");
    script.src = `${box.dataset.shards}${name}.js`;
    document.head.append(script);
  }
  function make(tag, props, ...inside) {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...inside);
    return node;
  }
  function count(text, word) {
    let found = 0;
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) found++;
    return found;
  }

  // ------------------------------------------------------------------------------ names
  function rank(names) {
    const phrase = words.join(" ");
    return names.includes(`\n${phrase}\n`) ? 0 : names.includes(`\n${phrase}`) ? 1 : 2;
  }
  function names(_, data) {
    const [from, to] = [[...data.from], [...data.to]];
    fold = new Map(from.map((each, at) => [each, to[at]]));
    words = wordsOf(asked);
    if (!words.length) return;
    const whole = words.join(""), bySound = /^[a-z0-9]+$/.test(whole);
    const found = data.things
      .filter((it) => words.every((word) => it[3].includes(word)) || (bySound && it[4].includes(`\n${whole}`)))
      .map((it) => [rank(it[3]), ...it])
      .sort((a, b) => a[0] - b[0] || b[6] - a[6] || (a[3] < b[3] ? -1 : a[3] > b[3] ? 1 : a[1] < b[1] ? -1 : 1));
    list("found-things", found, ([, path, kind, label, , , times]) =>
      make("li", {}, make("span", { className: `dot ${kind}` }), make("a", { href: href(path) }, label), " ",
        make("span", { className: "quiet" }, `${kinds[kind] ?? kind} · ${times}`)));
    if (data.texts) {
      state.textContent = `${state.dataset.loading} 0 / ${data.texts}`;
      sizes.texts = data.texts;
      load("texts-1");
    } else finish(found.length);
    sizes.things = found.length;
  }

  // ------------------------------------------------------------------------------ texts
  const sizes = { texts: 0, things: 0 };
  function texts(number, rows) {
    for (const row of rows) {
      const [title, body] = [folded(row[1]), folded(row[5])];
      const times = words.map((word) => count(title, word) + count(body, word));
      if (times.every(Boolean)) {
        const score = words.reduce((sum, word, at) =>
          sum + Math.log1p(Math.min(times[at], ENOUGH)) + (title.includes(word) ? 2 : 0), 0);
        articles.push([score, articles.length, row, body]);
      }
    }
    state.textContent = `${state.dataset.loading} ${number} / ${sizes.texts}`;
    if (number < sizes.texts) load(`texts-${number + 1}`);
    else finish(sizes.things + articles.length);
  }
  function finish(all) {
    state.textContent = all ? "" : state.dataset.nothing;
    box.dataset.done = "yes";
    articles.sort((a, b) => b[0] - a[0] || (a[2][2] < b[2][2] ? 1 : a[2][2] > b[2][2] ? -1 : a[1] - b[1]));
    list("found-articles", articles, ([, , row, body]) => {
      const first = Math.min(...words.map((word) => body.indexOf(word)).filter((at) => at >= 0), Infinity);
      const anchor = first < Infinity ? `#c${row[4] + [...row[5].slice(0, first)].length}` : "";
      return make("li", {}, make("a", { href: href(row[0]) + anchor }, row[1]), " ",
        make("span", { className: "quiet" }, `${row[3]} ${row[2]}`),
        make("p", {}, ...snippet(row[5], body, first < Infinity ? first : 0)));
    });
  }
  function snippet(raw, body, first) {
    const left = Math.max(0, first - AROUND), right = Math.min(raw.length, first + 3 * AROUND);
    const spans = [];
    for (const word of words)
      for (let at = body.indexOf(word, left); at >= 0 && at + word.length <= right; at = body.indexOf(word, at + word.length))
        spans.push([at, at + word.length]);
    spans.sort((a, b) => a[0] - b[0]);
    const pieces = [left ? "…" : ""];
    let at = left;
    for (const [begin, end] of spans) {
      if (begin < at) continue;
      pieces.push(raw.slice(at, begin), make("mark", {}, raw.slice(begin, end)));
      at = end;
    }
    return [...pieces, raw.slice(at, right), right < raw.length ? "…" : ""];
  }

  // -------------------------------------------------------------------------------- page
  const href = (path) => `${box.dataset.pages}${path}.html`;
  function list(id, found, item) {
    const section = document.getElementById(id), more = section.querySelector("button");
    const lines = section.querySelector("ul");
    let shown = 0;
    function next() {
      lines.append(...found.slice(shown, (shown += STEP)).map(item));
      more.hidden = shown >= found.length;
    }
    section.hidden = !found.length;
    section.querySelector("small").textContent = found.length.toLocaleString();
    more.addEventListener("click", next);
    next();
  }
  document.getElementById("sought").textContent = asked;
  document.querySelector('input[name="q"]').value = asked;
  if (asked) {
    state.textContent = state.dataset.loading;
    load("names");
  }
  return { names, texts };
})();
