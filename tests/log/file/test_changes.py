"""Each change is judged by itself, and no crafted one can harm the log it is taken into."""

import pytest

from followup_kit.log.file.changes import Change, are_sound
from followup_kit.log.file.undoing import Batches
from followup_kit.log.log import FollowUpLog
from tests.conftest import NOW


def change(number: int, **other: object) -> Change:
    fields = {
        "id": f"i{number}",
        "batch": f"b{number}",
        "batch_size": 1,
        "action": f"Did {number}",
        "undoes": "",
        "clock": f"{1790000000000 + number:015d}.00000.aaaaaaaa",
        "at": "2026-09-15T12:00:00+00:00",
        "table": "applications",
        "row": "r",
        "fields": '{"company": "Acme"}',
        "seen": "[]",
    }
    return Change(**{**fields, **other}).sealed()


def test_a_plain_change_is_sound() -> None:
    assert are_sound([change(1), change(2)])


CRAFTED = {
    "JSON that is whole only with its neighbours": [
        change(1, fields='{"a": [1'),
        change(2, fields='{}, {}, {"b": 2}'),
        change(3, fields="2]}"),
    ],
    "two objects": [change(1, fields="{}, {}")],
    "a list": [change(1, fields="[]")],
    "seen that is no list of ids": [change(1, seen="[1]")],
    "a clock of the year 17814": [change(1, clock="499999999999999.00000.aaaaaaaa")],
    "a clock of the year 2101": [change(1, clock="004134000000000.00000.aaaaaaaa")],
    "no moment": [change(1, at="yesterday")],
    "very deep": [change(1, fields='{"a": ' + "[" * 5_000 + "]" * 5_000 + "}")],
}


@pytest.mark.parametrize("changes", CRAFTED.values(), ids=CRAFTED.keys())
def test_what_was_crafted_is_not_sound(changes: list[Change]) -> None:
    assert not are_sound(changes)


@pytest.mark.parametrize("length", [1, 2, 3])
def test_batches_that_take_each_other_back_end_nothing(length: int) -> None:
    batches = Batches()
    for number in range(length):
        batches.take_in(change(number, undoes=f"b{(number + 1) % length}"))

    assert isinstance(batches.next_undo(), str)
    assert isinstance(batches.next_redo(), str)
    assert batches.action("b0").startswith("Did")


def test_a_log_with_such_batches_opens_and_goes_on(log: FollowUpLog) -> None:
    row = log.add("applications", {"company": "Acme"}, now=NOW, action="Added")
    crafted = [change(1, undoes="b2", row=row), change(2, undoes="b1", row=row)]

    log.ledger.take_over(crafted)
    log.change("applications", row, {"notes": "still here"}, now=NOW)

    assert log.past.next_undo
    assert log.applications["notes"].tolist() == ["still here"]
