// matcher_understand: what somebody means by the words they type, as the library understands them.
"use strict";
const understanding = (() => {
  const packed = page.data.words;
  const KINDS = { s: "skill", t: "trait", g: "gate", o: "occupation", l: "language" };
  const entries = [...packed.entries[0]].map((letter, n) => {
    const at = packed.entries[1][n], kind = KINDS[letter];
    if (kind === "language") return { kind, id: packed.languages[at], label: packed.languages[at], uses: 0 };
    return kind === "occupation"
      ? { kind, id: known.heldIds[at], label: known.heldTitles[at], uses: 0 }
      : { kind, id: known.ids[at], label: known.labels[at], uses: known.frequency[at] };
  });
  const held = (object) => new Map(Object.entries(object).map(([form, numbers]) => [form, [numbers].flat()]));
  const labels = held(packed.labels), synonyms = held(packed.synonyms), hints = held(packed.hints), gates = held(packed.gates);
  const sure = new Map([...synonyms, ...labels]);
  const translations = held(packed.translations);
  const gatePatterns = packed.gate_patterns.map(([name, pattern]) => [name, new RegExp(`^(?:${pattern})$`, "u")]);
  const gathered = (pairs) => {
    const found = new Map();
    for (const [form, number] of pairs) {
      if (!found.has(form)) found.set(form, new Set());
      found.get(form).add(number);
    }
    return new Map([...found].map(([form, numbers]) => [form, rising(numbers)]));
  };
  const rising = (numbers) => [...new Set(numbers)].sort((a, b) => a - b);
  const each = (map, split) => [...map].flatMap(([form, numbers]) => split(form).flatMap((part) => numbers.map((n) => [part, n])));
  const unmarked = gathered(each(sure, (form) => [forms.withoutMarks(form)]));
  const byWord = gathered(each(labels, (form) => form.split(" ")));

  const BREAKS = /[,;\n\r\t•·|]+|\s[-–*]\s|^\s*[-–*]\s|\.(?=\s|$)/u;
  const JOINED = /\s(?:och|samt|and|&|\+)\s/iu;
  const AROUND = new Set(("jag har haft kan kunna är var vara lite litet mycket bra duktig på med som i inom av att för "
    + "till om vid från det den de en ett mitt min mina sin arbetat arbetade arbetar arbeta jobbat "
    + "jobbade jobbar jobba jobb hållit hålla gjort göra erfarenhet erfarenheter kunskap kunskaper "
    + "van vana gillar tycker också även samt och olika år månader några tidigare grundläggande god "
    + "goda have had can am was be a an the little some good at in with as of for to from on my "
    + "worked working work works did do done experience knowledge used using skills skilled also "
    + "and years months several basic know how").split(" "));
  const trimmed = (parts) => parts.map((part) => part.trim()).filter(Boolean);
  const pieces = (text) => trimmed(text.split(BREAKS));
  const joinedPieces = (text) => trimmed(text.split(BREAKS).flatMap((line) => line.split(JOINED)));
  const content = (form) => form.split(" ").filter((word) => !AROUND.has(word)).join(" ") || form;

  const MOST_ALTERNATIVES = 5, SHORTEST_PART = 4;
  const nothing = { numbers: [], how: "", sure: false };
  const all = (several, among) => rising(several.flatMap((form) => among.get(form) ?? []));

  function otherForms(form) {
    const split = form.split(" ");
    return split.flatMap((word, k) => forms.variants(word).map((other) => [...split.slice(0, k), other, ...split.slice(k + 1)].join(" ")));
  }

  function translated(form) {
    const meant = [form, ...otherForms(form)].flatMap((one) => translations.get(one) ?? []);
    const found = all(meant, sure);
    return found.length ? found : all(meant.flatMap(otherForms), sure);
  }

  function compounds(form) {
    const split = form.split(" ");
    if (split.length !== 2) return [];
    const [firsts, seconds] = split.map(forms.stems);
    return firsts.flatMap((one) => seconds.flatMap((other) => [one + other, other + one]));
  }

  const gateOf = (form) => gatePatterns.find(([, pattern]) => pattern.test(form))?.[0];

  /** What the first way that finds anything finds. */
  function lookedUp(form) {
    const others = otherForms(form);
    const ways = [
      ["same", () => labels.get(form) ?? []],
      ["inflected", () => all(others, labels)],
      ["synonym", () => synonyms.get(form) ?? []],
      ["synonym", () => all(others, synonyms)],
      ["synonym", () => gates.get(gateOf(form)) ?? []],
      ["translated", () => translated(form)],
      ["compound part", () => all(compounds(form), sure)],
    ];
    for (const [how, way] of ways) {
      const numbers = way();
      if (numbers.length) return { numbers, how, sure: true };
    }
    return nothing;
  }

  function firstWay(form) {
    const found = lookedUp(form), bare = content(form);
    return found.numbers.length || bare === form ? found : lookedUp(bare);
  }

  function misspelled(form) {
    const plain = forms.withoutMarks(form);
    let numbers = unmarked.get(plain) ?? [];
    if (!numbers.length) numbers = all(otherForms(form).map(forms.withoutMarks), unmarked);
    if (numbers.length) return { numbers, how: "misspelled", sure: true };
    const { found, fewest } = forms.nearest(plain, unmarked.keys());
    if (!found.length) return nothing;
    return { numbers: all(found, unmarked), how: "misspelled", sure: plain.length >= (fewest > 1 ? 10 : 5) };
  }

  /** The entries that hold most of the words as a part, as nothing but a question. */
  function holding(split) {
    const whole = hints.get(split.join(" ")) ?? [];
    const count = new Map(whole.map((number) => [number, split.length + 1]));
    for (const word of split) {
      const parts = forms.stems(word).filter((part) => part.length >= SHORTEST_PART);
      const numbers = new Set();
      for (const [longer, found] of byWord) {
        if (parts.some((part) => longer.startsWith(part) || longer.endsWith(part))) for (const number of found) numbers.add(number);
      }
      for (const number of numbers) if (!whole.includes(number)) count.set(number, (count.get(number) ?? 0) + 1);
    }
    const most = Math.max(0, ...count.values());
    return { numbers: rising([...count].filter(([, n]) => n === most).map(([number]) => number)), how: "compound part", sure: false };
  }

  const plainOrder = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const pair = (number) => ({ kind: entries[number].kind, id: entries[number].id, label: entries[number].label });

  function row(typed, found) {
    const { numbers, how } = found;
    if (!numbers.length) return { typed, status: "not understood", how: "", alternatives: [] };
    if (numbers.length === 1 && found.sure) return { typed, status: "understood", how, ...pair(numbers[0]), alternatives: [] };
    const ordered = how === "compound part" || numbers.length > MOST_ALTERNATIVES
      ? [...numbers].sort((a, b) => entries[b].uses - entries[a].uses || plainOrder(entries[a].label, entries[b].label) || plainOrder(entries[a].id, entries[b].id))
      : numbers;
    return { typed, status: "unsure", how, alternatives: ordered.slice(0, MOST_ALTERNATIVES).map(pair) };
  }

  function understood(piece) {
    const form = forms.normal(piece);
    if (!form) return [];
    let found = firstWay(form);
    if (!found.numbers.length) {
      const parts = joinedPieces(piece);
      if (parts.length > 1) return parts.flatMap(understood);
      found = misspelled(content(form));
    }
    return found.numbers.length ? [row(piece, found)] : inside(piece);
  }

  /** A piece by the longest runs of its words. */
  function inside(piece) {
    const split = content(forms.normal(piece)).split(" ");
    for (let length = split.length - 1; length > 0; length -= 1) {
      for (let start = 0; start <= split.length - length; start += 1) {
        const run = split.slice(start, start + length).join(" ");
        let found = lookedUp(run);
        if (!found.numbers.length) found = misspelled(run);
        if (found.numbers.length) return withRest(piece, run, found, [split.slice(0, start).join(" "), split.slice(start + length).join(" ")].filter(Boolean));
      }
    }
    return [row(piece, holding(split))];
  }

  function withRest(piece, run, found, rest) {
    const rows = [row(run, found), ...rest.map(content).filter(Boolean).flatMap(understood)];
    if (rows.every((one) => one.status === "understood")) return rows;
    const { numbers } = holding(content(forms.normal(piece)).split(" "));
    return [row(piece, { numbers: [...new Set([...found.numbers, ...numbers])], how: found.how, sure: false })];
  }

  // A date of birth (with the day plus 60 in coordination numbers) and four more digits, as the library has it.
  const PERSONAL_NUMBER = /(?<!\d)(?:18|19|20)?\d\d(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])\s?[-+–]?\s?\d{4}(?!-?[\p{L}\p{N}_])/gu;
  const withoutPersonalNumbers = (text) => text.normalize("NFKC").replace(PERSONAL_NUMBER, ",");

  return {
    entries,
    isPersonalNumber: (text) => withoutPersonalNumbers(text) !== text.normalize("NFKC"),
    /** A row per word or phrase typed: what it means, how that was found, and how surely. */
    understand(text) {
      const read = withoutPersonalNumbers(text) === text.normalize("NFKC") ? text : withoutPersonalNumbers(text);
      return (sure.has(forms.normal(read)) ? [read.trim()] : pieces(read)).flatMap(understood);
    },
  };
})();
