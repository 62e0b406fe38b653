// A subject line and a text area. The kernel hears of changes 40 ms after the last
// key, and the field the person is typing in is never replaced under the cursor.
function labelled(el, tag, text) {
  const id = `fk-editor-${Math.random().toString(36).slice(2)}`; // one page may hold several
  const label = document.createElement("label");
  label.htmlFor = id;
  label.textContent = text;
  const field = document.createElement(tag);
  field.id = id;
  el.append(label, field);
  return field;
}

function render({ model, el }) {
  el.classList.add("fk-editor");
  const fields = { subject: labelled(el, "input", "Subject"), body: labelled(el, "textarea", "Text") };
  fields.body.spellcheck = true;
  let timer = null;

  function send() {
    timer = null;
    for (const [name, field] of Object.entries(fields)) model.set(name, field.value);
    model.set("is_typed", true);
    model.save_changes();
  }
  for (const [name, field] of Object.entries(fields)) {
    field.value = model.get(name);
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(send, 40);
    });
    field.addEventListener("blur", () => {
      if (timer !== null) {
        clearTimeout(timer);
        send();
      }
    });
    model.on(`change:${name}`, () => {
      if (timer === null && field.value !== model.get(name)) field.value = model.get(name);
    });
  }
  function lock() {
    for (const field of Object.values(fields)) field.readOnly = !model.get("is_open");
  }
  model.on("change:is_open", lock);
  lock();
  // JavaScript counts UTF-16 units where Python counts characters.
  const unit = (text, offset) => Array.from(text).slice(0, offset).join("").length;
  model.on("msg:custom", (message) => {
    const field = fields[message.select];
    if (!field) return;
    field.focus();
    field.setSelectionRange(unit(field.value, message.start), unit(field.value, message.end));
  });
  return () => clearTimeout(timer);
}
export default { render };
