"""Builds the fault injector and starts the parts of the fault tests under it."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).with_name("faultshim.c")
LEFT_OUT = "left out: this needs Linux and gcc, and a Python that uses the system's SQLite"


@cache
def built() -> Path | None:
    """The injector as a library; None where it cannot be built."""
    compiler = shutil.which("gcc") or shutil.which("cc")
    if not compiler or sys.platform != "linux":
        return None
    library = Path(tempfile.mkdtemp(prefix="faultshim-")) / "faultshim.so"
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE), "-ldl"]
    done = subprocess.run(command, capture_output=True, check=False)
    return library if done.returncode == 0 else None


def figures(part: str, *arguments: object, preloaded: bool = False) -> dict[str, int]:
    """What one part of the fault tests counted, run as its own process."""
    environment = dict(os.environ)
    if preloaded:
        environment["LD_PRELOAD"] = str(built())
    command = [sys.executable, "-m", f"tests.faults.{part}", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, env=environment, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    counted: dict[str, int] = json.loads(done.stdout.splitlines()[-1])
    return counted
