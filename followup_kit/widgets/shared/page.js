// Single keys are commands in JupyterLab (d d deletes a cell), also while a drop-down or a
// button has the focus. What has the focus inside a panel is marked, so that JupyterLab
// leaves its keys alone; the mark must be on the focused element itself.
function leaveKeysAlone(event) {
  event.target.dataset.lmSuppressShortcuts = "true";
}

// A field that has the focus is not replaced from the kernel, or keys on their way would be lost.
const FIELDS = "input:not([type=checkbox]), textarea, select";

function watchFocus(model, el) {
  const panel = el.closest(".fk-panel");
  if (panel) {
    panel.addEventListener("focusin", leaveKeysAlone);
    panel.addEventListener("focusin", (event) => tell(model, "busy", event.target.matches(FIELDS)));
    panel.addEventListener("focusout", () => tell(model, "busy", false));
  } else if (!el.isConnected) requestAnimationFrame(() => watchFocus(model, el));
}

function tell(model, name, value) {
  if (model.get(name) === value) return;
  model.set(name, value);
  model.save_changes();
}

function render({ model, el }) {
  watchFocus(model, el);
  tell(model, "zone", Intl.DateTimeFormat().resolvedOptions().timeZone || "");
  const theme = () => tell(model, "dark", document.body.dataset.jpThemeLight === "false");
  const watcher = new MutationObserver(theme);
  watcher.observe(document.body, { attributeFilter: ["data-jp-theme-light"] });
  theme();
  model.on("msg:custom", (message) => model.send(message)); // see watch.py
  return () => watcher.disconnect();
}
export default { render };
