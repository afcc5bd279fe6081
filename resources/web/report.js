"use strict";
(() => {
  const filter = document.querySelector(".filter");
  const chips = [...filter.querySelectorAll(".chip")];
  const field = filter.querySelector("input");
  const status = filter.querySelector("[role=status]");
  const shown = { one: status.dataset.one, many: status.dataset.many };
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const rows = [...document.querySelectorAll("[data-kinds]")].map((element) => ({
    element,
    kinds: element.dataset.kinds.split(" "),
    size: Number(element.dataset.size || 0),
    text: null,
  }));
  const chapters = [...document.querySelectorAll("[data-chapter]")];
  let kind = "";
  let waiting = 0;

  const words = (row) => (row.text ??= row.element.textContent.toLocaleLowerCase());

  const apply = () => {
    const wanted = field.value.trim().toLocaleLowerCase();
    let count = 0;
    for (const row of rows) {
      const visible = (!kind || row.kinds.includes(kind)) && (!wanted || words(row).includes(wanted));
      row.element.hidden = !visible;
      if (visible) count += row.size;
    }
    const all = !kind && !wanted;
    for (const chapter of chapters) {
      const found = chapter.querySelectorAll("[data-kinds]:not([hidden])").length;
      chapter.querySelector(".nothing").hidden = all || found > 0;
      for (const part of chapter.querySelectorAll(".part")) {
        part.hidden = !part.querySelector("[data-kinds]:not([hidden])");
      }
    }
    for (const chip of chips) chip.setAttribute("aria-pressed", String(chip.dataset.kind === kind));
    status.textContent = all ? "" : (count === 1 ? shown.one : shown.many).replace("#", number.format(count));
  };

  for (const chip of chips) {
    chip.addEventListener("click", () => {
      kind = chip.dataset.kind;
      apply();
    });
  }
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  filter.hidden = false;

  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const around = target.closest("details");
    if (around) around.open = true;
    if (target.closest("[hidden]")) {
      kind = "";
      field.value = "";
      apply();
    }
    if (around || target.classList.contains("change")) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  const contents = document.querySelector(".side details");
  if (contents && matchMedia("(max-width: 60rem)").matches) contents.open = false;

  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("main details:not([open])")];
    for (const part of opened) part.open = true;
  });
  addEventListener("afterprint", () => {
    for (const part of opened) part.open = false;
  });
})();
