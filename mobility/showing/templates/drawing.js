// drawing: lines, rings and labels of a network in few strokes, on screen, paper and slides alike.
"use strict";
const drawing = (() => {
  const ink = "#17212b";
  const faded = "#dfe3e8";
  const font = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

  /** Whether a dot stands back: another is chosen, or another group. */
  function dimmed(scene, state, i) {
    if (state.chosen !== null) return i !== state.chosen && !state.near.has(i);
    return state.groups.size > 0 && !state.groups.has(scene.group[i]);
  }

  /** Lines in a few bundles of like strength: one stroke a bundle keeps 30,000 of them quick. */
  function lines(context, scene, state, scale) {
    const bundles = 6;
    const paths = Array.from({ length: bundles }, () => new Path2D());
    const faint = new Path2D();
    const strong = new Path2D();
    const crowd = Math.min(1, (1500 / Math.max(1, scene.source.length - state.first)) ** 0.75);
    const off = scene.code.map((code, i) => dimmed(scene, state, i));
    for (let e = state.first; e < scene.source.length; e += 1) {
      const a = scene.source[e];
      const b = scene.target[e];
      const own = state.chosen !== null && (a === state.chosen || b === state.chosen);
      const back = off[a] || off[b] || state.chosen !== null;
      const path = own ? strong : back ? faint : paths[Math.min(bundles - 1, Math.floor(bundles * scene.strength[e]))];
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

  /** A white middle makes a ring of a dot. */
  function rings(context, scene, state) {
    const middles = new Path2D();
    scene.styles.forEach(({ ring }, i) => {
      if (!ring || dimmed(scene, state, i)) return;
      middles.moveTo(scene.x[i] + scene.radius[i] * 0.5, scene.y[i]);
      middles.arc(scene.x[i], scene.y[i], scene.radius[i] * 0.5, 0, 2 * Math.PI);
    });
    context.fillStyle = "#ffffff";
    context.fill(middles);
  }

  function dots(context, scene, state, scale) {
    scene.styles.forEach(({ colour }, i) => {
      context.beginPath();
      context.arc(scene.x[i], scene.y[i], scene.radius[i], 0, 2 * Math.PI);
      context.fillStyle = dimmed(scene, state, i) ? faded : colour;
      context.strokeStyle = i === state.chosen ? ink : "#ffffff";
      context.lineWidth = (i === state.chosen ? 3 : 1) / scale;
      context.fill();
      context.stroke();
    });
  }

  /** A title in lines of about twenty letters: two of them, or four where the dots are few. */
  function broken(title, most) {
    const rows = [""];
    for (const word of title.split(/\s+/)) {
      const last = rows[rows.length - 1];
      if (!last || last.length + word.length < 20) rows[rows.length - 1] = last ? `${last} ${word}` : word;
      else rows.push(word);
    }
    const kept = rows.slice(0, most).map((row) => (row.length > 26 ? `${row.slice(0, 25)}…` : row));
    if (rows.length > most && !kept[most - 1].endsWith("…")) kept[most - 1] += " …";
    return kept;
  }

  const meets = (one, other) => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];

  /** Labels that never cover each other: first the chosen, then the largest, while there is room. */
  function labels(context, scene, state, { width, height, scale, centre, covered }) {
    const place = (i) => [(scene.x[i] - centre.x) * scale + width / 2, (scene.y[i] - centre.y) * scale + height / 2];
    const taken = [...covered];
    const discs = [];
    for (const i of scene.bySize) {
      const r = scene.radius[i] * scale * 0.8;
      if (r < 5) break;
      const [x, y] = place(i);
      if (!dimmed(scene, state, i)) discs.push([i, [x - r, y - r, x + r, y + r]]);
    }
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const first = [state.hovered, state.chosen, ...state.near].filter((i) => i !== null);
    const urgent = new Set(first);
    for (const i of new Set([...first, ...scene.bySize])) {
      const must = i === state.hovered || i === state.chosen;
      const radius = scene.radius[i] * scale;
      if (!must && dimmed(scene, state, i)) continue;
      if (!urgent.has(i) && radius < 4.5 && scale < 1.5 && scene.code.length > 60) continue;
      const [x, y] = place(i);
      if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
      const size = Math.round(Math.max(11.5, Math.min(scene.code.length > 60 ? 16 : 14, 9.5 + radius * 0.22)));
      context.font = `${must ? 700 : radius > 16 ? 600 : 500} ${size}px ${font}`;
      const rows = scene.lines[i];
      const half = Math.max(...rows.map((row) => context.measureText(row).width)) / 2 + 2;
      const tall = (rows.length * size * 1.16) / 2 + 1;
      const spots = [[x, y + radius + tall + 2], [x, y - radius - tall - 2], [x + radius + half + 3, y], [x - radius - half - 3, y]];
      const box = ([a, b]) => [a - half, b - tall, a + half, b + tall];
      const clear = (spot) => {
        const own = box(spot);
        return own[0] > 2 && own[1] > 2 && own[2] < width - 2 && own[3] < height - 2 && !taken.some((other) => meets(own, other));
      };
      const free = (spot) => clear(spot) && !discs.some(([j, other]) => j !== i && meets(box(spot), other));
      // A large dot in a crowd is named all the same, over its small neighbours.
      const overSmall = (spot) => clear(spot) && !discs.some(([j, other]) => j !== i && other[2] - other[0] > 15 && meets(box(spot), other));
      const spot = spots.find(free) || (radius > 11 && spots.find(overSmall)) || (must ? spots[0] : null);
      if (!spot) continue;
      taken.push(box(spot));
      rows.forEach((row, k) => {
        const y0 = spot[1] + (k - (rows.length - 1) / 2) * size * 1.16;
        context.strokeStyle = "rgba(255, 255, 255, 0.92)";
        context.lineWidth = 4;
        context.strokeText(row, spot[0], y0);
        context.fillStyle = ink;
        context.fillText(row, spot[0], y0);
      });
    }
  }

  /** The middle and the scale that show every dot, with room for buttons, sizes and labels. */
  function whole(scene, width, height) {
    const reach = (axis, sign) => scene[axis].reduce((far, value, i) => Math.max(far, sign * value + scene.radius[i]), -Infinity);
    const [left, right, top, bottom] = [-reach("x", -1), reach("x", 1), -reach("y", -1), reach("y", 1)];
    const [above, below, sides] = [54, 60, width < 500 ? 16 : 40];
    const scale = Math.min((width - 2 * sides) / (right - left + 1), (height - above - below) / (bottom - top + 1), 1.7);
    return { scale, centre: { x: (left + right) / 2, y: (top + bottom) / 2 + (below - above) / 2 / scale } };
  }

  /** Everything on white, without the help of vis-network. */
  function everything(context, scene, state, view, ratio) {
    const { width, height, scale, centre } = view;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, width, height);
    context.save();
    context.translate(width / 2, height / 2);
    context.scale(scale, scale);
    context.translate(-centre.x, -centre.y);
    lines(context, scene, state, scale);
    dots(context, scene, state, scale);
    rings(context, scene, state);
    context.restore();
    labels(context, scene, state, view);
  }

  return { faded, dimmed, lines, rings, labels, broken, whole, everything };
})();
