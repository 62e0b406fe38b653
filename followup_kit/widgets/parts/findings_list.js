function line(parent, tag, text, css) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (css) made.className = css;
  parent.append(made);
  return made;
}

function render({ model, el }) {
  const summary = line(el, "p", "", "fk-summary");
  summary.setAttribute("role", "status");
  const list = document.createElement("div");
  list.setAttribute("role", "list");
  el.append(list);

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
    if (finding.can_show) {
      const button = line(last, "button", "Show me", "fk-small");
      button.type = "button";
      button.addEventListener("click", () => model.send({ show: number }));
    }
    return box;
  }
  function draw() {
    summary.textContent = model.get("summary");
    list.replaceChildren(...model.get("items").map(item));
  }
  model.on("change:items", draw);
  model.on("change:summary", draw);
  draw();
}
export default { render };
