// colours: twelve colours that stay apart for every colour vision; groups 13–24 wear them as rings.
"use strict";
const colours = (() => {
  const fills = ["#1c85dc", "#9b4805", "#b3b40f", "#412189", "#f57eba", "#124d65", "#ab9df9", "#72101f", "#788c22", "#b94884", "#bd8876", "#7347af"];
  const none = "#8b95a1";

  /** How the group at a place in the legend is drawn; the place of "in no group" is −1. */
  function of(place) {
    if (place < 0 || place >= 2 * fills.length) return { colour: none, ring: false };
    return { colour: fills[place % fills.length], ring: place >= fills.length };
  }

  /** A small dot for legends and tables. */
  function swatch(style) {
    const look = style.ring
      ? `border:4px solid ${style.colour};background:#fff`
      : `border:1px solid ${style.colour};background:${style.colour}`;
    return page.element("span", { class: "swatch", style: look, "aria-hidden": "true" });
  }
  return { of, swatch };
})();
