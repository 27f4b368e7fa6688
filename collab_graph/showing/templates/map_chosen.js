// map_chosen: what the reader chose — need, target group, method, place, day — and what that leaves.
"use strict";
const chosen = (() => {
  const { data } = page;
  const { actors, places, mandates, interventions, ties, flows } = data;
  const state = { need: -1, group: "", method: "", place: -1, day: data.at, lines: "needs", units: actors.length <= 60, actor: null, item: null };

  const chain = (list, at) => (at < 0 ? [] : [at, ...chain(list, list[at].parent)]);
  const placesAbove = places.map((_, at) => new Set(chain(places, at)));
  const root = actors.map((_, at) => chain(actors, at).at(-1));
  const depth = actors.map((_, at) => chain(actors, at).length - 1);
  const given = mandates.map(() => []);
  interventions.forEach((one) => { if (one.mandate >= 0) given[one.mandate].push(one); });

  /** What an intervention leaves blank is as its mandate has it. */
  const ofMandate = (one, name) => (one[name].length || one.mandate < 0 ? one[name] : mandates[one.mandate][name]);
  const needsOf = (one) => ofMandate(one, "needs");
  const placesOf = (one) => ofMandate(one, "places");

  const known = (day) => day !== "" && day !== "?";
  const holds = (row) => !state.day || ((!known(row.from) || row.from <= state.day) && (!known(row.to) || state.day <= row.to));
  /** Blank is every place; a county and its municipalities hold each other. */
  const inPlace = (held, place) => place < 0 || !held.length || held.some((one) => placesAbove[one].has(place) || placesAbove[place].has(one));
  const forNeed = (needs) => state.need < 0 || needs.includes(state.need);
  const done = (one) => (!state.group || one.target_group === state.group) && (!state.method || one.method === state.method);
  const narrowed = () => Boolean(state.group || state.method);

  /** Everything that fits the choice: positions of actors, and rows of each kind. */
  function left() {
    const heldMandates = mandates.filter((one, at) => holds(one) && forNeed(one.needs) && inPlace(one.places, state.place) && (!narrowed() || given[at].some(done)));
    const held = new Set(heldMandates);
    const heldInterventions = interventions.filter((one) => done(one) && forNeed(needsOf(one)) && inPlace(placesOf(one), state.place) && (one.mandate < 0 || holds(mandates[one.mandate])));
    const open = () => state.need < 0 && !narrowed();
    const both = (tie) => forNeed(tie.needs.length ? tie.needs : [state.need]) && tie.actors.filter((actor) => acting.has(actor)).length > 1;
    const acting = new Set([...heldMandates, ...heldInterventions].map((one) => one.actor));
    const heldTies = ties.filter((one) => holds(one) && inPlace(one.places, state.place) && (one.needs.length && !narrowed() ? forNeed(one.needs) : open() || both(one)));
    const heldFlows = flows.filter((one) => held.has(mandates[one.mandate]));
    const everybody = state.need < 0 && state.place < 0 && !narrowed();
    const shown = new Set(everybody ? actors.keys() : [...acting, ...heldTies.flatMap((one) => one.actors)].flatMap((at) => chain(actors, at)));
    return { actors: [...actors.keys()].filter((at) => shown.has(at)), mandates: heldMandates, interventions: heldInterventions, ties: heldTies, flows: heldFlows };
  }

  const COVERING = new Set(["decide", "deliver"]);
  const PARTS = ["lead", "shared", "support", "other"];
  /** The part a mandate has in a need: lead, shared, support, or a role that covers nothing. */
  const part = (mandate, need) => (COVERING.has(mandate.role) || (mandate.role === "coordinate" && data.needs[need].coordination) ? mandate.strength : "other");

  return { state, left, root, depth, holds, inPlace, needsOf, placesOf, part, PARTS, known };
})();
