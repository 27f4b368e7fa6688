// panel: what is known of the chosen occupation — figures, nearest occupations, skills.
"use strict";
function makePanel(holder, { onChoose, onClear }) {
  const { element, say, number, percent } = page;

  function figure(value, words) {
    return element("div", { class: "figure" }, element("strong", {}, number(value)), element("span", {}, words));
  }

  function bar(share) {
    const width = `${Math.round(100 * Math.max(0, Math.min(1, share)))}%`;
    return element("span", { class: "bar", "aria-hidden": "true" }, element("span", { style: `width:${width}` }));
  }

  function nearest(level, i) {
    const found = level.neighbours[i];
    if (!found.length) return element("p", { class: "quiet" }, say("nearest_none"));
    const most = Math.max(...found.map(([, weight]) => weight)) || 1;
    return element("ol", { class: "nearest" }, ...found.map(([other, weight, shared]) => {
      const known = typeof other === "number";
      const title = known ? level.title[other] : other;
      const name = known
        ? element("button", { type: "button", click: () => onChoose(other) }, title)
        : element("span", {}, title);
      const said = say("similarity", { weight: number(weight, 2) });
      return element("li", {},
        element("div", { class: "line" }, name, element("span", { class: "weight", title: said }, element("span", { class: "unseen" }, said), element("span", { "aria-hidden": "true" }, number(weight, 2)))),
        bar(weight / most),
        shared.length ? element("p", { class: "shared" }, element("span", { class: "quiet" }, say("shared")), ...shared.map((k) => element("span", { class: "chip" }, level.labels[k]))) : null);
    }));
  }

  function skills(level, i) {
    const found = level.skills[i];
    if (!found.length) return element("p", { class: "quiet" }, say("skills_none"));
    const shares = found.some(([, share]) => share !== null);
    const list = element("ol", { class: "skills" }, ...found.map(([k, share]) => element("li", {},
      element("span", { class: "line" }, element("span", {}, level.labels[k]), share === null ? null : element("span", { class: "weight" }, percent(share))),
      share === null ? null : bar(share))));
    return element("div", {}, shares ? element("p", { class: "quiet small" }, say("skills_share")) : null, list);
  }

  return {
    show(level, i, { style, groupName, several, jobsKnown, adsKnown, version, fewAds }) {
      if (i === null) {
        holder.replaceChildren(element("p", { class: "quiet empty" }, say("none_chosen")));
        return;
      }
      const ads = level.ads[i];
      const few = ads !== null && ads < fewAds;
      const parts = [
        element("div", { class: "panel-head" },
          element("div", {},
            element("h2", { tabindex: "-1", id: "chosen-title" }, level.title[i]),
            element("p", { class: "quiet small" }, `${version} ${level.code[i]}`.trim())),
          element("button", { type: "button", class: "button no-print", click: onClear }, say("clear"))),
        element("p", { class: "member" }, colours.swatch(style), element("span", {}, groupName)),
        element("div", { class: "figures" }, jobsKnown ? figure(level.vacancies[i], say("jobs_short")) : null, adsKnown ? figure(ads, say("ads_rest")) : null),
        few ? element("p", { class: "few" }, element("strong", {}, say("few_ads")), ` ${say("few_ads_more", { n: number(fewAds) })}`) : null,
        element("h3", {}, say("nearest", { several })), nearest(level, i),
        element("h3", {}, say("skills")), skills(level, i),
      ];
      holder.replaceChildren(...parts.filter((part) => part !== null));
    },
  };
}
