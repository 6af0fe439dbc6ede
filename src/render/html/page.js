"use strict";
const isVietnamese = document.documentElement.lang === "vi";
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
// What stands above a table: a box that leaves the lines with a text, a button that shows all columns.
const tools = (table, rows) => {
  const bar = document.createElement("p");
  bar.className = "tl";
  if (rows.length > 15) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "search";
    label.append(isVietnamese ? "Tìm trong bảng: " : "Find in the table: ", box);
    box.addEventListener("input", () => {
      const wanted = plain(box.value.trim());
      for (const row of rows) row.hidden = !plain(row.textContent).includes(wanted);
    });
    bar.append(label);
  }
  if (table.classList.contains("fw")) {
    const button = document.createElement("button");
    button.type = "button";
    const show = (isFew) => {
      table.classList.toggle("fe", isFew);
      button.setAttribute("aria-expanded", String(!isFew));
      button.textContent = isFew ? (isVietnamese ? "Hiện mọi cột" : "All columns")
        : (isVietnamese ? "Chỉ các cột chính" : "Main columns only");
    };
    show(true);
    button.addEventListener("click", () => show(!table.classList.contains("fe")));
    bar.append(button);
  }
  if (bar.childNodes.length > 0) table.parentElement.before(bar);
};
// On a phone every line is a card: each cell has to say what it is.
const cards = (table, heads) => {
  const names = heads.map((head) => head.textContent);
  for (const row of table.querySelectorAll("tbody tr,tfoot tr")) {
    [...row.cells].forEach((cell, place) => { cell.dataset.h = names[place] ?? ""; });
  }
  table.classList.add("cd");
};
for (const table of document.querySelectorAll("table.st")) {
  const body = table.tBodies[0];
  const given = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
  cards(table, heads);
  tools(table, given);
  if (2 > given.length) continue;
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const exact = /^-?[\d.]+(e-?\d+)?(\/\d+)?$/;
  // A text, a number, or null where there is no value.
  const read = (cell, isText) => {
    const key = (cell.dataset.s ?? cell.textContent).trim();
    if (key === "") return null;
    if (isText ? cell.dataset.s === undefined : !exact.test(key)) return key;
    const [above, below = 1] = key.split("/").map(Number);
    return above / below;
  };
  const compare = (one, other) =>
    typeof one === "number" ? (typeof other === "number" ? one - other : -1)
      : typeof other === "number" ? 1 : order.compare(one, other);
  heads.forEach((head, place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const before = head.getAttribute("aria-sort");
      const next = { ascending: "descending", descending: null }[before];
      const way = next === undefined ? "ascending" : next;
      for (const other of heads) other.removeAttribute("aria-sort");
      let rows = given;
      if (way !== null) {
        head.setAttribute("aria-sort", way);
        const sign = way === "ascending" ? 1 : -1;
        const isText = head.classList.contains("t");
        rows = given.map((row) => [read(row.cells[place], isText), row]).sort(([one], [other]) => {
          if (one === null) return other === null ? 0 : 1;
          return other === null ? -1 : sign * compare(one, other);
        }).map(([, row]) => row);
      }
      body.append(...rows);
    });
  });
}
