"""The first command on a bare machine works, or says what is missing."""

import json
import os
import shutil
import subprocess
import tomllib
from importlib import resources
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WIDGETS = "@jupyter-widgets/jupyterlab-manager:plugin"
NEWS = "@jupyterlab/apputils-extension:notification"
KERNEL = "@jupyterlab/notebook-extension:tracker"


def make(*words: str, path: str | None = None) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": path or os.environ["PATH"], "HOME": os.environ.get("HOME", "/")}
    command = [shutil.which("make") or "make", "--no-print-directory", "-C", str(ROOT), *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment)


def program(folder: Path, name: str, body: str) -> Path:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def test_old_python_is_refused(tmp_path: Path) -> None:
    old = program(tmp_path, "python", "exit 1")

    result = make("lab", f"PYTHON={old}", f"VENV={tmp_path}/venv")

    assert result.returncode != 0
    assert "needs Python 3.11 or newer" in result.stdout


def test_missing_venv_module_is_named(tmp_path: Path) -> None:
    bare = program(tmp_path, "python", 'test "$1" != -m')

    result = make("lab", f"PYTHON={bare}", f"VENV={tmp_path}/venv")

    assert result.returncode != 0
    assert "apt-get install python3-venv" in result.stdout


def test_missing_chromium_is_named_to_a_plain_user(tmp_path: Path) -> None:
    program(tmp_path, "id", "echo 1000")

    result = make("chromium", path=str(tmp_path))

    assert result.returncode != 0
    assert "sudo apt-get install chromium" in result.stdout


@pytest.mark.parametrize("target", ["lab", "app", "test", "check", "lock", "clean"])
def test_help_names_target(target: str) -> None:
    lines = make("help").stdout.splitlines()

    assert any(line.split()[:2] == ["make", target] and len(line) > 20 for line in lines)


def test_continuous_integration_runs_make_test() -> None:
    run = ROOT / ".ci" / "run"

    assert run.read_text().splitlines()[-1] == "exec make test </dev/null"
    assert os.access(run, os.X_OK)


def test_settings_ask_no_question_at_start() -> None:
    text = resources.files("followup_kit.widgets").joinpath("overrides.json").read_text("utf-8")
    settings = json.loads(text)

    assert settings[WIDGETS] == {"saveState": False}
    assert settings[NEWS] == {"fetchNews": "false", "checkForUpdates": False}
    assert settings[KERNEL]["autoStartDefaultKernel"]


def test_what_goes_into_jupyterlab_is_there() -> None:
    wheel = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["hatch"]["build"]
    shared = wheel["targets"]["wheel"]["shared-data"]
    extension = ROOT / "followup_kit" / "labextension"
    entry = json.loads((extension / "package.json").read_text("utf-8"))["jupyterlab"]["_build"]

    assert all((ROOT / source).exists() for source in shared)
    assert (extension / entry["load"]).is_file()
    assert "share/jupyter/labextensions/followup-kit" in shared.values()
