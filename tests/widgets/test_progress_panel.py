import base64
import datetime as dt

import pytest

from followup_kit.log.log import FollowUpLog
from followup_kit.progress.charts import CHARTS
from followup_kit.widgets.progress.panel import ProgressPanel, progress_panel
from tests.conftest import NOW
from tests.widgets.conftest import html_of


@pytest.fixture
def panel(sample: FollowUpLog) -> ProgressPanel:
    return progress_panel(sample)


def open_chart(panel: ProgressPanel, name: str):
    panel.views.buttons[name].value = True
    return panel.charts.get(name)


def alt_text(chart) -> str:
    return chart.image.value.split('alt="')[1].split('"')[0]


def test_the_sample_shows_its_rate_and_every_note(panel: ProgressPanel) -> None:
    assert "9 of 13 on time" in panel.rates.value
    assert "9 of 13 on time" in alt_text(panel.charts["Every note"])
    assert len(panel.charts["Every note"].table.rows) == 17


@pytest.mark.parametrize("name", [chart.name for chart in CHARTS])
def test_every_chart_has_words_a_picture_and_a_table(panel: ProgressPanel, name: str) -> None:
    chart = open_chart(panel, name)

    assert len(alt_text(chart)) > 40
    kind, data = chart.image.value.split('src="')[1].split('"')[0].split(",")
    assert kind == "data:image/svg+xml;base64"
    assert b"<svg" in base64.b64decode(data)
    assert chart.table.rows


@pytest.mark.parametrize("name", [chart.name for chart in CHARTS])
def test_every_chart_has_an_empty_state(log: FollowUpLog, clock, name: str) -> None:
    log.add_interview(
        {"starts_at": NOW + dt.timedelta(days=2), "timezone": "UTC"},
        application={"company": "Northwind"},
        now=NOW,
    )
    panel = progress_panel(log, clock=clock)

    chart = open_chart(panel, name)

    assert "mpty" in alt_text(chart)
    assert chart.table.rows == []


@pytest.mark.parametrize(("ending", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_a_chart_is_saved_with_its_words(panel: ProgressPanel, ending: str, start: bytes) -> None:
    content = panel.charts["Every note"]._file(ending)

    assert content is not None
    assert content.startswith(start)
    assert b"9 of 13 on time" in content


def test_charts_follow_the_theme(panel: ProgressPanel) -> None:
    light = panel.charts["Every note"].image.value

    panel.ground.dark = True

    assert panel.charts["Every note"].image.value != light


def test_only_the_open_chart_is_drawn(panel: ProgressPanel) -> None:
    assert panel.charts["Each application"].image.value == ""


@pytest.mark.parametrize(
    ("choice", "value", "names"),
    [
        ("preset", "campus", {"Fenwillow College Library", "Lanternfield Museum"}),
        ("company", "Quillhaven Studio", {"Quillhaven Studio"}),
        ("since", dt.date(2026, 10, 1), {"Veldtmere Health Institute"}),
        ("until", dt.date(2026, 7, 10), {"Brightwater Ledger"}),
    ],
)
def test_a_part_of_the_log_can_be_chosen(panel, choice, value, names) -> None:
    panel.choices[choice].value = value

    shown = {row[1]["text"] for row in panel.charts["Every note"].table.rows}
    assert shown <= names
    assert shown


def test_another_preset_is_only_tried_out(panel: ProgressPanel) -> None:
    before = panel.rates.value
    panel.what_if.value = "internship"

    assert "Only tried out" in panel.rates.value
    panel.what_if.value = ""
    assert panel.rates.value == before


def test_counts_by_month(panel: ProgressPanel) -> None:
    panel.period.value = "month"
    chart = open_chart(panel, "Notes over time")

    assert chart.table.rows[0][0]["text"] == "1 Jul 2026"


def test_what_changed_since_last_week_is_said(panel: ProgressPanel) -> None:
    assert "Since Mon 28 Sep" in panel.rates.value


def test_what_happened_is_a_table(panel: ProgressPanel) -> None:
    panel.views.buttons["What happened"].value = True
    words = [row[0]["text"] for row in panel.listings["What happened"].rows]

    assert "Still waiting" in words
    assert panel.listings["What happened"].columns[-1]["label"] == "Of these, no note owed"


@pytest.mark.parametrize("name", ["Your status checks", "Answers to your messages"])
def test_a_listing_is_shown_with_what_it_adds_up_to(panel: ProgressPanel, name: str) -> None:
    panel.views.buttons[name].value = True
    shown = panel.listings[name]

    assert shown.rows
    assert f"{len(shown.rows)} " in shown.caption


def test_the_typical_delay_is_said(panel: ProgressPanel) -> None:
    assert "notes were out within" in panel.rates.value


def test_the_reasons_against_a_chart_of_success_are_given(panel: ProgressPanel) -> None:
    assert "notes on time lead to offers. There is none" in html_of(panel.views)


def test_one_open_pair_is_said_in_words(panel_log: FollowUpLog, clock) -> None:
    panel = progress_panel(panel_log, clock=clock)

    assert "0 due so far, 3 open" in panel.rates.value


def test_a_note_sent_elsewhere_changes_the_chart(panel_log: FollowUpLog, clock) -> None:
    panel = progress_panel(panel_log, clock=clock)
    before = panel.charts["Every note"].image.value
    ids = {
        "application_id": panel_log.applications["id"][0],
        "interview_id": panel_log.interviews["id"][0],
        "covers": [panel_log.interviewers["id"][0]],
    }
    panel_log.record_sent(ids, at=NOW, now=NOW)

    panel.look_again()

    assert panel.charts["Every note"].image.value != before
    assert "1 of 1 on time, 2 still open" in panel.rates.value


def test_an_empty_log_says_what_to_do(log: FollowUpLog, clock) -> None:
    panel = progress_panel(log, clock=clock)

    assert "Log an interview that took place first" in html_of(panel.view)
    assert panel._all.layout.display == "none"


def test_each_mark_says_who_when_and_how_it_stands(panel: ProgressPanel) -> None:
    image = panel.charts["Every note"].image

    owed = panel.charts["Every note"].chart.table(panel.looked_at())
    wanted = owed.loc[owed["state"] != "exempt"]
    assert len(image.marks) == len(wanted)
    for name in wanted["name"]:
        assert any(mark["text"].startswith(f"{name}, ") for mark in image.marks)
    assert all(0 < mark["left"] < 1 and 0 < mark["top"] < 1 for mark in image.marks)
