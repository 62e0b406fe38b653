function render({ model }) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && model.get("zone") !== zone) {
    model.set("zone", zone);
    model.save_changes();
  }
}
export default { render };
