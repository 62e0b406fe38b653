"""Whatever people type, no panel shows it as HTML."""

import re

import pytest

from followup_kit.errors import InvalidEntryError
from followup_kit.log.log import FollowUpLog
from followup_kit.widgets.log.panel import log_panel
from followup_kit.widgets.plan.panel import plan_panel
from followup_kit.widgets.progress.panel import progress_panel
from followup_kit.widgets.review.panel import review_panel
from followup_kit.widgets.season.panel import season_panel
from followup_kit.widgets.start.panel import start_panel
from followup_kit.widgets.write.panel import write_panel
from tests.conftest import INTERVIEW, NOW
from tests.widgets.conftest import html_of

PAYLOADS = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "</style><b>bold</b>",
    "{company} {0} {{7*7}} %s",
    "&lt;b&gt;",
]
RAW = re.compile(r"<(img src=x|script|svg|b>bold)|\" onmouse|' onmouse", re.IGNORECASE)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_panel_shows_typed_text_as_html(log: FollowUpLog, log_path, clock, payload) -> None:
    log.add_interview(
        {**INTERVIEW, "next_step": payload},
        [{"name": payload, "topics": payload}],
        application={"company": payload, "position": payload, "interest": payload},
        now=NOW,
    )
    log.change_settings({"student": payload}, now=NOW)

    panels = [
        make(log, clock=clock)
        for make in (log_panel, plan_panel, write_panel, progress_panel, start_panel)
    ]
    panels[0].section.value = panels[0].section.options[2]
    season = season_panel(log, clock=clock)
    season.open(log.applications["id"][0])
    views = [panel.view for panel in (*panels, season)] + [
        review_panel(log_path.parent, clock=clock).view
    ]

    for view in views:
        assert not RAW.search(html_of(view).replace('<svg class="fk-icon"', ""))


def test_the_payloads_would_be_found() -> None:
    assert sum(bool(RAW.search(payload)) for payload in PAYLOADS) >= 5


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)//https://example.com",
        "data:text/html,x",
        "file:///etc/passwd",
        "//example.com",
        'https://example.com/" onclick="x',
        " \tjavascript:alert(1)",
    ],
)
def test_an_address_that_is_no_web_address_is_refused(panel_log: FollowUpLog, address) -> None:
    row = panel_log.interviewers["id"][0]

    with pytest.raises(InvalidEntryError, match=r"is not a web address|control character"):
        panel_log.change("interviewers", row, {"linkedin_url": address}, now=NOW)
