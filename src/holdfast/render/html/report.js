// Narrows the list of findings. Without it the page shows everything.
"use strict";
(() => {
  const controls = document.getElementById("controls");
  if (!controls) return;
  const findings = [...document.querySelectorAll("#list > details")].map((element) => ({
    element,
    text: element.textContent.toLowerCase(),
  }));
  const field = (id) => document.getElementById(id)?.value ?? "";

  function narrow() {
    const severities = new Set(
      [...controls.querySelectorAll("[name=severity]:checked")].map((box) => box.value),
    );
    const wanted = ["category", "standing", "novelty"].map((name) => [name, field(name)]);
    const words = field("text").toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const { element, text } of findings) {
      const fits =
        severities.has(element.dataset.severity) &&
        wanted.every(([name, value]) => !value || element.dataset[name] === value) &&
        words.every((word) => text.includes(word));
      element.hidden = !fits;
      shown += fits;
    }
    document.getElementById("shown").textContent = `${shown} of ${findings.length} shown`;
    document.getElementById("none").hidden = shown > 0;
  }

  const openAll = document.getElementById("open-all");
  openAll.addEventListener("click", () => {
    const open = openAll.textContent === "Open all";
    for (const { element } of findings) element.open = open;
    openAll.textContent = open ? "Close all" : "Open all";
  });
  // Paper cannot be clicked.
  window.addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
  controls.addEventListener("input", narrow);
  controls.hidden = false;
  narrow();
})();
