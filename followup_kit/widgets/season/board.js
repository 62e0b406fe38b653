function element(name, css, text = "") {
  const made = document.createElement(name);
  made.className = css;
  made.textContent = text;
  made.dir = "auto";
  return made;
}

function render({ model, el }) {
  const board = element("div", "fk-board");
  el.append(board);

  function card(one) {
    const button = element("button", "fk-board-card");
    button.type = "button";
    button.append(element("b", "", one.name), element("span", "", one.stage));
    if (one.next) button.append(element("span", one.urgent ? "fk-now" : "fk-quiet", one.next));
    button.addEventListener("click", () => model.send({ open: one.id }));
    return button;
  }
  function draw() {
    board.replaceChildren(
      ...model.get("columns").map(({ name, cards }) => {
        const column = element("section", "fk-board-column");
        const count = cards.length;
        column.append(element("h2", "", `${name} (${count})`), ...cards.map(card));
        return column;
      }),
    );
  }
  model.on("change:columns", draw);
  draw();
}
export default { render };
