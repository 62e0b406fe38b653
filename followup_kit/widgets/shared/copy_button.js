function render({ model, el }) {
  const button = makeButton(el);
  const said = makeStatus(el);
  const name = () => (button.textContent = model.get("label"));
  name();
  model.on("change:label", name);

  // Browsers offer the clipboard only to https pages and this computer's own ones.
  function copyTheOldWay(text) {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    button.focus();
    return done;
  }
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      return copyTheOldWay(text);
    }
  }
  button.addEventListener("click", async () => {
    const done = await copy(model.get("text"));
    said.textContent = done ? "✓ Copied" : "Not copied. Select the text and press Ctrl+C.";
    if (done) {
      model.set("copied", model.get("copied") + 1);
      model.save_changes();
    }
  });
  model.on("change:text", () => (said.textContent = ""));
}
export default { render };
