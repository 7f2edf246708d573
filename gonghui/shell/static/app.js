// The little that plain HTML cannot do. Pages work without it, but for charts and the finder.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // Keys and menus ---------------------------------------------------------------------------------------------

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "Escape") closeDrops();
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const wanted = all("[data-focus-key]").find((field) => field.dataset.focusKey === event.key);
    if (wanted) { event.preventDefault(); wanted.focus(); wanted.select(); }
  });

  const closeDrops = (but) => all("details.drop[open]").forEach((drop) => { if (drop !== but) drop.open = false; });

  document.addEventListener("click", (event) => {
    closeDrops(event.target.closest("details.drop"));
    const toggle = event.target.closest("[data-toggles]");
    if (toggle) {
      const open = document.getElementById(toggle.dataset.toggles).classList.toggle("open");
      toggle.setAttribute("aria-expanded", String(open));
    }
    if (event.target.closest("[data-prints]")) window.print();
    const pick = event.target.closest("[data-picks]");
    if (pick) choose(pick);
  });

  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.matches("[data-submits]")) field.form.requestSubmit();
    if (field.matches("[data-picks-all]")) {
      all("tbody .pick input", field.closest("table")).forEach((box) => { box.checked = field.checked; });
    }
    if (field.closest(".many")) countPicked(field.closest(".many"));
  });

  const countPicked = (form) => {
    const said = form.querySelector("[data-picked]");
    said.dataset.count = all("tbody .pick input:checked", form).length;
  };

  // Forms: sent once, not left by mistake, drafts kept while the window is open ------------------------------------

  let unsaved = false;

  document.addEventListener("submit", (event) => {
    const form = event.target;
    unsaved = false;
    if (form.matches("[data-draft]")) sessionStorage.removeItem(draftKey());
    if (!form.matches("[data-once]")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    // After the submit has taken the button's value along.
    setTimeout(() => all("button:not([type=button])", form).forEach((button) => { button.disabled = true; }));
  });

  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    all("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      all("button", form).forEach((button) => { button.disabled = false; });
    });
  });

  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  const draftKey = () => `draft:${location.pathname}`;
  const keeps = (field) => field.name && !field.name.startsWith("_") && field.name !== "csrfmiddlewaretoken"
    && !["password", "file", "hidden"].includes(field.type) && field.autocomplete !== "off" && !field.dataset.secret;

  const keepDraft = (form) => {
    const kept = {};
    for (const field of form.elements) {
      if (keeps(field)) kept[field.name + "\t" + (field.type === "radio" ? field.value : "")] =
        ["checkbox", "radio"].includes(field.type) ? field.checked : field.value;
    }
    sessionStorage.setItem(draftKey(), JSON.stringify(kept));
  };

  const restoreDraft = (form) => {
    const kept = JSON.parse(sessionStorage.getItem(draftKey()) || "null");
    if (!kept || form.querySelector(".errors")) return;
    for (const field of form.elements) {
      const value = kept[field.name + "\t" + (field.type === "radio" ? field.value : "")];
      if (value === undefined || !keeps(field)) continue;
      if (typeof value === "boolean") field.checked = value; else field.value = value;
    }
    unsaved = true;
  };

  document.addEventListener("input", (event) => {
    const form = event.target.closest("form");
    if (form && form.matches("[data-unsaved]")) unsaved = true;
    if (form && form.matches("[data-draft]")) keepDraft(form);
    if (event.target.name === "id_number") checkIdNumber(event.target);
    if (event.target.matches("[data-finder-text]")) event.target.parentElement.querySelector("[data-finder-value]").value = "";
  });

  // A found row is picked ----------------------------------------------------------------------------------------

  const choose = (pick) => {
    const finder = pick.closest("[data-finder]");
    finder.querySelector("[data-finder-value]").value = pick.dataset.picks;
    finder.querySelector("[data-finder-text]").value = pick.dataset.text;
    finder.querySelector(".finder-found").replaceChildren();
    finder.querySelector("[data-finder-text]").focus();
    unsaved = true;
  };

  // An 18-digit ID number is checked as it is typed (GB 11643), and fills sex and birth date -------------------------

  const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

  const checkIdNumber = (field) => {
    const text = field.value.trim().toUpperCase();
    const whole = /^\d{17}[\dX]$/.test(text);
    const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
    const right = "10X98765432"[sum % 11] === text[17];
    field.setAttribute("aria-invalid", String(whole && !right));
    saysBeside(field, whole && !right ? field.form.dataset.idWrong : "");
    if (!whole || !right) return;
    fill(field.form.elements.birth_date, `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`);
    fill(field.form.elements.sex, Number(text[16]) % 2 ? "男" : "女");
  };

  const saysBeside = (field, sentence) => {
    const line = field.parentElement.querySelector("[data-says]") || document.createElement("p");
    line.dataset.says = "";
    line.className = "wrong";
    line.setAttribute("role", "status");
    line.textContent = sentence;
    field.after(line);
  };

  const fill = (field, value) => { if (field && !field.value) field.value = value; };

  // Charts: the options stand beside the chart as JSON; the colours are the page's -----------------------------------

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const chart = (figure) => {
    const options = JSON.parse(figure.querySelector("script[type='application/json']").textContent);
    const stage = figure.querySelector(".plot");
    const text = { color: colour("--ink-soft"), fontFamily: getComputedStyle(document.body).fontFamily };
    for (const axis of [options.xAxis, options.yAxis]) {
      axis.axisLabel = { ...axis.axisLabel, color: text.color };
      axis.splitLine = { lineStyle: { color: colour("--line") } };
    }
    if (options.yAxis.type === "category") stage.style.height = `${Math.max(8, options.yAxis.data.length) * 24 + 60}px`;
    const drawn = echarts.init(stage, null, { renderer: "svg" });
    drawn.setOption({
      color: [colour("--accent"), colour("--second"), colour("--third")], textStyle: text, animation: false,
      grid: { left: 8, right: 16, top: 30, bottom: 8, containLabel: true },
      tooltip: { trigger: "axis", renderMode: "richText", confine: true },
      ...options,
    });
    new ResizeObserver(() => drawn.resize()).observe(stage);
    const open = figure.querySelector("[data-opens]");
    if (open) drawn.on("click", (event) => { const to = event.data && event.data.address; if (to) location.assign(to); });
    const save = figure.querySelector("[data-saves]");
    if (save) save.addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = drawn.getDataURL();
      link.download = `${save.dataset.saves}.svg`;
      link.click();
    });
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (window.echarts) all("figure[data-chart]").forEach(chart);
    all("form[data-draft]").forEach(restoreDraft);
    const focus = document.querySelector("[data-focus]");
    if (focus) focus.focus();
  });
})();
