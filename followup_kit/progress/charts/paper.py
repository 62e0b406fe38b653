"""What all charts share: the page they are drawn on, their frame, dates and empty states.

Charts are drawn without pyplot, so that nothing stays open. A page is light, dark, or for
print: black on white and as wide as the text of a printed page.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from textwrap import wrap
from typing import TYPE_CHECKING

from followup_kit.progress.charts.margins import POINTS, TITLE_SIZE, names_beside
from followup_kit.progress.charts.own_axes import in_words, own_axes
from followup_kit.progress.states import LOOKS
from followup_kit.text import day_in_words, one_line

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH, PRINT_WIDTH = 8.0, 6.7
"""Inches across on the screen and in print."""
TITLE_LETTERS, TITLE_MARGIN, NAMES_MARGIN = 10.8, 1.5, 0.5
"""Letters in an inch of a title, inches of the page beside it, and of these beside names."""
MOST_DATES = 7
"""Dates under a chart at most."""
MOST_COLUMNS = 4
WIDEST_MARGIN, KEY_WIDTH, LETTER_WIDTH = 1.5, 0.5, 0.066
"""Inches beside the marks, of a key in a legend, and of a letter, each at most."""

PAD, KEY_HEIGHT = 8, 16
"""Points below a title, and of a row of the legend."""

_STATE_ORDER = {look.word: place for place, look in enumerate(LOOKS.values())}

Mark = tuple[float, float, str, bool]
"""Place across and up from 0 to 1, marker, and whether it is filled."""


@dataclass(frozen=True)
class Paper:
    """The colours of a page and its width in inches."""

    ink: str
    ground: str
    soft: str
    width: float
    dark: bool

    def figure(self, height: float) -> "Figure":
        """A new figure of that height in inches on this page."""
        from matplotlib.figure import Figure

        figure = Figure(figsize=(self.width, height), dpi=110)
        figure.set_facecolor(self.ground)
        return figure


def paper(*, dark: bool, for_print: bool = False) -> Paper:
    """The page to draw on; print is always black on white."""
    if for_print:
        return Paper("#000000", "#FFFFFF", "#6B6B6B", PRINT_WIDTH, dark=False)
    if dark:
        return Paper("#EDEDED", "#111111", "#A0A0A0", WIDTH, dark=True)
    return Paper("#1F1F1F", "#FFFFFF", "#6B6B6B", WIDTH, dark=False)


def framed(ax: "Axes | None", page: Paper, *, height: float = 4.4) -> "Axes":
    """The given axes, or those of a new figure, with the lines of the page."""
    if ax is None:
        ax = page.figure(height).add_subplot(axes_class=own_axes())
    ax.set_facecolor(page.ground)
    ax.tick_params(which="both", colors=page.ink, labelsize=9)
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[["left", "bottom"]].set_color(page.soft)
    return ax


def worded(ax: "Axes", title: str, across: str, up: str, *, page: Paper) -> "Axes":
    """The axes with a title and the words along both sides."""
    title = _broken(title, letters_across(ax, page))
    ax.set_title(title, loc="left", color=page.ink, fontsize=TITLE_SIZE, pad=PAD)
    ax.set_xlabel(across, color=page.ink, fontsize=9.5)
    ax.set_ylabel(up, color=page.ink, fontsize=9.5)
    return ax


def letters_across(ax: "Axes", page: Paper, *, size: float = TITLE_SIZE) -> int:
    """Letters of that size in points that fit from the left of the axes to the page's edge."""
    beside = max(TITLE_MARGIN, names_beside(ax) + NAMES_MARGIN)
    return int(TITLE_LETTERS * TITLE_SIZE / size * (page.width - beside))


def _broken(title: str, letters: int) -> str:
    """A title on lines that fit, broken at its first colon before anywhere else."""
    if len(title) <= letters:
        return title
    parts = title.replace(": ", ":\n", 1).split("\n")
    return "\n".join(line for part in parts for line in wrap(part, letters))


def keyed(ax: "Axes", page: Paper, *, others: Sequence["Axes"] = ()) -> float:
    """A legend between the title and the marks, for these axes and others of the figure.

    States come in the order of the tables, lines and whatever else after them. The height
    of the legend in inches comes back.
    """
    found: dict[str, Artist] = {}
    for one in (ax, *others):
        handles, labels = one.get_legend_handles_labels()
        found |= dict(zip(labels, handles, strict=True))
    labels = sorted(found, key=lambda label: _STATE_ORDER.get(label, len(_STATE_ORDER)))
    beside = max(WIDEST_MARGIN, names_beside(ax) + NAMES_MARGIN)
    columns = _columns_for(labels, page.width - beside)
    ax.legend(
        [found[label] for label in labels], labels, loc="lower left", bbox_to_anchor=(-0.01, 1.0),
        ncols=columns, frameon=False, labelcolor=page.ink, fontsize=9,
        borderaxespad=0.2, columnspacing=1.4, handletextpad=0.5,
    )  # fmt: skip
    title, rows = ax.get_title(loc="left"), ceil(len(labels) / columns)
    ax.set_title(
        title, loc="left", color=page.ink, fontsize=TITLE_SIZE, pad=PAD + KEY_HEIGHT * rows
    )
    return (PAD + KEY_HEIGHT * rows) / POINTS


def _columns_for(labels: Sequence[str], room: float) -> int:
    """How many columns of a legend fit beside each other in so many inches."""
    widest = room / (KEY_WIDTH + LETTER_WIDTH * max(map(len, labels)))
    return max(1, min(int(widest), MOST_COLUMNS, len(labels)))


def shown_empty(ax: "Axes", words: str, marks: Sequence[Mark], *, page: Paper) -> "Axes":
    """Friendly words above a faint example that is labelled as one."""
    in_words(ax, lambda: f"Empty chart. {one_line(words)}")
    ax.set_axis_off()
    ax.text(
        0.5, 0.78, words, transform=ax.transAxes, ha="center", va="center",
        color=page.ink, fontsize=11.5, linespacing=1.5,
    )  # fmt: skip
    if marks:
        ax.text(
            0.5, 0.5, "Example", transform=ax.transAxes, ha="center", va="center",
            color=page.soft, fontsize=9.5, style="italic",
        )  # fmt: skip
    for across, up, marker, filled in marks:
        face = page.soft if filled else "none"
        ax.plot(
            across, up, marker=marker, markersize=9, transform=ax.transAxes, alpha=0.55,
            markerfacecolor=face, markeredgecolor=page.soft, clip_on=False,
        )  # fmt: skip
    return ax


def date_ticks(start: float, end: float, *, most: int = MOST_DATES) -> tuple[list[int], list[str]]:
    """Days since 1970 to label between two, and their labels.

    The year is named at the first one and where it changes, if there is more than one year.

    >>> date_ticks(20700, 20720, most=3)
    ([20700, 20707, 20714], ['4 Sep', '11 Sep', '18 Sep'])
    """
    first, last = ceil(start), int(end)
    days = list(range(first, last + 1, max(1, ceil((end - start) / most))))
    dates = [dt.date(1970, 1, 1) + dt.timedelta(days=day) for day in days]
    many = len({date.year for date in dates}) > 1
    labels, named = [], None
    for date in dates:
        year = f"\n{date.year}" if many and date.year != named else ""
        labels.append(day_in_words(date, year=False) + year)
        named = date.year
    return days, labels
