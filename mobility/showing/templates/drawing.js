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
    const share = Math.min(1, (800 / Math.max(1, scene.source.length - state.first)) ** 0.75);
    const off = scene.code.map((code, i) => dimmed(scene, state, i));
    const drawn = Math.max(1, scene.source.length - state.first);
    for (let e = 0; e < scene.source.length; e += 1) {
      const a = scene.source[e];
      const b = scene.target[e];
      // What is near the chosen one is joined to it even when the line is too weak for the others.
      const own = state.chosen !== null && ((a === state.chosen && state.near.has(b)) || (b === state.chosen && state.near.has(a)));
      if (e < state.first && !own) continue;
      const back = off[a] || off[b] || state.chosen !== null;
      const path = own ? strong : back ? faint : paths[Math.floor((bundles * (e - state.first)) / drawn)];
      path.moveTo(scene.x[a], scene.y[a]);
      path.lineTo(scene.x[b], scene.y[b]);
    }
    context.lineCap = "butt";
    context.strokeStyle = `rgba(83, 96, 109, ${0.09 * share})`;
    context.lineWidth = 0.8 / scale;
    context.stroke(faint);
    paths.forEach((path, k) => {
      context.strokeStyle = `rgba(70, 84, 98, ${(0.13 + 0.085 * k) * share})`;
      context.lineWidth = ((0.7 + 0.34 * k) * Math.max(share, 0.45)) / Math.max(scale, 0.5);
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

  /** A title in a few lines of about twenty letters. */
  function broken(title, most) {
    const wide = most > 2 ? 24 : 20;
    const rows = [""];
    for (const word of title.split(/\s+/)) {
      const last = rows[rows.length - 1];
      if (!last || last.length + word.length < wide) rows[rows.length - 1] = last ? `${last} ${word}` : word;
      else rows.push(word);
    }
    const kept = rows.slice(0, most).map((row) => (row.length > 26 ? `${row.slice(0, 25)}…` : row));
    if (rows.length > most && !kept[most - 1].endsWith("…")) kept[most - 1] = `${kept[most - 1].replace(/[,;:/(-]+$/, "")} …`;
    return kept;
  }

  const meets = (one, other) => one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];

  /** The dots in the picture by squares of the screen: which of them a box touches is asked often. */
  function crowd(scene, state, place, scale, width, height) {
    const side = 64;
    const squares = new Map();
    const within = (box, visit) => {
      for (let a = Math.floor(box[0] / side); a <= Math.floor(box[2] / side); a += 1) {
        for (let b = Math.floor(box[1] / side); b <= Math.floor(box[3] / side); b += 1) visit(`${a} ${b}`);
      }
    };
    scene.code.forEach((code, i) => {
      if (dimmed(scene, state, i)) return;
      const r = scene.radius[i] * scale;
      const [x, y] = place(i);
      if (x < -r || y < -r || x > width + r || y > height + r) return;
      within([x - r, y - r, x + r, y + r], (key) => squares.set(key, [...(squares.get(key) || []), { i, x, y, r }]));
    });
    return (box) => {
      const touched = new Map();
      within(box, (key) => (squares.get(key) || []).forEach((dot) => {
        const dx = dot.x - Math.max(box[0], Math.min(dot.x, box[2]));
        const dy = dot.y - Math.max(box[1], Math.min(dot.y, box[3]));
        if (dx * dx + dy * dy < dot.r * dot.r) touched.set(dot.i, dot);
      }));
      return [...touched.values()];
    };
  }

  /** How much a label of one dot hides of another: a large one hardly ever, sooner its own group. */
  function hidden(scene, i, dot) {
    if (dot.i === i) return 0;
    if (scene.group[dot.i] === scene.group[i]) return dot.r > 11 ? 100 : dot.r > 7 ? 6 : 1;
    return dot.r > 4 ? 100 : 4;
  }

  /** Where a label may stand around a dot, the best place first: below, above, beside, aslant, across a large one. */
  function spots(x, y, radius, half, tall) {
    const [far, high] = [radius + half + 3, radius + tall + 1];
    const [side, rise] = [radius * 0.71 + half + 2, radius * 0.71 + tall];
    const around = [[x, y + high], [x, y - high], [x + far, y], [x - far, y], [x + side, y + rise], [x - side, y + rise], [x + side, y - rise], [x - side, y - rise]];
    return radius > 14 ? [...around, [x, y]] : around;
  }

  /**
   * Labels that cover neither each other nor dots: first the chosen, then the largest, while there
   * is room. A large dot in a crowd is named all the same, over a few small ones of its own group.
   */
  function labels(context, scene, state, { width, height, scale, centre, covered }) {
    const place = (i) => [(scene.x[i] - centre.x) * scale + width / 2, (scene.y[i] - centre.y) * scale + height / 2];
    const touched = crowd(scene, state, place, scale, width, height);
    const taken = [...covered];
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const first = [state.hovered, state.chosen, ...state.near].filter((i) => i !== null);
    const urgent = new Set(first);
    const foremost = new Set(scene.bySize.slice(0, 12));
    for (const i of new Set([...first, ...scene.bySize])) {
      const must = i === state.hovered || i === state.chosen;
      const radius = scene.radius[i] * scale;
      if (!must && dimmed(scene, state, i)) continue;
      if (!urgent.has(i) && radius < 2.5 && scale < 1.5 && scene.code.length > 60) continue;
      const [x, y] = place(i);
      if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
      const size = Math.round(Math.max(11.5, Math.min(scene.code.length > 60 ? 16 : 14, 9.5 + radius * 0.22)));
      context.font = `${must ? 700 : radius > 16 ? 600 : 500} ${size}px ${font}`;
      const rows = scene.lines[i];
      const half = Math.max(...rows.map((row) => context.measureText(row).width)) / 2 + 2;
      const tall = (rows.length * size * 1.16) / 2 + 1;
      const box = ([a, b]) => [a - half, b - tall, a + half, b + tall];
      const around = spots(x, y, radius, half, tall);
      const most = must ? Infinity : urgent.has(i) || foremost.has(i) ? 14 : radius > 11 ? 2 : 0;
      let [best, least] = [null, Infinity];
      for (const spot of around) {
        const own = box(spot);
        if (own[0] < 2 || own[1] < 2 || own[2] > width - 2 || own[3] > height - 2 || taken.some((other) => meets(own, other))) continue;
        const harm = touched(own).reduce((sum, dot) => sum + hidden(scene, i, dot), 0);
        if (harm <= most && harm < least) [best, least] = [spot, harm];
        if (least === 0) break;
      }
      const spot = best || (must ? around[0] : null);
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

  /** The middle and the scale that show every dot, with room for buttons, labels and what is below. */
  function whole(scene, width, height, low = 0) {
    const reach = (axis, sign) => scene[axis].reduce((far, value, i) => Math.max(far, sign * value + scene.radius[i]), -Infinity);
    const [left, right, top, bottom] = [-reach("x", -1), reach("x", 1), -reach("y", -1), reach("y", 1)];
    const [above, below, sides] = [54, Math.max(low, 40), width < 500 ? 12 : 40];
    const scale = Math.min((width - 2 * sides) / (right - left + 1), (height - above - below) / (bottom - top + 1), 1.7);
    return { scale, centre: { x: (left + right) / 2, y: (top + bottom) / 2 + (below - above) / 2 / scale } };
  }

  /** Dots of a few round numbers of jobs, below the picture; returns the box they take. */
  function sizeKey(context, { dots, words }, left, bottom) {
    context.font = `500 12px ${font}`;
    context.textBaseline = "alphabetic";
    let x = left;
    for (const { said, radius } of dots) {
      const wide = Math.max(2 * radius, context.measureText(said).width);
      context.beginPath();
      context.arc(x + wide / 2, bottom - 20 - radius, radius, 0, 2 * Math.PI);
      context.fillStyle = "#e9edf1";
      context.strokeStyle = "#6b7885";
      context.lineWidth = 1.5;
      context.fill();
      context.stroke();
      context.textAlign = "center";
      context.fillStyle = ink;
      context.fillText(said, x + wide / 2, bottom - 4);
      x += wide + 14;
    }
    if (!dots.length) return [];
    context.textAlign = "left";
    context.fillText(words, x, bottom - 4);
    return [[left, bottom - 26 - 2 * dots[0].radius, x + context.measureText(words).width, bottom]];
  }

  /** Everything on white, without the help of vis-network. */
  function everything(context, scene, state, view, ratio) {
    const { width, height, scale, centre, sizes } = view;
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
    const covered = sizeKey(context, sizes, 8, height - 6);
    labels(context, scene, state, { ...view, covered });
  }

  return { faded, dimmed, lines, rings, labels, broken, whole, everything };
})();
