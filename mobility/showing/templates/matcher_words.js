// matcher_words: what is meant by what is typed, and what to suggest while it is typed.
"use strict";
const words = (() => {
  // A date of birth (with the day plus 60 in coordination numbers) and four more digits, as the library has it.
  const PERSONAL_NUMBER = /(?<!\d)(?:18|19|20)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])\s?[-+–]?\s?\d{4}(?!-?[\p{L}\p{N}_])/u;
  const isPersonalNumber = (text) => PERSONAL_NUMBER.test(text.normalize("NFKC"));

  const folded = (text) => text.normalize("NFC").toLowerCase();
  const bare = (text) => folded(text).normalize("NFD").replace(/\p{M}/gu, "");
  const KINDS = { s: "skill", t: "trait", g: "gate" };
  const things = [
    ...known.labels.map((label, s) => ({ kind: KINDS[known.kinds[s]], id: known.ids[s], title: label, size: known.frequency[s] })),
    ...known.titles.map((title, o) => ({ kind: "occupation", id: known.codes[o], title, size: known.jobs ? known.jobs[o] : 0 })),
  ];

  function searched(all) { return all.map((one) => ({ ...one, folded: folded(one.title), bare: bare(one.title) })); }

  /** 0 is best: it starts so, then a word does, then it stands anywhere; then the same without å, ä, ö. */
  function rank(wanted, plain, one) {
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
    const wanted = folded(typed), plain = bare(typed);
    if (!wanted) return [];
    return all.map((one) => ({ ...one, rank: rank(wanted, plain, one) }))
      .filter((one) => one.rank !== null)
      .sort((a, b) => a.rank - b.rank || b.size - a.size || a.title.localeCompare(b.title, "sv"))
      .slice(0, most);
  }

  const every = searched(things);
  const occupations = every.filter((one) => one.kind === "occupation");
  const places = searched((known.places ?? []).map(([code, name]) => ({ id: code, title: name, size: 0 })));
  const lastPart = (text) => text.split(/[,;\n]/).pop().trim();

  function understand(text) {
    return text.split(/[,;\n]/).map((part) => part.trim()).filter(Boolean).map((typed) => {
      const same = every.filter((one) => one.folded === folded(typed));
      if (same.length === 1) return { typed, status: "understood", kind: same[0].kind, id: same[0].id, label: same[0].title };
      const near = nearest(every, typed, 5);
      const alternatives = near.map((one) => ({ kind: one.kind, id: one.id, label: one.title }));
      return { typed, status: alternatives.length ? "unsure" : "not understood", alternatives };
    });
  }

  return {
    isPersonalNumber, understand,
    suggestThing: (typed) => nearest(every, lastPart(typed), 8),
    suggestOccupation: (typed) => nearest(occupations, typed, 8),
    suggestPlace: (typed) => nearest(places, typed, 8),
  };
})();
