"""A chart on the screen: an image with words for it."""

import base64
import io
from typing import TYPE_CHECKING

from followup_kit.widgets.parts.markup import fill

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def chart_html(ax: "Axes", alt_text: str) -> str:
    """An image of a chart with its alt text; the figure is let go.

    Args:
        ax: The chart, on a figure of its own.
        alt_text: The chart in words.
    """
    figure, file = ax.get_figure(root=True), io.BytesIO()
    assert figure is not None
    figure.savefig(file, format="svg")
    figure.clear()
    data = base64.b64encode(file.getvalue()).decode()
    return fill('<img alt="{alt}" src="data:image/svg+xml;base64,{data}">', alt=alt_text, data=data)
