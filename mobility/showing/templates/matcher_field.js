// matcher_field: a text field with suggestions, by hand or by keyboard (ARIA combobox); it keeps nothing.
"use strict";
/**
 * suggest(text) → [{title, detail, ...}]; onChoose(one); onText(text) when Enter is pressed without a choice;
 * onEmpty(): the field keeps what was chosen, and this is called when it is left empty.
 */
function makeField(input, list, { suggest, onChoose, onText = null, onEmpty = null }) {
  const { element, say } = page;
  let found = [];
  let active = -1;
  let shown = "";

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(k) {
    const chosen = found[k];
    input.value = onEmpty ? chosen.title : "";
    shown = input.value;
    close();
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
      pointerdown: (event) => { event.preventDefault(); choose(k); },
    }, element("span", {}, one.title), element("span", { class: "quiet" }, one.detail ?? ""))));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    page.announce(say("suggestions_count", { n: found.length }));
  }

  function enter() {
    if (active >= 0) choose(active);
    else if (onText && input.value.trim()) {
      const text = input.value;
      input.value = "";
      close();
      onText(text);
    } else if (!onText && found.length && !list.hidden) choose(0);
  }

  input.addEventListener("input", () => {
    if (understanding.isPersonalNumber(input.value)) {
      input.value = "";
      close();
      page.refuse();
      return;
    }
    page.refuse(false);
    open();
  });
  input.addEventListener("blur", () => {
    close();
    if (!onEmpty) return;
    if (input.value.trim()) input.value = shown;
    else if (shown) { shown = ""; onEmpty(); }
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { if (!list.hidden) event.preventDefault(); close(); return; }
    if (event.key === "Enter") { event.preventDefault(); enter(); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    if (list.hidden) open();
    if (!list.hidden) move(event.key === "ArrowDown" ? active + 1 : active < 0 ? found.length - 1 : active - 1);
  });
  return { enter, clear() { input.value = ""; close(); }, show(text) { shown = text; input.value = text; close(); } };
}
