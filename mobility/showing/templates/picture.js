// picture: the network on its canvas — places are given, lines and labels are drawn in few strokes.
"use strict";
function makePicture(holder, { onChoose, onView }) {
  const ink = "#17212b";
  const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
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

  const dimmed = (i) => {
    if (state.chosen !== null) return i !== state.chosen && !state.near.has(i);
    return state.groups.size > 0 && !state.groups.has(scene.group[i]);
  };

  function nodeLook(i) {
    const { colour, ring } = scene.styles[i];
    const off = dimmed(i);
    const shade = off ? "#dfe3e8" : colour;
    const edge = i === state.chosen ? ink : off ? "#d3d9df" : ring ? colour : "#ffffff";
    return {
      id: i, x: scene.x[i], y: scene.y[i], size: ring && !off ? scene.radius[i] * 0.86 : scene.radius[i],
      borderWidth: i === state.chosen ? Math.max(3, scene.radius[i] * 0.18) : ring && !off ? scene.radius[i] * 0.34 : 1,
      color: { background: ring && !off ? "#ffffff" : shade, border: edge, hover: { background: ring && !off ? "#ffffff" : shade, border: ink } },
    };
  }

  /** Lines in a few bundles of like strength: one stroke a bundle keeps 30,000 of them quick. */
  function drawLines(context) {
    if (!scene) return;
    const scale = network.getScale();
    const bundles = 6;
    const paths = Array.from({ length: bundles }, () => new Path2D());
    const faint = new Path2D();
    const strong = new Path2D();
    const crowd = Math.min(1, Math.sqrt(1500 / Math.max(1, scene.source.length - state.first)));
    for (let e = state.first; e < scene.source.length; e += 1) {
      const a = scene.source[e];
      const b = scene.target[e];
      const own = state.chosen !== null && (a === state.chosen || b === state.chosen);
      const path = own ? strong : dimmed(a) || dimmed(b) || state.chosen !== null ? faint : paths[Math.min(bundles - 1, Math.floor(bundles * scene.strength[e]))];
      path.moveTo(scene.x[a], scene.y[a]);
      path.lineTo(scene.x[b], scene.y[b]);
    }
    context.lineCap = "butt";
    context.strokeStyle = `rgba(83, 96, 109, ${0.09 * crowd})`;
    context.lineWidth = 0.8 / scale;
    context.stroke(faint);
    paths.forEach((path, k) => {
      context.strokeStyle = `rgba(70, 84, 98, ${(0.13 + 0.085 * k) * crowd})`;
      context.lineWidth = (0.7 + 0.34 * k) / Math.max(scale, 0.5);
      context.stroke(path);
    });
    context.strokeStyle = "rgba(23, 33, 43, 0.55)";
    context.lineWidth = 1.8 / scale;
    context.stroke(strong);
  }

  /** A title in at most two lines of about twenty letters. */
  function broken(title) {
    const lines = [""];
    for (const word of title.split(/\s+/)) {
      const last = lines[lines.length - 1];
      if (!last || last.length + word.length < 20) lines[lines.length - 1] = last ? `${last} ${word}` : word;
      else lines.push(word);
    }
    const kept = lines.slice(0, 2).map((line) => (line.length > 26 ? `${line.slice(0, 25)}…` : line));
    if (lines.length > 2 && !kept[1].endsWith("…")) kept[1] += " …";
    return kept;
  }

  /** Labels that never cover each other: first the chosen, then the largest, as long as there is room. */
  function drawLabels(context) {
    if (!scene) return;
    const scale = network.getScale();
    const ratio = context.canvas.width / holder.clientWidth;
    const width = holder.clientWidth;
    const height = holder.clientHeight;
    const centre = network.getViewPosition();
    const place = (i) => [(scene.x[i] - centre.x) * scale + width / 2, (scene.y[i] - centre.y) * scale + height / 2];
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const taken = [];
    const discs = [];
    for (const i of scene.bySize) {
      if (scene.radius[i] * scale < 7) break;
      const [x, y] = place(i);
      const r = scene.radius[i] * scale * 0.8;
      discs.push([x - r, y - r, x + r, y + r, i]);
    }
    const first = [hovered, state.chosen, ...state.near].filter((i) => i !== null);
    const ordered = [...new Set([...first, ...scene.bySize])];
    const urgent = new Set(first);
    for (const i of ordered) {
      const must = i === hovered || i === state.chosen;
      if (!must && dimmed(i)) continue;
      const radius = scene.radius[i] * scale;
      if (!urgent.has(i) && radius < 4.5 && scale < 1.5) continue;
      const [x, y] = place(i);
      if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
      const size = Math.round(Math.max(11.5, Math.min(16, 9.5 + radius * 0.22)));
      const weight = must ? 700 : radius > 16 ? 600 : 500;
      context.font = `${weight} ${size}px ${font}`;
      const lines = scene.lines[i];
      const half = Math.max(...lines.map((line) => context.measureText(line).width)) / 2 + 2;
      const tall = (lines.length * size * 1.16) / 2 + 1;
      const spots = [[x, y + radius + tall + 2], [x, y - radius - tall - 2], [x + radius + half + 3, y], [x - radius - half - 3, y]];
      const free = ([a, b]) => a - half > 2 && a + half < width - 2 && b - tall > 2 && b + tall < height - 2
        && !taken.some((box) => a - half < box[2] && a + half > box[0] && b - tall < box[3] && b + tall > box[1])
        && !discs.some((box) => box[4] !== i && a - half < box[2] && a + half > box[0] && b - tall < box[3] && b + tall > box[1]);
      const spot = spots.find(free) || (must ? spots[0] : null);
      if (!spot) continue;
      taken.push([spot[0] - half, spot[1] - tall, spot[0] + half, spot[1] + tall]);
      lines.forEach((line, k) => {
        const y0 = spot[1] + (k - (lines.length - 1) / 2) * size * 1.16;
        context.strokeStyle = "rgba(255, 255, 255, 0.92)";
        context.lineWidth = 4;
        context.strokeText(line, spot[0], y0);
        context.fillStyle = ink;
        context.fillText(line, spot[0], y0);
      });
    }
    context.restore();
  }

  network.on("beforeDrawing", drawLines);
  network.on("afterDrawing", drawLabels);
  network.on("hoverNode", ({ node }) => { hovered = node; holder.style.cursor = "pointer"; network.redraw(); });
  network.on("blurNode", () => { hovered = null; holder.style.cursor = ""; network.redraw(); });
  network.on("click", ({ nodes: hit, pointer }) => onChoose(hit[0] ?? network.getNodeAt(pointer.DOM) ?? null));
  network.on("zoom", () => onView());
  // The wheel scrolls the page until the reader has taken hold of the picture.
  holder.addEventListener("pointerdown", () => { engaged = true; });
  holder.addEventListener("pointerleave", () => { engaged = false; });
  holder.addEventListener("wheel", (event) => { if (!engaged && !event.ctrlKey) event.stopPropagation(); }, { capture: true });

  function fit() {
    if (!scene) return;
    const bounds = scene.x.reduce((box, x, i) => [Math.min(box[0], x - scene.radius[i]), Math.min(box[1], scene.y[i] - scene.radius[i]), Math.max(box[2], x + scene.radius[i]), Math.max(box[3], scene.y[i] + scene.radius[i])], [Infinity, Infinity, -Infinity, -Infinity]);
    const scale = Math.min((holder.clientWidth - 70) / (bounds[2] - bounds[0] + 1), (holder.clientHeight - 90) / (bounds[3] - bounds[1] + 1), 1.7);
    network.moveTo({ position: { x: (bounds[0] + bounds[2]) / 2, y: (bounds[1] + bounds[3]) / 2 }, scale });
    onView();
  }

  function moveTo(options) {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    network.moveTo({ ...options, animation: still ? false : { duration: 350, easingFunction: "easeInOutQuad" } });
    setTimeout(onView, still ? 0 : 380);
  }

  return {
    /** Show another level: its nodes, lines and labels. */
    show(level, styles) {
      const strongest = level.weight.length;
      scene = {
        ...level, styles,
        strength: level.weight.map((weight, e) => (strongest > 1 ? e / (strongest - 1) : 1)),
        bySize: level.code.map((code, i) => i).sort((a, b) => level.radius[b] - level.radius[a] || a - b),
        lines: level.title.map(broken),
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
    centre(i) {
      const position = { x: scene.x[i], y: scene.y[i] };
      moveTo({ position, scale: Math.max(network.getScale(), 0.95) });
    },
    zoom: (factor) => moveTo({ position: network.getViewPosition(), scale: Math.min(6, Math.max(0.05, network.getScale() * factor)) }),
    fit,
    redraw: () => network.redraw(),
    scale: () => network.getScale(),
    canvas: () => holder.querySelector("canvas"),
    places: () => scene.code.map((code, i) => network.canvasToDOM({ x: scene.x[i], y: scene.y[i] })),
  };
}
