// Where the browser lets a page write to a file the reader chose, every change goes there.
// Elsewhere the file is downloaded each time the reader asks.
async function write(handle, content) {
  const stream = await handle.createWritable();
  await stream.write(content);
  await stream.close();
}

function render({ model, el }) {
  let handle = null;
  let wanted = false;
  const canFollow = "showSaveFilePicker" in window;

  const button = makeButton(el, "fk-main");
  const said = makeStatus(el);

  function show() {
    const behind = model.get("unsaved");
    const follows = model.get("follows") && handle;
    button.textContent = follows ? "Save to another file" : "Save to my computer";
    if (follows && behind === 0) said.textContent = `✓ ${handle.name} on your computer is up to date.`;
    else if (behind === 1) said.textContent = "1 change is not on your computer yet.";
    else if (behind > 1) said.textContent = `${behind} changes are not on your computer yet.`;
    else said.textContent = "";
  }
  async function choose() {
    try {
      const options = { suggestedName: "my_log.db" };
      handle = await window.showSaveFilePicker(options);
      return true;
    } catch (problem) {
      if (problem.name === "AbortError") return false; // the reader closed the window
      handle = null;
      return true; // not allowed here, such as inside a frame: download instead
    }
  }
  button.addEventListener("click", async () => {
    if (canFollow && !(await choose())) return;
    if (handle) {
      model.set("follows", true);
      model.save_changes();
    }
    wanted = true;
    said.textContent = "Saving ...";
    model.send({ wanted: true });
  });
  model.on("msg:custom", async (message, buffers) => {
    if (!buffers || buffers.length === 0) return;
    try {
      if (handle) await write(handle, buffers[0]);
      else if (wanted) download(message.name, buffers[0]);
      else return; // another view of this widget holds the file
      wanted = false;
      show();
      model.send({ saved: message.version });
    } catch (problem) {
      said.textContent = `Not saved: ${problem.message} Press the button and choose a file again.`;
      handle = null;
      model.set("follows", false);
      model.save_changes();
    }
  });
  function warn(event) {
    if (model.get("is_passing") && model.get("unsaved") > 0) event.preventDefault();
  }
  window.addEventListener("beforeunload", warn);
  model.on("change:unsaved", show);
  model.on("change:follows", show);
  show();
  return () => window.removeEventListener("beforeunload", warn);
}
export default { render };
