// A subject line and a text area. The kernel hears of changes 40 ms after the last
// key, and the field the person is typing in is never replaced under the cursor.
// What was found is underlined on a sheet behind the field: the field itself stays plain text.
function labelled(el, tag, text) {
  const id = `fk-editor-${Math.random().toString(36).slice(2)}`; // one page may hold several
  const label = document.createElement("label");
  label.htmlFor = id;
  label.textContent = text;
  const stack = document.createElement("div");
  stack.className = `fk-stack fk-stack-${tag}`;
  const sheet = document.createElement("div");
  sheet.className = "fk-sheet";
  sheet.setAttribute("aria-hidden", "true");
  const field = document.createElement(tag);
  field.id = id;
  stack.append(sheet, field);
  el.append(label, stack);
  return field;
}

// JavaScript counts UTF-16 units where Python counts characters.
const unit = (text, offset) => Array.from(text).slice(0, offset).join("").length;

// Where the marks of an older text are in the text as it stands; those that were typed into go.
function carriedOver(marks, before, now) {
  const least = Math.min(before.length, now.length);
  let head = 0;
  while (head < least && before[head] === now[head]) head += 1;
  let tail = 0;
  while (tail < least - head && before.at(-1 - tail) === now.at(-1 - tail)) tail += 1;
  const shift = now.length - before.length;
  const found = [];
  for (const mark of marks) {
    const [start, end] = [unit(before, mark.start), unit(before, mark.end)];
    if (before === now || end <= head) found.push({ ...mark, start, end });
    else if (start >= before.length - tail) {
      found.push({ ...mark, start: start + shift, end: end + shift });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function underline(sheet, text, marks) {
  let at = 0;
  const parts = [];
  for (const { start, end, level } of marks) {
    if (start < at || end <= start) continue; // of two findings at one place the first is drawn
    parts.push(text.slice(at, start));
    const mark = document.createElement("mark");
    mark.className = `fk-mark fk-${level}`;
    mark.textContent = text.slice(start, end);
    parts.push(mark);
    at = end;
  }
  sheet.replaceChildren(...parts, `${text.slice(at)}\n`);
}

function render({ model, el }) {
  el.classList.add("fk-editor");
  const fields = { subject: labelled(el, "input", "Subject"), body: labelled(el, "textarea", "Text") };
  fields.body.spellcheck = true;
  for (const field of Object.values(fields)) field.dir = "auto";
  let timer = null;

  function marksOf(name) {
    const marks = model.get("marks").filter((mark) => mark.where === name);
    return carriedOver(marks, model.get("found_in")[name] ?? "", fields[name].value);
  }
  function drawMarks() {
    for (const [name, field] of Object.entries(fields)) {
      const sheet = field.previousElementSibling;
      underline(sheet, field.value, marksOf(name));
      sheet.scrollTop = field.scrollTop;
      sheet.scrollLeft = field.scrollLeft;
    }
  }
  function send() {
    timer = null;
    for (const [name, field] of Object.entries(fields)) model.set(name, field.value);
    model.set("is_typed", true);
    model.save_changes();
  }
  // The words of a finding and its line in the list point at each other.
  function pointAtFinding(name) {
    const place = fields[name].selectionStart;
    const mark = marksOf(name).find(({ start, end }) => start <= place && place <= end);
    const list = el.closest(".fk-note")?.querySelectorAll(".fk-finding") ?? [];
    for (const [number, one] of [...list].entries()) {
      one.classList.toggle("fk-pointed", mark?.number === number);
      if (mark?.number === number) one.scrollIntoView({ block: "nearest" });
    }
  }
  for (const [name, field] of Object.entries(fields)) {
    field.value = model.get(name);
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(send, 40);
      drawMarks();
    });
    field.addEventListener("blur", () => {
      if (timer !== null) {
        clearTimeout(timer);
        send();
      }
    });
    field.addEventListener("scroll", drawMarks);
    for (const event of ["click", "keyup"]) field.addEventListener(event, () => pointAtFinding(name));
    model.on(`change:${name}`, () => {
      if (timer === null && field.value !== model.get(name)) field.value = model.get(name);
      drawMarks();
    });
  }
  function lock() {
    for (const field of Object.values(fields)) field.readOnly = !model.get("is_open");
  }
  model.on("change:is_open", lock);
  lock();
  model.on("change:marks", drawMarks);
  drawMarks();
  model.on("msg:custom", (message) => {
    const field = fields[message.select];
    if (!field) return;
    field.focus();
    field.setSelectionRange(unit(field.value, message.start), unit(field.value, message.end));
    if (message.text === undefined) pointAtFinding(message.select);
    // Typed in, so that the browser's own undo takes it back, too.
    else document.execCommand(message.text ? "insertText" : "delete", false, message.text);
  });
  return () => clearTimeout(timer);
}
export default { render };
