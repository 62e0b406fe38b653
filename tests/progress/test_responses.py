import pytest

from followup_kit.errors import FollowUpError
from followup_kit.progress.responses import ANSWER_DTYPES, REPLY_DTYPES, answers, reply_times
from tests.progress.tables import new_york

NOW = new_york("2026-10-05 12:00")
ENDED = "2026-09-15 15:00"


def _heard(log, hours, kind, **values):
    log.after("I", "", hours, direction="in", kind=kind, **values)


def _replies(log):
    return reply_times(log, now=NOW)


@pytest.fixture
def one(log):
    log.interview("I", ENDED, "A", employer_timezone="America/New_York")
    return log


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("acknowledgement", "ack"),
        ("reply", "ack"),
        ("question", "process"),
        ("scheduling", "process"),
        ("new_date", "process"),
        ("rejection", "decision"),
        ("offer", "decision"),
        ("closed", "decision"),
    ],
)
def test_answer_has_its_class(one, kind, found):
    _heard(one, 5, kind)

    assert answers(one, now=NOW)["answer_class"].tolist() == [found]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("auto_reply", {}),
        ("acknowledgement", {"automated": True}),
        ("acknowledgement", {"direction": "out"}),
    ],
)
def test_this_is_no_answer(one, kind, values):
    one.after("I", "", 5, **({"direction": "in", "kind": kind} | values))

    assert answers(one, now=NOW).empty


@pytest.mark.parametrize(
    ("news", "ending"),
    [
        ("advanced", "advanced"),
        ("offer", "offer"),
        ("accepted", "offer"),
        ("declined", "offer"),
        ("rejected", "rejected"),
        ("closed_by_employer", "closed_by_employer"),
    ],
)
def test_news_from_the_employer_is_an_answer(one, news, ending):
    one.outcome("I", news, "2026-09-20 10:00")

    assert answers(one, now=NOW)["ending"].tolist() == [ending]


@pytest.mark.parametrize("news", ["accepted", "declined"])
def test_reply_to_a_known_offer_is_no_answer(one, news):
    one.outcome("I", "offer", "2026-09-20 10:00")
    one.outcome("I", news, "2026-09-24 10:00")

    assert len(answers(one, now=NOW)) == 1


@pytest.mark.parametrize("news", ["withdrawn", "no_response"])
def test_your_own_news_is_no_answer(one, news):
    one.outcome("I", news, "2026-09-20 10:00")

    assert answers(one, now=NOW).empty


def test_answer_after_now_is_not_seen(one):
    _heard(one, 5, "offer")

    assert answers(one, now=new_york("2026-09-15 19:59")).empty


def test_answer_of_a_day_counts_from_its_end(one):
    one.note("I", "", "2026-09-16 09:00", direction="in", kind="offer", at_precision="day")

    assert answers(one, now=NOW)["at"].tolist() == [new_york("2026-09-17 00:00")]


def test_reply_time_runs_to_the_first_answer(one):
    one.after("I", "A", 2)
    _heard(one, 7, "acknowledgement")
    _heard(one, 9, "offer")

    assert _replies(one)[["hours", "state"]].to_numpy().tolist() == [[5, "replied"]]


def test_answer_after_the_next_message_is_to_that_one(one):
    one.after("I", "A", 2)
    one.after("I", "A", 200, kind="status_check")
    _heard(one, 203, "question")

    table = _replies(one)
    assert table["state"].tolist() == ["wrote again", "replied"]
    assert table["hours"].tolist()[1] == 3


def test_messages_of_one_moment_share_the_answer(one):
    one.after("I", "A", 2)
    one.after("I", "B", 2)
    _heard(one, 7, "acknowledgement")

    assert _replies(one)["state"].tolist() == ["replied", "replied"]


def test_message_without_an_answer_waits(one):
    one.after("I", "A", 2)
    _heard(one, 3, "auto_reply")

    assert _replies(one)["state"].tolist() == ["waiting"]


def test_answer_of_another_employer_does_not_count(one):
    one.after("I", "A", 2)
    one.interview("J", ENDED, "A")
    one.after("J", "", 5, direction="in", kind="offer")

    assert _replies(one)["state"].tolist() == ["waiting"]


@pytest.mark.parametrize("state", ["draft", "bounced", "failed"])
def test_message_that_did_not_go_out_has_no_row(one, state):
    one.after("I", "A", 2, state=state)

    assert _replies(one).empty


@pytest.mark.parametrize(
    ("table", "dtypes"), [(answers, ANSWER_DTYPES), (reply_times, REPLY_DTYPES)]
)
def test_columns_have_their_dtypes_when_empty(log, table, dtypes):
    assert {k: str(v) for k, v in table(log, now=NOW).dtypes.items()} == dtypes


@pytest.mark.parametrize("table", [answers, reply_times])
def test_moment_without_a_zone_is_refused(log, table):
    with pytest.raises(FollowUpError, match="no time zone"):
        table(log, now=NOW.replace(tzinfo=None))
