// picture: the network on its canvas — places are given, lines and labels are drawn in few strokes.
"use strict";
function makePicture(holder, { onChoose, onView }) {
  const ink = "#17212b";
  const nodes = new vis.DataSet();
  const network = new vis.Network(holder, { nodes, edges: new vis.DataSet() }, {
    physics: false,
    layout: { randomSeed: 1, improvedLayout: false },
    nodes: { shape: "dot", borderWidth: 1, borderWidthSelected: 1, chosen: false, font: { size: 0 } },
    interaction: { dragNodes: false, hover: true, hoverConnectedEdges: false, selectConnectedEdges: false, selectable: false, zoomView: true, keyboard: false },
  });
  let scene = null;
  let state = { chosen: null, near: new Set(), groups: new Set(), first: 0 };
  let hovered = null;
  let engaged = false;

  const shown = () => ({ ...state, hovered });

  function nodeLook(i) {
    const { colour } = scene.styles[i];
    const off = drawing.dimmed(scene, state, i);
    const shade = off ? drawing.faded : colour;
    const edge = i === state.chosen ? ink : "#ffffff";
    return {
      id: i, x: scene.x[i], y: scene.y[i], size: scene.radius[i], borderWidth: i === state.chosen ? 3 : 1,
      color: { background: shade, border: edge, hover: { background: shade, border: ink } },
    };
  }

  /** Where the reader looks: the middle, the scale, and the parts of the picture that are covered. */
  function view() {
    const box = holder.getBoundingClientRect();
    const covered = [...holder.parentElement.children].filter((one) => one !== holder && one.clientWidth).map((one) => {
      const over = one.getBoundingClientRect();
      return [over.left - box.left, over.top - box.top, over.right - box.left, over.bottom - box.top];
    });
    return { width: holder.clientWidth, height: holder.clientHeight, scale: network.getScale(), centre: network.getViewPosition(), covered };
  }

  network.on("beforeDrawing", (context) => { if (scene) drawing.lines(context, scene, shown(), network.getScale()); });
  network.on("afterDrawing", (context) => {
    if (!scene) return;
    drawing.rings(context, scene, shown());
    context.save();
    const ratio = context.canvas.width / holder.clientWidth;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    drawing.labels(context, scene, shown(), view());
    context.restore();
  });
  network.on("hoverNode", ({ node }) => { hovered = node; holder.style.cursor = "pointer"; network.redraw(); });
  network.on("blurNode", () => { hovered = null; holder.style.cursor = ""; network.redraw(); });
  network.on("click", ({ nodes: hit, pointer }) => onChoose(hit[0] ?? network.getNodeAt(pointer.DOM) ?? null));
  network.on("zoom", () => onView());
  // The wheel scrolls the page until the reader has taken hold of the picture.
  holder.addEventListener("pointerdown", () => { engaged = true; });
  holder.addEventListener("pointerleave", () => { engaged = false; });
  holder.addEventListener("wheel", (event) => { if (!engaged && !event.ctrlKey) event.stopPropagation(); }, { capture: true });

  /** How much of the picture's lower edge the key of sizes takes. */
  function lowest() {
    const key = holder.parentElement.querySelector(".sizes");
    return key && key.clientHeight ? holder.parentElement.clientHeight - key.offsetTop + 8 : 0;
  }

  function fit() {
    if (!scene || !holder.clientWidth) return;
    // The key of sizes below the picture grows with the picture, so it is given room once it stands.
    for (let round = 0; round < 2; round += 1) {
      const { centre, scale } = drawing.whole(scene, holder.clientWidth, holder.clientHeight, lowest());
      network.moveTo({ position: centre, scale });
      onView();
    }
  }

  function moveTo(options) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    network.moveTo({ ...options, animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
    setTimeout(onView, still ? 0 : 380);
  }

  return {
    /** Show another level: its nodes, lines and labels. */
    show(level, styles) {
      scene = {
        ...level, styles,
        bySize: level.code.map((code, i) => i).sort((a, b) => level.radius[b] - level.radius[a] || a - b),
        lines: level.title.map((title) => drawing.broken(title, level.code.length > 60 ? 2 : 4)),
      };
      state = { chosen: null, near: new Set(), groups: new Set(), first: 0 };
      hovered = null;
      nodes.clear();
      nodes.add(level.code.map((code, i) => nodeLook(i)));
      fit();
    },
    mark(wanted) {
      state = { ...state, ...wanted };
      nodes.update(scene.code.map((code, i) => nodeLook(i)));
      network.redraw();
    },
    /** Bring a dot and those near it into view, as large as they fit. */
    centre(i) {
      const seen = [i, ...state.near];
      const part = { x: seen.map((k) => scene.x[k]), y: seen.map((k) => scene.y[k]), radius: seen.map((k) => scene.radius[k] + 40) };
      const { centre, scale } = drawing.whole(part, holder.clientWidth, holder.clientHeight, lowest());
      moveTo({ position: centre, scale: Math.min(scale, 1.8) });
    },
    zoom: (factor) => moveTo({ position: network.getViewPosition(), scale: Math.min(6, Math.max(0.05, network.getScale() * factor)) }),
    fit,
    redraw: () => network.redraw(),
    scale: () => network.getScale(),
    /** The picture drawn afresh on white, at twice the size for paper and slides. */
    drawn(width, height, { all, sizesAt }) {
      const ratio = 2;
      const made = page.element("canvas", { width: width * ratio, height: height * ratio });
      const seen = all ? drawing.whole(scene, width, height, 76) : view();
      const scale = seen.scale * (all ? 1 : Math.min(width / holder.clientWidth, height / holder.clientHeight));
      drawing.everything(made.getContext("2d"), scene, { ...state, hovered: null }, { width, height, centre: seen.centre, scale, sizes: sizesAt(scale) }, ratio);
      return made;
    },
    ratio: () => holder.clientHeight / holder.clientWidth,
    places: () => scene.code.map((code, i) => network.canvasToDOM({ x: scene.x[i], y: scene.y[i] })),
  };
}
