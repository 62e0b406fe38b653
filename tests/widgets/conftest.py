"""Panels on logs, driven without a browser: set a value, press, look at the log."""

import datetime as dt
from collections.abc import Iterator
from itertools import count

import ipywidgets as widgets
import pytest

from followup_kit.log.log import FollowUpLog, open_sample
from followup_kit.widgets.shared import button
from followup_kit.widgets.shared.file_picker import FilePicker
from tests.conftest import NOW


@pytest.fixture
def clock():
    """Half past four on the day of the panel interview."""
    return lambda: NOW.astimezone(dt.UTC)


@pytest.fixture
def sample() -> Iterator[FollowUpLog]:
    log = open_sample()
    yield log
    log.close()


def everything_in(view: widgets.Widget) -> Iterator[widgets.Widget]:
    """A widget and all widgets inside it."""
    yield view
    for child in getattr(view, "children", ()):
        yield from everything_in(child)


def html_of(view: widgets.Widget) -> str:
    """All the HTML that a view shows."""
    return "\n".join(w.value for w in everything_in(view) if isinstance(w, widgets.HTML))


def press(view: widgets.Widget, text: str) -> None:
    """Press the first button with that text."""
    for made in everything_in(view):
        if isinstance(made, widgets.Button) and made.description == text:
            made.click()
            return
    msg = f"There is no button {text!r}."
    raise AssertionError(msg)


def buttons(view: widgets.Widget) -> list[str]:
    """The words on all buttons that a view shows."""
    return [w.description for w in everything_in(view) if isinstance(w, widgets.Button)]


def hand_over(picker: FilePicker, *files: tuple[str, bytes], piece: int = 1_000_000) -> None:
    """Do what the browser does when files were chosen."""
    picker._heard(picker, {"begin": [name for name, _ in files]}, [])
    for number, (_, content) in enumerate(files):
        for start in range(0, len(content), piece):
            part = memoryview(content[start : start + piece])
            picker._heard(picker, {"number": number}, [part])
    picker._heard(picker, {"end": True}, [])


@pytest.fixture(autouse=True)
def presses_are_apart(monkeypatch) -> None:
    """Each look at the clock of the presses is three seconds later than the last."""
    ticks = count(step=3)
    monkeypatch.setattr(button, "seconds", lambda: next(ticks))
