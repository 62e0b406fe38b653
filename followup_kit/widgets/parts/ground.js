// Single keys are commands in JupyterLab (d d deletes a cell), also while a drop-down or a
// button has the focus. What has the focus inside a panel is marked, so that JupyterLab
// leaves its keys alone; the mark must be on the focused element itself.
function leaveKeysAlone(event) {
  event.target.dataset.lmSuppressShortcuts = "true";
}

function keepKeys(el) {
  const panel = el.closest(".fk-panel");
  if (panel) panel.addEventListener("focusin", leaveKeysAlone);
  else if (!el.isConnected) requestAnimationFrame(() => keepKeys(el));
}

function render({ model, el }) {
  keepKeys(el);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && model.get("zone") !== zone) {
    model.set("zone", zone);
    model.save_changes();
  }
}
export default { render };
