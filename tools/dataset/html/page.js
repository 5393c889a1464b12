// The page looks answers up that the export worked out: no status follows from a rule written here. The address holds the
// state: #DE, #with=calling_plan,toll_free_number, #with=...&among=DE,AE&strict, #DE&with=..., #compare=2021-08-03..2023-01-25.
(async () => {
  "use strict";
  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  // inflate reads what the export deflated.
  async function inflate(base64) {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Response(stream).text();
  }
  const resolver = newResolver(data, await inflate($("names").textContent));
  const entries = new Map(data.dataset.countries.map((c) => [c.code, c]));
  const listed = [...entries.keys()].sort((a, b) => data.names[a].localeCompare(data.names[b], "en"));
  const featureIDs = data.features.map((f) => f.id);
  const label = (id) => data.features[featureIDs.indexOf(id)].label;
  const fact = (code, feature) => data.facts[(data.answers[code] ?? data.unlisted)[featureIDs.indexOf(feature)]];
  const isThere = (f, strict) => f.status === "available" || !strict && f.status === "conditional";

  // h makes an element: a name, attributes, and children that are elements or text.
  function h(name, attributes, ...children) {
    const e = document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) {
      if (typeof value === "function") e.addEventListener(key, value);
      else if (value !== undefined && value !== false) e.setAttribute(key, value === true ? "" : value);
    }
    e.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== ""));
    return e;
  }
  const list = (texts) => h("ul", {}, texts.map((t) => h("li", {}, t)));
  const titleOf = (code) => `${data.names[code]} (${code})`;
  const linkTo = (code, rest) => h("a", { href: "#" + code + (rest ?? "") }, titleOf(code));
  const plural = (n, one, many) => `${n} ${n === 1 ? one : many}`;
  const number = (n) => n.toLocaleString("en-US");

  // The state and its address.
  function read(hash) {
    const state = { country: "", with: [], among: [], strict: false, from: "", to: "", faults: [] };
    for (const item of hash.replace(/^#/, "").split("&").filter(Boolean)) {
      let [name, ...rest] = item.split("=");
      let value = rest.join("=");
      try {
        name = decodeURIComponent(name), value = decodeURIComponent(value);
      } catch {
        state.faults.push(`Invalid address: “${item}” has a % without two hexadecimal digits after it.`);
        continue;
      }
      const words = value.split(/[,;]/).map((w) => w.trim()).filter(Boolean);
      if (!item.includes("=") && name !== "strict") {
        const found = resolver.resolve(name);
        if (found.code === undefined) state.faults.push(notFound(name, found));
        else state.country = found.code;
      } else if (name === "with") {
        for (const w of words) {
          if (!featureIDs.includes(w)) state.faults.push(`Invalid feature “${w}”; the features are ${featureIDs.join(", ")}.`);
          else if (!state.with.includes(w)) state.with.push(w);
        }
      } else if (name === "among") {
        for (const w of words) {
          const found = resolver.resolve(w);
          if (found.code === undefined) state.faults.push(notFound(w, found));
          else if (!state.among.includes(found.code)) state.among.push(found.code);
        }
      } else if (name === "compare") {
        [state.from, state.to] = value.split("..");
        if (data.changes[state.from]?.[state.to] === undefined) {
          state.faults.push(`Invalid comparison “${value}”; the editions are ${editions().join(", ")}, the older one first.`);
          state.from = state.to = "";
        }
      } else if (name === "strict" && value === "") state.strict = true;
      else state.faults.push(`Invalid address: “${name}” is not one of with, among, strict and compare.`);
    }
    return state;
  }
  function write(state) {
    const items = [];
    if (state.country) items.push(state.country);
    if (state.with?.length) items.push("with=" + state.with.join(","));
    if (state.among?.length) items.push("among=" + state.among.join(","));
    if (state.strict && !state.country) items.push("strict");
    if (state.from) items.push(`compare=${state.from}..${state.to}`);
    return "#" + items.join("&");
  }
  function editions() {
    return [...new Set(Object.entries(data.changes).flatMap(([from, tos]) => [from, ...Object.keys(tos)]))].sort();
  }
  function notFound(s, found) {
    if (found.candidates) return `“${s}” may be ${found.candidates.map(titleOf).join(" or ")}: write its code.`;
    if (found.former) return `“${s}” is a former country; its successors are ${found.former.map(titleOf).join(" and ")}.`;
    const near = resolver.nearest(s, 3);
    return `“${s}” names no country or region.` + (near.length ? ` Did you mean ${near.map((n) => `${n.name} (${n.code})`).join(" or ")}?` : "");
  }

  // HCL of what is on the screen.
  const quoted = (words) => "[" + words.map((w) => JSON.stringify(w)).join(", ") + "]";
  const comment = (code) => " # " + data.names[code].replace(/\p{Cc}/gu, " ");
  const SETUP = `terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}
`;
  function hclOf(codes, features, strict) {
    const option = strict ? ', "strict"' : "";
    const id = (code) => code.toLowerCase();
    const users = codes.map((c) => `    "user.${id(c)}@example.com" = { usage_location = ${JSON.stringify(c)} }${comment(c)}`).join("\n");
    const rollout = `data "teamsvoice_rollout" "users" {
  users = {
${users}
  }
  features = ${quoted(features)}${strict ? "\n  strict   = true" : ""}
}
`;
    if (codes.length === 1) {
      const [c] = codes;
      return [["Data source", `data "teamsvoice_country_availability" "${id(c)}" {
  country           = ${JSON.stringify(c)}${comment(c)}
  required_features = ${quoted(features)}${strict ? "\n  strict            = true" : ""}
}
`], ["Function", `output "usage_location_${id(c)}" {
  value = provider::teamsvoice::assert_features(${JSON.stringify(c)}, ${quoted(features)}${option})
}
`], ["Rollout of users", rollout]];
    }
    return [["Data source", `data "teamsvoice_country_availability" "office" {
  for_each = toset(${quoted(codes)})

  country           = each.key
  required_features = ${quoted(features)}${strict ? "\n  strict            = true" : ""}
}
`], ["Function", `output "usage_locations" {
  value = [
    for country in ${quoted(codes)} :
    provider::teamsvoice::assert_features(country, ${quoted(features)}${option})
  ]
}
`], ["Rollout of users", rollout]];
  }
  function hclOfAll(features, strict) {
    return [["Data source", `data "teamsvoice_countries" "possible" {
  with_features = ${quoted(features)}${strict ? "\n  strict        = true" : ""}
}
`], ["Function", `output "possible" {
  value = provider::teamsvoice::countries_with(${quoted(features)}${strict ? ', "strict"' : ""})
}
`]];
  }
  async function copy(pre, button) {
    const said = (text) => { $("said").textContent = text; button.textContent = text; setTimeout(() => { button.textContent = "Copy"; }, 2000); };
    try {
      await navigator.clipboard.writeText(pre.textContent);
      said("Copied");
    } catch {
      getSelection().selectAllChildren(pre);
      said(document.execCommand("copy") ? "Copied" : "Selected: copy with Ctrl+C");
    }
  }
  function snippets(parts, warning) {
    return [
      h("h3", {}, "Terraform"), warning ? h("p", { class: "missing" }, warning) : "",
      [["Once in a module", SETUP], ...parts].map(([name, text]) => {
        const pre = h("pre", { tabindex: "0", role: "region", "aria-label": `HCL: ${name}` }, h("code", {}, text));
        const button = h("button", { type: "button", "aria-label": `Copy: ${name}`, click: () => copy(pre, button) }, "Copy");
        return h("div", { class: "snippet" }, h("div", { class: "line" }, h("b", {}, name), button), pre);
      }),
    ];
  }

  // One answer.
  const CLASSES = { available: "y", conditional: "i", unavailable: "n", unlisted: "u" };
  const sourceOf = (code, f) => [
    f.as_of, f.none ? ", no source says anything" : "",
    f.none ? "" : h("span", {}, ", ", h("a", { href: f.url || data.pages[code], "aria-label": `Source of ${f.as_of}` }, "source")),
  ];
  const why = (f) => [
    f.conditions?.length ? h("p", {}, f.conditions.map((c) => data.conditions[c]).join("; ") + ".") : "",
    f.note ? h("p", {}, f.note) : "",
  ];
  function table(caption, heads, rows) {
    // The roles hold where the style sheet shows the table as blocks.
    return h("table", { role: "table", class: "facts" },
      h("caption", { class: "away" }, caption),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, heads.map((t) => h("th", { scope: "col", role: "columnheader" }, t)))),
      h("tbody", { role: "rowgroup" }, rows.map(([head, ...cells]) => h("tr", { role: "row" },
        h("th", { scope: "row", role: "rowheader" }, head), cells.map((c) => h("td", { role: "cell" }, c))))));
  }

  // What the dataset says of a country beside the features.
  function details(c) {
    const word = (id) => data.words[id] ?? id, rows = [];
    const row = (name, text) => { if (text !== "") rows.push([name, text]); };
    const plans = (c.calling_plans.plans ?? []).map((p) => [
      p.domestic_minutes ? `${number(p.domestic_minutes)} domestic minutes` + (p.international_minutes ? ` or ${number(p.international_minutes)} international ones, whichever is reached first` : "") : "",
      p.zone ? `zone ${p.zone}` : "", p.sku_part_number ?? "", ...(p.conditions ?? []).map((id) => data.conditions[id]),
      p.not_sold_to_organizations_in?.length ? "not sold to organizations in " + p.not_sold_to_organizations_in.join(", ") : "",
    ].filter(Boolean).reduce((text, part, i) => text + (i ? "; " : ": ") + part, label(p.type + "_calling_plan")));
    row("Calling Plans", plans.length ? list(plans) : "");
    row("Operator", c.calling_plans.operator ? `${c.calling_plans.operator}, for organizations in ${(c.calling_plans.operator_tenant_countries ?? []).join(", ")}` : "");
    const toll = c.service_numbers.toll;
    const cities = (toll.cities ?? []).map((city) => (city.state ? `${city.state}, ` : "") + city.name + (city.on_request ? " (on request)" : ""));
    if (toll.other_cities_on_request) cities.push("others on request");
    row(toll.contradictory ? "Cities that the page names" : "Cities with toll numbers", cities.join("; "));
    row("Numbers of a bridge by itself", (c.audio_conferencing.auto_assigned_cities ?? []).join("; "));
    const n = c.numbers ?? {}, user = n.user ?? {}, port = n.port_in ?? {}, address = n.emergency_address ?? {};
    const weeks = (least, most) => most ? `${least && least !== most ? least + " to " : ""}${plural(most, "week", "weeks")}` : "";
    row("Phone numbers of users", [user.provider, user.admin_center, user.order].filter(Boolean).map(word)
      .concat(weeks(user.lead_weeks_min, user.lead_weeks_max), (user.documents ?? []).length ? "needs " + user.documents.map(word).join(", ") : "").filter(Boolean).join("; "));
    row("Porting", ["geographic", "service", "mobile", "toll_free"].filter((k) => port[k]).map((k) => `${k.replace("_", "-")}: ${word(port[k])}`)
      .concat(weeks(0, port.lead_weeks_max), (port.documents ?? []).length ? "needs " + port.documents.map(word).join(", ") : "").filter(Boolean).join("; "));
    row("Emergency address", address.required ? word(address.required) + (address.must_match_area_code ? "; it must match the area code" : "") : "");
    return rows.length ? h("dl", {}, rows.flatMap(([name, text]) => [h("dt", {}, name), h("dd", {}, text)])) : "";
  }

  // The features for the HCL where none are chosen: what a gate asks for most, as far as it is there.
  const USUAL = ["phone_system", "calling_plan", "audio_conferencing", "toll_number", "toll_free_number"];
  function countryView(state) {
    const code = state.country, c = entries.get(code);
    const features = state.with.length ? state.with : USUAL.filter((id) => isThere(fact(code, id), false));
    const missing = features.filter((id) => !isThere(fact(code, id), state.strict));
    const verdict = missing.length
      ? `This plan stops: ${missing.map((id) => `${id} is ${fact(code, id).status}`).join(", ")} in ${titleOf(code)}.` : "";
    const rows = data.features.map(({ id, label }) => {
      const f = fact(code, id);
      return [
        [h("span", { class: state.with.includes(id) ? "missing" : undefined }, label), " ", h("code", {}, id)],
        h("b", { class: CLASSES[f.status] }, f.status), sourceOf(code, f), why(f),
        [f.first ? [h("p", {}, "First:"), list(f.first)] : "", f.ways ? [h("p", {}, "Instead:"), list(f.ways)] : ""],
      ];
    });
    return {
      title: titleOf(code),
      body: [
        c ? h("p", {}, h("a", { href: data.pages[code] }, `Microsoft’s page on ${data.names[code]}`), `; in the dataset as of ${data.dataset.pages_as_of ?? data.dataset.as_of}.`)
          : h("p", { class: "missing" }, "Microsoft’s documentation has no page for this country: every feature is unlisted."),
        state.with.length ? h("p", { class: missing.length ? "missing" : undefined }, missing.length ? verdict : `All required features are available: ${features.join(", ")}.`) : "",
        table(`Features in ${titleOf(code)}`, ["Feature", "Status", "As of", "Conditions and notes", "First, or instead"], rows),
        c ? details(c) : "",
        features.length ? snippets(hclOf([code], features, state.strict), verdict) : "",
        h("p", {}, h("a", { href: "#" }, "All countries")),
      ],
    };
  }

  function filterView(state) {
    const pool = state.among.length ? state.among : listed;
    const missingIn = (code) => state.with.filter((id) => !isThere(fact(code, id), state.strict));
    const have = pool.filter((code) => missingIn(code).length === 0), lack = pool.filter((code) => missingIn(code).length > 0);
    const what = state.with.join(" and ") || "any feature or none", rest = state.with.length ? "&with=" + state.with.join(",") : "";
    // A yes under conditions says which.
    const under = (code) => {
      const words = state.with.map((id) => [id, fact(code, id)]).filter(([, f]) => f.status === "conditional")
        .map(([id, f]) => `${id}: ${f.conditions.map((c) => data.conditions[c]).join("; ")}`);
      return words.length ? [" ", h("b", { class: "i" }, "if"), " ", words.join(". ")] : "";
    };
    const lacking = table(`Countries without ${what}`, ["Country", "Missing"], lack.map((code) => [linkTo(code, rest), missingIn(code).map((id) => {
      const f = fact(code, id);
      return h("div", {}, h("b", {}, id), " is ", h("b", { class: CLASSES[f.status] }, f.status), ", as of ", sourceOf(code, f), why(f), f.ways ? [h("p", {}, "Instead:"), list(f.ways)] : "");
    })]));
    return {
      title: `${have.length} of ${plural(pool.length, "country", "countries")} ${have.length === 1 ? "has" : "have"} ${what}${state.strict ? " without conditions" : ""}`,
      rows: state.among.length ? pool : have,
      body: [
        have.length ? h("ul", { class: "picks", id: "have" }, have.map((code) => h("li", {}, linkTo(code, rest), under(code)))) : "",
        lack.length === 0 ? "" : state.among.length ? [h("h3", {}, plural(lack.length, "country lacks it", "countries lack it")), lacking]
          : h("details", {}, h("summary", {}, `The ${plural(lack.length, "other", "others")}, and why`), lacking),
        state.with.length === 0 ? "" : state.among.length
          ? snippets(hclOf(state.among, state.with, state.strict), lack.length ? `This plan stops, because of ${lack.map(titleOf).join(", ")}.` : "")
          : snippets(hclOfAll(state.with, state.strict)),
        h("p", {}, h("a", { href: "#" }, "All countries")),
      ],
    };
  }

  function compareView(state) {
    const rows = Object.entries(data.changes[state.from][state.to]).sort().flatMap(([code, places]) => places.map((at) => [code, ...data.differences[at]]));
    const part = (kind, heading) => {
      const some = rows.filter((r) => r[2] === kind);
      return some.length === 0 ? "" : [h("h3", {}, `${heading}: ${some.length}`), table(heading, ["Country", "What", "Before", "After"],
        some.map(([code, what, , before, after]) => [linkTo(code), h("code", {}, what), before || "nothing", after || "nothing"]))];
    };
    return {
      title: `${plural(rows.length, "change", "changes")} from ${state.from} to ${state.to}`,
      body: [part("opened", "Opened"), part("closed", "Closed"), part("other", "Changed"), h("p", {}, h("a", { href: "#" }, "All countries"))],
    };
  }

  function show(focus) {
    const state = read(location.hash);
    // Nothing is answered to half of a question.
    const view = state.faults.length ? { title: "This cannot be answered", body: [h("div", { role: "alert" }, list(state.faults)), h("p", {}, h("a", { href: "#" }, "All countries"))] }
      : state.country ? countryView(state) : state.from ? compareView(state) : state.with.length || state.among.length ? filterView(state) : null;
    for (const box of $("features").querySelectorAll("input")) box.checked = state.with.includes(box.value);
    $("strict").checked = state.strict;
    $("among").value = state.among.map((code) => data.names[code]).join("\n");
    $("among-said").textContent = $("q-said").textContent = "";
    $("q-list").replaceChildren();
    $("view").hidden = view === null;
    $("view").replaceChildren(...(view === null ? [] : [h("h2", { id: "view-title", tabindex: "-1" }, view.title), ...view.body.flat(Infinity).filter((e) => e !== "")]));
    $("all").hidden = view !== null && view.rows === undefined;
    const rows = new Set(view?.rows ?? listed);
    for (const row of $("matrix").tBodies[0].rows) row.hidden = !rows.has(row.id);
    $("all-title").textContent = view === null ? "All countries and regions" : "The same countries as a table";
    document.title = (view === null ? "" : view.title + " · ") + `Teams voice by country, as of ${data.dataset.as_of}`;
    if (view !== null && focus) $("view-title").focus();
    document.documentElement.dataset.shown = location.hash || "#";
  }
  function go(state) {
    const hash = write(state);
    if (hash === "#" + location.hash.replace(/^#/, "")) show(true);
    else location.hash = hash;
  }

  // What is typed into the search field.
  function typed(enter) {
    const s = $("q").value;
    if (s.trim() === "") {
      $("q-said").textContent = enter ? "Type a country or region first." : "";
      $("q-list").replaceChildren();
      return;
    }
    const found = resolver.resolve(s), wanted = read(location.hash).with;
    if (enter && found.code !== undefined) {
      $("q").value = "";
      go({ country: found.code, with: wanted });
      return;
    }
    let picks = found.code ? [found.code] : found.candidates ?? found.former ?? [], text = "";
    if (found.candidates || found.former) text = notFound(s, found);
    else {
      const near = resolver.nearest(s, 3), begins = resolver.begins(s).filter((code) => !picks.includes(code));
      if (found.code === undefined && begins.length === 0) text = notFound(s, found);
      else if (found.code === undefined && enter) text = notFound(s, found);
      picks = [...new Set([...picks, ...(found.code === undefined ? near.map((n) => n.code) : []), ...begins])];
      text ||= `${plural(picks.length, "country", "countries")}`;
    }
    $("q-said").textContent = text;
    const rest = wanted.length ? "&with=" + wanted.join(",") : "";
    $("q-list").replaceChildren(...picks.slice(0, 12).map((code) => h("li", {}, linkTo(code, rest))));
  }

  // Countries are separated by lines or semicolons; by commas where a line with them is no name.
  function amongTyped() {
    const codes = [], faults = [];
    for (const line of $("among").value.split(/[\n;]/).map((l) => l.trim()).filter(Boolean)) {
      const whole = resolver.resolve(line);
      const pieces = whole.code !== undefined || !line.includes(",") ? [line] : line.split(",").map((p) => p.trim()).filter(Boolean);
      for (const piece of pieces) {
        const found = resolver.resolve(piece);
        if (found.code === undefined) faults.push(notFound(piece, found));
        else codes.push(found.code);
      }
    }
    return { codes: [...new Set(codes)], faults };
  }

  $("features").append(...data.features.map(({ id, label, meaning }) =>
    h("label", { class: "box", title: meaning }, h("input", { type: "checkbox", value: id }), label)));
  const dates = editions();
  for (const [id, at] of [["from", -2], ["to", -1]]) {
    $(id).append(...dates.map((d) => h("option", { value: d }, d)));
    $(id).value = dates.at(at) ?? "";
  }
  $("comparison").hidden = dates.length < 2;
  $("search").addEventListener("submit", (e) => { e.preventDefault(); typed(true); });
  $("q").addEventListener("input", () => typed(false));
  $("filter").addEventListener("submit", (e) => {
    e.preventDefault();
    const { codes, faults } = amongTyped();
    const chosen = [...$("features").querySelectorAll("input:checked")].map((box) => box.value);
    if (faults.length === 0 && chosen.length === 0 && codes.length === 0) faults.push("Choose a feature or name a country first.");
    $("among-said").replaceChildren(...(faults.length ? [list(faults)] : []));
    if (faults.length === 0) go({ with: chosen, among: codes, strict: $("strict").checked });
  });
  $("reset").addEventListener("click", () => { go({}); });
  $("comparison").addEventListener("submit", (e) => {
    e.preventDefault();
    const [from, to] = [$("from").value, $("to").value].sort();
    if (from !== to) go({ from, to });
    else $("said").textContent = "Choose two editions that differ.";
  });
  document.querySelector(".skip").addEventListener("click", (e) => { e.preventDefault(); $("main").focus(); });
  addEventListener("hashchange", () => show(true));
  $("app").hidden = false;
  globalThis.selector = { resolver }; // for the tests
  show(location.hash.length > 1);
})();
