import base64

from followup_kit.log.log import FollowUpLog
from followup_kit.widgets.progress_panel import progress_panel
from tests.conftest import NOW
from tests.widgets.conftest import html_of


def test_the_sample_shows_rates_charts_and_tables(sample: FollowUpLog) -> None:
    panel = progress_panel(sample)

    assert "9 of 13 on time" in panel.rates.value
    assert len(panel.table.rows) == len(panel.pairs) == 17
    assert [column["label"] for column in panel.counts_table.columns][:2] == [
        "Week from",
        "on time",
    ]


def test_charts_have_words(sample: FollowUpLog) -> None:
    panel = progress_panel(sample)

    assert "9 of 13 on time" in panel.dots.value.split('alt="')[1].split('"')[0]
    assert "2 still open" in panel.counts.value.split('alt="')[1].split('"')[0]


def test_charts_follow_the_theme(sample: FollowUpLog) -> None:
    panel = progress_panel(sample)
    light = panel.dots.value

    panel.ground.dark = True

    assert panel.dots.value != light


def test_a_chart_is_a_picture_that_needs_no_file(sample: FollowUpLog) -> None:
    address = progress_panel(sample).dots.value.split('src="')[1].split('"')[0]

    kind, data = address.split(",")
    assert kind == "data:image/svg+xml;base64"
    assert b"<svg" in base64.b64decode(data)


def test_a_preset_can_be_chosen(sample: FollowUpLog) -> None:
    panel = progress_panel(sample)

    panel.preset.value = "campus"

    assert set(panel.pairs["policy"]) == {"campus"}


def test_a_preset_without_notes_shows_the_empty_state(panel_log: FollowUpLog, clock) -> None:
    panel = progress_panel(panel_log, clock=clock)

    panel.preset.value = "internal"

    assert "Empty chart" in panel.dots.value
    assert panel.table.rows == []


def test_counts_by_month(sample: FollowUpLog) -> None:
    panel = progress_panel(sample)
    panel.period.value = "month"

    assert panel.counts_table.columns[0]["label"] == "Month from"
    assert panel.counts_table.rows[0][0]["text"] == "1 Jul 2026"


def test_one_open_pair_is_said_in_words(panel_log: FollowUpLog, clock) -> None:
    panel = progress_panel(panel_log, clock=clock)

    assert "0 due so far, 3 open" in panel.rates.value


def test_a_note_sent_elsewhere_changes_the_chart(panel_log: FollowUpLog, clock) -> None:
    panel = progress_panel(panel_log, clock=clock)
    before = panel.dots.value
    ids = {
        "application_id": panel_log.applications["id"][0],
        "interview_id": panel_log.interviews["id"][0],
        "covers": [panel_log.interviewers["id"][0]],
    }
    panel_log.record_sent(ids, at=NOW, now=NOW)

    panel.look_again()

    assert panel.dots.value != before
    assert "1 of 1 on time, 2 still open" in panel.rates.value


def test_an_empty_log_says_what_to_do(log: FollowUpLog, clock) -> None:
    panel = progress_panel(log, clock=clock)

    assert "Log an interview that took place first" in html_of(panel.view)
    assert panel._all.layout.display == "none"
