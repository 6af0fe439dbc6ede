"use strict";
for (const table of document.querySelectorAll("table.st")) {
  const body = table.tBodies[0];
  const given = [...body.rows];
  const heads = [...table.tHead.rows[0].cells];
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
