"""The quick part of the fault tests; `make faults` runs the long one. Each has its control."""

import os
import sys

import pytest

from tests.faults.shim import LEFT_OUT, built, figures
from tests.faults.work import WORK

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="uses fork and signals of Linux")
needs_shim = pytest.mark.skipif(built() is None, reason=LEFT_OUT)
needs_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounts a small disk"
)


def test_a_kill_loses_nothing_that_was_acknowledged() -> None:
    counted = figures("killing", 25)

    assert counted["acknowledged"] >= 20
    assert (counted["lost"], counted["unreadable"], counted["bad_backups"]) == (0, 0, 0)


def test_a_kill_spoils_a_rewritten_table() -> None:
    assert figures("killing", 40, "csv")["lost"] > 0


@needs_shim
@pytest.mark.parametrize("work", WORK)
def test_a_failing_call_leaves_all_or_nothing(work: str) -> None:
    counted = figures("io_calls", work, 5, preloaded=True)

    assert counted["points"] >= 10
    assert (counted["lost"], counted["broken"], counted["raw"]) == (0, 0, 0)


@needs_shim
def test_a_failing_call_breaks_a_log_without_a_journal() -> None:
    assert figures("io_calls", "save", "unsafe", preloaded=True)["broken"] > 0


@needs_shim
def test_a_power_cut_loses_nothing_that_was_acknowledged() -> None:
    counted = figures("power", 150, preloaded=True)

    assert counted["whole"] == 150
    assert counted["bad_backups"] == 0


@needs_shim
def test_a_power_cut_breaks_a_log_without_a_journal() -> None:
    counted = figures("power", 50, "unsafe", preloaded=True)

    assert counted["lost"] + counted["unreadable"] > 0


@pytest.mark.parametrize(
    "way",
    [
        pytest.param("tmpfs", marks=needs_root),
        "limit",
    ],
)
def test_a_full_disk_costs_nothing(way: str) -> None:
    counted = figures("disks", way)

    assert counted.pop("acknowledged") > 0
    assert not any(counted.values())


@pytest.mark.parametrize("writers", [2, 4])
def test_writers_side_by_side_lose_nothing(writers: int) -> None:
    assert figures("writers", writers, 10)["missing"] == 0


def test_two_tabs_never_overwrite_each_other() -> None:
    assert figures("writers", "edits", 20)["overwritten"] == 0


def test_two_tabs_overwrite_each_other_without_the_check() -> None:
    assert figures("writers", "edits", 20, "unguarded")["overwritten"] > 0


def test_a_copy_made_while_saving_is_whole() -> None:
    assert figures("writers", "copies", 20)["bad_backups"] == 0


def test_damage_is_noticed_and_nothing_wrong_is_salvaged() -> None:
    counted = figures("damage", 60)

    assert counted["noticed"] + counted["harmless"] == 60
    assert (counted["wrong"], counted["touched"]) == (0, 0)
    assert counted["salvaged_percent"] >= 90
