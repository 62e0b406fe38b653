// Single keys are commands in JupyterLab (d d deletes a cell), also while a drop-down or a
// button has the focus. What has the focus inside a panel is marked, so that JupyterLab
// leaves its keys alone; the mark must be on the focused element itself.
function leaveKeysAlone(event) {
  event.target.dataset.lmSuppressShortcuts = "true";
}

// In JupyterLab the browser's own undo does not reach a text that is being typed; here it does.
function takeBackTyping(event) {
  const isUndo = (event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z";
  if (!isUndo || !event.target.matches("textarea, input:not([type=checkbox], [type=radio])")) return;
  event.preventDefault();
  document.execCommand(event.shiftKey ? "redo" : "undo");
}

// A field that has the focus is not replaced from the kernel, or keys on their way would be lost.
const FIELDS = "input:not([type=checkbox]), textarea, select";

function watchFocus(model, el) {
  const panel = el.closest(".fk-panel");
  if (panel) {
    panel.addEventListener("focusin", leaveKeysAlone);
    if (!panel.fkLooked) panel.addEventListener("keydown", takeBackTyping);
    panel.addEventListener("focusin", (event) => tell(model, "busy", event.target.matches(FIELDS)));
    panel.addEventListener("focusout", () => tell(model, "busy", false));
    if (panel.fkLooked) return; // a panel inside a panel has its own page part, one is enough
    panel.fkLooked = true;
    survive(model, panel);
    bringIntoView(panel);
    actOnce(panel);
    for (const look of [answerWhereOneLooks, keepFocus, markRefused]) look(panel);
  } else if (!el.isConnected) requestAnimationFrame(() => watchFocus(model, el));
}

// A button that writes something down acts once: a second press within two seconds on a button
// of the same name is held back, also when the first press put another button in its place.
const PAUSE = 2000;

function actOnce(panel) {
  let last = { name: "", at: -PAUSE };
  panel.addEventListener("input", () => {
    panel.fkPressed = undefined; // what is said from now on answers the typing
  });
  panel.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const name = button.textContent.trim();
    const isSame = name === last.name && event.timeStamp - last.at < PAUSE;
    if (button.classList.contains("fk-once") && isSame) {
      event.stopPropagation();
      event.preventDefault();
      answer(panel, "Pressed twice within two seconds, so it was done once.", "info");
      return;
    }
    last = { name, at: event.timeStamp };
    panel.fkPressed = { at: event.timeStamp, box: button.getBoundingClientRect() };
  }, true);
}

// What a press led to is told where the person looks: beside the button. The status line says
// the same to screen readers, so the bubble is hidden from them.
const LOOK_BACK = 8000;
const SHOWN = 6000;

function answer(panel, text, level) {
  const box = panel.fkPressed?.box;
  if (!box || !text) return;
  document.querySelector(".fk-answer")?.remove();
  const bubble = document.createElement("div");
  bubble.className = `fk-answer fk-${level}`;
  bubble.setAttribute("aria-hidden", "true");
  bubble.textContent = text;
  document.body.append(bubble);
  const margin = 8;
  const place = (start, size, room) => Math.max(margin, Math.min(start, room - size - margin));
  const { width, height } = bubble.getBoundingClientRect();
  const below = box.bottom + margin + height < window.innerHeight;
  const top = below ? box.bottom + margin : box.top - height - margin;
  bubble.style.left = `${place(box.left, width, window.innerWidth)}px`;
  bubble.style.top = `${place(top, height, window.innerHeight)}px`;
  if (level !== "problem") setTimeout(() => bubble.remove(), SHOWN);
  else panel.addEventListener("input", () => bubble.remove(), { once: true });
}

function answerWhereOneLooks(panel) {
  const watcher = new MutationObserver(() => {
    const pressed = panel.fkPressed;
    if (!pressed || performance.now() - pressed.at > LOOK_BACK) return;
    const said = panel.querySelector(".fk-status-line .fk-status");
    if (!said) return;
    const level = ["saved", "problem", "info"].find((name) => said.classList.contains(`fk-${name}`));
    answer(panel, said.textContent.trim(), level ?? "info");
  });
  const line = panel.querySelector(".fk-status-line");
  if (line) watcher.observe(line, { childList: true, subtree: true });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelector(".fk-answer")?.remove();
  });
  return watcher;
}

