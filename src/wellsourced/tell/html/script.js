
"use strict";
// Everything here is an addition: without it the page is complete, and its links lead to the same places.
(() => {
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (tag, props = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), props);
    element.append(...children);
    return element;
  };

  // light and dark
  const button = document.getElementById("theme");
  const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const label = () => {
    button.textContent = dark() ? "Light" : "Dark";
    button.setAttribute("aria-label", `${button.textContent} colours`);
  };
  try { root.dataset.theme = localStorage.getItem("wellsourced-theme") || ""; } catch { /* a file without storage */ }
  if (!root.dataset.theme) delete root.dataset.theme;
  button.hidden = false;
  label();
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("wellsourced-theme", root.dataset.theme); } catch { /* as above */ }
    label();
  });

  // sort and find claims
  const orders = {
    wide: ([o, l, h, n]) => [-o, l, h, n],
    best: ([o, l, h, n]) => [-l, -h, -o, n],
    thin: ([o, l, h, n]) => [h - o, -o, h, n],
    text: ([o, l, h, n]) => [n],
  };
  const compare = (a, b) => { for (const i in a) if (a[i] !== b[i]) return a[i] - b[i]; return 0; };
  for (const section of all(".claims")) {
    const tools = section.querySelector(".tools");
    if (!tools) continue;
    tools.hidden = false;
    const search = tools.querySelector("input");
    const rest = section.querySelector(".rest");
    const update = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const status = section.querySelector(".filter :checked").value;
      let shown = 0;
      for (const claim of all(".claim", section)) {
        const text = words.length ? claim.textContent.toLowerCase() : "";
        claim.hidden = !words.every((word) => text.includes(word));
        shown += !claim.hidden && (status === "all" || status === claim.dataset.status);
      }
      if (rest && (words.length || status !== "all")) rest.open = true;
      section.querySelector(".nothing").hidden = shown > 0;
      tools.querySelector("[role=status]").textContent = `${shown} claims shown`;
    };
    search.addEventListener("input", update);
    section.querySelector(".filter").addEventListener("change", update);
    tools.querySelector("select").addEventListener("change", (event) => {
      const key = orders[event.target.value];
      for (const list of all(".claim-list", section)) {
        const rows = all(".claim", list).map((row) => [key(row.dataset.sort.split(" ").map(Number)), row]);
        rows.sort((a, b) => compare(a[0], b[0]));
        list.append(...rows.map(([, row]) => row));
      }
    });
  }

  // the words an evidence link points to: beside the page where there is room, else in their place with a way back
  let opener = null;
  const pieces = (within, id) => all(".text [id], .text [data-m]", within).filter((e) => e.id === id || e.dataset.m === id);
  const close = () => {
    document.getElementById("peek")?.remove();
    opener?.focus({ preventScroll: true });
    opener = null;
  };
  const peek = (id, link) => {
    const article = document.getElementById(id)?.closest(".source");
    if (!article) return false;
    document.getElementById("peek")?.remove();
    const text = article.querySelector(".text").cloneNode(true);
    const body = make("div", { tabIndex: 0 }, text);
    const panel = make("aside", { id: "peek" },
      make("header", {}, make("b", { textContent: article.dataset.label }),
        make("a", { href: "#" + id, textContent: "In the article" }),
        make("button", { type: "button", textContent: "Close", onclick: close })), body);
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-label", "The words in their article");
    const lit = pieces(panel, id);
    for (const element of all("[id]", text)) element.removeAttribute("id");
    for (const element of lit) element.classList.add("lit");
    for (const folded of lit.map((e) => e.closest("details"))) if (folded) folded.open = true;
    opener = opener || link;
    document.body.append(panel);
    lit[0]?.scrollIntoView({ block: "center", behavior: "instant" });
    panel.querySelector("button").focus({ preventScroll: true });
    return true;
  };
  const back = make("button", { id: "back", type: "button", textContent: "← Back", hidden: true, onclick: () => history.back() });
  document.body.append(back);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const id = link.getAttribute("href").slice(1);
    const isEvidence = /^t\d+-\d+-\d+$/.test(id);
    if (isEvidence && !link.closest("#peek") && innerWidth >= 1024 && peek(id, link)) { event.preventDefault(); return; }
    if (link.closest("#peek")) { opener = null; close(); }
    back.hidden = !isEvidence;
  });
  // what is known of a marked stretch, for those who have no pointer to rest on it
  const note = make("p", { id: "note", hidden: true });
  note.setAttribute("role", "status");
  document.body.append(note);
  document.addEventListener("click", (event) => {
    const told = [];
    if (!event.target.closest?.("a")) {
      for (let mark = event.target.closest?.(".text span"); mark; mark = mark.parentElement.closest(".text span")) {
        if (mark.title) told.push(make("span", { textContent: mark.title }));
      }
    }
    note.replaceChildren(...told);
    note.hidden = !told.length;
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { close(); note.hidden = true; } });
  const arrive = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    for (const element of all(".lit")) element.classList.remove("lit");
    if (!id) return;
    const found = document.getElementById(id);
    for (let folded = found?.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
    for (const element of pieces(document, id)) element.classList.add("lit");
    if (!/^t\d/.test(id)) back.hidden = true;
    found?.scrollIntoView();
  };
  addEventListener("hashchange", arrive);
  if (location.hash) arrive();

  // where one is, in the contents
  const links = new Map(all(".contents a").map((a) => [a.getAttribute("href").slice(1), a]));
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(entry.target.dataset.part)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-10% 0px -80% 0px" });
  for (const [id] of links) {
    const part = document.getElementById(id);
    const target = part?.matches(".story") ? part.querySelector(".top") : part;
    if (target) { target.dataset.part = id; seen.observe(target); }
  }

  // print everything that is folded
  addEventListener("beforeprint", () => { for (const folded of all("details:not([open])")) { folded.open = true; folded.dataset.folded = ""; } });
  addEventListener("afterprint", () => { for (const folded of all("details[data-folded]")) { folded.open = false; delete folded.dataset.folded; } });
})();
