"""Binder builds the workbook from `binder/`, checked without a container engine."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BINDER = ROOT / "binder"
SETTINGS = "share/jupyter/lab/settings/overrides.d/followup_kit.json"


@pytest.fixture(scope="module")
def dockerfile() -> str:
    """What repo2docker would build, as its log shows it."""
    command = [sys.executable, "-m", "repo2docker", "--no-build", "--debug"]
    user = ["--user-id", "1000", "--user-name", "reader", "--Repo2Docker.platform=linux/amd64"]
    result = subprocess.run(
        [*command, *user, str(ROOT)], capture_output=True, text=True, check=True
    )
    return result.stdout + result.stderr


def test_image_has_the_python_of_runtime_txt(dockerfile: str) -> None:
    python = (BINDER / "runtime.txt").read_text().strip().removeprefix("python-")

    assert f"conda environment for python={python}\n" in dockerfile


def test_lock_is_copied_before_it_is_read(dockerfile: str) -> None:
    copied = dockerfile.index("COPY --chown=1000:1000 src/ ${REPO_DIR}/")
    read = dockerfile.index('pip install --no-cache-dir -r "binder/requirements.txt"')

    assert copied < read


@pytest.mark.parametrize("script", ["postBuild", "start"])
def test_image_uses_script(script: str, dockerfile: str) -> None:
    assert f"binder/{script}" in dockerfile


def test_requirements_lead_to_the_lock() -> None:
    lines = (BINDER / "requirements.txt").read_text().split()

    assert lines == ["-r", "../requirements.lock"]
    assert (BINDER / lines[1]).resolve() == ROOT / "requirements.lock"


@pytest.mark.parametrize("script", ["postBuild", "start"])
def test_script_can_be_run(script: str) -> None:
    path = BINDER / script

    subprocess.run(["bash", "-n", str(path)], check=True)

    assert path.read_text().startswith("#!/usr/bin/env bash\n")
    assert os.access(path, os.X_OK)


def test_start_ends_in_the_command_it_was_given() -> None:
    assert (BINDER / "start").read_text().splitlines()[-1] == 'exec "$@"'


def test_start_says_that_the_session_will_vanish() -> None:
    show = [sys.executable, "-c", "import os; print(os.environ['FOLLOWUP_LAUNCH'])"]

    result = subprocess.run(
        [str(BINDER / "start"), *show], capture_output=True, text=True, check=True
    )

    assert result.stdout == "binder\n"


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment like that of the image, after `postBuild` ran in it."""
    place = tmp_path_factory.mktemp("image")
    venv.create(place, with_pip=True)
    locked_packages = sysconfig.get_path("purelib")
    environment = {
        "HOME": str(place),
        "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": locked_packages,
    }
    subprocess.run([str(BINDER / "postBuild")], cwd=ROOT, env=environment, check=True)
    return place


def test_post_build_makes_the_package_importable(image: Path) -> None:
    show = "import followup_kit; print(followup_kit.__file__)"

    result = subprocess.run(
        [str(image / "bin/python"), "-c", show], capture_output=True, text=True, check=True
    )

    assert result.stdout.strip() == str(ROOT / "followup_kit/__init__.py")


def test_post_build_brings_the_settings(image: Path) -> None:
    settings = json.loads((image / SETTINGS).read_text())

    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    assert settings["@jupyterlab/notebook-extension:tracker"]["autoStartDefaultKernel"]
