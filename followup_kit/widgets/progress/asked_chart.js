// The marks of a picture as buttons over it. One of them is reached by Tab, the arrow keys go
// from one to the next; what a mark says is its name, and stands beside it when it is asked.
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

function render({ model, el }) {
  el.classList.add("fk-chart", "fk-asked");
  const stage = el.appendChild(document.createElement("div"));
  stage.className = "fk-asked-stage";
  const said = document.createElement("div");
  said.className = "fk-asked-said";
  said.setAttribute("aria-hidden", "true"); // the button has the same name
  said.hidden = true;

  function tell(button, mark) {
    said.textContent = mark.text;
    said.hidden = false;
    const isLeft = mark.left < 0.5;
    said.style.left = isLeft ? `${100 * mark.left}%` : "auto";
    said.style.right = isLeft ? "auto" : `${100 * (1 - mark.left)}%`;
    said.style.top = `calc(${100 * mark.top}% + 16px)`;
  }
  const hush = () => {
    said.hidden = true;
  };
  function makeMark(mark, number) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fk-asked-mark";
    button.style.left = `${100 * mark.left}%`;
    button.style.top = `${100 * mark.top}%`;
    button.tabIndex = number === 0 ? 0 : -1;
    button.setAttribute("aria-label", mark.text);
    for (const name of ["mouseenter", "focus"]) button.addEventListener(name, () => tell(button, mark));
    for (const name of ["mouseleave", "blur"]) button.addEventListener(name, hush);
    button.addEventListener("click", () => model.send({ open: number }));
    return button;
  }
  function draw() {
    stage.innerHTML = model.get("value"); // made by us, with every name in it escaped
    stage.append(...model.get("marks").map(makeMark), said);
    hush();
  }
  stage.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hush();
    const marks = [...stage.querySelectorAll(".fk-asked-mark")];
    const at = marks.indexOf(event.target);
    const next = marks[at + (STEPS[event.key] ?? 0)];
    if (at < 0 || !STEPS[event.key] || !next) return;
    event.preventDefault();
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  model.on("change:value", draw);
  model.on("change:marks", draw);
  draw();
}
export default { render };
