// Single keys are commands in JupyterLab (d d deletes a cell), also while a drop-down or a
// button has the focus. Inside a panel they must only do what the panel says.
function quietShortcuts(el) {
  const panel = el.closest(".fk-panel");
  if (panel) panel.dataset.lmSuppressShortcuts = "true";
  else if (el.isConnected === false) requestAnimationFrame(() => quietShortcuts(el));
}

function render({ model, el }) {
  quietShortcuts(el);
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && model.get("zone") !== zone) {
    model.set("zone", zone);
    model.save_changes();
  }
}
export default { render };
