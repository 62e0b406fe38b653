"""Measures the work and memory of reading each hostile workbook, each in a process of its own.

python -m tests.exchange.lists_in.reading_work      prints a line of JSON for each of them
"""

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path

import openpyxl  # noqa: F401 - loaded here, so that it does not count

from followup_kit.exchange.lists_in.reading.files import read_sheets
from followup_kit.exchange.lists_in.reading.sheet import TableFileError
from tests.exchange.lists_in import workbooks

LARGEST = "the longest list that is taken"
"""What the others are compared with, since machines differ in speed."""


def peak_megabytes() -> int:
    """The most memory this process had; unlike `ru_maxrss` it starts anew with the process."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def read_one(name: str, content: bytes) -> None:
    """Read a workbook and print what it took."""
    before, started = peak_megabytes(), time.process_time()
    with suppress(TableFileError):
        read_sheets(content, "list.xlsx", {})
    took = {"seconds": time.process_time() - started, "megabytes": peak_megabytes() - before}
    sys.stdout.write(json.dumps({"name": name, **took}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    files = {name: content for name, (content, _) in workbooks.hostile().items()}
    for name, content in {LARGEST: workbooks.of_rows(100_000), **files}.items():
        child = os.fork()
        if child == 0:
            read_one(name, content)
            os._exit(0)
        os.waitpid(child, 0)
