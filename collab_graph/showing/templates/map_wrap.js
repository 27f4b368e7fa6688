// map_wrap: text in the picture, broken into lines by its width.
"use strict";
const wrapped = (() => {
  const pen = document.createElement("canvas").getContext("2d");
  const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

  /** At most so many lines, the last cut short with an ellipsis where there is more. */
  function wrapped(text, width, { size = 13, bold = false, most = 2 } = {}) {
    pen.font = `${bold ? 650 : 400} ${size}px ${FAMILY}`;
    const fits = (line) => pen.measureText(line).width <= width;
    const lines = [];
    let line = "";
    for (const word of text.split(/\s+/)) {
      const longer = line ? `${line} ${word}` : word;
      if (!line || fits(longer)) line = longer;
      else { lines.push(line); line = word; }
    }
    lines.push(line);
    const kept = lines.slice(0, most);
    if (lines.length > most) kept[most - 1] = `${kept[most - 1]} …`;
    return kept.map((one) => cut(one, fits));
  }

  function cut(line, fits) {
    let kept = line;
    while (kept.length > 1 && !fits(kept === line ? kept : `${kept}…`)) kept = kept.slice(0, -1);
    return kept === line ? line : `${kept.trimEnd()}…`;
  }

  wrapped.FAMILY = FAMILY;
  wrapped.width = (text, size) => {
    pen.font = `400 ${size}px ${FAMILY}`;
    return pen.measureText(text).width;
  };
  return wrapped;
})();
