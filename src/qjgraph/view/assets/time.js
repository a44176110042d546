// Time: two handles over the days, months or years that claims tell of, and a player.
const DAY = 86400000;
const dayText = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const dayOf = (text) => Date.parse(`${text}T00:00:00Z`) / DAY;

// The steps of the slider: only times of which something is told, so that one old date does
// not stretch it.  Each is [name, first day, last day].
const steps = (() => {
  const days = new Set();
  for (const [, first, last] of DATA.whens) for (const day of [first, last]) if (day !== null) days.add(day);
  const sorted = [...days].sort((a, b) => a - b);
  const named = (length) => [...new Set(sorted.map((day) => dayText(day).slice(0, length)))];
  const length = sorted.length <= 45 ? 10 : named(7).length <= 90 ? 7 : 4;
  return named(length).map((name) => {
    const tail = { 10: "", 7: "-01", 4: "-01-01" }[length];
    const first = dayOf(name + tail), start = new Date(first * DAY);
    const next = { 10: first + 1, 7: Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1) / DAY, 4: Date.UTC(start.getUTCFullYear() + 1, 0, 1) / DAY }[length];
    return [name, first, next - 1];
  });
})();
const span = { from: 0, to: Math.max(steps.length - 1, 0) };
let playing = 0;

function countsByStep() {
  const counts = new Array(steps.length).fill(0);
  const perWhen = tally([...N.when, ...E.when].flat());
  DATA.whens.forEach(([, first, last], when) => {
    if (first === null && last === null) return;
    steps.forEach(([, begin, end], step) => {
      if ((last ?? first) >= begin && (first ?? last) <= end) counts[step] += perWhen.get(when) || 0;
    });
  });
  return counts;
}
function drawBars() {
  const counts = countsByStep(), most = Math.max(...counts, 1), svg = at("bars");
  svg.replaceChildren();
  svg.setAttribute("viewBox", `0 0 ${steps.length} 1`);
  // a handle stands under the middle of its bar
  for (const handle of [at("since"), at("until")]) {
    handle.style.left = `calc(${50 / steps.length}% - 8px)`;
    handle.style.width = `calc(${100 - 100 / steps.length}% + 16px)`;
  }
  counts.forEach((count, step) => {
    const bar = document.createElementNS(SVG, "rect");
    const high = count ? 0.08 + (0.92 * count) / most : 0;
    for (const [name, value] of Object.entries({ x: step + 0.1, y: 1 - high, width: 0.8, height: high })) bar.setAttribute(name, value);
    svg.append(bar);
  });
}
const isWhole = () => span.from === 0 && span.to === steps.length - 1;
function setSpan(from, to) {
  span.from = Math.max(0, Math.min(from, steps.length - 1));
  span.to = Math.max(span.from, Math.min(to, steps.length - 1));
  state.period = isWhole() ? null : [steps[span.from][1], steps[span.to][2]];
  speakTime();
  filtersChanged(true);
}
function speakTime() {
  const [first, last] = [steps[span.from][0], steps[span.to][0]];
  const words = isWhole() ? say("allTime", { a: first, b: last }) : first === last ? first : `${first} – ${last}`;
  at("when").textContent = words;
  for (const [id, key, step] of [["since", "since", span.from], ["until", "until", span.to]]) {
    const handle = at(id);
    handle.value = step;
    handle.setAttribute("aria-label", say(key));
    handle.setAttribute("aria-valuetext", steps[step][0]);
  }
  [...at("bars").children].forEach((bar, step) => bar.classList.toggle("out", step < span.from || step > span.to));
  at("play").textContent = playing ? "❚❚" : "▶";
  at("play").setAttribute("aria-label", say(playing ? "pause" : "play"));
  at("play").title = say(playing ? "pause" : "play");
  const undated = state.period ? undatedCount() : 0;
  at("undated").textContent = undated ? say("undatedHidden", { n: many(undated) }) : "";
}
function undatedCount() {
  const undated = (whens) => whens.length > 0 && whens.every((when) => DATA.whens[when][1] === null && DATA.whens[when][2] === null);
  return E.when.filter(undated).length;
}
// From the whole the picture grows from its first day on; a chosen stretch slides along.
function play() {
  if (playing) { stop(); return; }
  const growing = span.from === 0, width = span.to - span.from;
  if (span.to === steps.length - 1) setSpan(0, growing ? 0 : width);
  playing = setInterval(() => {
    if (span.to >= steps.length - 1) { stop(); return; }
    setSpan(growing ? 0 : span.from + 1, span.to + 1);
  }, 900);
  speakTime();
}
function stop() {
  clearInterval(playing);
  playing = 0;
  speakTime();
  announce(`${at("when").textContent} · ${at("counts").textContent}`);
}
function fillTime() {
  at("time").hidden = steps.length < 2;
  if (steps.length < 2) return;
  if (!state.period) Object.assign(span, { from: 0, to: steps.length - 1 });
  for (const id of ["since", "until"]) at(id).max = steps.length - 1;
  speakTime();
}
if (steps.length > 1) {
  drawBars();
  at("since").addEventListener("input", () => setSpan(Math.min(Number(at("since").value), span.to), span.to));
  at("until").addEventListener("input", () => setSpan(span.from, Number(at("until").value)));
  at("play").addEventListener("click", play);
}
