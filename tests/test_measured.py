"""The measuring of work notices what it is there to notice."""

import sys

import pytest

from tests.measured import LOOPS, cost_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads figures that Linux keeps")


def test_more_work_is_more_loops() -> None:
    cost = cost_of(lambda: sum(1 for _ in range(10 * LOOPS)))

    assert cost.result == 10 * LOOPS
    assert cost.loops > 5


def test_more_memory_is_more_megabytes() -> None:
    assert cost_of(lambda: len(bytearray(b"x" * 200_000_000))).megabytes >= 190
    assert cost_of(lambda: None).megabytes < 20


def test_work_that_dies_is_noticed() -> None:
    with pytest.raises(AssertionError, match="did not come to its end"):
        cost_of(lambda: bytearray(9_000_000_000))
