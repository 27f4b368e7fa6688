// matcher_said: what has been said of somebody, with undo; it lives here, in the open page, and nowhere else.
"use strict";
const saidSoFar = (() => {
  const nothing = () => ({ things: [], needs: [], education: null, place: null, within: 0, target: null, steps: 2, floor: null, sheet: [] });
  let now = nothing();
  let earlier = [];
  const listeners = [];

  function tell() { for (const listener of listeners) listener(now); }

  /** Change a copy, keep the one before for undo, and say so to all who show it. */
  function change(edit) {
    const next = structuredClone(now);
    edit(next);
    earlier.push(now);
    now = next;
    tell();
  }

  return {
    now: () => now,
    change,
    canUndo: () => earlier.length > 0,
    undo() { now = earlier.pop(); tell(); },
    /** Nothing is left, not even to undo. */
    forget() { now = nothing(); earlier = []; tell(); },
    onChange: (listener) => listeners.push(listener),
    /** What the engine is asked: only what was understood counts. */
    question() {
      const sure = now.things.filter((thing) => thing.status === "understood");
      const of = (kind) => sure.filter((thing) => thing.kind === kind);
      return {
        skills: Object.fromEntries([...of("skill"), ...of("trait")].map((thing) => [thing.id, 1])),
        occupations: of("occupation").map((thing) => thing.id),
        years: Object.fromEntries(of("occupation").filter((thing) => thing.years !== undefined).map((thing) => [thing.id, thing.years])),
        gates: of("gate").map((thing) => thing.id),
        education: now.education,
        languages: Object.fromEntries(sure.filter((thing) => languageOf(thing)).map((thing) => [languageOf(thing), thing.level ?? ""])),
        needs: now.needs, place: now.place, within: now.place !== null && now.within ? now.within : null,
      };
    },
  };
})();
