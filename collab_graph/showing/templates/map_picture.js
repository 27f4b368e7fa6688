// map_picture: actors on both sides, what they are tied to between them, drawn as one SVG.
"use strict";
const makePicture = (holder, { onChoose }) => {
  const [NARROWEST, WIDEST] = [860, 1180];
  const TOP = 74;
  const MOST_GAP = 34;
  // Height over width of what is left of the first sheet, and of a whole one, lying.
  const [FIRST_SHEET, SHEET] = [0.44, 0.62];
  const LINE = 15.5;
  const COLOURS = ["#0b4f80", "#a3470f", "#1f6f54", "#7a3382", "#806400", "#a3294b", "#3f5c9a", "#4d6b1f", "#6a4b38", "#1f7484"];
  const KINDS = { agreement: "#0b4f80", referral: "#a3470f", "co-location": "#1f6f54", "joint team": "#7a3382", "shared funding": "#806400", meeting: "#5f6c78", payment: "#806400", precedence: "#5f6c78" };
  const STYLE = `
    text { font-family: ${wrapped.FAMILY}; font-size: 13px; fill: #17212b; }
    .heading { font-size: 17px; font-weight: 650; } .under, .key text { font-size: 12.5px; fill: #53606d; }
    .top text { font-weight: 650; }
    .ties path { fill: none; stroke-opacity: 0.62; }
    .ties.many path { stroke-opacity: 0.2; }
    .lead { stroke-width: 2.6; } .shared { stroke-width: 1.9; } .support { stroke-width: 1.5; stroke-dasharray: 6 4; } .other { stroke-width: 1.3; stroke-dasharray: 1.5 3.5; }
    .plain { stroke-width: 1.8; }
    .item rect { fill: #fff; stroke: #9aa7b4; } .item text { text-anchor: middle; }
    .new { font-size: 11px; font-weight: 650; fill: #7a4a00; }
    .some path { stroke-opacity: 0.06; } .some path.lit { stroke-opacity: 0.95; }
    .some .spot { opacity: 0.34; } .some .spot.lit { opacity: 1; }
    .spot { cursor: pointer; } .spot .field { fill: transparent; } .spot:hover .field { fill: #eef3f7; } .spot:focus { outline: none; } .spot:focus-visible .field { fill: #e3eef6; stroke: #1a73b8; stroke-width: 2.5; }
    .spot.taken .field { fill: #e3eef6; } .item.taken rect { fill: #e3eef6; stroke: #0b4f80; stroke-width: 2; }`;
  const NAME = "http://www.w3.org/2000/svg";
  // Text stands in its own size wherever the window allows: the picture is as wide as its place.
  let [WIDTH, SIDE, ITEM] = [0, 0, 0];
  function measure() {
    WIDTH = Math.round(Math.max(NARROWEST, Math.min(WIDEST, holder.clientWidth - 32)));
    SIDE = Math.round(WIDTH * 0.28);
    ITEM = Math.round(WIDTH * 0.19);
  }
  let spots = [];
  let byKey = new Map();
  let root = null;
  let taken = null;

  function made(tag, attributes, ...children) {
    const one = document.createElementNS(NAME, tag);
    for (const [name, value] of Object.entries(attributes)) if (value !== null) one.setAttribute(name, value);
    one.append(...children);
    return one;
  }

  function text(lines, x, y, attributes = {}) {
    const first = y - ((lines.length - 1) * LINE) / 2 + 4.5;
    return made("text", { x, ...attributes }, ...lines.map((line, k) => made("tspan", { x, y: round(first + k * LINE) }, line)));
  }

  const round = (value) => Math.round(value * 10) / 10;

  /** Stand the rows of one side below each other; returns the height. */
  function stack(rows, left) {
    let y = 0;
    let before = false;
    for (const row of rows) {
      const width = SIDE - 30 - (row.isNew ? 26 : 0) - 12 * Math.min(row.depth, 3);
      row.lines = wrapped(row.label, width, { bold: row.depth === 0 });
      row.height = row.lines.length * LINE + 8;
      if (row.depth === 0 && before) y += 10;
      row.y = y + row.height / 2;
      row.x = left ? SIDE : WIDTH - SIDE;
      row.left = left;
      y += row.height;
      before = true;
    }
    return y;
  }

  /** Use room that a side has left between its organisations, then stand it in the middle. */
  function spread(side, height, inner) {
    const tops = side.filter((row) => row.depth === 0).length;
    const gap = tops > 1 ? Math.min(MOST_GAP, (inner - height) / (tops - 1)) : 0;
    let moved = TOP + (inner - height - gap * Math.max(0, tops - 1)) / 2 - gap;
    for (const row of side) {
      if (row.depth === 0) moved += gap;
      row.y += moved;
    }
  }

  /** Where the first side ends: between two organisations, as near the middle as can be. */
  function divided(rows) {
    const starts = rows.map((row, k) => (row.depth === 0 ? k : -1)).filter((k) => k >= 0);
    const half = rows.length / 2;
    const best = [...starts, rows.length].reduce((a, b) => (Math.abs(b - half) < Math.abs(a - half) ? b : a), rows.length);
    return [rows.slice(0, best), rows.slice(best)];
  }

  /** From actor to actor; lines between the same two lie beside each other. */
  function curve(from, to, beside, tall) {
    const x1 = from.x + (from.left ? 9 : -9);
    const [y1, y2] = [round(from.y + beside), round(to.y + beside)];
    if (from.left === to.left) {
      const bend = round(x1 + (from.left ? 1 : -1) * (24 + 0.28 * WIDTH * (Math.abs(to.y - from.y) / tall) ** 0.6 + 2 * beside));
      return `M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x1} ${y2}`;
    }
    const x2 = to.x + (to.left ? 9 : -9);
    const middle = (x1 + x2) / 2;
    return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
  }

  /** How far each line is moved so that those between the same two can be told apart. */
  function besides(lines) {
    const between = new Map();
    lines.forEach((line, k) => {
      const pair = [line.from, line.to].sort().join("|");
      between.set(pair, [...(between.get(pair) ?? []), k]);
    });
    const moved = [];
    for (const held of between.values()) held.forEach((k, n) => { moved[k] = 3.4 * (n - (held.length - 1) / 2); });
    return moved;
  }

  function toItem(row, item) {
    const x1 = row.x + (row.left ? 9 : -9);
    const x2 = WIDTH / 2 + (row.left ? -ITEM / 2 : ITEM / 2);
    const middle = (x1 + x2) / 2;
    return `M${x1} ${round(row.y)}C${middle} ${round(row.y)} ${middle} ${round(item.y)} ${x2} ${round(item.y)}`;
  }

  /**
   * Draw. rows: [{key, label, depth, colour, isNew}] in order; items: [{key, label}];
   * lines: [{from, to, kind, directed}] by keys; keys: kinds of lines for the key.
   */
  function draw({ rows, items, lines, keys, heading, under, label }) {
    measure();
    const moved = besides(lines);
    const sides = divided(rows);
    const heights = sides.map((side, k) => stack(side, k === 0));
    for (const item of items) {
      item.lines = wrapped(item.label, ITEM - 24);
      item.height = item.lines.length * LINE + 12;
    }
    const itemsHeight = items.reduce((sum, item) => sum + item.height + 8, 0);
    const inner = Math.max(...heights, itemsHeight, 60);
    sides.forEach((side, k) => spread(side, heights[k], inner));
    byKey = new Map([...rows, ...items].map((one) => [one.key, { one, lines: [], near: new Set([one.key]) }]));
    for (const line of lines) {
      const to = byKey.get(line.to).one;
      if (!("left" in to)) to.ends = [...(to.ends ?? []), byKey.get(line.from).one.y];
    }
    // Needs stand in the order of the record; all else near those it belongs to.
    const mean = (item) => (item.ends ?? [0]).reduce((a, b) => a + b, 0) / (item.ends ?? [0]).length;
    items.sort((a, b) => ("order" in a ? a.order - b.order : mean(a) - mean(b)));
    const gap = items.length > 1 ? Math.min(26, (inner - itemsHeight) / (items.length - 1)) : 0;
    let y = TOP + (inner - itemsHeight - gap * (items.length - 1)) / 2;
    for (const item of items) { item.y = y + item.height / 2; y += item.height + 8 + gap; }
    const height = Math.ceil(TOP + inner + 18);

    const paths = lines.map((line, k) => {
      const from = byKey.get(line.from);
      const to = byKey.get(line.to);
      const isItem = !("left" in to.one);
      const stroke = line.kind in KINDS ? KINDS[line.kind] : from.one.colour;
      const styled = line.kind in KINDS || line.kind === "gives" ? "plain" : line.kind;
      const path = made("path", { d: isItem ? toItem(from.one, to.one) : curve(from.one, to.one, moved[k], inner), class: styled, stroke, "marker-end": line.directed ? `url(#arrow-${line.kind})` : null });
      from.lines.push(path);
      to.lines.push(path);
      from.near.add(line.to);
      to.near.add(line.from);
      return path;
    });
    const markers = keys.filter((kind) => lines.some((line) => line.kind === kind && line.directed)).map((kind) =>
      made("marker", { id: `arrow-${kind}`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto" }, made("path", { d: "M0 0L8 4L0 8z", fill: KINDS[kind], stroke: "none" })));

    root = made("svg", { viewBox: `0 0 ${WIDTH} ${height}`, width: WIDTH, height, xmlns: NAME, role: "group", "aria-label": label },
      made("style", {}, STYLE), made("defs", {}, ...markers),
      made("text", { x: 4, y: 22, class: "heading" }, heading), made("text", { x: 4, y: 43, class: "under" }, under),
      drawKey(keys, lines), made("g", { class: lines.length > 400 ? "ties many" : "ties" }, ...paths),
      bars(sides), ...rows.map(drawRow), ...items.map(drawItem));
    spots = [...root.querySelectorAll(".spot")];
    spots.forEach((spot, k) => { spot.setAttribute("tabindex", k === 0 ? "0" : "-1"); });
    holder.replaceChildren(root);
    holder.classList.toggle("tall-one", height > 0.75 * WIDTH);
    light(taken);
  }

  /** One bar along an organisation and its units. */
  function bars(sides) {
    const group = made("g", {});
    for (const side of sides) {
      side.forEach((row, k) => {
        if (row.depth !== 0) return;
        let last = row;
        for (const next of side.slice(k + 1)) { if (next.depth === 0) break; last = next; }
        if (last !== row) group.append(made("line", { x1: row.x, x2: row.x, y1: round(row.y), y2: round(last.y), stroke: row.colour, "stroke-width": 2, "stroke-opacity": 0.5 }));
      });
    }
    return group;
  }

  function spot(one, kind, ...children) {
    const name = one.isNew ? `${one.label}, ${page.say("new")}` : one.label;
    const group = made("g", { class: `spot ${kind}`, role: "button", "aria-label": name, "aria-pressed": "false", "data-key": one.key }, ...children);
    group.addEventListener("click", () => onChoose(one.key));
    group.addEventListener("keydown", (event) => move(event, one.key));
    group.addEventListener("pointerenter", () => light(one.key));
    group.addEventListener("pointerleave", () => light(taken));
    group.addEventListener("focus", () => light(one.key));
    group.addEventListener("blur", () => light(taken));
    return group;
  }

  function drawRow(row) {
    const away = 16 + 12 * Math.min(row.depth, 3);
    const x = row.left ? row.x - away : row.x + away;
    const anchor = row.left ? "end" : "start";
    const size = row.depth === 0 ? 6 : 4.5;
    const mark = row.isNew ? made("text", { x: row.left ? 6 : WIDTH - 6, y: round(row.y + 4), class: "new", "text-anchor": row.left ? "start" : "end" }, page.say("new")) : "";
    return spot(row, row.depth === 0 ? "row top" : "row",
      made("rect", { class: "field", x: row.left ? 1 : row.x - 8, y: round(row.y - row.height / 2), width: SIDE + 7, height: round(row.height), rx: 5 }),
      made("circle", { cx: row.x, cy: round(row.y), r: size, fill: row.colour }),
      text(row.lines, x, row.y, { "text-anchor": anchor }), mark);
  }

  function drawItem(item) {
    return spot(item, "item",
      made("rect", { class: "field", x: WIDTH / 2 - ITEM / 2, y: round(item.y - item.height / 2), width: ITEM, height: round(item.height), rx: 8 }),
      text(item.lines, WIDTH / 2, item.y));
  }

  function drawKey(keys, lines) {
    const group = made("g", { class: "key" });
    let x = 4;
    for (const kind of keys.filter((one) => one !== "gives" && lines.some((line) => line.kind === one))) {
      const styled = kind in KINDS ? "plain" : kind;
      const said = page.say(`key_${kind}`);
      group.append(made("line", { x1: x, x2: x + 30, y1: 60, y2: 60, class: styled, stroke: KINDS[kind] ?? "#53606d" }), made("text", { x: x + 36, y: 64 }, said));
      x += Math.round(58 + wrapped.width(said, 12.5));
    }
    return group;
  }

  /** Let one actor or item and what it is tied to stand out. */
  function light(key) {
    const some = key !== null && byKey.has(key);
    root.classList.toggle("some", some);
    for (const one of root.querySelectorAll(".lit")) one.classList.remove("lit");
    if (!some) return;
    const { lines, near } = byKey.get(key);
    for (const line of lines) line.classList.add("lit");
    for (const one of spots) if (near.has(one.dataset.key)) one.classList.add("lit");
  }

  function take(key) {
    taken = key;
    for (const one of spots) {
      const is = one.dataset.key === key;
      one.classList.toggle("taken", is);
      one.setAttribute("aria-pressed", String(is));
    }
    light(key);
  }

  function move(event, key) {
    if (["Enter", " "].includes(event.key)) { event.preventDefault(); onChoose(key); return; }
    const at = spots.findIndex((one) => one.dataset.key === key);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? spots.length - 1 : step ? (at + step + spots.length) % spots.length : null;
    if (to === null) return;
    event.preventDefault();
    spots[at].setAttribute("tabindex", "-1");
    spots[to].setAttribute("tabindex", "0");
    spots[to].focus();
  }

  /** The picture in pieces that fit a sheet of paper each; a name that is cut stands whole on the next. */
  function pieces() {
    const [, , width, height] = root.getAttribute("viewBox").split(" ").map(Number);
    const fields = [...byKey.values()].map(({ one }) => [one.y - one.height / 2, one.y + one.height / 2]);
    const crossed = (cut) => fields.filter(([from, to]) => from < cut && cut < to);
    const held = [];
    let from = 0;
    for (let sheet = FIRST_SHEET; height - from > width * sheet; sheet = SHEET) {
      const most = from + width * sheet;
      let to = most;
      for (let cut = most; most - cut < 90 && crossed(to).length; cut -= 1) if (crossed(cut).length < crossed(to).length) to = cut;
      held.push([from, to]);
      from = Math.min(to, ...crossed(to).map(([top]) => top - 2));
    }
    return [...held, [from, height]].map(([top, bottom]) => {
      const piece = root.cloneNode(true);
      piece.removeAttribute("height");
      piece.setAttribute("viewBox", `0 ${round(top)} ${width} ${round(bottom - top)}`);
      return piece;
    });
  }

  /** The picture as text of an SVG file, without what only a screen needs. */
  function svg() {
    const copy = root.cloneNode(true);
    copy.classList.remove("some");
    copy.insertBefore(made("rect", { width: "100%", height: "100%", fill: "#fff" }), copy.querySelector("defs"));
    for (const one of copy.querySelectorAll("[tabindex]")) one.removeAttribute("tabindex");
    return new XMLSerializer().serializeToString(copy);
  }

  function png(done) {
    const image = new Image();
    const url = URL.createObjectURL(new Blob([svg()], { type: "image/svg+xml" }));
    image.addEventListener("load", () => {
      const canvas = page.element("canvas", { width: 2 * root.viewBox.baseVal.width, height: 2 * root.viewBox.baseVal.height });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(url);
      canvas.toBlob(done, "image/png");
    });
    image.src = url;
  }

  const colour = (place) => COLOURS[place] ?? "#5f6c78";
  return { draw, take, svg, png, pieces, colour };
};
