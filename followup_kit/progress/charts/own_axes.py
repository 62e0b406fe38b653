"""The axes of a figure of our own: a notebook shows them as a picture that has words.

Such a figure is drawn without pyplot, which would otherwise keep it open and show it. So
the axes say themselves how they look when they are the last line of a cell. Axes that
were given, as in `plot_delay_dots(table, ax=ax)`, belong to whoever made them.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from followup_kit.progress.charts.saving import picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@cache
def own_axes() -> type[Any]:
    """The class of these axes; matplotlib is brought in only now."""
    from matplotlib.axes import Axes

    class OwnAxes(Axes):
        alt_text: Callable[[], str] = staticmethod(lambda: "Chart")
        marks: tuple[tuple[Axes, pd.Series, pd.Series], ...] = ()

        def _repr_html_(self) -> str:
            return picture(self, self.alt_text())

    return OwnAxes


def in_words(ax: "Axes", alt_text: Callable[[], str]) -> "Axes":
    """The axes with their words, which are made when the picture is shown."""
    if isinstance(ax, own_axes()):
        ax.alt_text = alt_text
    return ax


def note_marks(ax: "Axes", across: pd.Series, up: pd.Series, *, on: "Axes | None" = None) -> None:
    """Note where the marks of a chart stand, so that each can be asked about.

    Args:
        ax: The axes that the chart gives back.
        across: Where each mark stands across, by the row of the table it is for.
        up: And up.
        on: The axes the marks are drawn on, if the chart has several.
    """
    if isinstance(ax, own_axes()):
        ax.marks = (*ax.marks, (on or ax, across, up))


def places_of(ax: "Axes") -> dict[Any, tuple[float, float]]:
    """Where the mark of each row stands in the picture: from its left and its top, 0 to 1."""
    found = {}
    for on, across, up in getattr(ax, "marks", ()):
        figure = on.get_figure(root=True)
        width, height = figure.bbox.size
        points = on.transData.transform(list(zip(across, up, strict=True)))
        for row, (x, y) in zip(across.index, points, strict=True):
            found[row] = (float(x / width), float(1 - y / height))
    return found
