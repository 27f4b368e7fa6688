// matcher_words: what to suggest while something is typed, in any of the fields.
"use strict";
const words = (() => {
  const bare = (text) => forms.withoutMarks(text);
  const searched = (all) => all.map((one) => {
    const folded = one.title.normalize("NFC").toLowerCase();
    return { ...one, folded, bare: bare(folded) };
  });

  /** 0 is best: it starts so, then a word does, then it stands anywhere; then the same without å, ä, ö. */
  function rank(wanted, plain, one) {
    if (one.code?.startsWith(wanted)) return 0;
    for (const [text, sought, worse] of [[one.folded, wanted, 0], [one.bare, plain, 3]]) {
      if (text === sought) return worse - 0.5;
      const at = text.indexOf(sought);
      if (at === 0) return worse;
      if (at > 0) return worse + (/[\s,/()-]/.test(text[at - 1]) ? 1 : 2);
    }
    return null;
  }

  /** At most so many of the given things whose titles hold what is typed, the likeliest first. */
  function nearest(all, typed, most) {
    const wanted = typed.normalize("NFC").toLowerCase(), plain = bare(wanted);
    if (!wanted) return [];
    return all.map((one) => ({ ...one, rank: rank(wanted, plain, one) }))
      .filter((one) => one.rank !== null)
      .sort((a, b) => a.rank - b.rank || a.folded.length - b.folded.length || b.size - a.size || (a.folded < b.folded ? -1 : 1))
      .slice(0, most);
  }

  const jobs = (o) => (known.jobs ? known.jobs[o] : 0);
  const every = searched(understanding.entries.map((one) => ({ ...one, title: one.label, size: one.uses })));
  const targets = searched([
    ...known.titles.map((title, o) => ({ id: known.codes[o], code: known.codes[o], title, size: jobs(o) })),
    ...known.heldTitles.slice(known.occupations).map((title, n) => {
      const group = known.groupOf(known.occupations + n);
      return { id: known.codes[group], title, detail: known.titles[group], size: 0 };
    }),
  ]);
  const places = searched((known.places ?? []).map(([code, name]) => ({ id: code, code: code.toLowerCase(), title: name, detail: code === name ? "" : code, size: 0 })));
  const lastPart = (text) => text.split(/[,;\n]/).pop().trim();

  // As people write them: Göteborgs kommun, Malmö stad.
  const asWritten = (name) => {
    const own = name.replace(/ (?:kommun|stad|municipality)$/u, "");
    return new Set([name, own, own === name ? name : own.replace(/s$/u, "")]);
  };
  /** The one thing that a name is, in any case and without å, ä, ö; null for none and for several. */
  function named(all, typed, writings = (name) => new Set([name])) {
    const wanted = bare(typed.normalize("NFC").toLowerCase());
    const same = all.filter((one) => [...writings(wanted)].some((name) => one.bare === name || one.code === name || [...writings(one.bare)].includes(name)));
    return new Set(same.map((one) => one.id)).size === 1 ? same[0] : null;
  }
  /** Titles of what holds the name or is a few slips from it; at most three. */
  function near(all, typed) {
    const wanted = bare(typed.normalize("NFC").toLowerCase()).split(" ")[0];
    const alike = forms.nearest(wanted, all.map((one) => one.bare)).found;
    const likely = [...nearest(all, typed, 3), ...all.filter((one) => alike.includes(one.bare))];
    return [...new Set(likely.map((one) => one.title))].slice(0, 3);
  }

  return {
    placeNamed: (typed) => named(places, typed, asWritten),
    placesNear: (typed) => near(places, typed),
    occupationNamed: (typed) => named(targets, typed),
    occupationsNear: (typed) => near(targets, typed),
    suggestThing: (typed) => nearest(every, lastPart(typed), 8),
    suggestOccupation: (typed) => nearest(targets, typed, 8),
    suggestPlace: (typed) => nearest(places, typed, 8),
  };
})();
