"""Room for the words around a chart, reckoned from their letters.

matplotlib's own layouts measure every text twice, which takes half the time of a chart.
Here a letter counts as wide as it can be in its group; a test holds that nothing runs off
the page.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

POINTS = 72
TITLE_SIZE, LABEL_SIZE, TICK_SIZE = 11, 9.5, 9
"""Points of a title, of the words along a side, and of those at a tick."""
LINE = 1.45
"""Height of a line as a factor of its letters."""
EDGE = 0.1
"""Inches that stay free along each side of the page."""
TICK = 0.1
"""Inches between the axes and the words at a tick."""
BETWEEN_ROWS = 0.1
"""Gap between rows of a chart, as a share of a row."""
_NARROW, _PLAIN, _CAPITAL, _WIDE, _SQUARE = 0.42, 0.64, 0.78, 1.0, 1.1
"""Widths of letters as factors of their height."""
_WIDE_LETTERS, _NARROW_LETTERS = frozenset("MWmw@%&…"), frozenset("iljtfrI .,:;'!|()[]")
_LAST_LATIN = 0x2E80


def width_of(text: str, size: float) -> float:
    """Inches across that a text of that size in points takes at most.

    >>> round(width_of("Fern", 9), 2), round(width_of("名前", 9), 3)
    (0.31, 0.275)
    """
    widest = max((sum(map(_letter, line)) for line in text.split("\n")), default=0.0)
    return widest * size / POINTS


def height_of(text: str, size: float) -> float:
    """Inches up that a text takes; 0 for none."""
    return len(text.split("\n")) * size * LINE / POINTS if text else 0.0


def names_beside(ax: "Axes") -> float:
    """Inches across that the words at the ticks on the left take; 0 without any."""
    names = [label.get_text() for label in ax.get_yticklabels()]
    return max((width_of(name, TICK_SIZE) for name in names), default=0.0)


def settle(rows: Sequence["Axes"], *, above: float, left: float = 0.0, right: float = 0.0) -> None:
    """Give the axes of a figure of its own the page, less the room for the words.

    Args:
        rows: The axes, from the top down.
        above: Inches between the top axes and their title.
        left: Inches for words on the left of the axes, if they need more than the ticks.
        right: Inches for words on the right of the axes.
    """
    first, last = rows[0], rows[-1]
    widest = max(names_beside(ax) for ax in rows)
    beside = max(widest + height_of(first.get_ylabel(), LABEL_SIZE), left)
    ticks = [height_of(label.get_text(), TICK_SIZE) for label in last.get_xticklabels()]
    below = max(ticks, default=0.0) + height_of(last.get_xlabel(), LABEL_SIZE)
    over = above + height_of(first.get_title(loc="left"), TITLE_SIZE)
    figure = first.get_figure(root=True)
    assert figure is not None
    width, height = figure.get_size_inches()
    figure.subplots_adjust(
        left=(EDGE + TICK + beside) / width, right=1 - (EDGE + right) / width,
        bottom=(EDGE + TICK + below) / height, top=1 - (EDGE + over) / height,
        hspace=BETWEEN_ROWS,
    )  # fmt: skip


def say_beside(ax: "Axes", ups: Sequence[float], texts: Sequence[str], *, ink: str) -> float:
    """Write texts in a column on the right of the axes; the inches they need come back."""
    for up, text in zip(ups, texts, strict=True):
        ax.annotate(
            text, (1, up), xycoords=("axes fraction", "data"), xytext=(6, 0), va="center",
            textcoords="offset points", color=ink, fontsize=TICK_SIZE, annotation_clip=False,
        )  # fmt: skip
    return TICK + max(width_of(text, TICK_SIZE) for text in texts)


def _letter(letter: str) -> float:
    if ord(letter) >= _LAST_LATIN:
        return _SQUARE
    if letter in _NARROW_LETTERS:
        return _NARROW
    if letter in _WIDE_LETTERS:
        return _WIDE
    return _CAPITAL if letter.isupper() else _PLAIN
