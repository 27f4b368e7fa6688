// matcher_forms: a typed word folded to its form, and the other forms in which a list may hold it.
"use strict";
const forms = (() => {
  const UNSEEN = /[\u00ad\u200b\u200c\u200d\u2060\ufeff]/gu;
  const WORD = /[\p{L}\p{N}]+(?:[\u0300-\u036f]+[\p{L}\p{N}]*)*(?:\+\+|#)?|(?<![\p{L}\p{N}_])\.net(?![\p{L}\p{N}_])/gu;
  // Letters that fold to several (ß, ligatures) are those that are several in capitals.
  const lower = (letter) => (letter.toUpperCase().length > letter.length ? letter.toUpperCase() : letter).toLowerCase();
  const folded = (text) => [...text.replace(UNSEEN, "").normalize("NFC")].map(lower).join("").normalize("NFC");
  /** The words of a text, folded, with one space between: equal for all ways of writing it. */
  const normal = (text) => (folded(text).match(WORD) ?? []).join(" ");

  const MARKED = "åäáàâãöóòôõøæéèêëüúùûíìîïçñ", PLAIN = "aaaaaaooooooaeeeeuuuuiiiicn";
  const plain = new Map([...MARKED].map((letter, k) => [letter, PLAIN[k]]));
  const withoutMarks = (text) => [...text].map((letter) => plain.get(letter) ?? letter).join("");

  const isWord = (word) => /^\p{L}+$/u.test(word);
  const without = (word, ending) => (word.endsWith(ending) ? word.slice(0, word.length - ending.length) : word);
  const endsWith = (word, endings) => endings.some((ending) => word.endsWith(ending));

  /** Definite, plural and genitive forms a Swedish noun can have, by rule; none under five letters. */
  function inflected(word) {
    if (word.length < 5 || !isWord(word)) return [];
    const found = endingsOf(word);
    const all = new Set([...found, ...found.filter((form) => !form.endsWith("s")).map((form) => `${form}s`)]);
    all.delete(word);
    return [...all];
  }

  function endingsOf(word) {
    const stem = word.slice(0, -1);
    const add = (...endings) => endings.map((ending) => word + ending);
    const genitive = endsWith(word, ["s", "x", "z"]) ? [] : add("s");
    if (word.endsWith("a")) return [word + "n", stem + "or", stem + "orna", ...genitive];
    if (word.endsWith("e")) return [word + "n", word + "t", stem + "ar", stem + "arna", word + "na", ...genitive];
    if ("aeiouyåäö".includes(word.at(-1))) return [...add("n", "t", "er", "erna"), ...genitive];
    if (endsWith(word, ["ing", "dom", "lek"])) return [...add("en", "ar", "arna"), ...genitive];
    if (endsWith(word, ["tion", "sion", "het", "tet", "ur", "ess"])) return [...add("en", "er", "erna"), ...genitive];
    if (word.endsWith("ik")) return [...add("en"), ...genitive];
    if (endsWith(word, ["or", "er", "el", "ar"])) return [...add("n", "et", "na", "erna"), ...genitive];
    if (word.endsWith("sign")) return [...add("en", "et"), ...genitive];
    return [...add("en", "et", "er", "erna", "ar", "arna"), ...genitive];
  }

  const ENDINGS = ["arna", "erna", "orna", "ens", "ets", "ar", "er", "or", "en", "et", "na", "n", "t", "s"];
  const OF_VERBS = ["ade", "ande", "ende", "at", "ar", "de", "er", "te", "a", "t", "r"];
  const SHORTEST_STEM = 3;

  function bases(word) {
    return ENDINGS.filter((ending) => word.endsWith(ending)).flatMap((ending) => {
      const stem = without(word, ending);
      return [stem, `${stem}a`, `${stem}e`].filter((base) => inflected(base).includes(word));
    });
  }

  /** The nouns of action that a word may be the verb of: "städat", städning. */
  function nouns(word) {
    return OF_VERBS.filter((ending) => word.endsWith(ending) && word.length - ending.length >= SHORTEST_STEM).flatMap((ending) => {
      const stem = without(word, ending);
      return [`${stem}ning`, `${stem}ing`, `${stem}ande`, ...(stem.endsWith("er") ? [`${stem.slice(0, -2)}ation`] : [])];
    });
  }

  function variants(word) {
    if (!isWord(word)) return [];
    const found = new Set([...inflected(word), ...bases(word), ...nouns(word)]);
    if (word.length > SHORTEST_STEM) { for (const other of [`${word}s`, without(word, "s"), without(word, "a")]) found.add(other); }
    found.delete(word);
    return [...found];
  }

  /** What a word may be inside a compound: itself, bare, with a joining s, or its noun. */
  function stems(word) {
    const bare = ENDINGS.filter((ending) => word.endsWith(ending)).map((ending) => without(word, ending));
    if ("ae".includes(word.at(-1))) bare.push(word.slice(0, -1));
    return [...new Set([word, `${word}s`, ...bare.filter((part) => part.length >= SHORTEST_STEM), ...nouns(word)])];
  }

  /** Slips between two forms (optimal string alignment), or more than most. */
  function slips(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let before = [], last = Array.from({ length: other.length + 1 }, (_, k) => k);
    for (let i = 1; i <= one.length; i += 1) {
      const row = [i];
      let least = i;
      for (let k = 1; k <= other.length; k += 1) {
        let here = Math.min(last[k] + 1, row[k - 1] + 1, last[k - 1] + Number(one[i - 1] !== other[k - 1]));
        if (i > 1 && k > 1 && one[i - 1] === other[k - 2] && one[i - 2] === other[k - 1]) here = Math.min(here, before[k - 2] + 1);
        row.push(here);
        least = Math.min(least, here);
      }
      // A swap reaches two rows back, so one row beyond the limit is not yet the end.
      if (least > most + 1) return most + 1;
      before = last;
      last = row;
    }
    return last[other.length];
  }

  const slipsAllowed = (letters) => (letters < 4 ? 0 : letters < 8 ? 1 : 2);

  /** The known forms fewest slips away, and how many slips that is. */
  function nearest(typed, all) {
    const most = slipsAllowed([...typed].length);
    let found = [], fewest = most;
    if (most) for (const form of all) {
      const n = slips(typed, form, fewest);
      if (n > fewest) continue;
      if (n < fewest) { found = []; fewest = n; }
      found.push(form);
    }
    return { found, fewest };
  }

  return { normal, withoutMarks, variants, stems, nearest };
})();
