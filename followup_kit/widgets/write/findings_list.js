function line(parent, tag, text, css) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (css) made.className = css;
  parent.append(made);
  return made;
}

function small(parent, text, work) {
  const button = line(parent, "button", text, "fk-small");
  button.type = "button";
  button.addEventListener("click", work);
  return button;
}

function render({ model, el }) {
  const summary = line(el, "p", "", "fk-summary");
  summary.setAttribute("role", "status");
  const list = document.createElement("div");
  list.setAttribute("role", "list");
  el.append(list);

  function askWhy(box, number) {
    const row = line(box, "div", "", "fk-dismiss");
    const label = line(row, "label", "Why do you keep it? Your coach can read this. ");
    const reason = document.createElement("input");
    reason.maxLength = 100;
    label.append(reason);
    const keep = () => model.send({ dismiss: number, reason: reason.value });
    small(row, "Keep it", keep);
    reason.addEventListener("keydown", (event) => event.key === "Enter" && keep());
    reason.focus();
  }
  function item(finding, number) {
    const box = document.createElement("div");
    box.setAttribute("role", "listitem");
    box.className = `fk-finding fk-${finding.level}`;
    const first = line(box, "div", "");
    line(first, "span", finding.icon, "fk-icon").setAttribute("aria-hidden", "true");
    line(first, "span", ` ${finding.word}: `, "fk-tag");
    line(first, "span", finding.message);
    if (finding.fix) line(box, "div", finding.fix);
    const last = line(box, "div", "", "fk-quiet");
    line(last, "span", `Why: ${finding.reason} [${finding.sources}] `);
    if (finding.can_show) small(last, "Show me", () => model.send({ show: number }));
    if (finding.can_fix) small(last, "Fix it", () => model.send({ fix: number }));
    small(last, "Leave it as it is", (event) => {
      event.target.disabled = true;
      askWhy(box, number);
    });
    return box;
  }
  function draw() {
    // A reason that is being typed must not vanish when the findings are the same.
    const items = model.get("items");
    const found = JSON.stringify(items);
    if (list.dataset.found === found) return;
    list.dataset.found = found;
    list.replaceChildren(...items.map(item));
  }
  function say() {
    summary.textContent = model.get("summary");
  }
  model.on("change:items", draw);
  model.on("change:summary", say);
  draw();
  say();
}
export default { render };
