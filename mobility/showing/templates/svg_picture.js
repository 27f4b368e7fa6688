// svgPicture: drawing in SVG, and saving a drawing with title, key and source as SVG or PNG.
"use strict";
const svgPicture = (() => {
  const font = 'system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif';
  const space = "http://www.w3.org/2000/svg";

  function svg(tag, attributes = {}, ...children) {
    const made = document.createElementNS(space, tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") made.addEventListener(name, value);
      else if (value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  const text = (said, x, y, attributes = {}) => svg("text", { x, y, "font-family": font, "font-size": 12, fill: "#53606d", ...attributes }, said);

  /** Cut to what has room; the letters of the font are a little over half as wide as high. */
  function fitting(said, width, size) {
    const most = Math.max(4, Math.floor(width / (0.55 * size)));
    return said.length > most ? `${said.slice(0, most - 1).trimEnd()}…` : said;
  }

  /** The drawing under its title, with a key of [sign or number, words] in columns and a source. */
  function finished(drawn, { width, height, title, lines, key }) {
    const edge = 24;
    const columns = width > 700 ? 2 : 1;
    const rows = Math.ceil(key.length / columns);
    const top = 44 + 20 * lines.length;
    const whole = top + height + 16 + rows * 20 + edge;
    const made = svg("svg", { xmlns: space, width: width + 2 * edge, height: whole, viewBox: `0 0 ${width + 2 * edge} ${whole}` });
    made.append(svg("rect", { width: "100%", height: "100%", fill: "#ffffff" }));
    made.append(text(fitting(title, width, 20), edge, 32, { "font-size": 20, "font-weight": 700, fill: "#17212b" }));
    lines.forEach((line, i) => made.append(text(fitting(line, width, 12), edge, 54 + 20 * i)));
    const inner = drawn.cloneNode(true);
    for (const [name, value] of Object.entries({ x: edge, y: top, width, height })) inner.setAttribute(name, value);
    made.append(inner);
    key.forEach(([sign, words], i) => {
      const x = edge + Math.floor(i / rows) * (width / columns);
      const y = top + height + 28 + (i % rows) * 20;
      made.append(text(sign, x, y, { "font-weight": 700, fill: "#9b4805" }));
      made.append(text(fitting(words, width / columns - 40, 12), x + 28, y, { fill: "#17212b" }));
    });
    return made;
  }

  const written = (made) => new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(made)}`], { type: "image/svg+xml" });

  const saveSvg = (made, name) => page.download(`${name}.svg`, written(made));

  function savePng(made, name) {
    const ratio = 2;
    const address = URL.createObjectURL(written(made));
    const image = new Image();
    image.onload = () => {
      const canvas = page.element("canvas", { width: ratio * made.getAttribute("width"), height: ratio * made.getAttribute("height") });
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      URL.revokeObjectURL(address);
      canvas.toBlob((blob) => page.download(`${name}.png`, blob), "image/png");
    };
    image.src = address;
  }

  return { svg, text, fitting, finished, saveSvg, savePng };
})();
