// matcher_field: a text field with suggestions, by hand or by keyboard (ARIA combobox); it keeps nothing.
"use strict";
/**
 * suggest(text) → [{title, detail, ...}]; onChoose(one); onText(text) when Enter is pressed without a choice;
 * onEmpty(): the field keeps what was chosen, and this is called when it is left empty, or with what is not known.
 * named(text) → what somebody means who leaves the field so, or null; near(text) → titles like it;
 * unknown: the sentence that says what then holds.
 * A personal identity number is taken out as soon as it stands there; the words beside it stay. The page says so
 * until the next line is added to this field.
 */
function makeField(input, list, { suggest, onChoose, onText = null, onEmpty = null, named = null, near = null, unknown = "" }) {
  const { element, say } = page;
  let found = [];
  let active = -1;
  let shown = "";
  // What a number left of the line it was taken out of, where it stood, and how many of its digits may still come.
  const nothing = { text: "", at: 0, digits: 0 };
  let left = nothing;
  // What was typed and is not known stands there until it is changed, with a sentence that says so.
  let astray = "";
  const note = element("p", { id: `${input.id}-unknown`, class: "refused", role: "alert", hidden: true });
  if (onEmpty) {
    input.parentElement.after(note);
    input.setAttribute("aria-describedby", note.id);
  }

  function tellUnknown() {
    if (onEmpty) input.setAttribute("aria-invalid", String(Boolean(astray)));
    note.hidden = !astray;
    const like = astray ? near(astray) : [];
    note.textContent = astray ? [say(unknown, { typed: astray }), like.length ? say("near_names", { names: like.join(", ") }) : ""].filter(Boolean).join(" ") : "";
  }

  /** Left without a choice: a name that is known is taken, another is said to be unknown. */
  function settle() {
    const typed = input.value.trim();
    if (typed === shown || (astray && typed === astray)) return;
    const meant = typed ? named(typed) : null;
    if (meant) { choose(meant); return; }
    const before = shown;
    astray = typed;
    shown = "";
    tellUnknown();
    if (before) onEmpty();
  }

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(chosen) {
    input.value = onEmpty ? chosen.title : "";
    shown = input.value;
    astray = "";
    tellUnknown();
    close();
    added();
    onChoose(chosen);
  }

  function move(k) {
    active = (k + found.length) % found.length;
    [...list.children].forEach((one, n) => one.setAttribute("aria-selected", String(n === active)));
    list.children[active].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", list.children[active].id);
  }

  function open() {
    found = suggest(input.value.trim());
    active = -1;
    input.removeAttribute("aria-activedescendant");
    if (!found.length) { close(); return; }
    list.replaceChildren(...found.map((one, k) => element("li", {
      role: "option", id: `${list.id}-${k}`, "aria-selected": "false",
      pointerdown: (event) => { event.preventDefault(); choose(found[k]); },
    }, element("span", {}, one.title), element("span", { class: "quiet" }, one.detail ?? ""))));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    page.announce(say("suggestions_count", { n: found.length }));
  }

  /** A line that a number was taken out of keeps that said when it is added; the next one does not. */
  function added() {
    if (!left.text || onEmpty) page.refuse(input.id, false);
    left = nothing;
  }

  /** Take personal identity numbers out of what stands there, and say whether there were any. */
  function takeOutNumbers() {
    const typed = input.value, at = input.selectionStart, before = typed.slice(0, at);
    // Twelve digits, key by key: the first ten may be a number already, and then the last two are no words either.
    const rest = left.digits && /^\d{1,2}$/.test(before.slice(left.at)) && before.slice(0, left.at) + typed.slice(at) === left.text;
    if (rest) left = { ...left, digits: left.digits - (at - left.at) };
    else if (understanding.isPersonalNumber(typed)) {
      const text = understanding.besidePersonalNumbers(typed);
      left = { text, at: Math.min(understanding.besidePersonalNumbers(before).length, text.length), digits: /(?:18|19|20)\d{8}$/.test(before) ? 2 : 0 };
      page.refuse(input.id);
    } else {
      left = typed.trim() ? { ...left, digits: 0 } : nothing;
      return false;
    }
    input.value = left.text;
    input.setSelectionRange(left.at, left.at);
    return true;
  }

  function enter() {
    takeOutNumbers();
    if (active >= 0) choose(found[active]);
    else if (onText && input.value.trim()) {
      const text = input.value;
      input.value = "";
      close();
      added();
      onText(text);
    } else if (!onText && found.length && !list.hidden) choose(found[0]);
    else if (onEmpty) settle();
  }

  input.addEventListener("input", () => {
    if (takeOutNumbers() && !input.value) close(); else open();
    if (astray) { astray = ""; tellUnknown(); }
  });
  input.addEventListener("blur", () => {
    close();
    if (onEmpty) settle();
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { if (!list.hidden) event.preventDefault(); close(); return; }
    if (event.key === "Enter") { event.preventDefault(); enter(); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    if (list.hidden) open();
    if (!list.hidden) move(event.key === "ArrowDown" ? active + 1 : active < 0 ? found.length - 1 : active - 1);
  });
  /** Show what is chosen; what is not known stays until something is. */
  function show(text) {
    shown = text;
    if (text) astray = "";
    input.value = text || astray;
    tellUnknown();
    close();
  }
  return { enter, show, clear() { astray = ""; show(""); } };
}
