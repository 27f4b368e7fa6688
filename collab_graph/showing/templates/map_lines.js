// map_lines: which rows, middle and lines the picture has under the reader's choice.
"use strict";
const linesOf = (() => {
  const { actors, needs } = page.data;
  const own = (texts) => texts[page.language()];
  const tops = actors.map((_, at) => at).filter((at) => actors[at].parent < 0);
  const added = new Set(page.data.changes.filter((one) => one.sheet === "actors" && one.change === "added").flatMap((one) => one.actors));

  const CROWDED = 400;

  const ITEMS = {
    needs: (left) => left.mandates.flatMap((one) => one.needs.filter((need) => chosen.state.need < 0 || need === chosen.state.need).map((need) => ({ actor: one.actor, key: `need ${need}`, label: own(needs[need]), order: need, kind: chosen.part(one, need) }))),
    interventions: (left) => left.interventions.map((one) => ({ actor: one.actor, key: `intervention ${page.data.interventions.indexOf(one)}`, label: one.name, kind: "gives" })),
    groups: (left) => left.interventions.filter((one) => one.target_group).map((one) => ({ actor: one.actor, key: `group ${one.target_group}`, label: one.target_group, kind: "gives" })),
    methods: (left) => left.interventions.filter((one) => one.method).map((one) => ({ actor: one.actor, key: `method ${one.method}`, label: one.method, kind: "gives" })),
  };
  const PAIRS = {
    ties: (left) => left.ties.flatMap((one) => one.actors.flatMap((a, k) => one.actors.slice(k + 1).map((b) => ({ from: a, to: b, kind: one.kind })))),
    flows: (left) => left.flows.map((one) => ({ from: one.giver, to: one.receiver, kind: one.kind, directed: true })),
  };
  const KEYS = {
    needs: ["lead", "shared", "support", "other"], interventions: ["gives"], groups: ["gives"], methods: ["gives"],
    ties: ["agreement", "joint team", "co-location", "shared funding", "referral", "meeting"], flows: ["referral", "payment", "precedence"],
  };

  /** Of several lines between the same two, the one that weighs most stands. */
  function once(lines, keys) {
    // Among very many, one line between two says enough; the list says of what kinds.
    const crowded = lines.length > CROWDED && !lines[0].directed;
    const best = new Map();
    for (const line of lines) {
      const key = line.directed || keys[0] === "lead" || keys[0] === "gives" ? `${line.from}|${line.to}` : [line.from, line.to].sort().join("|");
      const named = keys[0] === "lead" || crowded ? key : `${key}|${line.kind}`;
      const before = best.get(named);
      if (!before || keys.indexOf(line.kind) < keys.indexOf(before.kind)) best.set(named, line);
    }
    return [...best.values()];
  }

  function linesOf(left, picture) {
    const { state } = chosen;
    const stands = (actor) => (state.units ? actor : chosen.root[actor]);
    const key = (actor) => `actor ${stands(actor)}`;
    const rows = left.actors.filter((at) => state.units || actors[at].parent < 0).map((at) => ({
      key: `actor ${at}`, label: actors[at].name, depth: chosen.depth[at], colour: picture.colour(tops.indexOf(chosen.root[at])), isNew: added.has(at),
    }));
    const keys = KEYS[state.lines];
    if (state.lines in PAIRS) {
      const lines = PAIRS[state.lines](left).filter((one) => stands(one.from) !== stands(one.to)).map((one) => ({ ...one, from: key(one.from), to: key(one.to) }));
      return { rows, items: [], lines: once(lines, keys), keys };
    }
    const found = ITEMS[state.lines](left);
    const items = new Map(found.map((one) => [one.key, { key: one.key, label: one.label, ...("order" in one ? { order: one.order } : {}) }]));
    if (state.lines === "needs" && state.need < 0) needs.forEach((need, at) => { if (!items.has(`need ${at}`)) items.set(`need ${at}`, { key: `need ${at}`, label: own(need), order: at }); });
    return { rows, items: [...items.values()], lines: once(found.map((one) => ({ from: key(one.actor), to: one.key, kind: one.kind })), keys), keys };
  }

  return linesOf;
})();