// When what had the focus is gone, the focus goes to what stands in its place, never to the page.
const REACHABLE = "button, input, select, textarea, a[href], summary, [tabindex='0']";

function reachable(panel) {
  return [...panel.querySelectorAll(REACHABLE)].filter(
    (one) => !one.disabled && one.getClientRects().length > 0,
  );
}

function keepFocus(panel) {
  let place = -1;
  let had = null;
  panel.addEventListener("focusin", (event) => {
    had = event.target;
    place = reachable(panel).indexOf(event.target);
  });
  panel.addEventListener("focusout", (event) => {
    if (event.relatedTarget) had = null;
  });
  const watcher = new MutationObserver(() => {
    if (!had || had.isConnected && had.getClientRects().length) return;
    had = null;
    const position = place;
    setTimeout(() => {
      if (document.activeElement && document.activeElement !== document.body) {
        if (!document.activeElement.matches(".jp-Notebook, .jp-Cell, .lm-Widget")) return;
      }
      const left = reachable(panel);
      left[Math.min(position, left.length - 1)]?.focus({ preventScroll: false });
    }, 60);
  });
  watcher.observe(panel, { childList: true, subtree: true, attributes: true });
  return watcher;
}

// A field that was refused is marked for everybody, and has the focus.
const INNER = "input, select, textarea";

function markRefused(panel) {
  const watcher = new MutationObserver((changes) => {
    for (const { target } of changes) {
      if (!target.matches?.(".fk-field")) continue;
      const isWrong = target.classList.contains("fk-wrong");
      target.querySelector(INNER)?.setAttribute("aria-invalid", String(isWrong));
    }
    const isNew = changes.some(
      ({ target, oldValue }) =>
        target.classList.contains("fk-wrong") && !(oldValue ?? "").includes("fk-wrong"),
    );
    if (isNew) panel.querySelector(`.fk-wrong :is(${INNER})`)?.focus();
  });
  watcher.observe(panel, { attributeFilter: ["class"], attributeOldValue: true, subtree: true });
  return watcher;
}

// After "Run All" JupyterLab looks at the last cell. The first panel of a notebook brings the
// view back to itself, until the person scrolls, presses or types.
const SETTLES = 6000;
const BY_PERSON = ["wheel", "pointerdown", "keydown", "touchstart"];

function bringIntoView(panel) {
  const page = panel.closest(".jp-Notebook") ?? document;
  if (page.querySelector(".fk-panel") !== panel) return;
  const stop = new AbortController();
  const { signal } = stop;
  for (const name of BY_PERSON) {
    window.addEventListener(name, () => stop.abort(), { signal, capture: true });
  }
  const look = () => {
    const { top } = panel.getBoundingClientRect();
    if (top < 0 || top > window.innerHeight / 2) panel.scrollIntoView({ block: "start" });
  };
  page.addEventListener("scroll", () => requestAnimationFrame(look), { signal, capture: true });
  setTimeout(() => stop.abort(), SETTLES);
  look();
}

// A panel survives its kernel and its server: see typed.js and alive.js.
function survive(model, panel) {
  const page = panel.closest(".jp-Notebook") ?? document;
  const number = [...page.querySelectorAll(".fk-panel")].indexOf(panel);
  const path = model.widget_manager?.context?.path ?? window.location.pathname;
  const typing = new KeptTyping(panel, `${path}#${number}`);
  const life = new SignOfLife(model, panel, typing);
  const line = panel.querySelector(".fk-status-line");
  const watcher = new MutationObserver(() => {
    if (line.querySelector(".fk-saved")) setTimeout(() => typing.sweep(true), 400);
  });
  if (line) watcher.observe(line, { childList: true, subtree: true });
  panel.fkStop = () => {
    for (const part of [typing, life]) part.stop();
    watcher.disconnect();
  };
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
  model.on("msg:custom", (message) => {
    if (message.forget) forgetTyping();
    else model.send(message); // see watch.py
  });
  return () => {
    watcher.disconnect();
    el.closest(".fk-panel")?.fkStop?.();
  };
}
export default { render };
