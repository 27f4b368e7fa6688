// corpus: what came in, what became of it, what was found, and how fast.
"use strict";
(() => {
  const { lines, reasons, coverage, found, never_found: never, stances, languages, boilerplate, near_copies: near, caps, runs } = page.data;
  const MOST = 20;
  const NAMED = 60;
  const whole = lines.at(-1);
  const sources = lines.slice(0, -1);
  const kinds = [["counted", "counted"], ["duplicates", "duplicate"], ["rejects", "reject"]];
  const at = (id) => document.getElementById(id);
  const share = (part, all) => (all ? part / all : null);

  /** A share in whole percent; what is more than nothing is never 0 %, what is less than all never 100 %. */
  function percent(value) {
    if (value === null) return "–";
    const space = page.language() === "sv" ? "\u00a0" : "";
    if (value > 0 && value < 0.005) return `<${space}${page.percent(0.01)}`;
    if (value < 1 && value >= 0.995) return `>${space}${page.percent(0.99)}`;
    return page.percent(value);
  }

  /** Points of a percent, with a sign; "0" where it rounds to nothing. */
  function points(value) {
    const rounded = Math.round(value * 1000) / 10;
    if (rounded === 0) return "±0";
    return (rounded > 0 ? "+" : "−") + page.number(Math.abs(rounded), 1);
  }

  function bars(holder, rows) {
    const most = Math.max(1, ...rows.map((row) => row.number));
    const drawn = rows.map((row) => page.element("li", {},
      page.element("span", { class: "name", lang: row.lang ?? null }, row.name),
      page.element("span", { class: "track", "aria-hidden": "true" }, page.element("div", { class: `fill ${row.kind ?? ""}`, style: `width: ${(100 * row.number) / most}%` })),
      page.element("span", { class: "number" }, page.number(row.number)),
      page.element("span", { class: "share" }, percent(row.share))));
    holder.replaceChildren(...(drawn.length ? drawn : [page.element("li", { class: "none" }, page.say("none"))]));
  }

  /** A plain table; the first column heads its row. columns: [{heading, cell(row), shade(row)}]. */
  function table(holder, columns, rows, caption) {
    const head = page.element("tr", {}, ...columns.map((column, place) => page.element("th", { scope: "col", class: place ? "numeric" : null }, column.heading)));
    const body = rows.map((row) => page.element("tr", { class: row.sum ? "sum" : null }, ...columns.map((column, place) => {
      if (!place) return page.element("th", { scope: "row" }, column.cell(row));
      const shade = column.shade ? column.shade(row) : null;
      const look = shade === null ? {} : { style: `--share: ${100 * shade}%` };
      return page.element("td", { class: shade === null ? "numeric" : "numeric cover", ...look }, ...[column.cell(row)].flat());
    })));
    holder.replaceChildren(page.element("table", {}, page.element("caption", { class: "unseen" }, page.say(caption)), page.element("thead", {}, head), page.element("tbody", {}, ...body)));
  }

  const number = (heading, name, decimals = 0) => ({ heading: page.say(heading), cell: (row) => page.number(row[name], decimals) });

  function why([key, value]) {
    return page.has(`why ${key}`) ? page.say(`why ${key}`, { value }) : key;
  }

  function drawWhole() {
    const values = Object.fromEntries(["lines", "counted", "duplicates", "rejects"].map((name) => [name, page.number(whole[name])]));
    at("sum").textContent = page.say("sum", values);
    at("whole").replaceChildren(...kinds.filter(([name]) => whole[name]).map(([name, kind]) => page.element("div", { class: kind, style: `flex: ${whole[name]}` })));
    at("key").replaceChildren(...kinds.map(([name, kind]) => page.element("li", {},
      page.element("i", { class: kind, "aria-hidden": "true" }),
      page.element("span", {}, page.element("strong", {}, page.number(whole[name])), ` ${page.say(`key_${kind}`)} (${percent(share(whole[name], whole.lines))})`))));
    at("also").textContent = page.say(sources.length === 1 ? "also_one" : "also", { sources: page.number(sources.length), megabytes: page.number(whole.text_megabytes, whole.text_megabytes < 10 ? 1 : 0), mentions: page.number(whole.mentions) });
  }

  function drawCoverage() {
    const names = ["text", "occupation", "industry", "region", "municipality", "employer", "temporary_work"];
    const year = (row) => (page.has(`year ${row.year}`) ? page.say(`year ${row.year}`) : row.year);
    table(at("coverage"), [
      { heading: page.say("head_year"), cell: year }, number("head_ads", "ads"),
      ...names.map((name) => ({ heading: page.say(`head_${name}`), cell: (row) => percent(row[name]), shade: (row) => row[name] ?? 0 })),
    ], coverage.map((row) => ({ ...row, sum: row.year === "all" })), "coverage");
  }

  function drawSkills() {
    const asked = found.filter(([, , ads]) => ads > 0);
    at("skills_note").textContent = page.say("skills_note", { found: page.number(found.length), listed: page.number(found.length + never.length) });
    at("most_heading").textContent = page.say("most", { most: page.number(Math.min(MOST, asked.length)) });
    bars(at("most"), asked.slice(0, MOST).map(([label, , ads, part]) => ({ name: label, number: ads, share: part })));
    at("never_heading").textContent = page.say("never", { never: page.number(never.length) });
    const named = page.element("ul", {}, ...never.slice(0, NAMED).map(([label]) => page.element("li", {}, label)));
    const rest = never.length > NAMED ? page.element("p", {}, page.say("never_rest", { rest: page.number(never.length - NAMED) })) : null;
    at("never").replaceChildren(...(never.length ? [named, rest] : [page.element("p", {}, page.say("none"))]).filter((one) => one !== null));
  }

  function drawStances() {
    bars(at("stances"), stances.map((row) => ({ name: page.say(`stance ${row.stance}`), number: row.mentions, share: row.share })));
    const names = new Intl.DisplayNames([page.language()], { type: "language", fallback: "code" });
    const called = (code) => {
      try { return code ? names.of(code) : page.say("language_unknown"); } catch { return code; }
    };
    bars(at("languages"), languages.map((row) => ({ name: called(row.language), number: row.ads, share: row.share })));
  }

  function drawRepeated() {
    at("boilerplate").textContent = page.say("boilerplate", { mentions: page.number(boilerplate.mentions), share: percent(share(boilerplate.mentions, boilerplate.of)), sentences: page.number(boilerplate.sentences), employers: page.number(boilerplate.employers) });
    at("near").textContent = near === null ? page.say("near_unknown") : page.say("near", { ads: page.number(near.ads), groups: page.number(near.groups) });
  }

  function drawCaps() {
    if (caps === null || !caps.rows.length) {
      at("caps").replaceChildren(page.element("p", { class: "bars quiet" }, page.say("none")));
      return;
    }
    table(at("caps"), [
      { heading: page.say("head_cap"), cell: (row) => (row.cap === null ? page.say("no_cap") : page.number(row.cap)) },
      number("head_counted", "ads"), number("head_set_aside", "set_aside"), number("head_employers", "employers"),
      ...caps.skills.map((skill, place) => ({ heading: skill, cell: (row) => {
        const [part, change] = row.shares[place];
        return [percent(part), row.cap === null ? "" : page.element("span", { class: "change" }, points(change))];
      } })),
    ], caps.rows, "caps");
  }

  function drawSources() {
    const all = lines.map((row, place) => ({ ...row, sum: place === lines.length - 1 }));
    table(at("sources"), [
      { heading: page.say("head_source"), cell: (row) => (row.sum ? page.say("all_sources") : row.source) },
      number("head_lines", "lines"), number("head_counted", "counted"), number("head_duplicates", "duplicates"), number("head_rejects", "rejects"),
      number("head_mentions", "mentions"), number("head_megabytes", "text_megabytes", 1),
    ], sources.length === 1 ? all.slice(0, 1) : all, "sources");
  }

  function drawRuns() {
    at("runs_note").textContent = page.say(runs.length ? "runs_note" : "runs_none");
    at("runs").hidden = runs.length === 0;
    const when = (row) => new Date(row.when).toLocaleString(page.language() === "sv" ? "sv-SE" : "en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });
    const speed = (name) => (row) => (row.made_parts && row.seconds ? page.number(row[name] / row.seconds, name === "lines" ? 0 : 1) : "–");
    table(at("runs"), [
      { heading: page.say("head_when"), cell: when }, number("head_seconds", "seconds", 1), number("head_made", "made_parts"), number("head_run_lines", "lines"),
      { heading: page.say("head_lines_second"), cell: speed("lines") }, { heading: page.say("head_megabytes_second"), cell: speed("megabytes") },
      number("head_workers", "workers"), { heading: page.say("head_ended"), cell: (row) => page.say(row.ended ? "run_whole" : "run_broken_off") },
    ], runs, "runs");
  }

  function save() {
    const heads = ["head_skill", "head_kind", "head_ads", "head_share", "head_mentions"].map((key) => page.say(key));
    const rows = [...found, ...never.map(([label, kind]) => [label, kind, 0, 0, 0])].map(([label, kind, ...numbers]) => [label, page.say(`kind ${kind}`), ...numbers]);
    page.download(page.say("file_name"), new Blob([page.csv([heads, ...rows])], { type: "text/csv;charset=utf-8" }));
  }

  function draw() {
    drawWhole();
    bars(at("reasons"), reasons.map((row) => ({ name: why(row.reason), number: row.lines, share: share(row.lines, whole.lines), kind: row.status })));
    drawCoverage();
    drawSkills();
    drawStances();
    drawRepeated();
    drawCaps();
    drawSources();
    drawRuns();
  }

  at("save").addEventListener("click", save);
  page.onLanguage(draw);
  page.begin();
})();
