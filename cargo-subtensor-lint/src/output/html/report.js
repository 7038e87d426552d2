"use strict";
const form = document.getElementById("filters");
const cards = [...document.querySelectorAll("article")];
function show() {
  const wanted = [...form.querySelectorAll("select")].filter((it) => it.value !== "");
  let shown = 0;
  for (const card of cards) {
    card.hidden = wanted.some((it) => card.dataset[it.name] !== it.value);
    shown += card.hidden ? 0 : 1;
  }
  document.getElementById("shown").textContent = shown === cards.length ? "" : `${shown} of ${cards.length} shown`;
}
document.getElementById("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
});
form.addEventListener("change", show);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = cards.length === 0;
show();
