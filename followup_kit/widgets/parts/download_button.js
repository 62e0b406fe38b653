function save(name, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content]));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function render({ model, el }) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "lm-Widget jupyter-widgets jupyter-button widget-button";
  const said = document.createElement("span");
  said.className = "fk-copied";
  said.setAttribute("role", "status");
  button.textContent = model.get("label");
  let pressed = false; // two views of one button must not save twice
  button.addEventListener("click", () => {
    pressed = true;
    model.send({ wanted: true });
  });
  model.on("msg:custom", (message, buffers) => {
    if (!pressed || !buffers || buffers.length === 0) return;
    pressed = false;
    save(message.name, buffers[0]);
    said.textContent = `✓ ${message.name} is in your downloads.`;
    model.set("saved", model.get("saved") + 1);
    model.save_changes();
  });
  el.append(button, said);
}
export default { render };
