"""A real JupyterLab and a page to drive it: what the browser tests stand on.

The server gets copies of the notebooks and data, and folders of its own for settings,
so a test changes neither the repository nor the tester's own JupyterLab.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from typing import Any

import nbformat
import psutil
from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Request, expect

ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "build" / "screenshots"
TOKEN = "browser-tests"
LIGHT = "JupyterLab Light"
THEMES = {"light": LIGHT, "dark": "JupyterLab Dark"}
WORKBOOK = "00_start_here.ipynb"
NOTEBOOKS = {
    "start": "00_start_here",
    "log": "01_log_interviews",
    "plan": "02_plan_next_steps",
    "write": "03_write_follow_ups",
    "progress": "04_see_progress",
}
START_SECONDS = 90
LOAD_MILLISECONDS = 90_000
CHROME_PIXELS = 400
"""Height of menus and bars around a notebook, generously."""

OWN_FOLDERS = (
    "IPYTHONDIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "MPLCONFIGDIR",
)
QUIET_SETTINGS: dict[str, dict[str, Any]] = {
    "@jupyterlab/apputils-extension:notification": {"doNotDisturbMode": True},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}


class Lab:
    """A JupyterLab server on 127.0.0.1, over copies of `notebooks/` and `data/`."""

    def __init__(self, folder: Path, *flags: str) -> None:
        self.folder = folder
        self._flags = flags
        self.root = folder / "root"
        self.log = folder / "private" / "my_log.db"
        for part in ("notebooks", "data"):
            _copy(ROOT / part, self.root / part)
        self.address = f"http://127.0.0.1:{free_port()}"
        self.server_log = folder / "server.log"
        self._process = self._start()

    def fresh_log(self) -> Path:
        """Where the server's notebooks keep the log, with nothing there yet."""
        shutil.rmtree(self.log.parent, ignore_errors=True)
        return self.log

    def add_notebook(self, name: str, *cells: str) -> str:
        """Write a notebook of these code cells; returns the name to open it by."""
        code = [nbformat.v4.new_code_cell(cell) for cell in cells]
        kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
        notebook = nbformat.v4.new_notebook(cells=code, metadata={"kernelspec": kernel})
        nbformat.write(notebook, self.root / "notebooks" / name)
        return name

    def wait_until_up(self) -> None:
        """Return when the server answers; raises with its output when it does not."""
        until = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > until:
                msg = f"JupyterLab did not start:\n{self.server_log.read_text()}"
                raise RuntimeError(msg)
            time.sleep(0.1)

    def ask(self, path: str, method: str = "GET") -> Any:
        """What the server's interface answers; None for an empty or a missing answer."""
        request = urllib.request.Request(f"{self.address}/api/{path}?token={TOKEN}", method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read() or "null")
        except OSError:
            return None

    def kernels(self) -> set[str]:
        """The ids of the kernels on the server."""
        return {kernel["id"] for kernel in self.ask("kernels") or []}

    def end_kernels(self, *, besides: Set[str] = frozenset()) -> None:
        """End the kernels on the server, as a culler does."""
        for kernel in self.kernels() - besides:
            self.ask(f"kernels/{kernel}", "DELETE")

    @contextmanager
    def asleep(self) -> Iterator[None]:
        """The server and its kernels stand still, as on a laptop that is closed."""
        server = psutil.Process(self._process.pid)
        held = [server, *server.children(recursive=True)]
        for process in held:
            process.suspend()
        try:
            yield
        finally:
            for process in held:
                process.resume()

    def stop(self) -> None:
        """End the server, and only it; its kernels end with it."""
        if self._process.poll() is not None:
            return
        os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(5)

    def _start(self) -> subprocess.Popen[bytes]:
        command = [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
            *("--ServerApp.ip=127.0.0.1", "--ServerApp.port_retries=0"),
            f"--ServerApp.port={self.address.rsplit(':', 1)[1]}",
            f"--ServerApp.root_dir={self.root}",
            f"--IdentityProvider.token={TOKEN}",
            "--LabApp.expose_app_in_browser=True",
            *self._flags,
        ]
        environment = self._environment()
        with self.server_log.open("wb") as output:
            return subprocess.Popen(
                command, env=environment, stdout=output, stderr=output, start_new_session=True
            )

    def _environment(self) -> dict[str, str]:
        environment = dict(os.environ, FOLLOWUP_LOG=str(self.log))
        for variable in OWN_FOLDERS:
            own = self.folder / variable.lower()
            own.mkdir()
            environment[variable] = str(own)
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment["PYTHONPATH"] = os.pathsep.join(paths)
        settings = Path(environment["JUPYTER_CONFIG_DIR"]) / "labconfig"
        settings.mkdir()
        (settings / "default_setting_overrides.json").write_text(json.dumps(_settings()))
        return environment

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/api?token={TOKEN}", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False


