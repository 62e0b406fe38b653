"""A chart as a file that carries its own words, so that they are read aloud anywhere.

An SVG holds them as its title and description, a PNG as text beside the picture.
"""

import base64
import io
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from followup_kit.errors import FollowUpError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FORMATS = ("png", "svg")
PRINT_DPI = 200
"""Dots per inch of a PNG, enough for print."""


def save_chart(ax: "Axes", path: Path | str, alt_text: str) -> Path:
    """Write the chart as PNG or SVG, by the ending of the path; the path comes back.

    Args:
        ax: The chart.
        path: Where to; an existing file is replaced.
        alt_text: The chart in words; becomes part of the file.

    Raises:
        FollowUpError: The ending is another one, or the file cannot be written.
    """
    path = Path(path)
    data = chart_file(ax, path.suffix.removeprefix(".").lower(), alt_text)
    try:
        path.write_bytes(data)
    except OSError as error:
        msg = f"The chart cannot be written to {path} ({error.strerror}). Choose another folder."
        raise FollowUpError(msg) from error
    return path


def picture(ax: "Axes", alt_text: str) -> str:
    """The chart as an image for a page, with its words for those who cannot see it."""
    data = base64.b64encode(chart_file(ax, "svg", alt_text)).decode()
    return f'<img alt="{escape(alt_text)}" src="data:image/svg+xml;base64,{data}">'


def chart_file(ax: "Axes", kind: str, alt_text: str) -> bytes:
    """The chart as the content of a PNG or SVG file, with its words in it.

    Raises:
        FollowUpError: `kind` is neither `png` nor `svg`.
    """
    if kind not in FORMATS:
        msg = f"`{kind}` came in as the kind of file. Allowed: png, svg. Choose one of them."
        raise FollowUpError(msg)
    figure, file = ax.get_figure(root=True), io.BytesIO()
    assert figure is not None
    title = " ".join(ax.get_title(loc="left").split()) or "Chart"
    if kind == "png":
        words = {"Title": title, "Description": alt_text, "Software": None}
        figure.savefig(file, format="png", dpi=PRINT_DPI, metadata=words)
        return file.getvalue()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return _with_words(file.getvalue().decode(), title, alt_text).encode()


def _with_words(svg: str, title: str, alt_text: str) -> str:
    """The SVG with title and description as the first things in it."""
    start = svg.index("<svg ")
    end = svg.index(">", start)
    words = f"<title>{escape(title)}</title>\n <desc>{escape(alt_text)}</desc>"
    return f'{svg[:end]} role="img">\n {words}{svg[end + 1 :]}'
