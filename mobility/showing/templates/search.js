// search: find an occupation by its title or code, with suggestions, by hand or by keyboard.
"use strict";
function makeSearch(input, list, { titles, onChoose, onCount }) {
  const { element } = page;
  const most = 12;
  let found = [];
  let active = -1;

  const folded = (text) => text.toLocaleLowerCase("sv");
  // "skotare" finds "skötare": a reader abroad has no ö.
  const bare = (text) => folded(text).normalize("NFD").replace(/\p{M}/gu, "");

  /** 0 is best: the title or code starts so, then a word does, then it stands anywhere. */
  function rank(wanted, { title, code }) {
    if (code.startsWith(wanted)) return 0;
    for (const [write, worse] of [[folded, 0], [bare, 3]]) {
      const text = write(title);
      const sought = write(wanted);
      if (text.startsWith(sought)) return worse;
      const at = text.indexOf(sought);
      if (at > 0) return worse + (/[\s,/()-]/.test(text[at - 1]) ? 1 : 2);
    }
    return null;
  }

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(k) {
    const { i, title } = found[k];
    input.value = title;
    close();
    onChoose(i);
  }

  function move(k) {
    active = (k + found.length) % found.length;
    [...list.children].forEach((one, n) => one.setAttribute("aria-selected", String(n === active)));
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[active].id);
  }

  function suggest() {
    const wanted = input.value.trim();
    if (!wanted) { close(); return; }
    const hits = titles()
      .map((one, i) => ({ ...one, i, rank: rank(wanted, one) }))
      .filter((one) => one.rank !== null)
      .sort((a, b) => a.rank - b.rank || b.size - a.size || a.i - b.i);
    found = hits.slice(0, most);
    active = -1;
    onCount(hits.length);
    const none = element("li", { class: "none", role: "option", "aria-disabled": "true" }, page.say("found_none"));
    list.replaceChildren(...(found.length ? found.map((one, k) => element("li", {
      role: "option", id: `suggestion-${k}`, "aria-selected": "false",
      pointerdown: (event) => { event.preventDefault(); choose(k); },
    }, element("span", {}, one.title), element("span", { class: "quiet" }, one.code))) : [none]));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.removeAttribute("aria-activedescendant");
  }

  input.addEventListener("input", suggest);
  input.addEventListener("focus", () => { input.select(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { close(); return; }
    if (list.hidden && event.key === "ArrowDown") suggest();
    if (list.hidden || !found.length) return;
    if (event.key === "ArrowDown") { event.preventDefault(); move(active + 1); }
    if (event.key === "ArrowUp") { event.preventDefault(); move(active < 0 ? found.length - 1 : active - 1); }
    if (event.key === "Enter") { event.preventDefault(); choose(Math.max(active, 0)); }
  });
}
