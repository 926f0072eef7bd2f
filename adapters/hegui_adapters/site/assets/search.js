// Filters the table of rules as the reader types; the page is whole without it.
"use strict";

const form = document.getElementById("search");
const words = document.getElementById("words");
const day = document.getElementById("day");
const rows = [...document.querySelectorAll("#rules tbody tr")];

function bindsOn(row) {
  return row.dataset.periods.trim().split(" ").some((period) => {
    const [first, until] = period.split("/");
    return first <= day.value && (until === "" || day.value < until);
  });
}

function filter() {
  const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
  const chosen = [...form.querySelectorAll("select")].filter((select) => select.value);
  let count = 0;
  for (const row of rows) {
    const shown =
      wanted.every((word) => row.dataset.words.includes(word)) &&
      chosen.every((select) => row.dataset[select.dataset.key] === select.value) &&
      (!day.value || bindsOn(row));
    row.hidden = !shown;
    count += shown;
  }
  document.getElementById("count").textContent = count;
}

form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
