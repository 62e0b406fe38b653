// A native table of native fields. The rows come from the kernel, a page at a time; a cell that
// somebody is typing in is never replaced under the cursor.
const WAIT = 700; // a date that is typed is a date at every digit of its year
const PICKED = ["date", "time"];

function render({ model, el }) {
  el.classList.add("fk-edit-table");
  const made = document.createElement.bind(document);
  const tools = el.appendChild(made("div"));
  tools.className = "fk-table-tools";
  const add = press("Add a row", () => model.send({ add: true }));
  const back = press("Newer rows", () => model.send({ page: model.get("page") - 1 }));
  const on = press("Older rows", () => model.send({ page: model.get("page") + 1 }));
  const where = made("span");
  const note = made("span");
  note.className = "fk-quiet";
  tools.append(add, back, on, where, note);
  const frame = el.appendChild(made("div"));
  frame.className = "fk-edit-frame";
  const table = frame.appendChild(made("table"));
  table.className = "fk-table";
  const caption = table.createCaption();
  const head = table.createTHead().insertRow();
  const body = table.createTBody();
  const waiting = new Map();

  function press(text, work) {
    const button = made("button");
    button.type = "button";
    button.className = "lm-Widget jupyter-widgets jupyter-button widget-button";
    button.textContent = text;
    button.addEventListener("click", work);
    return button;
  }

  function send(field) {
    clearTimeout(waiting.get(field));
    waiting.delete(field);
    if (field.value === field.dataset.told) return;
    field.dataset.told = field.value;
    const { row, column } = field.dataset;
    model.send({ edit: { [row]: { [column]: field.value } } });
  }

  function choiceField(column) {
    const field = made("select");
    for (const { label, value } of [{ label: "", value: "" }, ...column.choices]) {
      field.add(new Option(label, value));
    }
    return field;
  }

  function makeField(column, row) {
    const field = column.kind === "choice" ? choiceField(column) : made("input");
    if (column.kind !== "choice") field.type = column.kind;
    if (column.kind === "text") field.dir = "auto";
    if (column.needed) field.setAttribute("aria-required", "true");
    Object.assign(field.dataset, { row: row.key, column: column.name, told: "" });
    field.addEventListener("change", () => {
      clearTimeout(waiting.get(field));
      if (PICKED.includes(column.kind)) waiting.set(field, setTimeout(() => send(field), WAIT));
      else send(field);
    });
    field.addEventListener("blur", () => send(field));
    return field;
  }

  function makeRow(row) {
    const tr = made("tr");
    tr.dataset.key = row.key;
    tr.className = `fk-about-row-${row.key.replace(/[^\w-]/g, "_")}`; // see typed.js
    for (const column of model.get("columns")) {
      const field = makeField(column, row);
      const said = made("div");
      said.className = "fk-cell-problem";
      said.id = `fk-cell-${row.key}-${column.name}`;
      const td = tr.insertCell();
      td.dataset.kind = column.kind;
      td.append(field, said);
    }
    const last = tr.insertCell();
    const remark = made("div");
    remark.className = "fk-quiet";
    last.append(press("Take out", () => model.send({ remove: row.key })), remark);
    return tr;
  }

  function fillField(field, row, column) {
    const value = row.cells[column.name];
    const isBusy = field === document.activeElement && field.value !== field.dataset.told;
    if (!isBusy && field.value !== value) field.value = value;
    if (!isBusy) field.dataset.told = field.value;
    const problem = row.problems[column.name] ?? "";
    field.setAttribute("aria-label", `${column.label}, ${row.name}`);
    field.setAttribute("aria-invalid", String(Boolean(problem)));
    const said = field.nextElementSibling;
    if (said.textContent !== problem) said.textContent = problem;
    if (problem) field.setAttribute("aria-describedby", said.id);
    else field.removeAttribute("aria-describedby");
  }

  function draw() {
    const columns = model.get("columns");
    const rows = model.get("rows");
    caption.textContent = model.get("caption");
    note.textContent = model.get("remark");
    const isDrawn = head.cells.length === columns.length + 1;
    if (!isDrawn) {
      head.replaceChildren();
      for (const label of [...columns.map((one) => one.label), "Row"]) {
        const th = head.appendChild(made("th"));
        th.scope = "col";
        th.textContent = label;
      }
    }
    const known = new Map([...body.rows].map((tr) => [tr.dataset.key, tr]));
    const wanted = rows.map((row) => known.get(row.key) ?? makeRow(row));
    for (const tr of known.values()) if (!wanted.includes(tr)) tr.remove();
    wanted.forEach((tr, number) => {
      if (body.rows[number] !== tr) body.insertBefore(tr, body.rows[number] ?? null);
      columns.forEach((column, at) => fillField(tr.cells[at].firstChild, rows[number], column));
      const [button, remark] = tr.lastChild.children;
      button.setAttribute("aria-label", `Take out ${rows[number].name}`);
      button.hidden = rows[number].isEmpty;
      remark.textContent = rows[number].remark;
    });
    const [page, pages] = [model.get("page"), model.get("pages")];
    back.hidden = on.hidden = pages < 2;
    back.disabled = page === 0;
    on.disabled = page >= pages - 1;
    where.textContent = pages > 1 ? `Page ${page + 1} of ${pages}` : "";
  }

  const fieldAt = (row, column) =>
    [...body.rows[row]?.querySelectorAll("[data-column]") ?? []].find(
      (field) => field.dataset.column === column,
    );

  // Enter goes down a row as in a spreadsheet, Escape puts back what the log holds.
  table.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!field.dataset?.column) return;
    const number = field.closest("tr").sectionRowIndex;
    if (event.key === "Enter" && !event.altKey) {
      event.preventDefault();
      send(field);
      fieldAt(number + (event.shiftKey ? -1 : 1), field.dataset.column)?.focus();
    }
    if (event.key === "Escape") {
      clearTimeout(waiting.get(field));
      field.dataset.told = field.value;
      model.send({ restore: field.dataset.row, column: field.dataset.column });
    }
  });

  // Cells that were copied in a spreadsheet come with tabs and line breaks.
  table.addEventListener("paste", (event) => {
    const field = event.target;
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n");
    const isOne = !/[\t\n]/.test(text.replace(/\n$/, ""));
    if (!field.dataset?.column || (isOne && field.type === "text")) return;
    event.preventDefault();
    field.dataset.told = field.value;
    model.send({ paste: text, row: field.dataset.row, column: field.dataset.column });
  });

  const look = (message) => {
    if (!message.focus) return;
    const tr = [...body.rows].find((one) => one.dataset.key === message.focus);
    tr?.querySelector(`[data-column="${message.column}"]`)?.focus();
  };
  model.on("msg:custom", look);
  for (const name of ["columns", "rows", "caption", "remark", "page", "pages"]) model.on(`change:${name}`, draw);
  draw();
  return () => {
    for (const timer of waiting.values()) clearTimeout(timer);
  };
}
export default { render };
