const PAGE = 25;

function render({ model, el }) {
  let by = null;
  let down = false;
  let wanted = "";
  let page = 0;

  const tools = document.createElement("div");
  tools.className = "fk-table-tools";
  const label = document.createElement("label");
  label.textContent = "Show only rows with ";
  const filter = document.createElement("input");
  filter.type = "search";
  label.append(filter);
  const said = document.createElement("span");
  said.setAttribute("role", "status");
  const back = turn("Earlier rows", -1);
  const on = turn("More rows", 1);
  tools.append(label, said, back, on);
  const table = document.createElement("table");
  table.className = "fk-table fk-data-table";
  el.append(tools, table);

  function turn(text, step) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "lm-Widget jupyter-widgets jupyter-button widget-button";
    button.textContent = text;
    button.addEventListener("click", () => {
      page += step;
      draw();
    });
    return button;
  }
  function opener(text, key) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fk-open-row";
    button.textContent = text;
    button.addEventListener("click", () => model.send({ open: key }));
    return button;
  }
  function chosen() {
    const keys = model.get("row_keys");
    const rows = model
      .get("rows")
      .map((row, number) => Object.assign([...row], { key: keys[number] }))
      .filter((row) => row.some((cell) => cell.text.toLowerCase().includes(wanted)));
    if (by === null) return rows;
    const order = (a, b) => (a === b ? 0 : a === "" ? 1 : b === "" ? -1 : a < b ? -1 : 1);
    rows.sort((a, b) => order(a[by].sort, b[by].sort) * (down ? -1 : 1));
    return rows;
  }
  function heading(column, index) {
    const th = document.createElement("th");
    th.scope = "col";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = column.label + (by === index ? (down ? " ▼" : " ▲") : "");
    th.setAttribute("aria-sort", by === index ? (down ? "descending" : "ascending") : "none");
    button.addEventListener("click", () => {
      down = by === index ? !down : false;
      by = index;
      draw();
      table.querySelectorAll("th button")[index].focus();
    });
    th.append(button);
    return th;
  }
  function draw() {
    const rows = chosen();
    const pages = Math.max(1, Math.ceil(rows.length / PAGE));
    page = Math.min(Math.max(page, 0), pages - 1);
    const columns = model.get("columns");
    table.replaceChildren();
    table.createCaption().textContent = model.get("caption");
    table.createTHead().insertRow().append(...columns.map(heading));
    const body = table.createTBody();
    for (const row of rows.slice(page * PAGE, (page + 1) * PAGE)) {
      const tr = body.insertRow();
      row.forEach((cell, index) => {
        const td = tr.insertCell();
        td.dir = "auto";
        td.dataset.label = columns[index].label;
        if (index === 0 && row.key !== undefined) td.append(opener(cell.text, row.key));
        else td.textContent = cell.text;
        if (columns[index].number) td.className = "fk-number";
      });
    }
    const many = pages > 1;
    back.hidden = on.hidden = !many;
    back.disabled = page === 0;
    on.disabled = page === pages - 1;
    label.hidden = model.get("rows").length < 6;
    said.textContent = wanted || many ? `${rows.length} rows, page ${page + 1} of ${pages}` : "";
  }
  filter.addEventListener("input", () => {
    wanted = filter.value.toLowerCase();
    page = 0;
    draw();
  });
  model.on("change:rows", draw);
  model.on("change:row_keys", draw);
  model.on("change:columns", draw);
  model.on("change:caption", draw);
  draw();
}
export default { render };
