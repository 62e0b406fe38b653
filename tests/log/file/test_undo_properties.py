"""Undo brings back exactly what was there, after any history, and redo what came then."""

import datetime as dt
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from followup_kit.log.file.changes import REMOVED
from followup_kit.log.file.store import LogFile
from followup_kit.log.file.undoing import Edit
from followup_kit.log.log import FollowUpLog
from tests.conftest import NOW

EDIT = st.builds(
    Edit,
    st.just("applications"),
    st.sampled_from(["a", "b", "c"]),
    st.dictionaries(
        st.sampled_from(["company", "position", "notes"]), st.text(max_size=8), min_size=1
    )
    | st.just({REMOVED: True}),
)
BATCH = st.lists(EDIT, min_size=1, max_size=4, unique_by=lambda edit: edit.row)
HISTORY = st.lists(st.tuples(BATCH, st.integers(-9, 9)), min_size=1, max_size=8)


def shown(log: FollowUpLog) -> dict[str, object]:
    """What the tables show, and what cannot be shown."""
    return {**log.ledger.rows["applications"], "bad": dict(log.ledger.bad_rows)}


@given(HISTORY)
def test_undo_and_redo_are_exact(history) -> None:
    log = FollowUpLog(LogFile(None), random=Random(1))
    states = [shown(log)]
    for batch, hours in history:
        log.ledger.commit("Did", batch, now=NOW + dt.timedelta(hours=hours))
        states.append(shown(log))

    for before in reversed(states[:-1]):
        log.past.undo(now=NOW)
        assert shown(log) == before
    for after in states[1:]:
        log.past.redo(now=NOW)
        assert shown(log) == after
    written = sum(len(batch) for batch, _ in history)
    assert len(log.ledger.file.all_changes()) == 3 * written
