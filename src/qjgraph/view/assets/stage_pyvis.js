// The stage of pyvis's Network: its nodes and edges in vis-network, our labels above them.
const stage = (() => {
  const box = at("graph");
  const nodeLook = (id, bright) => {
    const strong = isStrong(id), border = strong ? theme.ink : rimOf(fills[id]);
    return {
      id, hidden: !nodeOn[id], size: sizes[id], opacity: nodeAlpha(id, bright),
      borderWidth: strong ? 3 : 1.2, color: { background: fills[id], border },
    };
  };
  const edgeLook = (index, bright) => {
    const strong = bright && bright.edges.has(index);
    const color = strong ? theme.accent : tieColor(tieKind(index));
    const opacity = strong ? 1 : tieAlpha(bright);
    return { id: index, hidden: !edgeOn[index], color: { color, opacity } };
  };
  const nodes = new vis.DataSet(DATA.pyvis.nodes.map((node) => ({ ...node, label: undefined, ...nodeLook(node.id, null) })));
  const edges = new vis.DataSet(DATA.pyvis.edges.map((edge) => ({ ...edge, ...edgeLook(edge.id, null) })));
  const network = new vis.Network(box, { nodes, edges }, {
    autoResize: true,
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: {
      hover: nodeCount <= 1500, tooltipDelay: 1e9, keyboard: false, multiselect: false,
      hideEdgesOnDrag: edgeCount > 4000, selectConnectedEdges: false, zoomSpeed: 0.7,
    },
    nodes: { chosen: false },
    edges: { chosen: false, selectionWidth: 0, hoverWidth: 0, smooth: false, arrowStrikethrough: false },
  });
  function view() {
    const place = network.getViewPosition();
    return { x: place.x, y: place.y, scale: network.getScale(), width: box.clientWidth, height: box.clientHeight };
  }
  const onScreen = (draw) => (context) => {
    const ratio = devicePixelRatio || 1;
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    draw(context, view());
    context.restore();
  };
  network.on("beforeDrawing", onScreen(paintGuides));
  network.on("afterDrawing", onScreen((context, here) => paintLabels(context, here, lit(), false)));
  network.on("dragging", (event) => {
    for (const id of event.nodes) {
      const place = network.getPosition(id);
      [xs[id], ys[id]] = [place.x, place.y];
    }
  });
  network.on("click", (event) => {
    const [node, edge] = [event.nodes[0], event.edges[0]];
    press(node !== undefined ? { node } : edge !== undefined ? { edge } : null);
  });
  network.on("hoverNode", (event) => hover({ node: event.node }, box));
  network.on("hoverEdge", (event) => hover({ edge: event.edge }, box));
  network.on("blurNode", () => hover(null, box));
  network.on("blurEdge", () => hover(null, box));
  return {
    view,
    moveTo: ({ x, y, scale }, slowly) => {
      const here = network.getViewPosition();
      network.moveTo({
        position: { x: x ?? here.x, y: y ?? here.y }, scale: scale ?? network.getScale(),
        animation: slowly && !calm.matches ? { duration: 350, easingFunction: "easeInOutQuad" } : false,
      });
    },
    redraw: () => network.redraw(),
    repaint: () => {
      const bright = lit();
      nodes.update(everyNode.map((id) => nodeLook(id, bright)));
      edges.update(everyEdge.map((index) => edgeLook(index, bright)));
    },
  };
})();
