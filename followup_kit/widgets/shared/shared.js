// What several widgets need; put in front of their own script (see script.py).
function makeButton(el, css = "") {
  const button = document.createElement("button");
  button.type = "button";
  button.className = `lm-Widget jupyter-widgets jupyter-button widget-button ${css}`;
  el.append(button);
  return button;
}

function makeStatus(el) {
  const said = document.createElement("span");
  said.className = "fk-copied";
  said.setAttribute("role", "status");
  el.append(said);
  return said;
}

function download(name, content) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content]));
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
