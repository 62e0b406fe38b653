// The workbook's part of JupyterLab, written by hand: there is no build step and nothing is
// bundled. The lab hands its own modules to `init`, so that its tokens are the same ones.
(() => {
  const HERE = document.currentScript.src;
  const START = ["notebooks/00_start_here.ipynb", "00_start_here.ipynb"];
  const OPEN = "followup-kit:open";
  const STORED = "A panel. Run the cell to see it.";
  const NOT_FOUND = "Error displaying widget: model not found";
  const PAUSE = 1000;
  let scope;

  async function shared(name) {
    const versions = scope[name];
    if (!versions) return {};
    const factory = await Object.values(versions)[0].get();
    return factory();
  }

  const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  async function seen() {
    if (document.visibilityState === "visible") return;
    await new Promise((resolve) => {
      document.addEventListener("visibilitychange", resolve, { once: true });
    });
  }

  // Only what came with the package runs by itself. The sources are compared one by one, since
  // hashes need https; nobody is asked to trust anything.
  async function shippedCells() {
    const answer = await fetch(new URL("shipped.json", HERE), { cache: "no-cache" });
    return Object.values(await answer.json());
  }

  const codeCells = (panel) =>
    Array.from(panel.content.model.cells).filter((cell) => cell.type === "code");

  function isShipped(panel, shipped) {
    const sources = codeCells(panel).map((cell) => cell.sharedModel.getSource());
    return shipped.some(
      (cells) => cells.length === sources.length && cells.every((cell, n) => cell === sources[n]),
    );
  }

  const shownModels = (panel) =>
    codeCells(panel).flatMap((cell) =>
      cell.outputs.toJSON().map((it) => it.data?.["application/vnd.jupyter.widget-view+json"]?.model_id),
    );

  // After a reload of the page the panel is still there; running again would throw it away.
  async function isAlive(panel) {
    const kernel = panel.sessionContext.session?.kernel;
    const shown = shownModels(panel).filter(Boolean);
    if (!kernel || !shown.length) return false;
    const reply = await kernel.requestCommInfo({ target_name: "jupyter.widget" });
    return shown.some((id) => id in (reply.content.comms ?? {}));
  }

  // A stored notebook shows what to press, instead of an error without a way out.
  function offerToRun(panel, run) {
    const offer = () => {
      for (const node of panel.node.querySelectorAll(".jp-OutputArea-output.jupyter-widgets")) {
        if (node.textContent !== NOT_FOUND) continue;
        const cell = panel.content.widgets.find((one) => one.node.contains(node));
        if (!JSON.stringify(cell?.model.outputs?.toJSON() ?? "").includes(STORED)) continue;
        const button = document.createElement("button");
        button.className = "jp-mod-styled fk-run";
        button.textContent = "Press here to open your workbook";
        button.addEventListener("click", run);
        node.replaceChildren(button);
      }
    };
    const watcher = new MutationObserver(offer);
    watcher.observe(panel.node, { childList: true, subtree: true });
    panel.disposed.connect(() => watcher.disconnect());
    offer();
  }

  // Starts once at a time, after a pause, and never from inside the handler of a change: the
  // lab is then still busy with the change.
  function starter(app, panel, runAll) {
    let isStarting = false;
    return async () => {
      if (isStarting || panel.isDisposed) return;
      isStarting = true;
      try {
        await pause(PAUSE);
        await seen();
        await app.serviceManager.sessions.refreshRunning();
        await app.serviceManager.kernels.refreshRunning();
        await pause(0);
        const context = panel.sessionContext;
        const kernel = context.session?.kernel;
        if (!kernel || kernel.isDisposed || kernel.status === "dead") {
          await context.changeKernel({ name: context.kernelPreference.name || "python3" });
        }
        await context.session?.kernel?.info;
        await runAll();
      } catch (problem) {
        console.warn("The workbook could not be started again.", problem);
      } finally {
        isStarting = false;
      }
    };
  }

  function watch(app, panel, shipped, runAll) {
    const start = starter(app, panel, runAll);
    const again = () => {
      if (isShipped(panel, shipped)) setTimeout(start, 0);
    };
    const context = panel.sessionContext;
    context.statusChanged.connect((_, status) => {
      if (["restarting", "autorestarting", "dead"].includes(status)) again();
    });
    context.kernelChanged.connect((_, change) => {
      if (change.oldValue && !change.newValue) again();
    });
    // A panel tells that it lost its kernel; `preventDefault` says that it will be started.
    panel.node.addEventListener("followup-kit:parted", (event) => {
      if (!isShipped(panel, shipped)) return;
      event.preventDefault();
      again();
    });
    panel.node.addEventListener("followup-kit:start", () => setTimeout(start, 0));
    offerToRun(panel, () => setTimeout(start, 0));
  }

  async function opened(app, panel, shipped, NotebookActions) {
    await panel.context.ready;
    if (isShipped(panel, shipped) && START.some((path) => panel.context.path.endsWith(path))) {
      void app.restored.then(() => foldAway(app));
    }
    const runAll = () => NotebookActions.runAll(panel.content, panel.sessionContext);
    await panel.sessionContext.ready;
    watch(app, panel, shipped, runAll);
    if (!isShipped(panel, shipped) || !panel.sessionContext.session?.kernel) return;
    if (!(await isAlive(panel))) await runAll();
  }

  function foldAway(app) {
    app.shell.collapseLeft?.();
    app.shell.collapseRight?.();
  }

  async function openWorkbook(app, showErrorMessage) {
    for (const path of START) {
      const isThere = await app.serviceManager.contents.get(path, { content: false }).catch(() => null);
      if (!isThere) continue;
      await app.commands.execute("docmanager:open", { path });
      foldAway(app);
      return;
    }
    await showErrorMessage(
      "The workbook is not here",
      "JupyterLab was started in another folder. Find notebooks/00_start_here.ipynb in the file list, or run `make lab` in the folder of the workbook.",
    );
  }

  const DRAWING =
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">' +
    '<g class="jp-icon3" fill="none" stroke="#616161" stroke-width="1.4">' +
    '<rect x="1.7" y="3.2" width="12.6" height="9.6" rx="1.4"/><path d="M2 4l6 5 6-5"/></g></svg>';

  async function plugin() {
    const { INotebookTracker, NotebookActions } = await shared("@jupyterlab/notebook");
    const { ICommandPalette, showErrorMessage } = await shared("@jupyterlab/apputils");
    const { LabIcon } = await shared("@jupyterlab/ui-components");
    const { ILauncher } = await shared("@jupyterlab/launcher");
    return {
      id: "followup-kit:plugin",
      description: "Opens the Follow-Up Workbook, and runs the notebooks that came with it.",
      autoStart: true,
      optional: [INotebookTracker, ICommandPalette, ILauncher].filter(Boolean),
      activate: async (app, tracker, palette, launcher) => {
        if (!tracker) return; // a page without notebooks, as that of `make app`
        document.documentElement.dataset.followupKit = "here";
        app.commands.addCommand(OPEN, {
          label: "Follow-Up Workbook",
          caption: "Open the Follow-Up Workbook",
          icon: new LabIcon({ name: "followup-kit:icon", svgstr: DRAWING }),
          execute: () => openWorkbook(app, showErrorMessage),
        });
        palette?.addItem({ command: OPEN, category: "Follow-Up Workbook" });
        launcher?.add({ command: OPEN, category: "Notebook", rank: -1 });
        const shipped = shippedCells().catch(() => []);
        const look = async (panel) => opened(app, panel, await shipped, NotebookActions);
        tracker.forEach(look);
        tracker.widgetAdded.connect((_, panel) => void look(panel));
      },
    };
  }

  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["followup-kit"] = {
    init: (given) => {
      scope = given;
    },
    get: async () => {
      const made = { __esModule: true, default: await plugin() };
      return () => made;
    },
  };
})();
