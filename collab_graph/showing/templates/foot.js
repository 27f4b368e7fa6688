// foot: what stands at the foot of every printed page, beside the page number.
"use strict";
const foot = (() => {
  const sheet = document.styleSheets[document.styleSheets.length - 1];
  let stands = false;

  /** Put a line at the foot of printed pages; it changes with the language. */
  function say(text) {
    if (stands) sheet.deleteRule(sheet.cssRules.length - 1);
    const line = text.replace(/[\n\r\f]/g, " ").replace(/[\\"]/g, "\\$&");
    sheet.insertRule(`@page { @bottom-left { content: "${line}"; font-size: 8pt; color: #55606b; } }`, sheet.cssRules.length);
    stands = true;
  }

  return { say };
})();
