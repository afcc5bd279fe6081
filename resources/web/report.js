"use strict";
(() => {
  const page = document.documentElement;
  const all = (what, where = document) => [...where.querySelectorAll(what)];

  const contents = document.querySelector(".side details");
  if (contents && matchMedia("(max-width: 60rem)").matches) contents.open = false;

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("main details:not([open], .fold, .help, .evidence)");
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
  });

  const bar = document.querySelector(".filter");
  if (!bar) return;
  const status = bar.querySelector("[role=status]");
  const number = new Intl.NumberFormat(page.lang);
  const chips = all(".chip", bar);
  const fields = Object.fromEntries(all("[data-filter]", bar).map((field) => [field.dataset.filter, field]));
  const clear = bar.querySelector(".clear");
  const nothing = document.querySelector(".list > .nothing");
  const texts = document.querySelector(".texts");
  const lists = all(".list .changes");
  const stretches = all(".stretch");
  let kind = "";
  let waiting = 0;

  // What is filtered, read out of the page once.
  const entries = all(".list .change[data-kinds]").map((element) => ({
    element,
    kinds: element.dataset.kinds.split(" "),
    size: Number(element.dataset.size),
    significance: (element.dataset.significance || "").split(" "),
    why: "why" in element.dataset,
    chapter: element.parentElement.dataset.chapter,
    rows: [],
    text: null,
    shown: true,
  }));
  const byAnchor = new Map();
  for (const entry of entries) {
    byAnchor.set(entry.element.id, entry);
    for (const member of all(".change", entry.element)) byAnchor.set(member.id, entry);
  }
  const rows = all(".pair[data-e]").map((element) => {
    const found = new Set(element.dataset.e.split(" ").map((anchor) => byAnchor.get(anchor)).filter(Boolean));
    for (const entry of found) entry.rows.push(element);
    return { element, entries: [...found] };
  });

  const fold = (text) => text.toLocaleLowerCase();
  // The old text and the new, each as one reads it: without the words for those who do not see the marks.
  const read = (element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let before = "";
    let after = "";
    while (walker.nextNode()) {
      const around = walker.currentNode.parentElement.closest(".sr, ins, del, .change, .pair");
      const name = around.classList.contains("sr") ? "sr" : around.localName;
      if (name === "sr") continue;
      if (name !== "ins") before += walker.currentNode.data;
      if (name !== "del") after += walker.currentNode.data;
    }
    return `${before}\n${after}`;
  };
  const words = (entry) => (entry.text ??= fold([entry.element, ...entry.rows].map(read).join("\n")));
  const hide = (element, hidden) => {
    if (element.hidden !== hidden) element.hidden = hidden;
  };

  const apply = () => {
    const wanted = fold((fields.text?.value || "").trim());
    const chapter = fields.chapter?.value || "";
    const significance = fields.significance?.value || "";
    const why = Boolean(fields.why?.checked);
    const narrowed = Boolean(kind || significance || why || wanted);
    let count = 0;
    for (const entry of entries) {
      entry.shown =
        (!kind || entry.kinds.includes(kind)) &&
        (!chapter || entry.chapter === chapter) &&
        (!significance || entry.significance.includes(significance)) &&
        (!why || entry.why) &&
        (!wanted || words(entry).includes(wanted));
      hide(entry.element, !entry.shown);
      if (entry.shown) count += entry.size;
    }
    const alive = new Set(entries.filter((entry) => entry.shown).map((entry) => entry.chapter));
    for (const list of lists) hide(list, !alive.has(list.dataset.chapter));
    const seen = new Set();
    for (const row of rows) {
      const fits = !narrowed || row.entries.some((entry) => entry.shown);
      hide(row.element, !fits);
      if (narrowed && fits) seen.add(row.element.closest(".stretch"));
    }
    for (const stretch of stretches) {
      const elsewhere = chapter && stretch.dataset.chapter !== chapter;
      hide(stretch, Boolean(elsewhere || (narrowed && !seen.has(stretch))));
    }
    if (texts) {
      texts.classList.toggle("narrowed", narrowed);
      hide(texts.querySelector(".only"), !narrowed);
    }
    const filtered = narrowed || Boolean(chapter);
    if (nothing) hide(nothing, !filtered || count > 0);
    if (clear) hide(clear, !filtered);
    for (const chip of chips) chip.setAttribute("aria-pressed", String(chip.dataset.kind === kind));
    const told = count === 1 ? status.dataset.one : status.dataset.many;
    status.textContent = filtered ? told.replace("#", number.format(count)) : "";
  };

  const reset = () => {
    kind = "";
    for (const field of Object.values(fields)) {
      if (field.type === "checkbox") field.checked = false;
      else field.value = "";
    }
    apply();
  };

  for (const chip of chips) {
    chip.addEventListener("click", () => {
      kind = chip.dataset.kind;
      apply();
    });
  }
  for (const field of Object.values(fields)) {
    field.addEventListener(field.type === "search" ? "input" : "change", () => {
      clearTimeout(waiting);
      waiting = setTimeout(apply, field.type === "search" ? 120 : 0);
    });
  }
  clear?.addEventListener("click", () => {
    reset();
    (fields.text || bar.querySelector("button")).focus();
  });

  // From change to change: in the list, or where one reads the two texts, among their rows.
  const stop = ".change[data-kinds], .pair[data-e]";
  let current = null;
  // Whoever scrolls goes on from what is in sight, not from what has the keyboard.
  let loose = false;
  const stops = () => {
    const here = loose ? current : document.activeElement;
    const isPast = () => texts.getBoundingClientRect().top < bar.offsetHeight + 40;
    const reads = texts && (texts.contains(here) || !entries.length || (!here?.closest(".list") && isPast()));
    const found = reads ? rows.map((row) => row.element) : entries.map((entry) => entry.element);
    return found.filter((element) => !element.hidden && !element.parentElement.closest("[hidden]"));
  };
  const first = (list, fits) => {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (fits(list[middle])) high = middle;
      else low = middle + 1;
    }
    return low;
  };
  const mark = (element) => {
    current?.classList.remove("current");
    current = element;
    current?.classList.add("current");
  };
  const show = (element) => {
    for (let part = element.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center", behavior: "instant" });
    mark(element);
    loose = false;
  };
  const go = (step) => {
    const list = stops();
    if (!list.length) return;
    const held = loose ? null : document.activeElement?.closest(stop);
    const known = held && list.includes(held) ? held : list.includes(current) ? current : null;
    let at;
    if (known) {
      at = list.indexOf(known) + step;
    } else {
      const edge = Math.max(0, bar.getBoundingClientRect().bottom);
      at = first(list, (element) => element.getBoundingClientRect().top >= edge);
      if (step < 0) at -= 1;
    }
    at = Math.max(0, Math.min(list.length - 1, at));
    show(list[at]);
    status.textContent = status.dataset.at.replace("#", number.format(at + 1)).replace("@", number.format(list.length));
  };
  const loosen = () => {
    mark(null);
    loose = true;
  };
  addEventListener("wheel", loosen, { passive: true });
  addEventListener("touchmove", loosen, { passive: true });
  addEventListener("pointerdown", (event) => {
    loosen();
    mark(event.target.closest(stop));
  });
  addEventListener("focusin", () => {
    loose = false;
  });
  for (const button of all("[data-go]", bar)) {
    button.addEventListener("pointerdown", (event) => event.stopPropagation());
    button.addEventListener("click", () => go(Number(button.dataset.go)));
  }

  const letters = bar.querySelector("[data-letters]");
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (!event.target.closest?.(".filter") && ["PageUp", "PageDown", "Home", "End", "ArrowUp", "ArrowDown", " "].includes(event.key)) {
      loosen();
    }
    if (event.key === "F8") {
      event.preventDefault();
      go(event.shiftKey ? -1 : 1);
      return;
    }
    const writes = event.target.closest?.("input[type=search], select, textarea");
    if (event.key === "Escape" && event.target === fields.text && fields.text.value) {
      event.preventDefault();
      fields.text.value = "";
      apply();
      return;
    }
    if (writes || !letters.checked || event.shiftKey) return;
    if (event.key === "n" || event.key === "p") {
      event.preventDefault();
      go(event.key === "n" ? 1 : -1);
    } else if (event.key === "f" && fields.text) {
      event.preventDefault();
      fields.text.focus();
    }
  });
  bar.hidden = false;
  const room = () => {
    const isHeld = getComputedStyle(bar).position === "sticky";
    page.style.setProperty("scroll-padding-top", isHeld ? `${bar.offsetHeight + 12}px` : "1rem");
  };
  room();
  addEventListener("resize", room);

  // A link may lead to what is folded or filtered away.
  const reveal = () => {
    let id = location.hash.slice(1);
    const target = id && document.getElementById(id);
    if (!target) return;
    if (target.closest("[hidden]")) reset();
    let folded = false;
    for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) {
      folded ||= !part.open;
      part.open = true;
    }
    if (target.matches(".change, .pair")) {
      target.tabIndex = -1;
      target.focus({ preventScroll: true });
      target.scrollIntoView({ block: "center", behavior: "instant" });
      mark(target.closest(stop) || target);
      loose = false;
    } else if (folded || target.closest(".work")) {
      target.scrollIntoView({ behavior: "instant" });
    }
  };
  addEventListener("hashchange", reveal);
  // The same link once more changes no address, but is meant all the same.
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href^='#']");
    if (link && link.getAttribute("href") === location.hash) setTimeout(reveal, 0);
  });
  reveal();
})();
