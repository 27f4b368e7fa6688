// pressure: for every mandate with a capacity how many it is for, against how many places it has.
"use strict";
const pressure = (() => {
  const rows = page.data.pressure;
  const perPlace = (row) => ("n" in row.asking && row.capacity ? row.asking.n / row.capacity : null);
  const most = Math.max(1, ...rows.map((row) => Math.max(row.capacity, row.asking.n ?? 0)));
  const width = (value) => `width:${Math.max(0.5, (100 * value) / most)}%`;

  /** Two bars, one above the other: persons and places on the same scale. */
  function picture(row) {
    return page.element("span", { class: "two-bars", "aria-hidden": "true" },
      "n" in row.asking ? page.element("span", { class: "asking", style: width(row.asking.n) }) : null,
      page.element("span", { class: "places", style: width(row.capacity) }));
  }

  const columns = [
    { key: "actor", heading: "actor", value: (row) => row.actor, cell: (row) => page.element("span", {}, page.element("strong", {}, row.actor), page.element("span", { class: "quiet small needs" }, said.own(row.needs))) },
    { key: "asking", heading: page.data.modelled ? "persons_modelled" : "asking", numeric: true, value: (row) => said.size(row.asking), cell: (row) => said.count(row.asking) },
    { key: "only_way", heading: "only_way", numeric: true, value: (row) => said.size(row.only_way), cell: (row) => said.count(row.only_way) },
    { key: "capacity", heading: "places", numeric: true, value: (row) => row.capacity, cell: (row) => page.number(row.capacity) },
    { key: "free", heading: "free", numeric: true, value: (row) => row.free, cell: (row) => (row.free === null ? "?" : page.number(row.free)) },
    { key: "per_place", heading: "per_place", numeric: true, value: perPlace, cell: (row) => (perPlace(row) === null ? "–" : page.number(perPlace(row), perPlace(row) < 10 ? 1 : 0)) },
    { key: "picture", heading: "picture", value: perPlace, cell: picture },
  ];
  const section = document.getElementById("pressure");
  section.hidden = !rows.length;
  document.getElementById("to-pressure").hidden = !rows.length;
  const table = rows.length ? page.table(document.getElementById("pressure-table"), columns, { sort: "per_place", descending: true, caption: "pressure" }) : null;

  return { draw: () => table?.show(rows) };
})();
