// finishedPicture: the picture with its title, its groups and its source, for a report or a slide.
"use strict";
function finishedPicture(drawn, groups, { dots, synthetic, source }) {
  const { say } = page;
  const font = 'system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif';
  const edge = 56;
  const line = 46;
  const wide = page.element("canvas").getContext("2d");
  wide.font = `400 26px ${font}`;
  const column = Math.max(...groups.map(({ name }) => wide.measureText(name).width)) + 72;
  const columns = Math.max(1, Math.min(3, Math.floor(drawn.width / column)));
  const top = 190;
  const legend = Math.ceil(groups.length / columns) * line;
  const made = page.element("canvas", { width: drawn.width + 2 * edge, height: top + drawn.height + legend + 110 });
  const context = made.getContext("2d");
  const room = made.width - 2 * edge;

  function write(text, x, y, size, weight, colour, width) {
    context.fillStyle = colour;
    context.font = `${weight} ${size}px ${font}`;
    let fitting = text;
    while (fitting.length > 2 && context.measureText(fitting).width > width) fitting = `${fitting.slice(0, -2).trimEnd()}…`;
    context.fillText(fitting, x, y);
  }

  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, made.width, made.height);
  write(say("title"), edge, 88, 54, 700, "#17212b", room);
  write([dots, say("key_dot_more"), say("key_colour"), say("key_line")].join(" "), edge, 144, 30, 400, "#53606d", room);
  context.drawImage(drawn, edge, top);
  groups.forEach(({ name, colour, ring }, k) => {
    const x = edge + (k % columns) * (room / columns);
    const y = top + drawn.height + 40 + Math.floor(k / columns) * line;
    context.beginPath();
    context.arc(x + 13, y - 9, ring ? 9 : 13, 0, 2 * Math.PI);
    context.fillStyle = context.strokeStyle = colour;
    context.lineWidth = 8;
    if (ring) context.stroke(); else context.fill();
    write(name, x + 40, y, 26, 400, "#17212b", room / columns - 70);
  });
  const origin = [synthetic ? say("synthetic_title") : "", source ? say("source_is", { source }) : ""].filter((said) => said).join(" ");
  if (origin) write(origin, edge, made.height - 36, 24, 400, "#53606d", room);
  return made;
}
