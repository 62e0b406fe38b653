"""A chart on the screen: an image with words for it, for light and dark themes."""

import base64
import io
from collections.abc import Callable
from typing import TYPE_CHECKING

import ipywidgets as widgets

from followup_kit.widgets.parts.markup import block, fill

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_BOTH = (
    '<img class="fk-light" alt="{alt}" src="{light}"><img class="fk-dark" alt="{alt}" src="{dark}">'
)


def chart(plot: Callable[[bool], "Axes"], alt_text: str) -> widgets.HTML:
    """An image of a chart with its alt text.

    Args:
        plot: Draws the chart, for a dark page if asked to.
        alt_text: The chart in words.
    """
    shown = block(css="fk-chart")
    show_chart(shown, plot, alt_text)
    return shown


def show_chart(shown: widgets.HTML, plot: Callable[[bool], "Axes"], alt_text: str) -> None:
    """Draw a chart anew in the widget that `chart` gave."""
    shown.value = fill(_BOTH, alt=alt_text, light=_image(plot(False)), dark=_image(plot(True)))


def _image(ax: "Axes") -> str:
    """The chart as an SVG image in a data address; the figure is let go."""
    figure, file = ax.get_figure(root=True), io.BytesIO()
    assert figure is not None
    figure.savefig(file, format="svg", bbox_inches="tight")
    figure.clear()
    return "data:image/svg+xml;base64," + base64.b64encode(file.getvalue()).decode()
