// The stage on a canvas of our own, for what vis-network draws too slowly.
const stage = (() => {
  const box = at("graph"), canvas = make("canvas"), context = canvas.getContext("2d");
  add(box, canvas);
  const view = { x: 0, y: 0, scale: 1, width: 1, height: 1 };
  let asked = 0, resting = 0, tween = 0, tired = 0;

  // The size is read when it is asked for: what fills the page around makes the stage smaller.
  function sized() {
    return Object.assign(view, { width: Math.max(box.clientWidth, 1), height: Math.max(box.clientHeight, 1) });
  }
  function fitCanvas() {
    const ratio = devicePixelRatio || 1;
    sized();
    canvas.width = Math.round(view.width * ratio);
    canvas.height = Math.round(view.height * ratio);
  }
  function draw(hasty) {
    const ratio = devicePixelRatio || 1, begun = performance.now();
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    paint(context, view, hasty);
    if (!hasty) tired = performance.now() - begun;
  }
  function redraw(hasty) {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(() => draw(hasty));
  }
  // While the view moves a costly picture is drawn roughly, and in full once it rests.
  function moving() {
    const hasty = tired > 30;
    redraw(hasty);
    clearTimeout(resting);
    if (hasty) resting = setTimeout(() => redraw(false), 140);
  }
  function moveTo(goal, slowly) {
    cancelAnimationFrame(tween);
    const from = { ...view }, to = { ...view, ...goal }, begun = performance.now();
    if (!slowly || calm.matches) { Object.assign(view, { x: to.x, y: to.y, scale: to.scale }); moving(); return; }
    const step = (now) => {
      const t = Math.min((now - begun) / 350, 1), share = t < 0.5 ? 2 * t * t : 1 - (2 - 2 * t) ** 2 / 2;
      for (const key of ["x", "y", "scale"]) view[key] = from[key] + (to[key] - from[key]) * share;
      moving();
      if (t < 1) tween = requestAnimationFrame(step);
    };
    tween = requestAnimationFrame(step);
  }
  function zoomAt(factor, x, y) {
    const [gx, gy] = toGraph(view, x, y);
    const scale = Math.min(Math.max(view.scale * factor, 0.005), 6);
    moveTo({ scale, x: gx - (x - view.width / 2) / scale, y: gy - (y - view.height / 2) / scale }, false);
  }

  // ------------------------------------------------------------------- mouse and touch

  const fingers = new Map();
  let grip = null;
  const spot = (event) => {
    const frame = canvas.getBoundingClientRect();
    return [event.clientX - frame.left, event.clientY - frame.top];
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    const [x, y] = spot(event);
    fingers.set(event.pointerId, [x, y]);
    grip = { x, y, moved: false, what: fingers.size === 1 ? under(view, x, y) : null };
  });
  canvas.addEventListener("pointermove", (event) => {
    const [x, y] = spot(event), before = fingers.get(event.pointerId);
    if (!before) { hover(under(view, x, y), canvas); return; }
    if (Math.hypot(x - grip.x, y - grip.y) > 4) grip.moved = true;
    const apart = () => { const [a, b] = [...fingers.values()]; return Math.hypot(a[0] - b[0], a[1] - b[1]); };
    const width = fingers.size === 2 ? apart() : 0;
    fingers.set(event.pointerId, [x, y]);
    if (fingers.size === 2) { grip.moved = true; zoomAt(apart() / Math.max(width, 1), x, y); return; }
    if (!grip.moved) return;
    const dx = (x - before[0]) / view.scale, dy = (y - before[1]) / view.scale;
    const held = nodeOf(grip.what);
    if (held !== null) { xs[held] += dx; ys[held] += dy; moving(); }
    else moveTo({ x: view.x - dx, y: view.y - dy }, false);
  });
  canvas.addEventListener("pointerup", (event) => {
    fingers.delete(event.pointerId);
    if (grip && !grip.moved && !fingers.size) press(grip.what);
  });
  canvas.addEventListener("pointercancel", (event) => fingers.delete(event.pointerId));
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const [x, y] = spot(event);
    zoomAt(Math.exp(-Math.sign(event.deltaY) * Math.min(Math.abs(event.deltaY), 120) * 0.0016), x, y);
  }, { passive: false });
  new ResizeObserver(() => { fitCanvas(); draw(false); }).observe(box);
  fitCanvas();
  return { view: sized, moveTo, redraw: () => redraw(false), repaint: () => redraw(false) };
})();
