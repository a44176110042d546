// The query editor: Yasqe for writing, our own table, chart and graph for the answer.
"use strict";
(() => {
  const SVG = "http://www.w3.org/2000/svg";
  const SHOWN = 1000, BARS = 40, NODES = 300;
  const at = (id) => document.getElementById(id);
  const desk = at("desk"), words = at("words").dataset, base = desk.dataset.base;
  const root = desk.dataset.root.replace(/\/$/, "");
  const START = "SELECT ?person ?name WHERE {\n  ?person a qj:Person ; rdfs:label ?name .\n} LIMIT 50";
  let editor = null, prefixes = {}, answer = null, running = null;

  function make(name, attributes = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    node.append(...children);
    return node;
  }
  function draw(name, attributes, text) {
    const node = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    if (text !== undefined) node.textContent = text;
    return node;
  }
  const value = () => (editor ? editor.getValue() : at("query").value);
  function write(text) {
    if (editor) editor.setValue(text); else at("query").value = text;
  }

  // ------------------------------------------------------------------------- writing

  function short(iri) {
    if (address(iri)) return iri.slice(base.length);
    for (const [name, space] of Object.entries(prefixes)) {
      if (iri.startsWith(space) && /^[\w-]+$/.test(iri.slice(space.length))) return `${name}:${iri.slice(space.length)}`;
    }
    return iri;
  }

  // The token that is being typed, and the terms that begin or whose words contain it.
  function suggest(terms, cm) {
    const cursor = cm.getCursor(), line = cm.getLine(cursor.line).slice(0, cursor.ch);
    const typed = line.match(/[?$]?[\w\u3400-\u9fff:-]*$/)[0];
    if (!typed) return null;
    const low = typed.toLowerCase();
    const variables = [...new Set(cm.getValue().match(/[?$]\w+/g) || [])].filter((name) => name !== typed);
    const found = typed.startsWith("?")
      ? variables.filter((name) => name.startsWith(typed)).map((name) => ({ text: name }))
      : terms
        .filter(([name, , label]) => name.toLowerCase().startsWith(low) ||
          name.split(":")[1].toLowerCase().startsWith(low) || label.includes(typed))
        .slice(0, 40)
        .map(([name, , label]) => ({ text: name, displayText: label ? `${name}  ${label}` : name }));
    if (!found.length) return null;
    return { list: found, from: { line: cursor.line, ch: cursor.ch - typed.length }, to: cursor };
  }

  function begin(data) {
    prefixes = data.prefixes;
    const terms = [...data.classes, ...data.properties, ...data.codes];
    const choice = at("examples");
    for (const [label, list] of [[words.examples, data.examples], [words.questions, data.questions]]) {
      const group = make("optgroup", { label });
      for (const each of list) group.append(make("option", { value: each.query }, each.title));
      choice.append(group);
    }
    choice.addEventListener("change", () => { if (choice.value) write(choice.value); });
    const asked = new URLSearchParams(location.search);
    const named = data.questions.find((each) => each.name === asked.get("question"));
    const first = asked.get("query") || (named && named.query) || START;
    if (typeof Yasqe === "function") {
      const area = at("query"), holder = make("div", { class: "writing" });
      area.replaceWith(holder);
      editor = new Yasqe(holder, {
        value: first, persistenceId: null, consumeShareLink: null, createShareableLink: null,
        showQueryButton: false, prefixCcApi: null, autocompleters: [], resizeable: false,
        syntaxErrorCheck: false, editorHeight: "300px", lineWrapping: true,
        screenReaderLabel: document.querySelector("h1").textContent,
        extraKeys: { "Ctrl-Enter": run, "Cmd-Enter": run, "Ctrl-Space": complete, Tab: false, "Shift-Tab": false },
      });
      editor.on("inputRead", (cm, change) => { if (/[\w:?]$/.test(change.text.join("")) && value().length < 20000) complete(); });
    } else {
      at("query").value = first;
    }
    function complete() {
      editor.showHint({ completeSingle: false, hint: () => suggest(terms, editor) });
    }
    if (asked.has("query")) run();
  }

  // -------------------------------------------------------------------------- asking

  function ask(accept, signal) {
    const body = new URLSearchParams({ query: value() });
    return fetch("/sparql", { method: "POST", body, headers: { Accept: accept }, signal });
  }

  async function run() {
    if (running) running.abort();
    const mine = running = new AbortController();
    tell(words.running, true);
    const began = performance.now();
    try {
      const response = await ask("application/sparql-results+json, application/n-triples;q=0.9", mine.signal);
      const text = await response.text();
      if (mine !== running) return;
      if (!response.ok) { fail(text.trim()); return; }
      const media = response.headers.get("Content-Type") || "";
      answer = media.includes("json") ? rows(JSON.parse(text)) : triples(text);
      answer.text = text;
      show(Math.round(performance.now() - began));
    } catch (error) {
      if (mine === running) fail(error.name === "AbortError" ? words.stopped : `${words.failed} ${error.message}`);
    } finally {
      if (mine === running) { running = null; at("stop").hidden = true; at("run").disabled = false; }
    }
  }
  function tell(text, busy) {
    at("problem").hidden = true;
    at("status").textContent = text;
    at("stop").hidden = !busy;
    at("run").disabled = busy;
  }
  function fail(text) {
    tell("", false);
    at("answer").hidden = true;
    at("problem").textContent = text;
    at("problem").hidden = false;
    const place = text.match(/line (\d+), column (\d+)/);
    if (editor && place) {
      const line = Number(place[1]) - 1, ch = Number(place[2]) - 1;
      editor.markText({ line, ch }, { line, ch: ch + 1 }, { className: "mistake", clearOnEnter: true });
      editor.setCursor({ line, ch });
      editor.focus();
    }
  }
  function rows(data) {
    if (typeof data.boolean === "boolean") {
      return { columns: ["ASK"], rows: [[{ type: "literal", value: String(data.boolean) }]] };
    }
    const columns = data.head.vars;
    return { columns, rows: data.results.bindings.map((row) => columns.map((name) => row[name])) };
  }
  // N-Triples, a line a statement (RDF 1.1 N-Triples, section 7).
  function triples(text) {
    const TERM = /<([^>]*)>|(_:\S+)|"((?:[^"\\]|\\.)*)"(?:@[\w-]+|\^\^<([^>]*)>)?/g;
    const found = text.split("\n").filter((line) => line.trim()).map((line) => {
      const terms = [...line.matchAll(TERM)].slice(0, 3);
      return terms.map((term) => term[3] !== undefined
        ? { type: "literal", value: plain(term[3]), datatype: term[4] }
        : { type: term[1] !== undefined ? "uri" : "bnode", value: plain(term[1] ?? term[2]) });
    });
    return { columns: ["subject", "predicate", "object"], rows: found };
  }
  function plain(text) {
    return text.replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, four, eight, one) =>
      one ? ({ n: "\n", t: "\t", r: "\r" }[one] ?? one) : String.fromCodePoint(parseInt(four ?? eight, 16)));
  }

  // ------------------------------------------------------------------------- showing

  function show(time) {
    const count = answer.rows.length;
    tell(`${count.toLocaleString()} ${words.rows} · ${time} ms${count > SHOWN ? ` · ${words.cut}` : ""}`, false);
    at("answer").hidden = false;
    at("view-table").replaceChildren(table());
    at("view-chart").replaceChildren(chart());
    at("view-graph").replaceChildren(graph());
    at("view-text").replaceChildren(make("pre", { class: "sparql" }, answer.text.slice(0, 200000)));
    pick("table");
  }
  function address(iri) {
    const path = iri.startsWith(base) ? iri.slice(base.length) : "";
    return /^(?:id\/[a-z]+-[0-9a-z]+|article\/[0-9a-f]+|page\/[0-9a-f]+)$/.test(path) ? `${root}/${path}` : "";
  }
  function cell(term) {
    if (!term) return "";
    if (term.type !== "uri") return term.value;
    const href = address(term.value);
    return href ? make("a", { href }, short(term.value)) : short(term.value);
  }
  const numeric = (term) => Boolean(term && /#(integer|decimal|double|float|int|long)$/.test(term.datatype || ""));

  function table() {
    const head = make("tr");
    const numbers = answer.columns.map((_, n) => answer.rows.length > 0 && answer.rows.every((row) => !row[n] || numeric(row[n])));
    answer.columns.forEach((name, n) => head.append(make("th", { scope: "col", ...(numbers[n] ? { class: "number" } : {}) }, name)));
    const body = make("tbody");
    for (const row of answer.rows.slice(0, SHOWN)) {
      const line = make("tr");
      row.forEach((term, n) => line.append(make("td", numbers[n] ? { class: "number" } : {}, cell(term))));
      body.append(line);
    }
    return make("table", {}, make("thead", {}, head), body);
  }

  function name(term) {
    return !term ? "" : term.type === "uri" ? short(term.value) : term.value;
  }
  // Bars: the first column of numbers, by the first other column that is no IRI, else by any.
  function chart() {
    const columns = answer.columns.map((_, n) => n);
    const value = columns.find((n) => answer.rows.some((row) => numeric(row[n])));
    const labels = columns.filter((n) => n !== value);
    const label = labels.find((n) => answer.rows.some((row) => row[n] && row[n].type !== "uri")) ?? labels[0];
    if (value === undefined || label === undefined) return make("p", { class: "empty" }, words.nochart);
    const bars = answer.rows.filter((row) => numeric(row[value])).slice(0, BARS)
      .map((row) => [name(row[label]), Number(row[value].value)]);
    const least = Math.min(0, ...bars.map(([, size]) => size)), most = Math.max(0, ...bars.map(([, size]) => size));
    const high = 26, left = 220, wide = 520, unit = wide / ((most - least) || 1);
    const zero = left - least * unit;
    const picture = draw("svg", { viewBox: `0 0 ${left + wide + 130} ${bars.length * high + 12}`, class: "chart", role: "img" });
    picture.append(draw("title", {}, `${answer.columns[value]} / ${answer.columns[label]}`));
    bars.forEach(([text, size], n) => {
      const y = n * high + 8, from = Math.min(zero, zero + size * unit);
      const bar = draw("rect", { x: from, y, width: Math.max(1, Math.abs(size * unit)), height: high - 8, rx: 2, class: "bar" });
      bar.append(draw("title", {}, `${text}: ${size.toLocaleString()}`));
      picture.append(
        draw("text", { x: left - 8, y: y + 13, "text-anchor": "end" }, text.length > 15 ? `${text.slice(0, 14)}…` : text),
        bar, draw("text", { x: Math.max(zero, zero + size * unit) + 6, y: y + 13, class: "soft" }, size.toLocaleString()),
      );
    });
    return picture;
  }

  // Nodes and edges: of triples their own; of rows the first two columns of IRIs.
  function edges() {
    if (answer.columns.join() === "subject,predicate,object") {
      return answer.rows.map(([one, by, other]) => [one, other, name(by)]);
    }
    const iris = answer.columns.map((_, n) => n).filter((n) => answer.rows.some((row) => row[n] && row[n].type === "uri"));
    if (iris.length < 2) return [];
    const rest = answer.columns.map((_, n) => n).find((n) => answer.rows.some((row) => numeric(row[n])));
    return answer.rows.filter((row) => row[iris[0]] && row[iris[1]])
      .map((row) => [row[iris[0]], row[iris[1]], rest === undefined ? "" : name(row[rest])]);
  }
  // What an IRI is called: the column after its own name with "Name" or "Label", else `name`.
  function called() {
    const names = new Map();
    answer.columns.forEach((column, n) => {
      const label = [`${column}Name`, `${column}_name`, `${column}Label`, `${column}_label`]
        .map((each) => answer.columns.indexOf(each)).find((each) => each >= 0);
      if (label !== undefined) for (const row of answer.rows) if (row[n] && row[label]) names.set(row[n].value, row[label].value);
    });
    return names;
  }
  function graph() {
    const names = called(), nodes = new Map(), ties = [];
    const node = (term) => {
      const key = `${term.type} ${term.value}`;
      if (!nodes.has(key)) {
        const text = names.get(term.value) ?? name(term), turn = nodes.size * 2.399963, far = 14 * Math.sqrt(nodes.size + 1);
        nodes.set(key, { term, text, x: far * Math.cos(turn), y: far * Math.sin(turn), dx: 0, dy: 0 });
      }
      return nodes.get(key);
    };
    for (const [one, other, text] of edges()) {
      if (nodes.size >= NODES) break;
      ties.push([node(one), node(other), text]);
    }
    if (!ties.length) return make("p", { class: "empty" }, words.nograph);
    const all = [...nodes.values()];
    settle(all, ties);
    const xs = all.map((each) => each.x), ys = all.map((each) => each.y), pad = 70;
    const box = [Math.min(...xs) - pad, Math.min(...ys) - pad, Math.max(...xs) - Math.min(...xs) + 2 * pad, Math.max(...ys) - Math.min(...ys) + 2 * pad];
    const picture = draw("svg", { viewBox: box.map(Math.round).join(" "), class: "net", role: "img" });
    picture.append(draw("title", {}, `${all.length} · ${ties.length}`));
    for (const [one, other, text] of ties) {
      const line = draw("line", { x1: one.x, y1: one.y, x2: other.x, y2: other.y });
      line.append(draw("title", {}, text));
      picture.append(line);
    }
    for (const each of all) {
      const href = each.term.type === "uri" ? address(each.term.value) : "";
      const spot = draw(href ? "a" : "g", href ? { href } : {});
      spot.append(draw("circle", { cx: each.x, cy: each.y, r: 5, class: each.term.type === "uri" ? "bar" : "soft" }),
        draw("text", { x: each.x + 8, y: each.y + 4 }, each.text.length > 18 ? `${each.text.slice(0, 17)}…` : each.text),
        draw("title", {}, each.text));
      picture.append(spot);
    }
    return picture;
  }
  // Fruchterman and Reingold, "Graph Drawing by Force-directed Placement" (1991), cooled in steps.
  function settle(nodes, ties) {
    const ideal = 70, steps = nodes.length > 150 ? 60 : 140;
    for (let step = 0; step < steps; step += 1) {
      for (const one of nodes) { one.dx = 0; one.dy = 0; }
      nodes.forEach((one, n) => {
        for (const other of nodes.slice(n + 1)) {
          const x = one.x - other.x, y = one.y - other.y, far = Math.max(x * x + y * y, 1), push = ideal * ideal / far;
          one.dx += x * push; one.dy += y * push; other.dx -= x * push; other.dy -= y * push;
        }
      });
      for (const [one, other] of ties) {
        const x = one.x - other.x, y = one.y - other.y, pull = Math.hypot(x, y) / ideal;
        one.dx -= x * pull; one.dy -= y * pull; other.dx += x * pull; other.dy += y * pull;
      }
      const most = 30 * (1 - step / steps) + 1;
      for (const one of nodes) {
        const far = Math.hypot(one.dx, one.dy) || 1;
        one.x += one.dx / far * Math.min(far, most); one.y += one.dy / far * Math.min(far, most);
      }
    }
  }

  // ------------------------------------------------------------------------- buttons

  const VIEWS = ["table", "chart", "graph", "text"];
  function pick(view) {
    for (const each of VIEWS) {
      const chosen = each === view;
      at(`view-${each}`).hidden = !chosen;
      at(`tab-${each}`).setAttribute("aria-selected", String(chosen));
      at(`tab-${each}`).tabIndex = chosen ? 0 : -1;
    }
  }
  VIEWS.forEach((view, n) => {
    at(`tab-${view}`).addEventListener("click", () => pick(view));
    at(`tab-${view}`).addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = VIEWS[(n + step + VIEWS.length) % VIEWS.length];
      pick(next);
      at(`tab-${next}`).focus();
    });
  });
  async function save(accept, suffix) {
    const response = await ask(accept);
    if (!response.ok) { fail((await response.text()).trim()); return; }
    const link = make("a", { href: URL.createObjectURL(await response.blob()), download: `answer.${suffix}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }
  at("run").addEventListener("click", run);
  at("stop").addEventListener("click", () => running && running.abort());
  at("csv").addEventListener("click", () => save("text/csv, application/n-triples;q=0.5", "csv"));
  at("json").addEventListener("click", () => save("application/sparql-results+json, application/ld+json;q=0.5", "json"));
  at("link").addEventListener("click", async () => {
    const link = new URL(location.href);
    link.search = new URLSearchParams({ query: value() });
    history.replaceState(null, "", link);
    try { await navigator.clipboard.writeText(link.href); } catch { /* the address bar has it */ }
    at("status").textContent = words.copied;
  });
  fetch(desk.dataset.source).then((response) => response.json()).then(begin);
})();
