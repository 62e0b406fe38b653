function render({ model, el }) {
  const button = makeButton(el);
  const said = makeStatus(el);
  button.textContent = model.get("label");
  let pressed = false; // two views of one button must not save twice
  button.addEventListener("click", () => {
    pressed = true;
    model.send({ wanted: true });
  });
  model.on("msg:custom", (message, buffers) => {
    if (!pressed || !buffers || buffers.length === 0) return;
    pressed = false;
    download(message.name, buffers[0]);
    said.textContent = `✓ ${message.name} is in your downloads.`;
    model.set("saved", model.get("saved") + 1);
    model.save_changes();
  });
}
export default { render };
