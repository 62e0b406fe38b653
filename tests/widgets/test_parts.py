import ast
import asyncio
import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from followup_kit.errors import FollowUpError
from followup_kit.log.log import FollowUpLog, open_log, open_sample
from followup_kit.log.schema import TABLES
from followup_kit.widgets import now_for, show_table
from followup_kit.widgets.plan.panel import plan_panel
from followup_kit.widgets.shared.clock import clock_of, real_time
from followup_kit.widgets.shared.data_table import DataTable
from followup_kit.widgets.shared.debounce import Debounce
from followup_kit.widgets.shared.fields import MomentField, field
from followup_kit.widgets.shared.markup import fill, joined
from followup_kit.widgets.shared.status_line import StatusLine
from followup_kit.widgets.shared.watch import watch
from tests.conftest import NOW, PANEL, at

WIDGETS = Path(__file__).parents[2] / "followup_kit" / "widgets"


def test_text_from_people_is_escaped() -> None:
    assert fill("<b>{name}</b>", name="<img src=x>") == "<b>&lt;img src=x&gt;</b>"


def test_filled_parts_are_not_escaped_again() -> None:
    assert fill("<ul>{items}</ul>", items=joined([fill("<li>{a}</li>", a="&")])) == (
        "<ul><li>&amp;</li></ul>"
    )


def test_html_widgets_get_their_text_only_from_templates() -> None:
    """`widgets.HTML` may be made in one place only, and `Markup` only there."""
    for path in WIDGETS.rglob("*.py"):
        calls = [n for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Call)]
        names = {getattr(call.func, "attr", getattr(call.func, "id", "")) for call in calls}
        if path.name != "markup.py":
            assert not names & {"HTML", "HTMLMath", "Markup"}, path.name


def test_templates_are_constants() -> None:
    for path in WIDGETS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"fill", "block"}:
                is_constant = not node.args or isinstance(node.args[0], ast.Constant | ast.Name)
                assert is_constant, f"{path.name}:{node.lineno}"


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_field_with_a_label(table: str) -> None:
    for name in TABLES[table].model_fields:
        if name not in {"id", "logged_at"}:
            assert field(table, name).description


def test_a_moment_field_knows_the_zone() -> None:
    made = MomentField("On", "At")
    made.show(at(15, 14), "Europe/London")

    assert (made.day.value, made.clock_time.value) == (dt.date(2026, 9, 15), dt.time(19))
    assert made.moment("Europe/London") == at(15, 14)


def test_half_a_moment_is_refused() -> None:
    made = MomentField("On", "At")
    made.day.value = dt.date(2026, 9, 15)

    with pytest.raises(FollowUpError, match="`At` is empty"):
        made.moment("UTC")


def test_a_table_shows_every_kind_of_value() -> None:
    frame = pd.DataFrame(
        {
            "text": ["<b>", "b"],
            "number": [1.25, float("nan")],
            "count": [3, 4],
            "moment": pd.to_datetime(["2026-09-15T18:00Z", None]),
            "day": pd.to_datetime(["2026-09-15", None]),
            "flag": [True, False],
        }
    )
    table = DataTable()

    table.show(frame, {name: name.title() for name in frame}, zone_name="America/New_York")

    first = [cell["text"] for cell in table.rows[0]]
    assert first == ["<b>", "1.2", "3", "Tue 15 Sep 2026, 14:00", "15 Sep 2026", "yes"]
    assert [cell["text"] for cell in table.rows[1]] == ["b", "-", "4", "-", "-", "no"]
    assert [column["number"] for column in table.columns][:3] == [False, True, True]


def test_a_debounce_waits_for_the_last_change() -> None:
    done: list[int] = []

    async def type_three_keys() -> None:
        keep = Debounce(0.01, lambda: done.append(1))
        for _ in range(3):
            keep()
        assert done == []
        await asyncio.sleep(0.02)  # rings after every shorter wait set before it

    asyncio.run(type_three_keys())
    assert done == [1]


def test_a_debounce_can_be_flushed_or_cancelled() -> None:
    done: list[str] = []

    async def type_and_leave() -> None:
        keep, drop = (
            Debounce(9, lambda: done.append("kept")),
            Debounce(9, lambda: done.append("no")),
        )
        keep()
        drop()
        drop.cancel()
        keep.flush()
        keep.flush()

    asyncio.run(type_and_leave())
    assert done == ["kept"]


@pytest.mark.parametrize(("is_stale", "asked"), [(True, True), (False, False)])
def test_only_a_panel_that_is_out_of_date_is_asked_to_look(monkeypatch, is_stale, asked) -> None:
    monkeypatch.setattr("followup_kit.widgets.shared.watch.SECONDS", 0.01)
    looked: list[int] = []

    class Watched:
        def is_stale(self) -> bool:
            return is_stale

        def ask_to_look(self) -> None:
            looked.append(1)

    async def wait() -> None:
        panel = Watched()
        watch(panel)
        await asyncio.sleep(0.02)  # rings after the first look, which was set before it
        assert panel

    asyncio.run(wait())
    assert bool(looked) == asked


def test_a_panel_looks_again_when_the_page_answers(panel_log, log_path) -> None:
    panel = plan_panel(panel_log, clock=lambda: NOW)
    other = open_log(log_path)
    other.remove("interviews", other.interviews["id"][0], now=NOW)
    assert panel.is_stale()

    panel.ground._handle_custom_msg({"look": True}, [])

    assert panel.cards.children == ()
    assert not panel.is_stale()


def test_the_status_line_names_what_undo_takes_back(panel_log: FollowUpLog) -> None:
    line = StatusLine(panel_log)

    assert line.undo.tooltip == "Undo: Logged an interview"
    assert not line.undo.disabled


def test_a_sample_log_stands_still_and_your_own_does_not(log: FollowUpLog) -> None:
    sample = open_sample()

    assert clock_of(sample)() == sample.settings.stands_at
    before, told = real_time(), clock_of(log)()
    assert before <= told <= real_time()


def test_the_moment_of_a_cell_is_that_of_its_log(log: FollowUpLog) -> None:
    sample = open_sample()

    assert now_for(sample) == sample.settings.stands_at
    before = real_time()
    assert before <= now_for(log) <= real_time()


def test_a_shown_table_leaves_no_name_in_the_file(panel_log: FollowUpLog) -> None:
    table = show_table(panel_log.interviewers[["name", "met"]], caption="People")

    assert [row[0]["text"] for row in table.rows] == [person["name"] for person in PANEL]
    bundle = table._repr_mimebundle_()
    assert "Priya" not in str(bundle)
    assert "Run the cell to see it" in str(bundle)


def test_a_panel_leaves_no_name_in_the_file(panel_log: FollowUpLog) -> None:
    assert "Priya" not in str(plan_panel(panel_log, clock=lambda: NOW)._repr_mimebundle_())


def test_a_shown_table_names_the_zone_of_its_moments(panel_log: FollowUpLog) -> None:
    table = show_table(panel_log.interviews[["starts_at", "kind"]], zone_name="Europe/London")

    assert [column["label"] for column in table.columns] == ["starts_at (Europe/London)", "kind"]
    assert table.rows[0][0]["text"] == "Tue 15 Sep 2026, 19:00"
