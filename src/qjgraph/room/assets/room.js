// An article's page: what a claim rests on lights up in the text, and the other way round.
"use strict";
(() => {
  const runs = [...document.querySelectorAll(".run")].map((node) => ({
    node, begin: Number(node.dataset.begin), end: Number(node.dataset.end),
  }));
  const claims = [...document.querySelectorAll(".claims li")].map((node) => ({
    node, begin: Number(node.dataset.begin), end: Number(node.dataset.end),
    focus: (node.dataset.focus || "").split(",").map(Number),
  }));
  if (!runs.length) return;

  function dark() {
    for (const { node } of [...runs, ...claims]) node.classList.remove("lit", "focus");
  }
  function light(begin, end, name) {
    for (const run of runs) if (begin <= run.begin && run.end <= end) run.node.classList.add(name);
  }
  function show(claim) {
    dark();
    claim.node.classList.add("lit");
    light(claim.begin, claim.end, "lit");
    if (claim.focus.length === 2) light(...claim.focus, "focus");
  }
  for (const claim of claims) {
    claim.node.addEventListener("mouseenter", () => show(claim));
    claim.node.addEventListener("focusin", () => show(claim));
    claim.node.addEventListener("mouseleave", dark);
    claim.node.addEventListener("focusout", dark);
  }
  for (const run of runs) {
    const about = claims.filter((claim) => claim.begin <= run.begin && run.end <= claim.end);
    run.node.addEventListener("mouseenter", () => {
      dark();
      for (const claim of about) claim.node.classList.add("lit");
    });
    run.node.addEventListener("mouseleave", dark);
  }
  // A link to a claim shows it in the text; one to a place in the text marks the sentence that
  // begins there, else the stretch around.
  function arrive() {
    const claim = claims.find(({ node }) => location.hash === `#${node.id}`);
    if (claim) {
      show(claim);
      const first = runs.find((run) => claim.begin <= run.begin);
      first?.node.scrollIntoView({ block: "center" });
      return;
    }
    const begin = Number((location.hash.match(/^#c(\d+)$/) || [])[1] ?? NaN);
    const there = runs.find((run) => run.begin <= begin && begin < run.end);
    if (!there) return;
    const ends = claims.filter((claim) => claim.begin === begin).map((claim) => claim.end);
    dark();
    light(there.begin, ends.length ? Math.min(...ends) : there.end, "focus");
    there.node.scrollIntoView({ block: "center" });
  }
  addEventListener("hashchange", arrive);
  arrive();
})();
