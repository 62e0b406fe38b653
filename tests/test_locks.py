"""The lock files hold what pyproject.toml asks for, on every platform, and no address."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
RUNTIME, DEV = "requirements.lock", "requirements-dev.lock"
PYTHONS = ("3.11.7", "3.12.11", "3.13.5")
PLATFORMS = ("linux", "darwin", "win32")


def pins(name: str) -> list[Requirement]:
    lines = (ROOT / name).read_text("utf-8").replace("\\\n", "").splitlines()
    return [
        Requirement(re.sub(r"\s*--hash=\S+", "", line)) for line in lines if re.match(r"\w", line)
    ]


def pinned_versions(name: str, python: str, platform: str) -> dict[str, str]:
    """Package name to locked version, as that Python on that platform would install it."""
    place = {"python_full_version": python, "sys_platform": platform}
    return {
        canonicalize_name(pin.name): str(pin.specifier).removeprefix("==")
        for pin in pins(name)
        if pin.marker is None or pin.marker.evaluate(place)
    }


def asked_for(extra: str | None) -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = project["optional-dependencies"][extra] if extra else project["dependencies"]
    return [Requirement(line) for line in lines if not line.startswith(project["name"])]


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize("platform", PLATFORMS)
@pytest.mark.parametrize(
    ("name", "extra"), [(RUNTIME, None), (RUNTIME, "install"), (DEV, None), (DEV, "dev")]
)
def test_lock_satisfies_pyproject(name: str, extra: str | None, python: str, platform: str) -> None:
    locked = pinned_versions(name, python, platform)

    for wanted in asked_for(extra):
        assert wanted.specifier.contains(locked[canonicalize_name(wanted.name)]), wanted


def test_dev_lock_repeats_the_runtime_lock() -> None:
    assert {str(pin) for pin in pins(RUNTIME)} <= {str(pin) for pin in pins(DEV)}


@pytest.mark.parametrize("name", [RUNTIME, DEV])
def test_every_package_is_pinned_and_hashed(name: str) -> None:
    blocks = re.split(r"\n(?=\w)", (ROOT / name).read_text("utf-8"))[1:]

    assert len(blocks) == len(pins(name))
    assert all(re.match(r"\S+==\S+", block) and "--hash=sha256:" in block for block in blocks)


@pytest.mark.parametrize("name", [RUNTIME, DEV])
def test_lock_holds_no_address_or_path(name: str) -> None:
    assert not re.search(r"://|--index|--find-links|\s/", (ROOT / name).read_text("utf-8"))
