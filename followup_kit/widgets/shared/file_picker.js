// A notebook server closes the connection on a message over 10 MB, without a word. So a file
// is handed over in pieces.
const PIECE = 1000000;

function render({ model, el }) {
  const button = makeButton(el);
  const said = makeStatus(el);
  const input = document.createElement("input");
  input.type = "file";
  input.hidden = true;
  input.multiple = model.get("multiple");
  input.accept = model.get("accept");
  el.append(input);
  button.textContent = model.get("label");
  button.addEventListener("click", () => input.click());

  async function handOver(files) {
    const limit = model.get("most_bytes");
    const tooLarge = files.find((file) => file.size > limit);
    if (tooLarge) {
      said.textContent = `${tooLarge.name} is larger than ${limit / 1e6} MB. Choose a smaller file.`;
      return;
    }
    model.send({ begin: files.map((file) => file.name) });
    for (const [number, file] of files.entries()) {
      for (let start = 0; start < file.size; start += PIECE) {
        said.textContent = `Reading ${file.name}: ${Math.round((100 * start) / file.size)} %`;
        const piece = await file.slice(start, start + PIECE).arrayBuffer();
        model.send({ number }, undefined, [piece]);
      }
    }
    said.textContent = `Read: ${files.map((file) => file.name).join(", ")}`;
    model.send({ end: true });
  }
  input.addEventListener("change", async () => {
    const files = Array.from(input.files);
    try {
      if (files.length) await handOver(files);
    } catch (problem) {
      said.textContent = `Not read: ${problem.message} Choose the file again.`;
    }
    input.value = ""; // so that the same file can be chosen again
  });
}
export default { render };