class NotebookPage:
    """One notebook, open in JupyterLab in a browser tab."""

    def __init__(self, lab: Lab, context: BrowserContext) -> None:
        self.lab = lab
        self.name = ""
        self._before = lab.kernels()
        self.page = context.new_page()
        self.console_errors: list[str] = []
        self.outside_requests: list[str] = []
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.console_errors.append(str(error)))
        self.page.on("request", self._note_request)

    @property
    def outputs(self) -> Locator:
        """What the cells show; a bare page locator would also match the source code."""
        return self.panel.locator(".jp-OutputArea-output")

    @property
    def panel(self) -> Locator:
        """The notebook in front."""
        return self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")

    def open(self, name: str) -> "NotebookPage":
        """Open a notebook by its file name and wait until it can be used; nothing is run."""
        self.name = name
        self.page.route("**/shipped.json", lambda route: route.fulfill(json={}))
        self.page.goto(f"{self.lab.address}/lab/tree/notebooks/{name}?token={TOKEN}&reset")
        self.wait_ready()
        return self

    def open_as_shipped(self, name: str = WORKBOOK, view: str = "lab/tree") -> "NotebookPage":
        """Open a notebook as a reader does, and press nothing."""
        self.name = name
        self.page.goto(f"{self.lab.address}/{view}/notebooks/{name}?token={TOKEN}&reset")
        return self

    @property
    def first_panel(self) -> Locator:
        """The panel that a reader looks at."""
        return self.page.locator(".fk-panel").first

    def tab(self, name: str) -> Locator:
        """Look at a tab of the one page; returns the page's panel."""
        tabs = self.first_panel.locator(".fk-tabs")
        expect(tabs.locator("+ * > *")).not_to_have_count(0)
        if tabs.locator(".mod-active").inner_text() != name:
            tabs.locator("+ * > *").evaluate("shown => { shown.dataset.before = 'true'; }")
            tabs.get_by_role("button", name=name, exact=True).click()
            expect(self.first_panel.locator("[data-before]")).to_have_count(0)
        expect(tabs.locator("+ * > *")).not_to_have_count(0)
        return self.first_panel

    def wait_ready(self) -> None:
        """Return when the cells are shown and the kernel is idle and connected."""
        self.page.wait_for_function(
            "() => window.jupyterapp && jupyterapp.restored.then(() => true)",
            timeout=LOAD_MILLISECONDS,
        )
        expect(self.panel.locator(".jp-Cell").first).to_be_visible(timeout=LOAD_MILLISECONDS)
        self.page.wait_for_function(
            """() => {
                const kernel = jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel;
                return kernel?.status === 'idle' && kernel.connectionStatus === 'connected';
            }""",
            timeout=LOAD_MILLISECONDS,
        )
        self._wait_for_splash()

    def use_log(self, path: Path) -> None:
        """Make the notebook's next `open_log()` open this file."""
        self.page.evaluate(
            """code => jupyterapp.shell.currentWidget.sessionContext.session.kernel
                .requestExecute({code, silent: true, store_history: false}).done""",
            f"import os; os.environ['FOLLOWUP_LOG'] = {str(path)!r}",
        )

    def run_all(self) -> None:
        """Run every cell from the top; fails unless all ran without an error output."""
        finished = self.page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")
        cells = self.page.evaluate(
            """() => Array.from(jupyterapp.shell.currentWidget.content.model.cells)
                .filter(cell => cell.type === 'code' && cell.sharedModel.getSource().trim())
                .map(cell => ({
                    source: cell.sharedModel.getSource(),
                    ran: cell.executionCount !== null,
                    outputs: cell.outputs.toJSON(),
                }))"""
        )
        errors = [
            f"{cell['source']}\n  {output['ename']}: {output['evalue']}"
            for cell in cells
            for output in cell["outputs"]
            if output["output_type"] == "error"
        ]
        assert not errors, "A cell ended in an error:\n" + "\n".join(errors)
        idle = [cell["source"] for cell in cells if not cell["ran"]]
        assert not idle, "A cell did not run:\n" + "\n".join(idle)
        assert finished, "JupyterLab says that a cell failed, but shows no error output."

    def set_theme(self, name: str) -> None:
        """Change to `JupyterLab Light` or `JupyterLab Dark` and wait until it shows."""
        self.page.evaluate(
            "theme => jupyterapp.commands.execute('apputils:change-theme', {theme})", name
        )
        expect(self.page.locator("body")).to_have_attribute("data-jp-theme-name", name)
        self._wait_for_splash()

    def screenshot(self, name: str, of: Locator | None = None) -> Path:
        """Leave a picture in `build/screenshots`, of the window or of one part of it."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        if of is not None:
            self._make_room_for(of)
        (of or self.page).screenshot(path=path)
        return path

    def _make_room_for(self, part: Locator) -> None:
        """Make the window tall enough to show a part whole; a notebook scrolls inside it."""
        size, box = self.page.viewport_size, part.bounding_box()
        if size and box and box["height"] + CHROME_PIXELS > size["height"]:
            height = int(box["height"]) + CHROME_PIXELS
            self.page.set_viewport_size({"width": size["width"], "height": height})
        part.scroll_into_view_if_needed()

    def clipboard(self) -> str:
        """The text that was copied last."""
        return str(self.page.evaluate("() => navigator.clipboard.readText()"))

    def leave(self) -> None:
        """Go back to the light theme and end its kernels, so that the next test starts fresh."""
        if self.page.is_closed():
            return
        body = self.page.locator("body")
        if body.get_attribute("data-jp-theme-name") not in {None, "", LIGHT}:
            self.set_theme(LIGHT)
        self.page.close()  # first, since an open page would start its kernel again
        self.lab.end_kernels(besides=self._before)

    def _wait_for_splash(self) -> None:
        expect(self.page.locator("#jupyterlab-splash")).to_have_count(0)

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console_errors.append(message.text)

    def _note_request(self, request: Request) -> None:
        if request.url.startswith("http") and not request.url.startswith(self.lab.address):
            self.outside_requests.append(request.url)


def panel_of(page: NotebookPage, number: int = 0) -> Locator:
    """The panel that a notebook shows, or another one of it by its number."""
    return page.outputs.locator(".fk-panel").nth(number)


OpenNotebook = Callable[..., NotebookPage]
"""The type of the fixture `notebook`: `notebook(name, log=path, width=pixels)`."""


def find_chromium() -> str:
    """Where Chromium is.

    Raises:
        RuntimeError: It is not installed; the message says how to.
    """
    path = shutil.which("chromium")
    if path is None:
        msg = (
            "The browser tests need the program `chromium`, which is not on this machine. "
            "On Debian or Ubuntu: sudo apt-get install chromium fonts-dejavu-core."
        )
        raise RuntimeError(msg)
    return path


def _settings() -> dict[str, dict[str, Any]]:
    shipped = resources.files("followup_kit.widgets").joinpath("overrides.json").read_text("utf-8")
    settings: dict[str, dict[str, Any]] = json.loads(shipped)
    for plugin, values in QUIET_SETTINGS.items():
        settings.setdefault(plugin, {}).update(values)
    return settings


def _copy(source: Path, target: Path) -> None:
    target.mkdir(parents=True)
    if source.is_dir():
        hidden = shutil.ignore_patterns(".*", "__pycache__", "private")
        shutil.copytree(source, target, ignore=hidden, dirs_exist_ok=True)


def free_port() -> int:
    """A port of this computer that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
