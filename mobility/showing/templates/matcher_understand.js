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
  const translations = held(packed.translations), inSwedish = held(packed.in_swedish), speech = held(packed.speech);
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
  const JOINED = /(?<!-)\s(?:och|samt|and|&|\+)\s/iu;
  const AROUND = new Set(packed.around), GENERAL = new Set(packed.general);
  const trimmed = (parts) => parts.map((part) => part.trim()).filter(Boolean);
  const pieces = (text) => trimmed(text.split(BREAKS));
  const joinedPieces = (text) => trimmed(text.split(BREAKS).flatMap((line) => line.split(JOINED)));
  const content = (form) => form.split(" ").filter((word) => !AROUND.has(word) && !/^\p{Nd}+$/u.test(word)).join(" ") || form;
  const telling = (form) => form.split(" ").filter((word) => !GENERAL.has(word)).join(" ") || form;

  const MOST_ALTERNATIVES = 5, SHORTEST_PART = 4;
  const nothing = { numbers: [], how: "", sure: false };
  const all = (several, among) => rising(several.flatMap((form) => among.get(form) ?? []));

  function otherForms(form) {
    const split = form.split(" ");
    return split.flatMap((word, k) => forms.variants(word).map((other) => [...split.slice(0, k), other, ...split.slice(k + 1)].join(" ")));
  }

  /** What a dictionary's words for a form mean; everyday speech is asked again for what it says itself. */
  function meant(form, dictionary, again) {
    const said = [form, ...otherForms(form)].flatMap((one) => dictionary.get(one) ?? []);
    if (again) said.push(...said.flatMap((one) => (dictionary.get(one) ?? []).filter((word) => word !== form)));
    const found = all(said, sure);
    return found.length ? found : all(said.flatMap(otherForms), sure);
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
      ["synonym", () => meant(form, speech, true)],
      ["translated", () => meant(form, translations, false)],
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

  const isWord = (word) => GENERAL.has(word)
    || [word, ...forms.variants(word)].some((one) => byWord.has(one) || translations.has(one) || speech.has(one));

  /** The entries whose forms are fewest slips away; none for a form of known words. */
  function misspelled(form) {
    if (form.split(" ").every(isWord)) return nothing;
    const plain = forms.withoutMarks(form);
    let numbers = unmarked.get(plain) ?? [];
    if (!numbers.length) numbers = all(otherForms(form).map(forms.withoutMarks), unmarked);
    if (numbers.length) return { numbers, how: "misspelled", sure: true };
    const { found, fewest } = forms.nearest(plain, unmarked.keys());
    if (!found.length) return nothing;
    const long = Math.min(plain.length, ...found.map((one) => one.length)) >= 5;
    const safe = fewest === 1 && long && found.sort(plainOrder)[0][0] === plain[0];
    return { numbers: all(found, unmarked), how: "misspelled", sure: safe };
  }

  const isSure = (found) => found.sure && found.numbers.length === 1;

  /** What a form, or what is telling of it, may be a misspelling of; if unsure, after what holds it as a part. */
  function perhapsMisspelled(form) {
    const whole = misspelled(form);
    if (isSure(whole)) return whole;
    const bare = content(form);
    const found = misspelled(bare);
    if (!found.numbers.length || isSure(found)) return found.numbers.length ? found : whole;
    return { ...found, numbers: [...new Set([...holding(bare).numbers, ...whole.numbers, ...found.numbers])], sure: false };
  }

  /** Entries with a word that begins or ends as this one or, failing that, as a stem of it; and how many letters that is. */
  function withPart(word) {
    if (word.length < SHORTEST_PART) return new Map((byWord.get(word) ?? []).map((number) => [number, word.length]));
    const found = beginningOrEnding([word]);
    return found.size ? found : beginningOrEnding(forms.stems(word).filter((part) => part.length >= SHORTEST_PART));
  }

  function beginningOrEnding(parts) {
    const found = new Map();
    for (const [longer, numbers] of byWord) {
      if (!parts.some((part) => longer.startsWith(part) || longer.endsWith(part))) continue;
      const length = Math.max(...parts.filter((part) => longer.includes(part)).map((part) => part.length));
      for (const number of numbers) found.set(number, Math.max(found.get(number) ?? 0, length));
    }
    return found;
  }

  /** The entries that hold what the shipped lists have for a form, or the form itself, as nothing but a question. */
  function holding(form) {
    const ending = (one) => [...byWord].reduce((sum, [word, numbers]) => sum + (word.endsWith(one) ? numbers.length : 0), 0);
    const others = [...(inSwedish.get(form) ?? []), form].map((one) => [ending(one), one]).sort(([a], [b]) => b - a).map(([, one]) => one);
    for (const one of [...(speech.get(form) ?? []), ...others]) {
      const numbers = ranked(one);
      if (numbers.length) return { numbers, how: "compound part", sure: false };
    }
    return nothing;
  }

  /** What a form names something wider of, then what holds most of its telling words, to the largest part. */
  function ranked(form) {
    const letters = new Map();
    for (const word of telling(form).split(" ")) {
      for (const [number, length] of withPart(word)) {
        if (!letters.has(number)) letters.set(number, []);
        letters.get(number).push(length);
      }
    }
    const most = Math.max(0, ...[...letters.values()].map((lengths) => lengths.length));
    const share = (number) => nine(letters.get(number).reduce((sum, one) => sum + one, 0) / entries[number].label.length);
    const held = [...letters.keys()].filter((number) => letters.get(number).length === most)
      .sort(falling(share, (number) => entries[number].uses, (number) => -number));
    const begun = [form, ...otherForms(form)].flatMap((one) => hints.get(one) ?? []);
    return [...new Set([...begun, ...held])];
  }

  const plainOrder = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const pair = (number) => ({ kind: entries[number].kind, id: entries[number].id, label: entries[number].label });

  function row(typed, found) {
    const { numbers, how } = found;
    if (!numbers.length) return { typed, status: "not understood", how: "", alternatives: [] };
    if (isSure(found)) return { typed, status: "understood", how, ...pair(numbers[0]), alternatives: [] };
    return { typed, status: "unsure", how, alternatives: numbers.slice(0, MOST_ALTERNATIVES).map(pair) };
  }

  function understood(piece) {
    const form = forms.normal(piece);
    if (!form) return [];
    let found = firstWay(form);
    if (!found.numbers.length) {
      found = perhapsMisspelled(form);
      const parts = joinedPieces(piece);
      if (parts.length > 1 && !isSure(found)) return parts.flatMap(understood);
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
        if (!found.numbers.length) found = perhapsMisspelled(run);
        if (found.numbers.length) return withRest(piece, run, found, [split.slice(0, start).join(" "), split.slice(start + length).join(" ")].filter(Boolean));
      }
    }
    return [row(piece, holding(split.join(" ")))];
  }

  function withRest(piece, run, found, rest) {
    const rows = [row(run, found), ...rest.map(content).filter(Boolean).flatMap(understood)];
    if (rows.every((one) => one.status === "understood")) return rows;
    const { numbers } = holding(content(forms.normal(piece)));
    return [row(piece, { numbers: [...new Set([...found.numbers, ...numbers])], how: found.how, sure: false })];
  }

  // A date of birth (with the day plus 60 in coordination numbers) and four more digits, or a letter and three, as the library has it.
  const PERSONAL_NUMBER = /(?<!\d)(?:(?:18|19|20)\s?)?\d\d[-./\s]?(?:0[1-9]|1[0-2])[-./\s]?(?:[06][1-9]|[1278]\d|[39][01])\s?[-+–./]?\s?(?:\d\d\s?\d\d|[a-zA-Z]\d{3})(?!-?[\p{L}\p{N}_])/gu;
  const withoutPersonalNumbers = (text) => text.normalize("NFKC").replace(PERSONAL_NUMBER, ",");

  return {
    entries,
    isPersonalNumber: (text) => withoutPersonalNumbers(text) !== text.normalize("NFKC"),
    /** The words beside such numbers, with commas where they stood; nothing if nothing else is there. */
    besidePersonalNumbers: (text) => withoutPersonalNumbers(text).replace(/\s*,[\s,]*/g, ", ").replace(/^, /, ""),
    /** A row per word or phrase typed: what it means, how that was found, and how surely. */
    understand(text) {
      const read = withoutPersonalNumbers(text) === text.normalize("NFKC") ? text : withoutPersonalNumbers(text);
      return (sure.has(forms.normal(read)) ? [read.trim()] : pieces(read)).flatMap(understood);
    },
  };
})();
