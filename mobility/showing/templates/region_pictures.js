// regionPictures: what is near set against what is attractive, and the network with a region on it.
"use strict";
const regionPictures = (() => {
  const { data, say, number } = page;
  const { svg, text } = svgPicture;
  const colour = { strong: "#0b4f80", nearly: "#9b4805", far: "#c3ccd5", abstain: "#ffffff" };
  const fill = { strong: "#0b4f80", nearly: "#fff3d6", far: "#dfe5ea", abstain: "#ffffff" };

  function mark(one, x, y, place, chosen, choose, size = 1) {
    const nearly = one.class === "nearly";
    const radius = size * (nearly ? 10 : one.class === "strong" ? 6 : one.class === "far" ? 4 : 3);
    const said = `${one.title} · ${say(`class_${one.class}`)}`;
    const made = svg("g", { "data-i": one.i, click: () => choose(one.i), cursor: "pointer" }, svg("title", {}, said));
    if (chosen) made.append(svg("circle", { cx: x, cy: y, r: radius + 4, fill: "none", stroke: "#17212b", "stroke-width": 2.5 }));
    made.append(svg("circle", {
      cx: x, cy: y, r: radius, fill: fill[one.class], stroke: one.class === "abstain" ? "#8b97a3" : one.class === "far" ? "#8b97a3" : colour[one.class],
      "stroke-width": nearly ? 2 : 1, "stroke-dasharray": one.class === "abstain" ? "2 2" : null,
    }));
    if (nearly) made.append(text(String(place), x, y + 4, { "text-anchor": "middle", "font-weight": 700, "font-size": 11 * size, fill: "#6b3203" }));
    return made;
  }

  function ticks(low, high) {
    const step = high - low > 0.6 ? 0.2 : high - low > 0.25 ? 0.1 : 0.05;
    const found = [];
    for (let value = low; value <= high + 1e-9; value += step) found.push(Math.round(value * 100) / 100);
    return found;
  }

  /** Near × attractive: what the region lacks and the board judges. */
  function scatter(all, order, { width, height, chosen, choose }) {
    const shown = all.filter((one) => (one.class === "nearly" || one.class === "far") && one.attractiveness !== null && one.density !== null);
    const edge = { left: 46, right: 18, top: 22, bottom: 46 };
    const most = Math.max(0.1, ...shown.map((one) => one.density));
    const high = Math.min(1, Math.ceil(most * 10 - 1e-9) / 10);
    const x = (value) => edge.left + (value / high) * (width - edge.left - edge.right);
    const y = (value) => height - edge.bottom - value * (height - edge.top - edge.bottom);
    const made = svg("svg", { width: "100%", height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
    for (const tick of ticks(0, high)) {
      made.append(svg("line", { x1: x(tick), x2: x(tick), y1: y(0), y2: y(1), stroke: "#eef1f5" }));
      made.append(text(page.percent(tick), x(tick), height - edge.bottom + 17, { "text-anchor": "middle" }));
    }
    for (const tick of [0, 0.25, 0.5, 0.75, 1]) {
      made.append(svg("line", { x1: x(0), x2: x(high), y1: y(tick), y2: y(tick), stroke: tick === 0 ? "#8b97a3" : "#eef1f5" }));
      made.append(text(number(100 * tick), edge.left - 8, y(tick) + 4, { "text-anchor": "end" }));
    }
    made.append(text(say("axis_near"), x(high), height - 8, { "text-anchor": "end", fill: "#17212b" }));
    made.append(text(say("axis_attractive"), 4, 13, { fill: "#17212b" }));
    const last = (one) => (one.i === chosen ? 2 : one.class === "nearly" ? 1 : 0);
    for (const one of [...shown].sort((a, b) => last(a) - last(b) || b.rank - a.rank)) {
      made.append(mark(one, x(one.density), y(one.attractiveness), order.get(one.i), one.i === chosen, choose));
    }
    return made;
  }

  /** The box around every activity, with some room. */
  function whole() {
    const { x, y } = data.activities;
    const room = 24;
    const [left, right] = [Math.min(...x) - room, Math.max(...x) + room];
    const [top, bottom] = [Math.min(...y) - room, Math.max(...y) + room];
    return { x: left, y: top, width: right - left, height: bottom - top };
  }

  /** The strongest ties of every activity, and what the region has, nearly has and lacks. */
  function network(all, order, { height, chosen, choose, seen }) {
    const { x, y } = data.activities;
    const made = svg("svg", { width: "100%", height, viewBox: `${seen.x} ${seen.y} ${seen.width} ${seen.height}`, "aria-hidden": "true" });
    const { source, target } = data.ties;
    for (let k = 0; k < source.length; k += 1) {
      const both = [source[k], target[k]];
      const lit = both.some((i) => all[i].class === "nearly") && both.some((i) => all[i].class === "strong");
      made.append(svg("line", { x1: x[both[0]], y1: y[both[0]], x2: x[both[1]], y2: y[both[1]], stroke: lit ? "#9b4805" : "#d8dee5", "stroke-width": lit ? 2 : 1 }));
    }
    const rank = { abstain: 0, far: 1, strong: 2, nearly: 3 };
    for (const one of [...all].sort((a, b) => rank[a.class] - rank[b.class] || a.i - b.i)) {
      made.append(mark(one, x[one.i], y[one.i], order.get(one.i), one.i === chosen, choose, whole().width > 900 ? 1.25 : 1));
    }
    return made;
  }

  return { scatter, network, whole };
})();
