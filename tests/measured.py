"""What a piece of work costs, in a process of its own, told so that machines can differ.

Time is told in the time that a plain loop takes in the same process: a slow or busy machine
is slow at both.
"""

import json
import os
import resource
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LOOPS = 5_000_000
"""Steps of the plain loop; a usual machine needs a sixth of a second for them."""
MOST_MEMORY = 2_000_000_000
"""Bytes more that the work may ask for before it is refused them."""


@dataclass(frozen=True)
class Cost:
    """What some work gave, and what it took.

    Attributes:
        result: What came back, as JSON keeps it.
        loops: CPU time, in that of the plain loop.
        megabytes: Memory at the peak, beyond what was there before.
    """

    result: Any
    loops: float
    megabytes: int


def cost_of(work: Callable[[], object]) -> Cost:
    """Do some work in a child of this process; on Linux only, for the sake of memory."""
    read_end, write_end = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # newer Pythons warn of threads
        child = os.fork()
    if child == 0:
        try:
            os.write(write_end, json.dumps(_measured(work)).encode())
        finally:
            os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end) as said:
        text = said.read()
    os.waitpid(child, 0)
    assert text, "the work did not come to its end"
    return Cost(**json.loads(text))


def _measured(work: Callable[[], object]) -> dict[str, object]:
    most = _kilobytes("VmSize") * 1024 + MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    before, started = _kilobytes("VmHWM"), time.process_time()
    result = work()
    took, grown = time.process_time() - started, _kilobytes("VmHWM") - before
    started = time.process_time()
    for _ in range(LOOPS):
        pass
    loops = took / (time.process_time() - started)
    return {"result": result, "loops": loops, "megabytes": grown // 1024}


def _kilobytes(name: str) -> int:
    """A figure of this process; `VmHWM`, its peak, starts anew in a child, unlike `ru_maxrss`."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition(f"{name}:")[2].split()[0])
