
"use strict";
(() => {
  const rows = [...document.querySelectorAll("#jobs tbody tr")];
  const filter = document.getElementById("filter");
  const input = filter.querySelector("input");
  const count = filter.querySelector("output");
  filter.hidden = rows.length < 2;
  input.addEventListener("input", () => {
    const wanted = input.value.trim().toLowerCase();
    let shown = 0;
    for (const row of rows) {
      row.hidden = !row.cells[0].textContent.toLowerCase().includes(wanted);
      row.style.display = row.hidden ? "none" : "";
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = wanted ? shown + " of " + rows.length : "";
  });
  const value = cell => cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v);
  const order = (a, b) => typeof a === "string" ? a.localeCompare(b) : a - b;
  const heads = [...document.querySelectorAll("#jobs thead th")];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      heads.forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      rows.sort((a, b) => order(value(a.cells[column]), value(b.cells[column])) * (up ? 1 : -1));
      rows[0].parentNode.append(...rows);
    });
  });
  const hours = (Date.now() - Date.parse(document.querySelector("footer time").dateTime)) / 3600000;
  if (hours > 26) {
    const age = document.getElementById("age");
    age.textContent = "This page is " + (hours < 48 ? Math.floor(hours) + " hours" : Math.floor(hours / 24) + " days")
      + " old: no run has written it since.";
    age.hidden = false;
  }
})();
