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
  const fixAll = small(el, "", () => model.send({ fix_all: true }));
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
    line(first, "span", "").innerHTML = finding.icon; // one of our own drawings
    line(first, "span", ` ${finding.word}: `, "fk-tag");
    line(first, "span", finding.message);
    if (finding.fix) line(box, "div", finding.fix);
    const last = line(box, "div", "", "fk-finding-buttons");
    if (finding.can_show) small(last, "Show me", () => model.send({ show: number }));
    if (finding.can_fix) small(last, "Fix it", () => model.send({ fix: number }));
    small(last, "Leave it as it is", (event) => {
      event.target.disabled = true;
      askWhy(box, number);
    });
    const why = line(box, "details", "", "fk-quiet");
    line(why, "summary", "Why");
    line(why, "span", `${finding.reason} [${finding.sources}]`);
    return box;
  }
  function draw() {
    // A reason that is being typed must not vanish when the findings are the same.
    const items = model.get("items");
    const found = JSON.stringify(items);
    if (list.dataset.found === found) return;
    list.dataset.found = found;
    list.replaceChildren(...items.map(item));
    const certain = items.filter((one) => one.can_fix).length;
    fixAll.hidden = certain < 2;
    fixAll.textContent = `Fix all ${certain} that are certain`;
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
