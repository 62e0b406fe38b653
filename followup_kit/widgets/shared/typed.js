// What is typed is kept in this browser tab until the log has it, so that nothing is lost when
// the kernel or the server goes. It is brought back only into the field it was typed in, for
// the same person, and only over a text that the field already held: never over a newer one.
const STORE = "followup-kit:typed";
const TYPED = "input:not([type=file], [type=search], [type=button]), textarea, select";
const MOST_STEPS = 300;

function readKept(place) {
  try {
    return JSON.parse(sessionStorage.getItem(`${STORE}:${place}`)) ?? { fields: {} };
  } catch {
    return { fields: {} };
  }
}

function writeKept(place, kept) {
  try {
    sessionStorage.setItem(`${STORE}:${place}`, JSON.stringify(kept));
  } catch {
    // The browser keeps nothing here, for example in a private window.
  }
}

// What is erased from the log for ever is not kept here either.
function forgetTyping() {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(STORE)) sessionStorage.removeItem(key);
  }
}

const readField = (field) => (field.type === "checkbox" ? String(field.checked) : field.value);

function writeField(field, value) {
  if (field.type === "checkbox") field.click();
  else field.value = value;
  for (const name of ["input", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
}

const canHold = (field, value) =>
  field.tagName !== "SELECT" || [...field.options].some((option) => option.value === value);

function mark(text) {
  let sum = text.length;
  for (const letter of text) sum = (Math.imul(sum, 31) + letter.codePointAt(0)) | 0;
  return sum;
}

const shownTab = (panel) => panel.querySelector(".fk-tabs .mod-active")?.textContent.trim() ?? "";

function labelOf(field) {
  const label = field.labels?.[0]?.textContent ?? field.getAttribute("aria-label");
  return (label || field.placeholder || field.title || "").trim();
}

// Where a field is: the tab, whom or what its form is about (see `tell_about`), and its label.
function addressOf(panel, field) {
  const about = field.closest("[class*='fk-about-']");
  const whom = [...(about?.classList ?? [])].find((name) => name.startsWith("fk-about-"));
  return [shownTab(panel), whom ?? "", labelOf(field)].join("|");
}

function fieldsByKey(panel) {
  const found = new Map();
  const times = new Map();
  for (const field of panel.querySelectorAll(TYPED)) {
    const address = addressOf(panel, field);
    const number = times.get(address) ?? 0;
    times.set(address, number + 1);
    found.set(`${address}|${number}`, field);
  }
  return found;
}

class KeptTyping {
  constructor(panel, place) {
    this.panel = panel;
    this.place = place;
    this.life = Math.random().toString(36).slice(2);
    this.before = new WeakMap();
    panel.addEventListener("focusin", ({ target }) => {
      if (target.matches(TYPED)) this.before.set(target, readField(target));
    });
    for (const name of ["input", "change"]) {
      panel.addEventListener(name, ({ target }) => this.note(target), true);
    }
    this.watcher = new MutationObserver(() => this.soon());
    this.watcher.observe(panel, { childList: true, subtree: true });
    this.openTab();
    this.soon();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.bringBack(), 200);
  }

  note(field) {
    if (!field.matches(TYPED)) return;
    const key = [...fieldsByKey(this.panel)].find(([, one]) => one === field)?.[0];
    if (key === undefined) return;
    const kept = readKept(this.place);
    const was = kept.fields[key]?.was ?? [mark(this.before.get(field) ?? "")];
    const value = readField(field);
    was.push(mark(value));
    kept.fields[key] = { value, was: was.slice(-MOST_STEPS), life: this.life };
    writeKept(this.place, kept);
  }

  // What the kernel put in place of what was typed is newer than it. After something was saved,
  // fields that are gone from their tab were saved with it.
  sweep(isSaved) {
    const kept = readKept(this.place);
    const fields = fieldsByKey(this.panel);
    const tab = shownTab(this.panel);
    for (const [key, entry] of Object.entries(kept.fields)) {
      if (entry.life !== this.life) continue;
      const field = fields.get(key);
      const isOver = field ? readField(field) !== entry.value : isSaved && key.startsWith(`${tab}|`);
      if (isOver && field !== document.activeElement) delete kept.fields[key];
    }
    writeKept(this.place, kept);
  }

  // The page was lost: the next panel here opens the tab that was shown.
  part() {
    writeKept(this.place, { ...readKept(this.place), tab: shownTab(this.panel) });
  }

  openTab() {
    const { tab, ...kept } = readKept(this.place);
    if (!tab) return;
    writeKept(this.place, kept);
    const open = () =>
      [...this.panel.querySelectorAll(".fk-tabs button")].find(
        (button) => button.textContent.trim() === tab && !button.classList.contains("mod-active"),
      );
    setTimeout(() => open()?.click(), 0);
  }

  bringBack() {
    const kept = readKept(this.place);
    const fields = fieldsByKey(this.panel);
    const [brought, other] = [[], []];
    for (const [key, entry] of Object.entries(kept.fields)) {
      const field = fields.get(key);
      if (entry.life === this.life || !field || !canHold(field, entry.value)) continue;
      const now = readField(field);
      if (now === entry.value) delete kept.fields[key];
      else if (entry.was.includes(mark(now)) && !field.readOnly) brought.push([key, field, entry]);
      else if (!entry.isTold) other.push([key, field, entry]);
    }
    for (const [key, , entry] of brought) kept.fields[key] = { ...entry, life: this.life };
    for (const [, , entry] of other) entry.isTold = true;
    writeKept(this.place, kept);
    for (const [, field, entry] of brought) writeField(field, entry.value);
    if (brought.length) this.say(brought.map(([, field]) => labelOf(field)));
    for (const [, field, entry] of other) this.show(labelOf(field), entry.value);
  }

  say(labels) {
    const names = [...new Set(labels.filter(Boolean))].join(", ");
    const line = this.line();
    line.textContent = `What you typed before is back: ${names}. Look it over, then save it as usual.`;
  }

  // The log holds something else by now, so what was typed is shown beside it.
  show(label, value) {
    const details = document.createElement("details");
    const summary = document.createElement("summary");
    summary.textContent = `“${label}” was changed elsewhere. Here is what you had typed.`;
    const text = document.createElement("div");
    text.className = "fk-text";
    text.dir = "auto";
    text.textContent = value;
    details.append(summary, text);
    this.line().append(details);
  }

  line() {
    let line = this.panel.querySelector(":scope > .fk-brought");
    if (!line) {
      line = document.createElement("div");
      line.className = "fk-brought";
      line.setAttribute("role", "status");
      this.panel.prepend(line);
    }
    return line;
  }

  stop() {
    clearTimeout(this.timer);
    this.watcher.disconnect();
  }
}
