// matcher_standing: where a person stands: degrees, closeness, fit and class, as the library defines them.
"use strict";
const CLASSES = ["far", "adjacent", "reached"];
const HELD = 0.5;

/**
 * Where somebody stands.
 * person: {skills: Map position → degree, occupations: [[position among those held, part kept]], gates: Set of positions}
 */
function standing(person) {
  const h = impliedAndGiven(person);
  const held = Uint8Array.from(h, (degree) => Number(degree >= HELD));
  for (let s = 0; s < known.skills; s += 1) if (!known.isSkill[s]) h[s] = 0;
  const { near, bridge } = nearAndBridge(h);
  const kind = new Array(known.skills).fill("");
  const close = (s) => near[s] > 0 && !held[s] && !person.gates.has(s);
  for (let s = 0; s < known.skills; s += 1) if (close(s)) kind[s] = "learnable";
  for (let i = 0; i < known.skills; i += 1) {
    if (held[i] && known.isSkill[i]) for (const s of known.usual(i)) if (close(s)) kind[s] = "unstated";
  }
  for (let s = 0; s < known.skills; s += 1) if (kind[s] && known.neverAlmost[s]) kind[s] = "with";
  const almost = Uint8Array.from(kind, (one) => Number(one === "learnable" || one === "unstated"));
  const stretched = h.map((degree, s) => (almost[s] ? Math.max(degree, near[s]) : degree));
  const fit = fits(h), stretch = fits(stretched);
  const classes = fit.map((value, o) => classOf(value, stretch[o]));
  const judged = Uint8Array.from(fit, (value) => Number(!Number.isNaN(value)));
  for (const [one] of person.occupations) judged[known.groupOf(one)] = 0;
  const lacking = known.required.map((_, o) => known.lacking(o, person.gates));
  return { h, near, bridge, held, kind, almost, stretched, fit, stretch, alike: withOthers(likeness(h), person.occupations), classes, judged, lacking };
}

/** Of a year or more everything is kept that an occupation implies, of less a part, at least half. */
const practice = (years) => (years === undefined || years === null ? 1 : Math.min(1, Math.max(0.5, years)));

/** h: what is given, else the largest that the occupations held imply. */
function impliedAndGiven(person) {
  const h = new Float64Array(known.skills);
  for (const [one, part] of person.occupations) {
    for (const [s, degree] of known.degreesHeld(one)) h[s] = Math.max(h[s], degree * part);
  }
  for (const [s, degree] of person.skills) h[s] = degree;
  return h;
}

/** near(s) = max over i ≠ s of h(i) · φ̂(i, s), and the first i that gives it; 0 below τ. */
function nearAndBridge(h) {
  const near = new Float64Array(known.skills);
  const bridge = new Int32Array(known.skills).fill(-1);
  for (let i = 0; i < known.skills; i += 1) {
    if (h[i] <= 0) continue;
    const { at, value } = known.ties(i);
    for (let k = 0; k < at.length; k += 1) {
      const s = at[k], closeness = value[k] * h[i];
      if (closeness > near[s]) { near[s] = closeness; bridge[s] = i; }
    }
  }
  for (let s = 0; s < known.skills; s += 1) {
    if (!known.reaches(near[s], known.tau)) { near[s] = 0; bridge[s] = -1; }
  }
  return { near, bridge };
}

/** Σ w · h / Σ w of every occupation, added up in the order of the skills; NaN where nothing is asked for. */
function fits(h) {
  return sumsOf((s, share) => share * h[s]).map((sum, o) => (known.total[o] > 0 ? sum / known.total[o] : NaN));
}

/** Of every occupation a sum over what it asks for, in the order of the skills. */
function sumsOf(part) {
  const { start, skill, share } = known.allAsked;
  const sums = new Float64Array(known.occupations);
  for (let o = 0; o < sums.length; o += 1) {
    let sum = 0;
    for (let k = start[o]; k < start[o + 1]; k += 1) sum += part(skill[k], share[k]);
    sums[o] = sum;
  }
  return sums;
}

/** Cosine of h and of what each occupation asks for, 3/4 its own and 1/4 the mean of its group; rare skills count more. */
function likeness(h) {
  let whole = 0;
  for (let s = 0; s < known.skills; s += 1) whole += known.telling[s] * h[s] * h[s];
  const { telling } = known;
  const own = sumsOf((s, share) => share * telling[s] * h[s]);
  const around = new Map();
  known.groups.forEach((group, o) => {
    const [sum, size] = around.get(group) ?? [0, 0];
    around.set(group, [sum + own[o], size + 1]);
  });
  return Float64Array.from(own, (one, o) => {
    const [sum, size] = around.get(known.groups[o]);
    const length = known.lengths[o] * Math.sqrt(whole);
    return length > 0 ? (0.75 * one + 0.25 * (sum / size)) / length : 0;
  });
}

/** Mean of likeness and of what other sources say of the occupations held, where they know both. */
function withOthers(own, held) {
  if (!known.elsewhere) return own;
  const [sources, alike] = known.elsewhere;
  return own.map((one, o) => {
    const said = held.map(([x, kept]) => [alike[known.groupOf(x)][o], kept]).filter(([part]) => part >= 0);
    if (!said.length) return one;
    const most = Math.max(...said.map(([part, kept]) => (part / 1000) * kept));
    return (one + sources * most) / (1 + sources);
  });
}

/** Position in CLASSES. */
function classOf(fit, stretch) {
  if (known.reaches(fit, known.theta)) return 2;
  return known.reaches(stretch, known.theta) ? 1 : 0;
}
