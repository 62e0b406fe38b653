"""The kit never opens a socket: a student's log stays on the student's computer."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]


def run(*arguments: str, before: tuple[str, ...] = ()) -> "subprocess.CompletedProcess[str]":
    command = [*before, sys.executable, "-m", "tests.one_season", *arguments]
    return subprocess.run(command, capture_output=True, cwd=HOME, text=True, check=False)


def can_cut_off() -> bool:
    """Whether a program can be started without any network here."""
    if not shutil.which("unshare"):
        return False
    tried = subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False)
    return tried.returncode == 0


@pytest.mark.parametrize(
    "before",
    [
        pytest.param((), id="sockets refused"),
        pytest.param(
            ("unshare", "-n"),
            id="no network at all",
            marks=pytest.mark.skipif(not can_cut_off(), reason="needs the right to cut it off"),
        ),
    ],
)
def test_a_season_needs_no_network(before: tuple[str, ...]) -> None:
    done = run(before=before)

    assert done.returncode == 0, done.stderr
    assert "a season without a socket" in done.stdout


def test_a_socket_would_be_noticed() -> None:
    assert "the kit asked for a socket" in run("socket").stderr


@pytest.mark.skipif(not can_cut_off(), reason="needs the right to cut it off")
def test_make_runs_the_unit_tests_cut_off() -> None:
    done = subprocess.run(["make", "-n", "unit"], capture_output=True, cwd=HOME, text=True)

    (line,) = [line for line in done.stdout.splitlines() if "--ignore=tests/browser" in line]
    assert line.startswith("unshare ")
