"""The axes of a figure of our own: a notebook shows them as a picture that has words.

Such a figure is drawn without pyplot, which would otherwise keep it open and show it. So
the axes say themselves how they look when they are the last line of a cell. Axes that
were given, as in `plot_delay_dots(table, ax=ax)`, belong to whoever made them.
"""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from followup_kit.progress.charts.saving import picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@cache
def own_axes() -> type[Any]:
    """The class of these axes; matplotlib is brought in only now."""
    from matplotlib.axes import Axes

    class OwnAxes(Axes):
        alt_text: Callable[[], str] = staticmethod(lambda: "Chart")

        def _repr_html_(self) -> str:
            return picture(self, self.alt_text())

    return OwnAxes


def in_words(ax: "Axes", alt_text: Callable[[], str]) -> "Axes":
    """The axes with their words, which are made when the picture is shown."""
    if isinstance(ax, own_axes()):
        ax.alt_text = alt_text
    return ax
